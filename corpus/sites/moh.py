"""The ministry of health, on Liferay."""

from __future__ import annotations

from corpus.families import liferay
from corpus.layout import Site

SITE = Site(
    name="moh",
    publisher="Bộ Y tế",
    hosts=("moh.gov.vn",),
    layouts=(liferay.FAMILY.layout,),
)
