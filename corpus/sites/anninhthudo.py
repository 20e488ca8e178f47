"""An ninh Thủ đô, on zcms; in 2019 the text in `#main_detail`."""

from __future__ import annotations

from dataclasses import replace

from corpus.families import zcms
from corpus.layout import Layout, Site

SITE = Site(
    name="anninhthudo",
    publisher="Báo An ninh Thủ đô",
    hosts=("anninhthudo.vn",),
    layouts=(
        replace(zcms.FAMILY.layout, verified=None),
        Layout(
            lead=(".summary.cms-desc",),
            body=("#main_detail",),
        ),
    ),
)
