"""Xây dựng, on WordPress; the facts are of 2019."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baoxaydung",
    publisher="Báo Xây dựng",
    hosts=("baoxaydung.com.vn",),
    layouts=(
        Layout(
            body=(".content_article",),
            date=(".publish_date",),
        ),
    ),
)
