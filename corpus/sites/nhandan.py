"""Nhân Dân, on zcms; before it on two older designs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from corpus.families import zcms
from corpus.layout import Layout, Site

SITE = Site(
    name="nhandan",
    publisher="Báo Nhân Dân",
    hosts=("nhandan.vn", "nhandan.com.vn", "nhandan.org.vn"),
    layouts=(
        replace(zcms.FAMILY.layout, verified=date(2026, 7, 20)),
        Layout(
            lead=(".box-des-detail",),
            body=(".detail-content-body", ".box-content-detail"),
            caption=("figcaption",),
            byline=(".box-author",),
        ),
        Layout(
            lead=(".sapo",),
            body=(".item-content", ".item-container"),
            caption=(".image-caption",),
            date=(".date-created",),
            drop=(".social-box",),
        ),
    ),
)
