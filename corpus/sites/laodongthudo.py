"""Lao động Thủ đô, on MasterCMS with names of its own."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="laodongthudo",
    publisher="Báo Lao động Thủ đô",
    hosts=("laodongthudo.vn",),
    layouts=(
        Layout(
            lead=(".sabo",),
            body=(".detail_info",),
            drop=(".__MB_ARTICLE_A",),
        ),
    ),
)
