"""Đồng Tháp, on the software of Bình Dương; in 2019 the text in `.contentView`."""

from __future__ import annotations

from corpus.families import content_news
from corpus.layout import Layout, Site

SITE = Site(
    name="baodongthap",
    publisher="Báo Đồng Tháp",
    hosts=("baodongthap.vn",),
    layouts=(
        content_news.FAMILY.layout,
        Layout(
            body=(".contentView",),
            date=("#cphContent_ucNewsDetails_lblPostedDate",),
        ),
    ),
)
