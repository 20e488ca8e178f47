"""Đầu tư, on MasterCMS with names of its own; the headline is no heading but a `div`."""

from __future__ import annotations

from datetime import date

from corpus.layout import Layout, Site

SITE = Site(
    name="baodautu",
    publisher="Báo Đầu tư",
    hosts=("baodautu.vn",),
    layouts=(
        Layout(
            title=(".title-detail",),
            lead=(".sapo_detail",),
            body=("#content_detail_news",),
            caption=(".MASTERCMS_TPL_TABLE td",),
            byline=(".author",),
            date=(".post-time", ".time_detail"),
            drop=(".boxcauhoi",),
            verified=date(2026, 3, 7),
        ),
    ),
)
