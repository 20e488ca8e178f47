"""VietNamNet, on its own software; till 2022 the parts bore names like `ArticleContent`."""

from __future__ import annotations

from datetime import date

from corpus.layout import Layout, Site

SITE = Site(
    name="vietnamnet",
    publisher="Báo VietNamNet",
    hosts=("vietnamnet.vn",),
    layouts=(
        Layout(
            title=("h1.content-detail-title",),
            lead=(".content-detail-sapo",),
            body=("#maincontent", ".maincontent"),
            caption=("figcaption",),
            byline=(".article-detail-author__info",),
            date=(".bread-crumb-detail__time",),
            drop=(".ck-cms-insert-neww-group",),
            verified=date(2026, 3, 7),
        ),
        Layout(
            title=("h1.title",),
            lead=(".ArticleLead",),
            body=(".ArticleContent", "#ArticleHolder .ArticleDetail"),
            date=(".ArticleDate",),
            drop=(".article-relate", ".inner-article"),
        ),
    ),
)
