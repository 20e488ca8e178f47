"""Thời báo Ngân hàng, on MasterCMS with names of its own."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="thoibaonganhang",
    publisher="Thời báo Ngân hàng",
    hosts=("thoibaonganhang.vn",),
    layouts=(
        Layout(
            lead=(".sabo",),
            body=(".detail_info",),
            date=(".tool i",),
            drop=(".__MB_ARTICLE_A",),
        ),
    ),
)
