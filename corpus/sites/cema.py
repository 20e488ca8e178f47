"""The committee of ethnic minorities, on SharePoint."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="cema",
    publisher="Ủy ban Dân tộc",
    hosts=("cema.gov.vn",),
    layouts=(
        Layout(
            title=("#printContent h3",),
            lead=("#printContent h4",),
            body=("#divNewsDetails",),
        ),
    ),
)
