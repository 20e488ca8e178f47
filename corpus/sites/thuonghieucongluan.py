"""Thương hiệu và Công luận; the facts are of 2019, the id is misspelt there."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="thuonghieucongluan",
    publisher="Tạp chí Thương hiệu và Công luận",
    hosts=("thuonghieucongluan.com.vn",),
    layouts=(
        Layout(
            lead=(".sapo_detail",),
            body=("#cotent_detail",),
            date=(".time_detail_news",),
        ),
    ),
)
