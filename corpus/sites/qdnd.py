"""Quân đội nhân dân, on the software it shares with the Party paper; in 2019 the text in `.detail-post`."""

from __future__ import annotations

from corpus.families import post_subinfo
from corpus.layout import Layout, Site

SITE = Site(
    name="qdnd",
    publisher="Báo Quân đội nhân dân",
    hosts=("qdnd.vn",),
    layouts=(
        post_subinfo.FAMILY.layout,
        Layout(
            lead=(".post-summary",),
            body=(".detail-post",),
            caption=(".alt_imgEditor",),
            date=(".post-head",),
        ),
    ),
)
