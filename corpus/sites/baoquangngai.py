"""Quảng Ngãi: a script writes the text into `#content` on some pages."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baoquangngai",
    publisher="Báo Quảng Ngãi",
    hosts=("baoquangngai.vn",),
    layouts=(
        Layout(
            title=("h1.title",),
            lead=("p.sapo",),
            body=("#content",),
            caption=(".image_desc",),
            date=(".date",),
            drop=(".same",),
        ),
    ),
)
