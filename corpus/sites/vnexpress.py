"""VnExpress, on its own software; e.vnexpress.net is its English edition."""

from __future__ import annotations

from corpus.families import fck_detail
from corpus.sites.site import Site

SITE = Site(
    name="vnexpress",
    publisher="Báo VnExpress",
    hosts=("vnexpress.net",),
    layouts=(fck_detail.FAMILY.layout,),
)
