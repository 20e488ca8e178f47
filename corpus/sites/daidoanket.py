"""Đại đoàn kết; the facts are of 2019."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="daidoanket",
    publisher="Báo Đại đoàn kết",
    hosts=("daidoanket.vn",),
    layouts=(
        Layout(
            lead=(".txtNewsDetail",),
            body=(".content-newsTxt",),
        ),
    ),
)
