"""VTC News, on its own software: classes are of sizes and weights."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="vtcnews",
    publisher="Báo điện tử VTC News",
    hosts=("vtcnews.vn", "vtc.vn"),
    layouts=(
        Layout(
            title=("h1.font28",),
            lead=("h2.font18",),
            body=(".edittor-content",),
        ),
        Layout(
            lead=(".single-excerpt",),
            body=(".single-main-content",),
            caption=("figcaption",),
            drop=(".single-tags", ".block_with_img_left"),
        ),
    ),
)
