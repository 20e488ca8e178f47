"""CafeF, on the software of VCCorp; its dates bear AM or PM and yet the day comes first."""

from __future__ import annotations

from corpus.families import vccorp
from corpus.layout import Layout, Site

SITE = Site(
    name="cafef",
    publisher="CafeF",
    hosts=("cafef.vn",),
    layouts=(
        vccorp.FAMILY.layout,
        Layout(
            lead=(".sapo",),
            body=("#mainContent", "#contentdetail"),
            caption=(".PhotoCMS_Caption", ".avatar-des"),
            date=(".pdate",),
        ),
    ),
)
