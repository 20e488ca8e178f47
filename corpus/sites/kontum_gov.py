"""The province of Kon Tum: lead and text both bear `noidung`."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="kontum_gov",
    publisher="Cổng TTĐT tỉnh Kon Tum",
    hosts=("kontum.gov.vn",),
    layouts=(
        Layout(
            lead=(".noidung.sapo",),
            body=(".noidung",),
            date=(".thongke-ngay",),
        ),
    ),
)
