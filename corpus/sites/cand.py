"""Công an nhân dân, on its own software; boxes inside the text bear `contref`."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="cand",
    publisher="Báo Công an nhân dân",
    hosts=("cand.com.vn",),
    layouts=(
        Layout(
            title=(".box-title-detail",),
            lead=(".box-des-detail",),
            body=(".detail-content-body",),
            byline=(".box-author",),
            date=(".box-date",),
            drop=(".contref",),
        ),
        Layout(
            lead=(".desnews",),
            body=(".box-widget.post-content",),
            caption=("td.note",),
            date=(".timepost",),
            drop=(".contref", ".contentbox"),
        ),
    ),
)
