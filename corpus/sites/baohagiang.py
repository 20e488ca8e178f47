"""Hà Giang, on the software of Đắk Lắk."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baohagiang",
    publisher="Báo Hà Giang",
    hosts=("baohagiang.vn",),
    layouts=(
        Layout(
            body=("#content",),
            date=("#date",),
        ),
    ),
)
