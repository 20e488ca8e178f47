"""Sơn La; the lead is a bold paragraph of the text."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="baosonla",
    publisher="Báo Sơn La",
    hosts=("baosonla.vn",),
    layouts=(
        Layout(
            lead=(".fulltext p.font-bold",),
            body=("#editor-detail", ".fulltext"),
            drop=(".audio-article", ".select-accent-wrap"),
        ),
    ),
)
