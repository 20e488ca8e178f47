"""Tuyên Quang; the facts are of 2019."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baotuyenquang",
    publisher="Báo Tuyên Quang",
    hosts=("baotuyenquang.com.vn",),
    layouts=(
        Layout(
            lead=(".summary",),
            body=('[itemprop="articleBody"]',),
            date=("time",),
        ),
    ),
)
