"""Hà Nội mới, on OneCMS; till it moved to hanoimoi.vn the text in `.article`."""

from __future__ import annotations

from corpus.families import onecms
from corpus.layout import Layout, Site

SITE = Site(
    name="hanoimoi",
    publisher="Báo Hà Nội mới",
    hosts=("hanoimoi.vn", "hanoimoi.com.vn"),
    layouts=(
        onecms.FAMILY.layout,
        Layout(
            lead=(".summary",),
            body=(".article",),
            caption=("figcaption",),
            date=(".period",),
        ),
    ),
)
