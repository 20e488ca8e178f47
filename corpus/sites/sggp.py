"""Sài Gòn Giải Phóng and its paper of investment, on zcms and its forerunner."""

from __future__ import annotations

from dataclasses import replace

from corpus.families import cms_body, zcms
from corpus.layout import Site

SITE = Site(
    name="sggp",
    publisher="Báo Sài Gòn Giải Phóng",
    hosts=("sggp.org.vn", "saigondautu.com.vn"),
    layouts=(
        replace(zcms.FAMILY.layout, verified=None),
        cms_body.FAMILY.layout,
    ),
)
