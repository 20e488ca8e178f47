"""The province of Kiên Giang."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="kiengiang_gov",
    publisher="Cổng TTĐT tỉnh Kiên Giang",
    hosts=("kiengiang.gov.vn",),
    layouts=(
        Layout(
            body=(".textbody",),
            date=(".block_tin .date_pst",),
        ),
    ),
)
