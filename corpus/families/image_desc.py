"""A software of the provinces (Đắk Lắk, Quảng Ngãi, Vĩnh Long): the text in `#content`, captions in table cells."""

from __future__ import annotations

from corpus.layout import Family, Layout

FAMILY = Family(
    name="image_desc",
    marks=("#content td.image_desc", "#content .image_desc"),
    layout=Layout(
        title=("h1.title", "h1.media-heading"),
        body=("#content",),
        caption=(".image_desc",),
        date=(".date", "#date"),
        drop=(".same",),
    ),
)
