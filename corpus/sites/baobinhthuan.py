"""Bình Thuận; the facts are of 2019."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baobinhthuan",
    publisher="Báo Bình Thuận",
    hosts=("baobinhthuan.com.vn",),
    layouts=(
        Layout(
            body=("#info_g",),
        ),
    ),
)
