"""The software of many provincial papers, Nhân Dân, Tiền Phong and VietnamPlus: `article__title`, `article__body`."""

from __future__ import annotations

from datetime import date

from corpus.layout import Family, Layout

FAMILY = Family(
    name="zcms",
    marks=(".zce-content-body", ".article__body.cms-body", ".article__body"),
    layout=Layout(
        title=(".article__title",),
        lead=(".article__sapo", ".article__summary"),
        body=(".article__body.cms-body", ".article__body", ".article__content.cms-body"),
        caption=("figcaption", ".fig-caption", ".fig"),
        byline=(
            ".article__author .cms-author",
            ".article__author .name",
            ".article__author",
            ".article__meta .author",
            ".article__source .name",
        ),
        date=(".article__time", ".article__meta time", ".article__meta .time", ".article__meta"),
        drop=(
            ".article__story",
            ".zce-story",
            ".article-relate",
            ".related-news",
            ".sda_middle",
            ".rennab",
            ".article__tag",
        ),
        verified=date(2026, 9, 6),
    ),
)
