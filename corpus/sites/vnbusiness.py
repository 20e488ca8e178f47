"""VnBusiness, built like VnExpress."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="vnbusiness",
    publisher="Tạp chí Kinh doanh",
    hosts=("vnbusiness.vn", "thoibaokinhdoanh.vn"),
    layouts=(
        Layout(
            title=(".title_news",),
            lead=(".description",),
            body=(".fck_detail",),
            date=(".date_post",),
            drop=(".tbl_insert",),
        ),
    ),
)
