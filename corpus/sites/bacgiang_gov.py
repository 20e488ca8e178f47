"""The province of Bắc Giang, on Liferay."""

from __future__ import annotations

from corpus.families import liferay
from corpus.layout import Site

SITE = Site(
    name="bacgiang_gov",
    publisher="Cổng TTĐT tỉnh Bắc Giang",
    hosts=("bacgiang.gov.vn",),
    layouts=(liferay.FAMILY.layout,),
)
