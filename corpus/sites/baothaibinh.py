"""Thái Bình; the facts are of 2019."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baothaibinh",
    publisher="Báo Thái Bình",
    hosts=("baothaibinh.com.vn",),
    layouts=(
        Layout(
            lead=(".desc",),
            body=(".news_content",),
            caption=(".caption",),
            date=(".date",),
            drop=(".views",),
        ),
    ),
)
