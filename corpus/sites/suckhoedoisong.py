"""Sức khỏe và Đời sống, with its family pages on a subdomain, on the software of VCCorp."""

from __future__ import annotations

from dataclasses import replace

from corpus.families import vccorp
from corpus.layout import Layout, Site

SITE = Site(
    name="suckhoedoisong",
    publisher="Báo Sức khỏe và Đời sống",
    hosts=("suckhoedoisong.vn",),
    layouts=(
        replace(vccorp.FAMILY.layout, verified=None),
        Layout(
            lead=(".sapo_detail",),
            body=("#content_detail_news",),
            date=(".post-time",),
        ),
    ),
)
