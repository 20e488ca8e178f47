"""Dân trí, on its own software; since 2026 classes tell nothing there but the parts have ids and `data-` names."""

from __future__ import annotations

from datetime import date

from corpus.layout import Layout, Site

SITE = Site(
    name="dantri",
    publisher="Báo Dân trí",
    hosts=("dantri.com.vn",),
    layouts=(
        Layout(
            title=("article > h1",),
            lead=('h2[data-slot="sapo"]',),
            body=("#desktop-in-article",),
            caption=("figcaption",),
            date=("article time",),
            drop=('aside[data-module="related-article-in-content"]', ".dantri-widget"),
            verified=date(2026, 3, 7),
        ),
        Layout(
            title=(".title-page",),
            lead=(".singular-sapo",),
            body=(".singular-content", ".e-magazine__body"),
            caption=("figcaption",),
            byline=(".author-name",),
            date=(".author-time",),
        ),
        Layout(
            title=(".dt-news__title",),
            lead=(".dt-news__sapo",),
            body=(".dt-news__content",),
            caption=("figcaption",),
            date=(".dt-news__time",),
        ),
    ),
)
