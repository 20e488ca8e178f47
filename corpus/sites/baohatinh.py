"""Hà Tĩnh, on zcms; in 2019 on the software Thanh Hóa had then."""

from __future__ import annotations

from dataclasses import replace

from corpus.families import zcms
from corpus.layout import Layout, Site

SITE = Site(
    name="baohatinh",
    publisher="Báo Hà Tĩnh",
    hosts=("baohatinh.vn",),
    layouts=(
        replace(zcms.FAMILY.layout, verified=None),
        Layout(
            lead=(".sapo_detail",),
            body=("#main-detail",),
            caption=(".iCaption",),
            date=(".date_news",),
            drop=(".drelated",),
        ),
    ),
)
