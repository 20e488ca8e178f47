"""The city of Đà Nẵng, on Liferay: parts are named in Vietnamese."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="danang_gov",
    publisher="Cổng TTĐT thành phố Đà Nẵng",
    hosts=("danang.gov.vn",),
    layouts=(
        Layout(
            lead=(".chi-tiet-sub-content",),
            body=(".chi-tiet-main-content",),
            date=(".chi-tiet-publish-date",),
        ),
    ),
)
