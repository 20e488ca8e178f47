"""Bnews, the economic pages of TTXVN, on their own software."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="bnews",
    publisher="Bnews",
    hosts=("bnews.vn",),
    layouts=(
        Layout(
            title=(".post-top-entry h1",),
            lead=(".post-summary",),
            body=(".post-ct-entry", ".article__body .article__content"),
            date=(".post-time",),
            drop=(".article__related", ".article__box--related"),
        ),
    ),
)
