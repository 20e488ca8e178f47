"""Nhà báo và Công luận; the facts are of 2019."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="congluan",
    publisher="Báo Nhà báo và Công luận",
    hosts=("congluan.vn",),
    layouts=(
        Layout(
            lead=(".intro_detail",),
            body=(".detail",),
            caption=("figcaption",),
            date=(".timeStamp",),
            drop=(".bottom_content",),
        ),
    ),
)
