"""The software of Tuổi Trẻ, Người Lao Động, Báo Chính phủ and many others: parts are named by `data-role`."""

from __future__ import annotations

from datetime import date

from corpus.layout import Family, Layout

FAMILY = Family(
    name="vccorp",
    marks=('[data-role="content"]', ".detail-content.afcbc-body"),
    layout=Layout(
        title=('[data-role="title"]', ".detail-title"),
        lead=('[data-role="sapo"]', ".detail-sapo"),
        body=('[data-role="content"]', ".detail-content.afcbc-body", ".detail-content"),
        caption=(".PhotoCMS_Caption", "figcaption"),
        byline=('[data-role="author"]', ".detail-author .author-info", ".detail-author"),
        date=('[data-role="publishdate"]', ".detail-time"),
        drop=(
            '.VCSortableInPreviewMode[type="RelatedOneNews"]',
            '.VCSortableInPreviewMode[type="RelatedNews"]',
            '.VCSortableInPreviewMode[type="RelatedNewsBox"]',
            ".readmore-body-box",
            ".tindnd",
            ".link-content-footer",
            ".kbwscwl-relatedbox",
            "zone",
        ),
        verified=date(2026, 3, 7),
    ),
)
