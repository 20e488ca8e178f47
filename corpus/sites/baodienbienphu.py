"""Điện Biên Phủ; in 2019 the text in `.newsLeft`."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baodienbienphu",
    publisher="Báo Điện Biên Phủ",
    hosts=("baodienbienphu.vn", "baodienbienphu.info.vn"),
    layouts=(
        Layout(
            body=(".editor-content",),
        ),
        Layout(
            lead=(".sapo",),
            body=(".newsLeft",),
            date=(".time",),
        ),
    ),
)
