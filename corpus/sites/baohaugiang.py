"""Hậu Giang, on the software Đồng Tháp had in 2019."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baohaugiang",
    publisher="Báo Hậu Giang",
    hosts=("baohaugiang.com.vn",),
    layouts=(
        Layout(
            title=(".news-details-content h1",),
            body=(".news-details-content .contentView", ".contentView"),
        ),
    ),
)
