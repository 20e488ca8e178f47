"""VnEconomy, on its own software: parts are named by `data-field`."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="vneconomy",
    publisher="Tạp chí Kinh tế Việt Nam",
    hosts=("vneconomy.vn",),
    layouts=(
        Layout(
            lead=('[data-field="sapo"]', ".news-sapo"),
            body=('[data-field="body"]', ".article__body"),
            date=("time.article-meta__time",),
        ),
        Layout(
            body=(".contentdetail", ".contentleft"),
            caption=(".PhotoCMS_Caption",),
            date=(".time",),
            drop=(".sharemxhtop",),
        ),
    ),
)
