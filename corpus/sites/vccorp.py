"""The software of Tuổi Trẻ, Người Lao Động, Thanh Niên and others: parts are named by `data-role`."""

from corpus.sites.site import Site

SITE = Site(
    name="vccorp",
    hosts=("tuoitre.vn", "nld.com.vn", "thanhnien.vn"),
    marks=('[data-role="content"]',),
    title=('[data-role="title"]', ".detail-title"),
    lead=('[data-role="sapo"]', ".detail-sapo"),
    body=('[data-role="content"]', ".detail-content"),
    caption=(".PhotoCMS_Caption", "figcaption"),
    byline=('[data-role="author"]', ".detail-author"),
    date=('[data-role="publishdate"]',),
    drop=(".VCSortableInPreviewMode[type=RelatedOneNews]", ".VCSortableInPreviewMode[type=RelatedNews]"),
)
