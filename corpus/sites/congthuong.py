"""Công Thương, on MasterCMS."""

from __future__ import annotations

from corpus.families import mastercms
from corpus.layout import Site

SITE = Site(
    name="congthuong",
    publisher="Báo Công Thương",
    hosts=("congthuong.vn",),
    layouts=(mastercms.FAMILY.layout,),
)
