"""Kênh 14, on the software of VCCorp; an older design has the text in `.knc-content`."""

from __future__ import annotations

from dataclasses import replace

from corpus.families import vccorp
from corpus.layout import Layout, Site

SITE = Site(
    name="kenh14",
    publisher="Kênh 14",
    hosts=("kenh14.vn",),
    layouts=(
        replace(vccorp.FAMILY.layout, verified=None),
        Layout(
            title=(".kbwc-title",),
            lead=(".knc-sapo",),
            body=(".knc-content",),
            date=(".kbwcm-time",),
        ),
    ),
)
