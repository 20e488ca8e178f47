"""Kon Tum, on the software of Đắk Lắk."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baokontum",
    publisher="Báo Kon Tum",
    hosts=("baokontum.com.vn",),
    layouts=(
        Layout(
            body=("#content",),
            date=(".date-contentL",),
        ),
    ),
)
