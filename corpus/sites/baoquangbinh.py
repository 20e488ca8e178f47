"""Quảng Bình, on the software of Đắk Lắk."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baoquangbinh",
    publisher="Báo Quảng Bình",
    hosts=("baoquangbinh.vn",),
    layouts=(
        Layout(
            body=("#content",),
            caption=("figcaption",),
            date=(".date",),
        ),
    ),
)
