"""The province of Tây Ninh, on SharePoint."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="tayninh_gov",
    publisher="Cổng TTĐT tỉnh Tây Ninh",
    hosts=("tayninh.gov.vn",),
    layouts=(
        Layout(
            lead=(".de-sumcontent",),
            body=(".de-newscont",),
            date=('.de-newsCent [id*="DateTime"]',),
        ),
    ),
)
