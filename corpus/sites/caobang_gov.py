"""The province of Cao Bằng."""

from __future__ import annotations

from corpus.families import post_date
from corpus.layout import Site

SITE = Site(
    name="caobang_gov",
    publisher="Cổng TTĐT tỉnh Cao Bằng",
    hosts=("caobang.gov.vn",),
    layouts=(post_date.FAMILY.layout,),
)
