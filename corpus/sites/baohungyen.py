"""Hưng Yên, on the software of Quảng Ninh."""

from __future__ import annotations

from corpus.families import content_article
from corpus.layout import Site

SITE = Site(
    name="baohungyen",
    publisher="Báo Hưng Yên",
    hosts=("baohungyen.vn",),
    layouts=(content_article.FAMILY.layout,),
)
