"""Nông nghiệp và Môi trường, till 2025 Nông nghiệp Việt Nam."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="nongnghiep",
    publisher="Báo Nông nghiệp và Môi trường",
    hosts=("nongnghiepmoitruong.vn", "nongnghiep.vn"),
    layouts=(
        Layout(
            lead=("h2.main-intro",),
            body=('.content[itemprop="articleBody"]',),
        ),
        Layout(
            body=(".nn-text-post",),
            byline=(".nn-user-post",),
            date=(".nn-time-post",),
        ),
    ),
)
