"""Lao Động, on its own software, behind a script that hides pages from crawlers."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="laodong",
    publisher="Báo Lao Động",
    hosts=("laodong.vn",),
    layouts=(
        Layout(
            title=("h1.title",),
            body=("#gallery-ctt",),
            date=("span.time",),
        ),
        Layout(
            lead=("p.abs",),
            body=("._photo-content",),
            caption=(".image-caption",),
            date=(".f-datetime",),
            drop=(".for-reading-mode",),
        ),
    ),
)
