"""Any software that marks the parts of an article with schema.org's microdata."""

from __future__ import annotations

from corpus.layout import Family, Layout

FAMILY = Family(
    name="microdata",
    marks=('[itemprop="articleBody"]',),
    layout=Layout(
        title=('[itemprop="headline"]',),
        body=('[itemprop="articleBody"]',),
        caption=("figcaption",),
        byline=('[itemprop="author"]',),
        date=('[itemprop="datePublished"]',),
    ),
)
