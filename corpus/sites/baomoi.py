"""Báo Mới, an aggregator: the paper it took the article from stands in `.bm-source`."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baomoi",
    publisher="Báo Mới",
    hosts=("baomoi.com",),
    layouts=(
        Layout(
            title=("h1.article__header",),
            lead=(".article__sapo",),
            body=(".article__body",),
            caption=(".media-caption",),
            byline=(".body-author",),
            date=(".article__meta time", "time.time"),
        ),
    ),
)
