"""Phú Thọ; the facts are of 2019."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baophutho",
    publisher="Báo Phú Thọ",
    hosts=("baophutho.vn",),
    layouts=(
        Layout(
            body=("#content",),
            date=(".pt-post-detail__time",),
        ),
    ),
)
