"""VnExpress, on its own software; e.vnexpress.net is its English edition."""

from __future__ import annotations

from datetime import date

from corpus.families import fck_detail
from corpus.sites.site import Layout, Site

SITE = Site(
    name="vnexpress",
    publisher="Báo VnExpress",
    hosts=("vnexpress.net",),
    layouts=(
        fck_detail.FAMILY.layout,
        Layout(
            title=("h1.title_news_detail",),
            lead=("h2.description",),
            body=("article.content_detail",),
            caption=(".Image", ".desc_cation"),
            byline=(".author_mail",),
            date=("span.time",),
            verified=date(2018, 9, 29),
        ),
    ),
)
