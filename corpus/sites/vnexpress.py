"""VnExpress, on its own software; its classes of 2018 are found as well."""

from __future__ import annotations

from corpus.families import fck_detail
from corpus.layout import Site

SITE = Site(
    name="vnexpress",
    publisher="Báo VnExpress",
    hosts=("vnexpress.net",),
    layouts=(fck_detail.FAMILY.layout,),
)
