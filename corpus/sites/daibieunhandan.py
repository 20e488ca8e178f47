"""Đại biểu nhân dân, on OneCMS; in 2019 with names of the DotNetNuke kind."""

from __future__ import annotations

from corpus.families import onecms
from corpus.layout import Layout, Site

SITE = Site(
    name="daibieunhandan",
    publisher="Báo Đại biểu nhân dân",
    hosts=("daibieunhandan.vn",),
    layouts=(
        onecms.FAMILY.layout,
        Layout(
            lead=(".NewsAbstract",),
            body=(".NewsContent",),
            date=(".NewsDate",),
        ),
    ),
)
