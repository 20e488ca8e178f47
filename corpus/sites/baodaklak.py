"""Đắk Lắk: captions in table cells, the lead is the first paragraph in bold."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baodaklak",
    publisher="Báo Đắk Lắk",
    hosts=("baodaklak.vn",),
    layouts=(
        Layout(
            title=("h1.media-heading",),
            body=(".article_content #content", ".article_content"),
            caption=(".image_desc",),
            date=(".date",),
            drop=(".social", ".bd02"),
        ),
    ),
)
