"""The portal of vhv.vn, of schools, districts, ministries and military regions: `brief`, `content-detail`."""

from __future__ import annotations

from datetime import date

from corpus.layout import Family, Layout

FAMILY = Family(
    name="vhv",
    marks=(".content-detail.font-size-text", ".article-content.font-size-text", ".brief.font-size-text"),
    layout=Layout(
        title=("h1.title-detail", "h1.article-title"),
        lead=(".brief.font-size-text", ".article-brief"),
        body=(".content-detail.font-size-text", ".article-content.font-size-text"),
        caption=("figcaption",),
        date=(".post-date",),
        drop=(".relatedArticles", ".social-connect", ".article-tags", ".speech-section-wrap", ".share-detail-news"),
        verified=date(2020, 9, 6),
    ),
)
