"""Công an Thành phố Hồ Chí Minh, on its own software."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="congan_hcm",
    publisher="Báo Công an TP.HCM",
    hosts=("congan.com.vn",),
    layouts=(
        Layout(
            lead=(".article_head",),
            body=("#article_content",),
            caption=(".d-imgcaption", "figcaption"),
            drop=(".inner-article",),
        ),
    ),
)
