"""Bắc Kạn, on the software of Đắk Lắk."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baobackan",
    publisher="Báo Bắc Kạn",
    hosts=("baobackan.org.vn",),
    layouts=(
        Layout(
            body=("#content",),
            date=("#date",),
        ),
    ),
)
