"""The paper of the navy; the facts are of 2019."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="haiquanvietnam",
    publisher="Báo Hải quân Việt Nam",
    hosts=("baohaiquanvietnam.vn",),
    layouts=(
        Layout(
            body=(".content_news",),
        ),
    ),
)
