"""PetroTimes, on MasterCMS with numbered ids."""

from __future__ import annotations

from corpus.layout import Layout, Site

SITE = Site(
    name="petrotimes",
    publisher="Tạp chí Năng lượng Mới",
    hosts=("petrotimes.vn",),
    layouts=(
        Layout(
            lead=("#__MB_MASTERCMS_EL_2",),
            body=("#__MB_MASTERCMS_EL_3",),
            date=(".published-dated",),
            drop=(".__MB_ARTICLE_A", ".__mb_article_in_image"),
        ),
    ),
)
