"""Thời Đại, on MasterCMS."""

from __future__ import annotations

from corpus.families import mastercms
from corpus.layout import Site

SITE = Site(
    name="thoidai",
    publisher="Tạp chí Thời Đại",
    hosts=("thoidai.com.vn",),
    layouts=(mastercms.FAMILY.layout,),
)
