"""Cao Bằng, on the software of Quảng Ninh; the lead is the first paragraph, in bold."""

from __future__ import annotations

from corpus.families import content_article
from corpus.layout import Layout, Site

SITE = Site(
    name="baocaobang",
    publisher="Báo Cao Bằng",
    hosts=("baocaobang.vn",),
    layouts=(
        content_article.FAMILY.layout,
        Layout(
            lead=(".sapo",),
            body=(".text",),
            date=(".time",),
        ),
    ),
)
