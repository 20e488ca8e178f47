"""Đấu thầu, on the forerunner of zcms."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baodauthau",
    publisher="Báo Đấu thầu",
    hosts=("baodauthau.vn",),
    layouts=(
        Layout(
            lead=(".cms-desc",),
            body=(".cms-body",),
            caption=(".fig",),
            date=(".meta time",),
        ),
    ),
)
