"""Quảng Nam; the facts are of 2019."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baoquangnam",
    publisher="Báo Quảng Nam",
    hosts=("baoquangnam.vn",),
    layouts=(
        Layout(
            lead=(".chapeau",),
            body=(".body-content",),
            caption=("figcaption",),
            date=(".date-time",),
        ),
    ),
)
