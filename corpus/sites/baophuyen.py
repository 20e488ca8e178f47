"""Phú Yên; the facts are of 2019."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baophuyen",
    publisher="Báo Phú Yên",
    hosts=("baophuyen.com.vn",),
    layouts=(
        Layout(
            body=(".newsDetail .text",),
            date=(".newsDetail .date",),
        ),
    ),
)
