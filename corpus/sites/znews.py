"""Znews, till 2023 Zing News, on its own software: parts begin with `the-article-`."""

from __future__ import annotations

from datetime import date

from corpus.layout import Layout, Site

SITE = Site(
    name="znews",
    publisher="Tạp chí Tri thức - Znews",
    hosts=("znews.vn", "zingnews.vn", "news.zing.vn"),
    layouts=(
        Layout(
            title=(".the-article-title",),
            lead=(".the-article-summary",),
            body=(".the-article-body",),
            caption=(".pCaption",),
            byline=(".the-article-credit",),
            date=(".the-article-publish",),
            drop=("#innerarticle",),
            verified=date(2018, 7, 19),
        ),
    ),
)
