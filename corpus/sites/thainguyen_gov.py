"""The province of Thái Nguyên, on Liferay."""

from __future__ import annotations

from corpus.families import liferay
from corpus.layout import Site

SITE = Site(
    name="thainguyen_gov",
    publisher="Cổng TTĐT tỉnh Thái Nguyên",
    hosts=("thainguyen.gov.vn",),
    layouts=(liferay.FAMILY.layout,),
)
