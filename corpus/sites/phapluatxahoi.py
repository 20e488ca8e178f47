"""Pháp luật và Xã hội, on MasterCMS."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="phapluatxahoi",
    publisher="Báo Pháp luật và Xã hội",
    hosts=("phapluatxahoi.vn",),
    layouts=(
        Layout(
            lead=(".sapo",),
            body=(".__MASTERCMS_CONTENT",),
            date=(".datetime",),
            drop=(".__MB_ARTICLE_A",),
        ),
    ),
)
