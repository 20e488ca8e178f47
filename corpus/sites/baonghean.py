"""Nghệ An, on OneCMS."""

from __future__ import annotations

from corpus.families import onecms
from corpus.layout import Site

SITE = Site(
    name="baonghean",
    publisher="Báo Nghệ An",
    hosts=("baonghean.vn",),
    layouts=(onecms.FAMILY.layout,),
)
