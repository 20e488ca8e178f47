"""Nam Định, on the software of Đắk Lắk."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baonamdinh",
    publisher="Báo Nam Định",
    hosts=("baonamdinh.com.vn",),
    layouts=(
        Layout(
            body=("#content",),
            date=(".date span",),
        ),
    ),
)
