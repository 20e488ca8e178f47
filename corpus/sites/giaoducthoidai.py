"""Giáo dục và Thời đại, on the forerunner of zcms."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="giaoducthoidai",
    publisher="Báo Giáo dục và Thời đại",
    hosts=("giaoducthoidai.vn",),
    layouts=(
        Layout(
            lead=(".cms-desc",),
            body=(".cms-body", "#articlecontent"),
            caption=(".avatar span",),
            date=(".toolbar .time", ".toolbar span"),
            drop=(".box-relate",),
        ),
    ),
)
