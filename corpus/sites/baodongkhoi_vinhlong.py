"""Vĩnh Long since its union with Bến Tre: Đồng Khởi on a subdomain, on the software of Cần Thơ."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baodongkhoi_vinhlong",
    publisher="Báo Vĩnh Long",
    hosts=("baovinhlong.vn",),
    layouts=(
        Layout(
            lead=(".detail-desc",),
            body=("#newscontents", ".content-fck"),
            date=(".pubdate",),
        ),
    ),
)
