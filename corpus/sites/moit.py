"""The ministry of industry and trade, on the portal of vhv.vn."""

from __future__ import annotations

from dataclasses import replace

from corpus.families import vhv
from corpus.layout import Site

SITE = Site(
    name="moit",
    publisher="Bộ Công Thương",
    hosts=("moit.gov.vn",),
    layouts=(replace(vhv.FAMILY.layout, verified=None),),
)
