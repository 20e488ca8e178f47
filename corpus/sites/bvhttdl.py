"""The ministry of culture."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="bvhttdl",
    publisher="Bộ Văn hóa, Thể thao và Du lịch",
    hosts=("bvhttdl.gov.vn",),
    layouts=(
        Layout(
            title=("h2.title",),
            lead=("p.sapo",),
            body=(".entry-body",),
        ),
    ),
)
