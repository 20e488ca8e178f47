"""Báo Quân đội nhân dân, and the army's papers on the same software."""

from corpus.sites.site import Site

SITE = Site(
    name="qdnd",
    hosts=("qdnd.vn",),
    title=("h1.post-title", ".post-title"),
    lead=(".post-summary",),
    body=(".article-detail .post-content", ".post-content", ".article-detail"),
    date=(".post-subinfo",),
    caption=(".image_desc", ".caption"),
)
