"""Thái Nguyên; in 2019 the text in `.news_detail`."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baothainguyen",
    publisher="Báo Thái Nguyên",
    hosts=("baothainguyen.vn",),
    layouts=(
        Layout(
            lead=(".desc",),
            body=(".content-detail",),
        ),
        Layout(
            lead=(".Summary",),
            body=(".news_detail",),
            date=(".date_up",),
        ),
    ),
)
