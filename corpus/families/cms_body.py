"""The forerunner of zcms, till about 2021: the text bears `cms-body`, the lead `cms-desc`."""

from __future__ import annotations

from corpus.layout import Family, Layout

FAMILY = Family(
    name="cms_body",
    marks=(".cms-body", ".cms-desc"),
    layout=Layout(
        lead=(".cms-desc",),
        body=(".cms-body",),
        caption=(".fig", ".item-photo em"),
        date=("time.cms-date", ".meta-info time", ".article__meta time", ".byline-dateline time"),
        drop=(".cms-relate", ".box-relate", ".related-inline-story", ".adwidget"),
    ),
)
