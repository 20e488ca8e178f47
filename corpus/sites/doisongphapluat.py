"""Đời sống và Pháp luật; the facts are of 2021."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="doisongphapluat",
    publisher="Tạp chí Đời sống và Pháp luật",
    hosts=("doisongphapluat.com",),
    layouts=(
        Layout(
            title=("h1.title",),
            lead=("h2.sapo",),
            body=(".article-content > article",),
            date=(".datetime",),
        ),
    ),
)
