"""DotNetNuke: schools and academies; the visitor's day stands in the header, American dates in its article module."""

from __future__ import annotations

from corpus.layout import Family, Layout

FAMILY = Family(
    name="dotnetnuke",
    marks=(
        'meta[name="GENERATOR"][content*="DotNetNuke"]',
        'meta[name="generator"][content*="DotNetNuke"]',
        "#dnn_ContentPane",
        "#dnn_ctl00_ContentPane",
        '[id^="dnn_ctr"]',
    ),
    layout=Layout(
        title=(".NewsTitle", '[id$="_lblTitle"]', ".ArticleTitle", "#dnn_ContentPane .Head"),
        lead=(".NewsHeadline", '[id$="_lblHeadline"]', ".ArticleSummary"),
        body=(".NewsContent", '[id$="_lblArticle"]', '[id$="_lblContent"]', ".ArticleContent", ".article-body"),
        caption=(".image_desc", ".caption"),
        byline=(".NewsAuthor", '[id$="_lblAuthor"]', ".ArticleAuthor"),
        date=(".NewsDate", ".edn_metaDetails", ".ArticleHeader", '[id$="_lblDatetime"]', ".ArticleDate"),
        day_first=False,
    ),
)
