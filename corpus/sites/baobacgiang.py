"""Bắc Giang; the facts are of 2019."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baobacgiang",
    publisher="Báo Bắc Giang",
    hosts=("baobacgiang.com.vn",),
    layouts=(
        Layout(
            lead=(".alead",),
            body=(".ArticleContent.BaoBacGiang8", ".ArticleContent"),
            date=(".datetimes-detail-articlecontent",),
        ),
    ),
)
