"""Cà Mau; in 2019 on the software of Bạc Liêu."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baocamau",
    publisher="Báo Cà Mau",
    hosts=("baocamau.vn", "baocamau.com.vn"),
    layouts=(
        Layout(
            body=(".post-content",),
        ),
        Layout(
            lead=(".title-italic",),
            body=(".newscontent",),
            date=(".date-time",),
        ),
    ),
)
