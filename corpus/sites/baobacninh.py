"""Bắc Ninh, paper and television."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baobacninh",
    publisher="Báo Bắc Ninh",
    hosts=("baobacninhtv.vn",),
    layouts=(
        Layout(
            lead=(".news_detail_sapo",),
            body=(".news-details__content",),
            drop=(".news-related__list",),
        ),
    ),
)
