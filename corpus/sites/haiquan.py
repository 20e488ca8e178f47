"""Hải quan, on MasterCMS."""

from __future__ import annotations

from corpus.families import mastercms
from corpus.layout import Site

SITE = Site(
    name="haiquan",
    publisher="Tạp chí Hải quan",
    hosts=("haiquanonline.com.vn",),
    layouts=(mastercms.FAMILY.layout,),
)
