"""Bình Phước; the facts are of 2019."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baobinhphuoc",
    publisher="Báo Bình Phước",
    hosts=("baobinhphuoc.com.vn",),
    layouts=(
        Layout(
            lead=(".sapo",),
            body=(".news_body",),
            caption=(".hinh",),
            date=(".time",),
            drop=(".ilink",),
        ),
    ),
)
