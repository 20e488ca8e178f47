"""The software of many provincial papers and VietnamPlus: `article__title`, `article__sapo`, `article__body`."""

from corpus.sites.site import Site

SITE = Site(
    name="zcms",
    hosts=("vietnamplus.vn", "plo.vn", "baogialai.com.vn", "baohatinh.vn"),
    marks=(".article__body",),
    title=(".article__title",),
    lead=(".article__sapo",),
    body=(".article__body",),
    caption=("figcaption", ".fig-caption"),
    byline=(".article__author .cms-author", ".article__author"),
    date=(".article__meta time", ".article__meta"),
    drop=(".article__story", ".zce-story"),
)
