"""Thanh Hóa, on zcms; in 2019 paragraphs bore `pBody`."""

from __future__ import annotations

from dataclasses import replace

from corpus.families import zcms
from corpus.layout import Layout, Site

SITE = Site(
    name="baothanhhoa",
    publisher="Báo Thanh Hóa",
    hosts=("baothanhhoa.vn",),
    layouts=(
        replace(zcms.FAMILY.layout, verified=None),
        Layout(
            lead=(".sapo_detail",),
            body=("#main-detail",),
            caption=(".pCaption",),
            byline=(".pAuthor",),
            date=(".date_news",),
            drop=(".drelated", ".pHead"),
        ),
    ),
)
