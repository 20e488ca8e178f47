"""The province of Quảng Nam, on ASP.NET: parts are named by their ids."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="quangnam_gov",
    publisher="Cổng TTĐT tỉnh Quảng Nam",
    hosts=("quangnam.gov.vn",),
    layouts=(
        Layout(
            lead=('[id$="_lblTomTat"]',),
            body=('[id$="_lblNoiDung"]',),
            date=('[id$="_lblNgayDang"]',),
        ),
    ),
)
