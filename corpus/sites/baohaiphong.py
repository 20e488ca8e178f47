"""Hải Phòng, on OneCMS; in 2019 the text in `#newsContent`."""

from __future__ import annotations

from corpus.families import onecms
from corpus.layout import Layout, Site

SITE = Site(
    name="baohaiphong",
    publisher="Báo Hải Phòng",
    hosts=("baohaiphong.vn", "baohaiphong.com.vn"),
    layouts=(
        onecms.FAMILY.layout,
        Layout(
            lead=(".head",),
            body=("#newsContent",),
            date=(".creatdate",),
            drop=(".stitle",),
        ),
    ),
)
