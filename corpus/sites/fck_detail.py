"""VnExpress, and papers built like it: the text in `article.fck_detail`, the day above the headline."""

from corpus.sites.site import Site

SITE = Site(
    name="fck_detail",
    hosts=("vnexpress.net",),
    marks=("article.fck_detail", ".fck_detail"),
    title=("h1.title-detail", "h1.title_news_detail"),
    lead=("p.description", "h2.description"),
    body=("article.fck_detail", ".fck_detail"),
    caption=("figcaption", ".Image", ".desc_cation"),
    byline=(".author_mail", ".author"),
    date=(".header-content .date", "span.date"),
)
