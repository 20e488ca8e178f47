"""The province of Điện Biên, on SharePoint."""

from __future__ import annotations

from corpus.families import sharepoint
from corpus.layout import Site

SITE = Site(
    name="dienbien_gov",
    publisher="Cổng TTĐT tỉnh Điện Biên",
    hosts=("dienbien.gov.vn",),
    layouts=(sharepoint.FAMILY.layout,),
)
