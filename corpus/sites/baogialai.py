"""Gia Lai, on zcms."""

from __future__ import annotations

from dataclasses import replace

from corpus.families import zcms
from corpus.layout import Site

SITE = Site(
    name="baogialai",
    publisher="Báo Gia Lai",
    hosts=("baogialai.com.vn",),
    layouts=(replace(zcms.FAMILY.layout, verified=None),),
)
