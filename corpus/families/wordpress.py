"""WordPress with its usual themes, tagDiv's Newspaper among them."""

from __future__ import annotations

from datetime import date

from corpus.layout import Family, Layout

FAMILY = Family(
    name="wordpress",
    marks=(
        'meta[name="generator"][content*="WordPress"]',
        "body.single-post",
        "body.post-template-default",
        ".td-post-content",
        'link[href*="/wp-content/"]',
        'link[href*="/wp-includes/"]',
        ".entry-content",
    ),
    layout=Layout(
        title=("h1.entry-title", "h1.td-post-title", "h1.post-title", ".entry-header h1"),
        lead=(".entry-summary", ".td-post-sub-title", ".excerpt"),
        body=(".entry-content", ".td-post-content", ".post-content", ".elementor-widget-theme-post-content", ".entry"),
        caption=("figcaption", ".wp-caption-text"),
        byline=(".td-author", ".td-post-author-name a", ".byline .author", ".entry-meta .author"),
        date=(".entry-meta time", ".posted-on time", "time.entry-date", ".td-post-date", ".posted-on", ".entry-date"),
        verified=date(2018, 6, 29),
    ),
)
