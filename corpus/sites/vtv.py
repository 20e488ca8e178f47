"""Television of Vietnam; the facts are of 2019, on the software of VCCorp with names of its own."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="vtv",
    publisher="Báo điện tử VTV",
    hosts=("vtv.vn",),
    layouts=(
        Layout(
            lead=("h2.sapo",),
            body=(".noidung",),
            caption=(".PhotoCMS_Caption",),
            date=(".time",),
            drop=(".tinlienquan", ".news_keyword", ".bottom-social"),
        ),
    ),
)
