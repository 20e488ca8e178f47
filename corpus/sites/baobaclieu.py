"""Bạc Liêu; the facts are of 2019."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baobaclieu",
    publisher="Báo Bạc Liêu",
    hosts=("baobaclieu.vn",),
    layouts=(
        Layout(
            body=(".newscontent",),
            date=(".date",),
        ),
    ),
)
