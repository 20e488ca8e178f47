"""Ninh Bình."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baoninhbinh",
    publisher="Báo Ninh Bình",
    hosts=("baoninhbinh.org.vn",),
    layouts=(
        Layout(
            title=(".header-title",),
            body=("#content_detail",),
        ),
    ),
)
