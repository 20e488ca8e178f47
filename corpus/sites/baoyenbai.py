"""Yên Bái; the facts are of 2019."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baoyenbai",
    publisher="Báo Yên Bái",
    hosts=("baoyenbai.com.vn",),
    layouts=(
        Layout(
            body=(".singlepage",),
        ),
    ),
)
