"""The Voice of Vietnam, on Drupal; in 2019 with names of the `article__` kind."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="vov",
    publisher="Báo điện tử VOV",
    hosts=("vov.vn",),
    layouts=(
        Layout(
            title=(".article-title",),
            body=(".detail--normal",),
        ),
        Layout(
            lead=(".article__sapo",),
            body=(".article__body",),
            date=(".article__meta",),
        ),
    ),
)
