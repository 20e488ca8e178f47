"""Công lý, on OneCMS; in 2019 the text in `.news-dscontent`."""

from __future__ import annotations

from corpus.families import onecms
from corpus.layout import Layout, Site

SITE = Site(
    name="congly",
    publisher="Báo Công lý",
    hosts=("congly.vn",),
    layouts=(
        onecms.FAMILY.layout,
        Layout(
            lead=(".news-detail-summary",),
            body=(".news-dscontent",),
            date=(".date-top",),
        ),
    ),
)
