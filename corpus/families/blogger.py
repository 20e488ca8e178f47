"""Blogger (Blogspot) with the themes that Google gives it."""

from __future__ import annotations

from corpus.layout import Family, Layout

FAMILY = Family(
    name="blogger",
    marks=('meta[name="generator"][content="blogger"]', ".blog-posts .post-body", ".widget.Blog .post-body"),
    layout=Layout(
        title=(".post .post-title", ".post-title.entry-title"),
        body=(".post-body",),
        caption=(".tr-caption",),
        byline=(".post-author .fn",),
        date=("abbr.published", "time.published", ".post-timestamp", ".date-header"),
        drop=(".post-footer", "#related-posts"),
    ),
    header=(".Header .title", "#header-inner a"),
)
