"""The province of Bình Thuận."""

from __future__ import annotations

from corpus.families import post_date
from corpus.layout import Site

SITE = Site(
    name="binhthuan_gov",
    publisher="Cổng TTĐT tỉnh Bình Thuận",
    hosts=("binhthuan.gov.vn",),
    layouts=(post_date.FAMILY.layout,),
)
