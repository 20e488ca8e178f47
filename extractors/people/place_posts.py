"""Posts that name a place in the stead of the body that rules it.

Phó Chủ tịch | xã Đồng Bưởi · Chủ tịch | TP Cần Thơ · Phó Chủ tịch | Đà Nẵng     (its People's Committee)
Bí thư | quận Cẩm Lệ · Phó Bí thư | Hà Nội                                       (its Party committee)
Chủ tịch | tỉnh · Bí thư | huyện                                                 (the same, of the article's place)
Bí thư | Trung ương · Ủy viên dự khuyết | Trung ương                             (the Party's Central Committee)
"""

from __future__ import annotations

from functools import cache

from ..chunks import Chunk, Row, words
from ..text.gazetteer import load
from ..text.language import fold
from ..units.unit_parse import UnitParse

_AUTHORITIES = "UBND"
_HEADS = frozenset({"chủ tịch", "phó chủ tịch", "phó chủ tịch thường trực"})
_SECRETARIES = frozenset({"bí thư", "phó bí thư", "phó bí thư thường trực"})
_NEVER_ALONE = ("hcm", "hồ chí minh")  # a city's name that is not told without its kind
_PROVINCE = "tỉnh"
_CITY = "thành phố"
# Kinds of place, each with what its Party committee is called and whether that takes in the kind.
_COMMITTEES = {
    _PROVINCE: ("Tỉnh ủy", False), _CITY: ("Thành ủy", False), "tp.": ("Thành ủy", False), "tp": ("Thành ủy", False),
    "huyện": ("Huyện ủy", False), "thị xã": ("Thị ủy", False), "quận": ("Quận ủy", False),
    "xã": ("Đảng ủy", True), "phường": ("Đảng ủy", True), "thị trấn": ("Đảng ủy", True),
}  # fmt: skip
_CENTRE = ("trung ương", "tw")
_OF_THE_CENTRE = ("bí thư", "ủy viên", "ủy viên dự khuyết")
# The first syllables of a place without its name, and of the centre.
OPEN_PLACES = frozenset(kind.split()[0] for kind in (*_COMMITTEES, *_CENTRE))


def unit_of_place(title: str, place: Chunk) -> UnitParse | None:
    """The body that a title and a place right behind it mean together; None where they mean none."""
    folded = fold(title)
    if folded not in _HEADS and folded not in _SECRETARIES:
        return None
    kind = next((kind for kind in _COMMITTEES if fold(place.text).startswith(kind)), None)
    name = place.text[len(kind) :].strip() if kind else place.text
    if folded in _HEADS:
        if kind is None and fold(name) not in _provinces():
            return None
        body, named = _AUTHORITIES, place.text if kind else f"{_spelt_kind(name)} {name}"
    else:
        ruled = kind or _provinces().get(fold(name))
        if ruled is None:
            return None
        body, whole = _COMMITTEES[ruled]
        named = place.text if whole or name[:1].isdigit() or fold(name) in _NEVER_ALONE else name
    return UnitParse(place.start, place.end, f"{body} {named}", fold(body), False, False)


def unit_of_open_place(title: str, row: Row, k: int) -> tuple[UnitParse | None, int]:
    """The body that a title and a kind of place at chunk k mean (`Chủ tịch | tỉnh`), and the chunk after it."""
    folded = fold(title)
    centre = next((k + n for n in (1, 2) if words(row, k, k + n) in _CENTRE), k)
    if centre > k:
        if folded not in _OF_THE_CENTRE or not row[k].text[0].isupper():
            return None, k
        written = " ".join([c.text for c in row[k:centre]])
        return UnitParse(row[k].start, row[centre - 1].end, written, _CENTRE[0], False, False), centre
    end = next((k + n for n in (1, 2) if words(row, k, k + n) in _COMMITTEES), k)
    if end == k or (folded not in _HEADS and folded not in _SECRETARIES):
        return None, k
    kind, written = words(row, k, end), " ".join([c.text for c in row[k:end]])
    start, last = row[k].start, row[end - 1].end
    if folded in _HEADS:
        return UnitParse(start, last, f"{_AUTHORITIES} {written}", fold(_AUTHORITIES), False, True), end
    body, whole = _COMMITTEES[kind]
    return UnitParse(start, last, f"{body} {written}" if whole else body, fold(body), not whole, whole), end


def _spelt_kind(province: str) -> str:
    return {_PROVINCE: _PROVINCE, _CITY: "TP"}.get(_provinces()[fold(province)], _PROVINCE)


@cache
def _provinces() -> dict[str, str]:
    """The folded names of the provinces, each with its kind."""
    return {fold(form): entry.fields["kind"] for entry in load("provinces") for form in entry.forms()}
