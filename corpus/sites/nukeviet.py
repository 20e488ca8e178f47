"""NukeViet, the software of many districts, schools and army units."""

from corpus.sites.site import Site

SITE = Site(
    name="nukeviet",
    marks=("#news-bodyhtml", 'meta[name="generator" i][content*="NukeViet" i]'),
    title=("h1.title", ".news_column h1", ".detail-title"),
    lead=(".hometext",),
    body=("#news-bodyhtml", ".bodytext"),
    caption=(".imgalt", "figcaption"),
    byline=(".author", ".h5.text-right", "p.text-right"),
    date=(".news_column .h5", "span.h5", ".time"),
)
