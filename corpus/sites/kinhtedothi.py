"""Kinh tế và Đô thị; the facts are of 2019, the id is misspelt there."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="kinhtedothi",
    publisher="Báo Kinh tế và Đô thị",
    hosts=("kinhtedothi.vn",),
    layouts=(
        Layout(
            lead=(".sapo_detail",),
            body=("#cotent_detail",),
            caption=(".note_images",),
            date=(".time_detail_news",),
            drop=(".box_guests",),
        ),
    ),
)
