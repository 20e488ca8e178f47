"""Tổ Quốc, on the software of VCCorp."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="toquoc",
    publisher="Báo điện tử Tổ Quốc",
    hosts=("toquoc.vn",),
    layouts=(
        Layout(
            lead=(".sapo",),
            body=('[data-role="content"]',),
            caption=(".PhotoCMS_Caption",),
            date=(".publishdate",),
        ),
    ),
)
