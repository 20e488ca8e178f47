"""Vĩnh Long, on the software of Đắk Lắk."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baovinhlong",
    publisher="Báo Vĩnh Long",
    hosts=("baovinhlong.com.vn",),
    layouts=(
        Layout(
            body=("#content",),
            caption=(".image_desc",),
            date=(".date",),
        ),
    ),
)
