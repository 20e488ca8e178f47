"""The ministry of home affairs, above the central board of emulation and rewards; a script fills its pages."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="moha",
    publisher="Bộ Nội vụ",
    hosts=("moha.gov.vn",),
    layouts=(
        Layout(
            title=(".mh-page-header h1",),
            lead=(".moha-article__desc",),
            body=(".mh-detail-content", ".mh-detail-body", ".moha-article__content"),
        ),
    ),
)
