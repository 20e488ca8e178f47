"""Vĩnh Phúc; the facts are of 2019."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baovinhphuc",
    publisher="Báo Vĩnh Phúc",
    hosts=("baovinhphuc.com.vn",),
    layouts=(
        Layout(
            body=(".content-about-baiviet",),
            caption=(".articleimg_caption",),
            date=(".titleDdtail",),
        ),
    ),
)
