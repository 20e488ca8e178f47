"""The province of Quảng Ninh, on SharePoint."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="quangninh_gov",
    publisher="Cổng TTĐT tỉnh Quảng Ninh",
    hosts=("quangninh.gov.vn",),
    layouts=(
        Layout(
            body=(".noi-dung-trang",),
            date=(".publish-date",),
        ),
    ),
)
