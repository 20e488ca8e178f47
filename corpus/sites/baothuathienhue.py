"""Thừa Thiên Huế, on the software of Cần Thơ."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baothuathienhue",
    publisher="Báo Thừa Thiên Huế",
    hosts=("baothuathienhue.vn",),
    layouts=(
        Layout(
            body=("#newscontents",),
            date=(".pubdate",),
        ),
    ),
)
