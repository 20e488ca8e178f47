"""Dân sinh; the facts are of 2019."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="dansinh",
    publisher="Tạp chí Lao động và Xã hội",
    hosts=("baodansinh.vn",),
    layouts=(
        Layout(
            lead=(".sapo_detail",),
            body=("#content_detail_news",),
            date=(".date",),
            drop=(".box_tableinsert",),
        ),
    ),
)
