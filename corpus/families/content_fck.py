"""The software of Cần Thơ, Tây Ninh, An Giang and Huế: the text in `#newscontents .content-fck`."""

from __future__ import annotations

from datetime import date

from corpus.layout import Family, Layout

FAMILY = Family(
    name="content_fck",
    marks=("#newscontents .content-fck", ".content-fck"),
    layout=Layout(
        title=("h1.fw700",),
        lead=(".detail-desc",),
        body=("#newscontents .content-fck", ".content-fck", "#newscontents"),
        caption=(".note",),
        date=(".pubdate",),
        verified=date(2026, 1, 8),
    ),
)
