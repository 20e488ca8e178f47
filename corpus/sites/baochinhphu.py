"""The paper of the Government, on the software of VCCorp; the day stands with a clock, no byline block."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from corpus.families import vccorp
from corpus.layout import Site

SITE = Site(
    name="baochinhphu",
    publisher="Báo điện tử Chính phủ",
    hosts=("baochinhphu.vn",),
    layouts=(replace(vccorp.FAMILY.layout, verified=date(2026, 3, 1)),),
)
