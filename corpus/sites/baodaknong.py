"""Đắk Nông; in 2019 on the software of Bạc Liêu."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baodaknong",
    publisher="Báo Đắk Nông",
    hosts=("baodaknong.org.vn",),
    layouts=(
        Layout(
            lead=(".text-intro",),
            body=(".newscontent",),
            date=(".date",),
        ),
    ),
)
