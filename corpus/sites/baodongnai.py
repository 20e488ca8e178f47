"""Đồng Nai, on the software of Đắk Lắk; the lead is the first paragraph of the text."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baodongnai",
    publisher="Báo Đồng Nai",
    hosts=("baodongnai.com.vn",),
    layouts=(
        Layout(
            body=("#content.content-detail", ".content-detail .td-post-content"),
        ),
    ),
)
