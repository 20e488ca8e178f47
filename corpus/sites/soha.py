"""Soha, on the software of VCCorp; in 2019 the text in `.news-content`."""

from __future__ import annotations

from dataclasses import replace

from corpus.families import vccorp
from corpus.layout import Layout, Site

SITE = Site(
    name="soha",
    publisher="Soha",
    hosts=("soha.vn",),
    layouts=(
        replace(vccorp.FAMILY.layout, verified=None),
        Layout(
            lead=(".news-sapo",),
            body=(".news-content",),
            caption=(".PhotoCMS_Caption",),
            drop=(".link-content-footer", ".bottom-contact"),
        ),
    ),
)
