"""24h, an aggregator with pages of its own."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="h24",
    publisher="24h",
    hosts=("24h.com.vn",),
    layouts=(
        Layout(
            lead=("#article_sapo", ".cate-24h-foot-arti-deta-sum"),
            body=("#article_body", ".cate-24h-foot-arti-deta-info"),
        ),
        Layout(
            lead=(".ctTp",),
            body=(".nwsHt",),
            caption=(".img_chu_thich",),
            date=(".updTm",),
            drop=(".sbNws", ".bv-lq"),
        ),
    ),
)
