"""SharePoint (`.aspx`), the portal of ministries and provinces: the text in a rich-text field; American dates."""

from __future__ import annotations

from corpus.layout import Family, Layout

FAMILY = Family(
    name="sharepoint",
    marks=(
        'meta[name="GENERATOR"][content*="SharePoint"]',
        'meta[name="generator"][content*="SharePoint"]',
        ".ms-rtestate-field",
        "#s4-workspace",
    ),
    layout=Layout(
        lead=(".tandan-p-article-news-summary",),
        body=('[id$="_RichHtmlField"]', ".ms-rtestate-field"),
        date=(".tandan-span-date-publish",),
        day_first=False,
    ),
)
