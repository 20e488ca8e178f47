"""The paper of the Party, on the software of Quân đội nhân dân."""

from __future__ import annotations

from corpus.families import post_subinfo
from corpus.layout import Site

SITE = Site(
    name="dangcongsan",
    publisher="Báo điện tử Đảng Cộng sản Việt Nam",
    hosts=("dangcongsan.vn",),
    layouts=(post_subinfo.FAMILY.layout,),
)
