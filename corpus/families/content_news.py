"""The software of Bình Dương and Đồng Tháp: the text in `#contentNews`."""

from __future__ import annotations

from corpus.layout import Family, Layout

FAMILY = Family(
    name="content_news",
    marks=("#contentNews",),
    layout=Layout(
        title=("h1.title",),
        body=("#contentNews .singular-content", "#contentNews"),
    ),
)
