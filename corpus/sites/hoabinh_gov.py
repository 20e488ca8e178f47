"""The province of Hòa Bình."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="hoabinh_gov",
    publisher="Cổng TTĐT tỉnh Hòa Bình",
    hosts=("hoabinh.gov.vn",),
    layouts=(
        Layout(
            lead=(".summary",),
            body=(".textdetail",),
            date=(".date_time",),
        ),
    ),
)
