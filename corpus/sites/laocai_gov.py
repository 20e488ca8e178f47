"""The province of Lào Cai."""

from __future__ import annotations

from corpus.families import post_date
from corpus.layout import Site

SITE = Site(
    name="laocai_gov",
    publisher="Cổng TTĐT tỉnh Lào Cai",
    hosts=("laocai.gov.vn",),
    layouts=(post_date.FAMILY.layout,),
)
