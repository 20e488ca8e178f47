"""Tin tức of TTXVN, on its own software; a clock of the visitor's ticks above the article."""

from __future__ import annotations

from datetime import date

from corpus.layout import Layout, Site

SITE = Site(
    name="baotintuc",
    publisher="Báo Tin tức",
    hosts=("baotintuc.vn",),
    layouts=(
        Layout(
            title=("h1.detail-title",),
            lead=("h2.sapo",),
            body=(".boxdetail .contents",),
            caption=("figcaption",),
            byline=(".boxdetail .author",),
            date=(".action-link .date .txt",),
            drop=(".gliaplayer-container", ".widget"),
            verified=date(2026, 7, 16),
        ),
        Layout(
            lead=("h2.sapo",),
            body=(".mixcontent",),
            caption=("figcaption",),
            date=(".time",),
            drop=(".sharefb", ".breadcrumb"),
        ),
    ),
)
