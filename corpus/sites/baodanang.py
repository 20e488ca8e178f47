"""Đà Nẵng, on OneCMS."""

from __future__ import annotations

from corpus.families import onecms
from corpus.layout import Site

SITE = Site(
    name="baodanang",
    publisher="Báo Đà Nẵng",
    hosts=("baodanang.vn",),
    layouts=(onecms.FAMILY.layout,),
)
