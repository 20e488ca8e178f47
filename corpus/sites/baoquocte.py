"""Thế giới và Việt Nam, on MasterCMS; the text in `.article-detail`."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baoquocte",
    publisher="Báo Thế giới và Việt Nam",
    hosts=("baoquocte.vn",),
    layouts=(
        Layout(
            title=(".article-detail-title",),
            body=(".article-detail",),
            drop=(".__MB_ARTICLE_A", ".__mb_article_in_image"),
        ),
        Layout(
            body=(".viewsDtailContent",),
            date=(".dateUp span",),
            drop=(".__MB_ARTICLE_A", ".__mb_article_in_image"),
        ),
    ),
)
