"""Thanh Niên, on the software of VCCorp; till 2022 the text in `#abody`."""

from __future__ import annotations

from dataclasses import replace

from corpus.families import vccorp
from corpus.layout import Layout, Site

SITE = Site(
    name="thanhnien",
    publisher="Báo Thanh Niên",
    hosts=("thanhnien.vn",),
    layouts=(
        replace(vccorp.FAMILY.layout, verified=None),
        Layout(
            title=(".details__headline",),
            lead=("#chapeau", ".sapo"),
            body=("#abody", ".l-content"),
            caption=(".imgcaption",),
            byline=(".details__author__meta",),
            date=(".details__meta time", ".meta"),
            drop=(".dable_placeholder",),
        ),
    ),
)
