"""Pháp luật Thành phố Hồ Chí Minh, on zcms; in 2019 the text in `#main_detail`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from corpus.families import zcms
from corpus.layout import Layout, Site

SITE = Site(
    name="plo",
    publisher="Báo Pháp luật TP.HCM",
    hosts=("plo.vn",),
    layouts=(
        replace(zcms.FAMILY.layout, verified=date(2025, 10, 11)),
        Layout(
            lead=(".sapo.cms-desc",),
            body=("#abody", "#main_detail"),
            caption=(".item-photo em",),
            drop=(".adwidget",),
        ),
    ),
)
