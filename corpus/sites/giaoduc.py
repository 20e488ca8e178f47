"""Giáo dục Việt Nam, on the forerunner of zcms."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="giaoduc",
    publisher="Tạp chí Giáo dục Việt Nam",
    hosts=("giaoduc.net.vn",),
    layouts=(
        Layout(
            lead=(".details__summary",),
            body=(".details__content",),
            caption=("td.caption",),
            date=("time.cms-date",),
            drop=(".notebox.cms-relate",),
        ),
    ),
)
