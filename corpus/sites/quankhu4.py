"""The paper of Military Region 4, on the portal of vhv.vn."""

from __future__ import annotations

from dataclasses import replace

from corpus.families import vhv
from corpus.layout import Site

SITE = Site(
    name="quankhu4",
    publisher="Báo Quân khu 4",
    hosts=("baoquankhu4.com.vn",),
    layouts=(replace(vhv.FAMILY.layout, verified=None),),
)
