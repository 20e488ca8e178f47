"""Lai Châu; the parts stand in `.post-info`."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baolaichau",
    publisher="Báo Lai Châu",
    hosts=("baolaichau.vn",),
    layouts=(
        Layout(
            title=(".post-info .title",),
            lead=(".post-info .sapo",),
            body=(".post-info .body",),
        ),
        Layout(
            lead=(".desc.sapo",),
            body=(".desc.body",),
            date=(".text-muted",),
        ),
    ),
)
