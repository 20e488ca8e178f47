"""The ministry of education, on the portal of vhv.vn."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="moet",
    publisher="Bộ Giáo dục và Đào tạo",
    hosts=("moet.gov.vn",),
    layouts=(
        Layout(
            title=("h1.article-title",),
            body=(".content-detail",),
        ),
    ),
)
