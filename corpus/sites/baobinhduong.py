"""Bình Dương, on the software of Đồng Tháp."""

from __future__ import annotations

from corpus.families import content_news
from corpus.layout import Site

SITE = Site(
    name="baobinhduong",
    publisher="Báo Bình Dương",
    hosts=("baobinhduong.vn",),
    layouts=(content_news.FAMILY.layout,),
)
