"""Sóc Trăng, on the software of Bạc Liêu."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baosoctrang",
    publisher="Báo Sóc Trăng",
    hosts=("baosoctrang.org.vn",),
    layouts=(
        Layout(
            body=(".newscontent",),
        ),
    ),
)
