"""The software of Quảng Ninh, Hưng Yên and Cao Bằng: the text in `.content-article #content-detail`."""

from __future__ import annotations

from corpus.layout import Family, Layout

FAMILY = Family(
    name="content_article",
    marks=(".content-article #content-detail",),
    layout=Layout(
        title=("h1.name",),
        body=(".content-article #content-detail", "#content-detail"),
        byline=(".pseudonym",),
        drop=(".relates", ".topics", ".social", ".print_page", ".block-news-list"),
    ),
)
