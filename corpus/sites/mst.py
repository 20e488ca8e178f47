"""The ministry of science, on the software of VCCorp."""

from __future__ import annotations

from dataclasses import replace

from corpus.families import vccorp
from corpus.layout import Site

SITE = Site(
    name="mst",
    publisher="Bộ Khoa học và Công nghệ",
    hosts=("mst.gov.vn",),
    layouts=(replace(vccorp.FAMILY.layout, verified=None),),
)
