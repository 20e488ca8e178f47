"""Người Lao Động, on the software of VCCorp; in 2019 the text in `.content-news-detail`."""

from __future__ import annotations

from corpus.families import vccorp
from corpus.layout import Layout, Site

SITE = Site(
    name="nld",
    publisher="Báo Người Lao Động",
    hosts=("nld.com.vn",),
    layouts=(
        vccorp.FAMILY.layout,
        Layout(
            lead=(".sapo-detail",),
            body=(".content-news-detail", ".contentbody"),
            date=(".pdate",),
        ),
    ),
)
