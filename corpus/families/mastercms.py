"""MasterCMS, of Công Thương, Hải quan, Thời Đại, Thế giới và Việt Nam: its marks are in capitals."""

from __future__ import annotations

from corpus.layout import Family, Layout

FAMILY = Family(
    name="mastercms",
    marks=(".__MASTERCMS_CONTENT", ".__MB_CONTENT_FOR_PRINTER", ".MASTERCMS_TPL_TABLE"),
    layout=Layout(
        title=(".article-detail-title",),
        lead=(".detail-sapo", ".article-desc", ".post-sapo"),
        body=(".__MASTERCMS_CONTENT", ".__MB_CONTENT_FOR_PRINTER"),
        caption=(".MASTERCMS_TPL_TABLE td",),
        date=(".article-detail-date", ".datetime", ".format_time", ".bx-time"),
        drop=(".__MB_ARTICLE_A", ".__mb_article_in_image", ".__MB_template_g"),
    ),
)
