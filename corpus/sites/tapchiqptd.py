"""Quốc phòng toàn dân; the facts are of 2019."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="tapchiqptd",
    publisher="Tạp chí Quốc phòng toàn dân",
    hosts=("tapchiqptd.vn",),
    layouts=(
        Layout(
            body=(".newsdt-page-ct-text",),
            date=(".newsdt-page-ct-time span",),
        ),
    ),
)
