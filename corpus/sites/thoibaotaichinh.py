"""Thời báo Tài chính, in 2019 on SharePoint."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="thoibaotaichinh",
    publisher="Thời báo Tài chính Việt Nam",
    hosts=("thoibaotaichinhvietnam.vn",),
    layouts=(
        Layout(
            body=(".article-ds",),
            caption=(".img-caption",),
            date=(".dtngaydang",),
        ),
    ),
)
