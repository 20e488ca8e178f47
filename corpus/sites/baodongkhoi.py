"""Đồng Khởi of Bến Tre, on the software of Cần Thơ."""

from __future__ import annotations

from dataclasses import replace

from corpus.families import content_fck
from corpus.layout import Site

SITE = Site(
    name="baodongkhoi",
    publisher="Báo Đồng Khởi",
    hosts=("baodongkhoi.vn",),
    layouts=(replace(content_fck.FAMILY.layout, verified=None),),
)
