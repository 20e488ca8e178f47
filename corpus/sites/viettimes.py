"""Viettimes, on zcms."""

from __future__ import annotations

from dataclasses import replace

from corpus.families import zcms
from corpus.layout import Site

SITE = Site(
    name="viettimes",
    publisher="Tạp chí Viettimes",
    hosts=("viettimes.vn",),
    layouts=(replace(zcms.FAMILY.layout, verified=None),),
)
