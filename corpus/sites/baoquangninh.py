"""Quảng Ninh, on the software of Hưng Yên; in 2019 the text in `#content`."""

from __future__ import annotations

from corpus.families import content_article
from corpus.layout import Layout, Site

SITE = Site(
    name="baoquangninh",
    publisher="Báo Quảng Ninh",
    hosts=("baoquangninh.vn", "baoquangninh.com.vn"),
    layouts=(
        content_article.FAMILY.layout,
        Layout(
            body=("#content",),
            date=(".date",),
            drop=(".rl.center",),
        ),
    ),
)
