"""Liferay, the portal of many provinces and ministries: an article is a `journal-content-article`."""

from __future__ import annotations

from corpus.layout import Family, Layout

FAMILY = Family(
    name="liferay",
    marks=(".journal-content-article", ".asset-full-content"),
    layout=Layout(
        title=(".header-title",),
        lead=(".article-summary",),
        body=(".journal-content-article", ".asset-full-content"),
        caption=("figcaption",),
        date=(".meta-data-date", ".date_post", ".review-displaydate"),
    ),
)
