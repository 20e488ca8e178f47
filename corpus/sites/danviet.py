"""Dân Việt; the facts are of 2019."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="danviet",
    publisher="Báo Dân Việt",
    hosts=("danviet.vn",),
    layouts=(
        Layout(
            lead=(".sapobaiviet",),
            body=(".contentbaiviet",),
            caption=(".img_chu_thich",),
            date=(".datetimeup",),
        ),
    ),
)
