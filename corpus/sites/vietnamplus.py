"""VietnamPlus of the news agency TTXVN, on zcms; the source stands in brackets at the end of the text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from corpus.families import zcms
from corpus.layout import Layout, Site

SITE = Site(
    name="vietnamplus",
    publisher="VietnamPlus",
    hosts=("vietnamplus.vn",),
    layouts=(
        replace(zcms.FAMILY.layout, verified=date(2026, 7, 21)),
        Layout(
            lead=(".details__summary",),
            body=(".article-body.cms-body", ".details__content"),
            caption=("figcaption",),
        ),
    ),
)
