"""Tây Ninh, on the software of Cần Thơ."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baotayninh",
    publisher="Báo Tây Ninh",
    hosts=("baotayninh.vn",),
    layouts=(
        Layout(
            lead=("h4.sapo", "p.sapo"),
            body=(".content-fck",),
            date=(".pubdate",),
        ),
    ),
)
