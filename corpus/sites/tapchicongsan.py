"""Tạp chí Cộng sản, on Liferay with names of its own."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="tapchicongsan",
    publisher="Tạp chí Cộng sản",
    hosts=("tapchicongsan.org.vn",),
    layouts=(
        Layout(
            lead=(".sumary",),
            body=(".detailContent",),
            caption=("figcaption",),
            date=(".publishdate",),
        ),
    ),
)
