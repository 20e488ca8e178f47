"""NukeViet, the software of many districts, schools and army units."""

from __future__ import annotations

from corpus.layout import Family, Layout

FAMILY = Family(
    name="nukeviet",
    marks=('meta[name="generator"][content*="NukeViet"]', "#news-bodyhtml"),
    layout=Layout(
        title=("h1.title", ".news_column h1", ".detail-title"),
        lead=(".hometext",),
        body=("#news-bodyhtml", ".bodytext"),
        caption=(".imgalt", "figcaption"),
        byline=(".author", ".h5.text-right", "p.text-right"),
        day_first=True,
        date=(".news_column .h5", "span.h5", ".time"),
    ),
)
