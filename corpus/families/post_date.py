"""The portal of some provinces (Cao Bằng, Lào Cai, Bình Thuận): `ArticleContent` with `PostDate`."""

from __future__ import annotations

from corpus.layout import Family, Layout

FAMILY = Family(
    name="post_date",
    marks=(".PostDate",),
    layout=Layout(
        lead=(".ArticleSummary",),
        body=(".ArticleContent",),
        date=(".PostDate",),
    ),
)
