"""The province of Quảng Trị."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="quangtri_gov",
    publisher="Cổng TTĐT tỉnh Quảng Trị",
    hosts=("quangtri.gov.vn",),
    layouts=(
        Layout(
            lead=(".summary_detail_news",),
            body=(".article_summary_detail",),
            date=(".time_detail_news",),
        ),
    ),
)
