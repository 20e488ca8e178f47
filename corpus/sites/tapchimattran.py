"""Mặt trận and the portal of the Fatherland Front."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="tapchimattran",
    publisher="Tạp chí Mặt trận",
    hosts=("tapchimattran.vn", "mattran.org.vn"),
    layouts=(
        Layout(
            lead=(".article__sapo",),
            body=(".article__body",),
            date=(".article__meta time",),
        ),
    ),
)
