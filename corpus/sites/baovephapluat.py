"""Bảo vệ pháp luật, on the software of Quân đội nhân dân."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baovephapluat",
    publisher="Báo Bảo vệ pháp luật",
    hosts=("baovephapluat.vn",),
    layouts=(
        Layout(
            lead=(".post-summary",),
            body=(".post-content",),
            caption=(".alt_imgEditor",),
            byline=(".tacgia",),
            date=(".lbPublishedDate",),
        ),
    ),
)
