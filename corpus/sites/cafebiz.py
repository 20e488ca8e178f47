"""CafeBiz, on the software of VCCorp."""

from __future__ import annotations

from dataclasses import replace

from corpus.families import vccorp
from corpus.layout import Site

SITE = Site(
    name="cafebiz",
    publisher="CafeBiz",
    hosts=("cafebiz.vn",),
    layouts=(replace(vccorp.FAMILY.layout, verified=None),),
)
