"""Quảng Trị, on the software of Đắk Lắk."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baoquangtri",
    publisher="Báo Quảng Trị",
    hosts=("baoquangtri.vn",),
    layouts=(
        Layout(
            body=("#content",),
        ),
    ),
)
