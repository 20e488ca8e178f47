"""The portal of the Government and its pages on subdomains, on the software of VCCorp; in 2019 its paper too."""

from __future__ import annotations

from dataclasses import replace

from corpus.families import vccorp
from corpus.layout import Layout, Site

SITE = Site(
    name="chinhphu",
    publisher="Cổng Thông tin điện tử Chính phủ",
    hosts=("chinhphu.vn",),
    layouts=(
        replace(vccorp.FAMILY.layout, verified=None),
        Layout(
            lead=(".summary",),
            body=(".article-body.cmscontents",),
            date=(".article-header p",),
            drop=(".inline-related", ".sharing_tool", ".keywords"),
        ),
    ),
)
