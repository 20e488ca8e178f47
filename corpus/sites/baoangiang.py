"""An Giang, on the software of Cần Thơ."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baoangiang",
    publisher="Báo An Giang",
    hosts=("baoangiang.com.vn",),
    layouts=(
        Layout(
            body=(".content-fck-font-size", ".content-fck.slider-jsgallery"),
            caption=(".note.ignore",),
            date=(".pubdate",),
        ),
    ),
)
