"""Thừa Thiên Huế, on the software of Cần Thơ."""

from __future__ import annotations

from corpus.sites.site import Layout, Site

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
