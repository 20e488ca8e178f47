"""Tiền Phong, on zcms; its two papers of the young stand on subdomains."""

from __future__ import annotations

from corpus.families import zcms
from corpus.layout import Layout, Site

SITE = Site(
    name="tienphong",
    publisher="Báo Tiền Phong",
    hosts=("tienphong.vn",),
    layouts=(
        zcms.FAMILY.layout,
        Layout(
            lead=(".article-sapo",),
            body=("#article-body", ".article-col-b"),
            caption=(".fig",),
            date=(".byline-dateline time", ".byline-dateline"),
            drop=(".related-inline-story", ".article-relate-b", ".cms-relate", ".banner"),
        ),
    ),
)
