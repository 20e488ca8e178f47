"""Giao thông; the facts are of 2019."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baogiaothong",
    publisher="Báo Giao thông",
    hosts=("baogiaothong.vn",),
    layouts=(
        Layout(
            lead=(".descArt",),
            body=(".bodyArt",),
            caption=("figcaption",),
            date=(".dateArt",),
        ),
    ),
)
