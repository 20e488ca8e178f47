"""The level of a bloc: that of the body whose bloc it is."""

from __future__ import annotations

from db.unit_names import unit_name
from extractors.text.language import fold
from extractors.units.unit_kinds import level

_REGIONAL = ("quân khu", "quân đoàn", "quân chủng", "binh chủng", "binh đoàn", "vùng", "hải quân")
_PROVINCES = ("tỉnh", "thành phố")
_COMMUNES = frozenset({"xã", "phường", "thị trấn", "đặc khu"})
_CENTRAL = 3  # the lowest level of the gazetteer's on which a body without a place is the country's


def scope_level(scope: str) -> str:
    """`central`, `region` (of the army), `province`, `district`, `commune`; `body` for a firm, a school …"""
    parsed = unit_name(scope)
    kinds = {kind for kind, place in parsed.places if place not in parsed.provinces}
    if kinds & _COMMUNES:
        return "commune"
    if kinds - set(_PROVINCES) or (kinds and not parsed.provinces):
        return "district" if kinds != {_PROVINCES[0]} else "province"
    if parsed.provinces or fold(scope) in _PROVINCES:
        return "province"
    if fold(scope).startswith(_REGIONAL):
        return "region"
    return "central" if level(scope) <= _CENTRAL else "body"
