"""Phụ nữ Việt Nam; the facts are of 2019."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="phunuvietnam",
    publisher="Báo Phụ nữ Việt Nam",
    hosts=("phunuvietnam.vn",),
    layouts=(
        Layout(
            lead=(".news-des",),
            body=(".article-detail.content",),
            caption=("figcaption",),
        ),
    ),
)
