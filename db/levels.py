"""The level of a bloc: that of the body whose bloc it is."""

from __future__ import annotations

from db.names import scope_name
from db.unit_names import kind_of_province, unit_name
from extractors.text.language import fold
from extractors.units.unit_kinds import level

_REGIONAL = ("quân khu", "quân đoàn", "quân chủng", "binh chủng", "binh đoàn", "vùng", "hải quân")
_OF_A_REGION = ("bộ tư lệnh ", "đảng ủy ")  # before its name: of `Bộ Tư lệnh Vùng 3 Hải quân`
_PROVINCE = "tỉnh"
_CITY = "thành phố"
_COMMUNES = frozenset({"xã", "phường", "thị trấn", "đặc khu"})
_CENTRAL = 3  # the lowest level of the gazetteer's on which a body without a place is the country's


def scope_level(scope: str) -> str:
    """`central`, `region` (of the army), `province`, `district`, `commune`; `body` for a firm, a school …"""
    scope = scope_name(scope)
    parsed = unit_name(scope)
    kinds = {kind for kind, place in parsed.places if not _is_province(kind, place)}
    if kinds:
        return "commune" if kinds & _COMMUNES else "district"
    folded = fold(scope)
    if parsed.places or parsed.provinces or folded in (_PROVINCE, _CITY):
        return "province"
    for prefix in _OF_A_REGION:
        folded = folded.removeprefix(prefix)
    if folded.startswith(_REGIONAL):
        return "region"
    return "central" if level(scope) <= _CENTRAL else "body"


def _is_province(kind: str, place: str) -> bool:
    """Whether a place is a province, or a city of that rank; the name of one such city begins with `thành phố`."""
    return kind == _PROVINCE or kind_of_province(place) == kind or kind_of_province(f"{kind} {place}") == kind
