"""The ministry of agriculture and environment: parts are named in Vietnamese."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="mae",
    publisher="Bộ Nông nghiệp và Môi trường",
    hosts=("mae.gov.vn",),
    layouts=(
        Layout(
            title=("h1.tieu-de-chi-tiet-tin", "h1.tieu-de-tin-tuc"),
            lead=(".sapo-chi-tiet-tin",),
            body=(".noi-dung-chi-tiet-tin",),
        ),
    ),
)
