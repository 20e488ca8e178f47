"""The ministry of foreign affairs, on Liferay with names of its own."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="mofa",
    publisher="Bộ Ngoại giao",
    hosts=("mofa.gov.vn",),
    layouts=(
        Layout(
            title=("h1.title",),
            lead=(".article-summary",),
            body=("#content-post", ".article-content"),
            drop=(".toolbar", ".share-actions"),
        ),
    ),
)
