"""The paper of Military Region 7; the facts are of 2019."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="quankhu7",
    publisher="Báo Quân khu 7",
    hosts=("baoquankhu7.vn",),
    layouts=(
        Layout(
            lead=(".title-content-tin",),
            body=(".content-tin",),
            date=(".date",),
            drop=(".tintuc-lienquan",),
        ),
    ),
)
