"""Tuổi Trẻ, on the software of VCCorp; till 2022 the text in `.content.fck`."""

from __future__ import annotations

from corpus.families import vccorp
from corpus.layout import Layout, Site

SITE = Site(
    name="tuoitre",
    publisher="Báo Tuổi Trẻ",
    hosts=("tuoitre.vn",),
    layouts=(
        vccorp.FAMILY.layout,
        Layout(
            title=(".article-title",),
            lead=(".sapo",),
            body=("#main-detail-body", ".content.fck", ".main-content-body"),
            caption=(".PhotoCMS_Caption",),
            byline=("div.author",),
            date=(".date-time",),
            drop=(".relate-container", '.VCSortableInPreviewMode[type="RelatedOneNews"]'),
        ),
    ),
)
