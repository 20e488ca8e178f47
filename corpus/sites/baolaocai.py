"""Lào Cai, on zcms; some pages name the text by `data-field`."""

from __future__ import annotations

from dataclasses import replace

from corpus.families import zcms
from corpus.layout import Layout, Site

SITE = Site(
    name="baolaocai",
    publisher="Báo Lào Cai",
    hosts=("baolaocai.vn",),
    layouts=(
        replace(zcms.FAMILY.layout, verified=None),
        Layout(
            body=('[data-field="body"]',),
        ),
    ),
)
