"""Khánh Hòa; the facts are of 2019."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baokhanhhoa",
    publisher="Báo Khánh Hòa",
    hosts=("baokhanhhoa.vn",),
    layouts=(
        Layout(
            body=(".detail-news",),
            caption=("figcaption",),
            date=(".date",),
        ),
    ),
)
