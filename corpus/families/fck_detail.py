"""VnExpress, and papers built like it: the text in `article.fck_detail`, the day above the headline."""

from __future__ import annotations

from datetime import date

from corpus.layout import Family, Layout

FAMILY = Family(
    name="fck_detail",
    marks=("article.fck_detail", ".fck_detail"),
    layout=Layout(
        title=("h1.title-detail", "h1.title_news_detail"),
        lead=("p.description", "h2.description"),
        body=("article.fck_detail", ".fck_detail"),
        caption=("figcaption", ".Image", ".desc_cation"),
        byline=(".author_mail", ".author"),
        date=(".header-content .date", "span.date", ".date_post", "span.time"),
        verified=date(2026, 3, 7),
    ),
)
