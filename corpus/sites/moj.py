"""The ministry of justice."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="moj",
    publisher="Bộ Tư pháp",
    hosts=("moj.gov.vn",),
    layouts=(
        Layout(
            title=(".news-details h1",),
            lead=(".news-details .mota",),
            body=(".news-details .news-content",),
        ),
    ),
)
