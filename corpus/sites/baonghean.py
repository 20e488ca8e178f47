"""Nghệ An, on OneCMS."""

from __future__ import annotations

from corpus.families import onecms
from corpus.sites.site import Site

SITE = Site(
    name="baonghean",
    publisher="Báo Nghệ An",
    hosts=("baonghean.vn",),
    layouts=(onecms.FAMILY.layout,),
)
