"""OneCMS, of Hà Nội mới, Nghệ An, Đà Nẵng, Hải Phòng: `sc-longform-header`, the text in `.entry`."""

from __future__ import annotations

from corpus.layout import Family, Layout

FAMILY = Family(
    name="onecms",
    marks=(".b-maincontent .entry", ".sc-longform-header-title", ".block-sc-title"),
    layout=Layout(
        title=(".sc-longform-header-title", ".block-sc-title"),
        lead=(".sc-longform-header-sapo", ".block-sc-sapo"),
        body=(".b-maincontent .entry", "article.entry", ".b-maincontent"),
        byline=(".sc-longform-header-author",),
        date=(".sc-longform-header-date", ".block-sc-publish-time", ".c-detail-head__time"),
        drop=(".sc-empty-layer", ".sc-related-articles"),
    ),
)
