"""Cần Thơ; its own lead is the first paragraph of the text."""

from __future__ import annotations

from corpus.families import content_fck
from corpus.layout import Site

SITE = Site(
    name="baocantho",
    publisher="Báo Cần Thơ",
    hosts=("baocantho.com.vn",),
    layouts=(content_fck.FAMILY.layout,),
)
