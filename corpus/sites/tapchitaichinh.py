"""Tạp chí Tài chính; the facts are of 2019."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="tapchitaichinh",
    publisher="Tạp chí Tài chính",
    hosts=("tapchitaichinh.vn",),
    layouts=(
        Layout(
            lead=(".article__sapo",),
            body=("#content-article",),
            caption=("figcaption",),
            date=(".article__meta time",),
        ),
    ),
)
