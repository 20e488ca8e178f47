"""Thể thao và Văn hóa of TTXVN: the text in two halves, `#divfirst` and `#divend`."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="thethaovanhoa",
    publisher="Báo Thể thao và Văn hóa",
    hosts=("thethaovanhoa.vn",),
    layouts=(
        Layout(
            lead=(".sapo",),
            body=(".divContent",),
            caption=("figcaption",),
            date=(".pub_time",),
            drop=(".share", ".boxrelation", ".boxembedtinlienquan"),
        ),
    ),
)
