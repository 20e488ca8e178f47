"""Biên phòng, on its own software: parts begin with `bp-`."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="bienphong",
    publisher="Báo Biên phòng",
    hosts=("bienphong.com.vn",),
    layouts=(
        Layout(
            lead=(".bp-detail-sapo",),
            body=(".bp-detail-text-content",),
            caption=("figcaption",),
            date=(".bp-date-time",),
            drop=(".simplebox",),
        ),
    ),
)
