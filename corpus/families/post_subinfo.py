"""The software of Quân đội nhân dân and the Party paper: the day in `.post-subinfo`."""

from __future__ import annotations

from corpus.layout import Family, Layout

FAMILY = Family(
    name="post_subinfo",
    marks=(".post-subinfo",),
    layout=Layout(
        title=("h1.post-title", ".post-title"),
        lead=(".post-summary",),
        body=(".article-detail .post-content", ".post-content", ".article-detail"),
        caption=(".image_desc", ".alt_imgEditor", ".caption"),
        byline=(".tacgia",),
        date=(".post-subinfo",),
        drop=(".post-tag", ".box-banner"),
    ),
)
