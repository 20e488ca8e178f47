"""DotNetNuke: schools and academies; the visitor's day stands in the header, American dates in its article module."""

from corpus.sites.site import Site

SITE = Site(
    name="dotnetnuke",
    marks=('meta[name="generator" i][content*="DotNetNuke" i]', "#dnn_ContentPane", "#dnn_ctl00_ContentPane"),
    title=(".NewsTitle", "[id$=_lblTitle]", ".ArticleTitle", "#dnn_ContentPane .Head"),
    lead=(".NewsHeadline", "[id$=_lblHeadline]", ".ArticleSummary"),
    body=(".NewsContent", "[id$=_lblArticle]", "[id$=_lblContent]", ".ArticleContent", ".article-body"),
    caption=(".image_desc", ".caption"),
    byline=(".NewsAuthor", "[id$=_lblAuthor]", ".ArticleAuthor"),
    date=(".NewsDate", ".ArticleHeader", "[id$=_lblDatetime]", ".ArticleDate"),
    us_dates=True,
)
