"""Ngày Nay, on zcms."""

from __future__ import annotations

from dataclasses import replace

from corpus.families import zcms
from corpus.layout import Site

SITE = Site(
    name="ngaynay",
    publisher="Tạp chí Ngày Nay",
    hosts=("ngaynay.vn",),
    layouts=(replace(zcms.FAMILY.layout, verified=None),),
)
