"""The ministry of finance."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="mof",
    publisher="Bộ Tài chính",
    hosts=("mof.gov.vn",),
    layouts=(
        Layout(
            title=(".mof-article__title",),
            lead=(".mof-article__desc",),
            body=(".mof-article__content",),
        ),
    ),
)
