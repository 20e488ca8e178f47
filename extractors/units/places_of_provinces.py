"""In which province a district, a town, a ward or a commune lies, before and after July 2025.

The names come from the table of addresses that underthesea carries: all 696 districts and 9,991 wards of before the
reform, 3,305 of the 3,321 since. Its file is read as it lies, for to import the package takes a second. It knows no
district or ward that was gone by the reform (`quận 9`, `huyện Từ Liêm`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ..text.gazetteer import load
from ..text.language import fold

_TABLE = Path("address", "data", "mapping.json")  # inside underthesea
_PROVINCE_KINDS = ("tỉnh", "thành phố")
_KINDS = ("thành phố", "tỉnh", "huyện", "quận", "thị xã", "thị trấn", "phường", "xã", "đặc khu")
_SPELLINGS = {"tp": "thành phố", "tp.": "thành phố", "tx": "thị xã", "tx.": "thị xã", "huyện đảo": "huyện"}
_Places = dict[tuple[str | None, str], set[str]]  # (kind, or None for any; folded name) → names of provinces


def province_of(place: str, kind: str | None = None, *, after: bool = False) -> str | None:
    """The name of the province in which a place lies, as it is in the list of provinces; a province lies in itself.

    place: its name, with or without its kind before it (`huyện Quỳ Hợp`). kind: the kind of place, if it is known.
    after: as since 2025-07-01, when provinces merged and wards were new; else as before. None where places of that
    name lie in several provinces, or none is known. Raises FileNotFoundError where underthesea has no such table.
    """
    name = " ".join(fold(place).split())
    kind = _SPELLINGS.get(fold(kind), fold(kind)) if kind else None
    if kind is None:
        kind, name = _taken_apart(name)
    if kind is None or kind in _PROVINCE_KINDS:
        itself = _provinces(after).get((kind, name))
        if itself:
            return itself
    before_reform, since = _places()
    found = since.get((kind, name)) if after else None
    found = found or before_reform.get((kind, name), set())
    # What lies in provinces that are one today lies in one today.
    names = {_successor(province) for province in found} if after else found
    return next(iter(names)) if len(names) == 1 else None


def provinces_of(place: str, kind: str, *, after: bool = False) -> frozenset[str]:
    """The folded names of all provinces in which a place of a kind and that name lies; as `province_of` otherwise."""
    return _folded_provinces(after).get((_SPELLINGS.get(kind, kind), " ".join(place.split())), frozenset())


def provinces_today(place: str, kind: str) -> frozenset[str]:
    """The folded names of all provinces of today in which a place of a kind and that name lies, or lay before the
    reform, a merged province counted as what it is now."""
    known = (_SPELLINGS.get(kind, kind), " ".join(place.split()))
    before, since = _places()
    merged = {_successor(province) for province in before.get(known, ())}
    return frozenset(fold(province) for province in merged | since.get(known, set()))


@cache
def _folded_provinces(after: bool) -> dict[tuple[str | None, str], frozenset[str]]:
    found = _places()[after]
    return {place: frozenset(fold(province) for province in lie_in) for place, lie_in in found.items()}


def _taken_apart(name: str) -> tuple[str | None, str]:
    """A folded name's kind and the rest of it; a name that only begins as a kind does stays whole."""
    for form, kind in (*_SPELLINGS.items(), *((kind, kind) for kind in _KINDS)):
        if name.startswith(f"{form} "):
            return kind, name.removeprefix(f"{form} ")
    return None, name


@cache
def _provinces(after: bool) -> dict[tuple[str | None, str], str]:
    """Provinces by (kind, folded name) and by (None, folded name); after: those of before by what they are now."""
    found: dict[tuple[str | None, str], str] = {}
    for entry in load("provinces"):
        name = _successor(entry.name) if after else entry.name
        for form in entry.forms():
            kind, bare = _taken_apart(fold(form))
            for spelling in {fold(form), bare}:
                found[None, spelling] = found[kind or entry.fields["kind"], spelling] = name
    return found


@cache
def _successor(province: str) -> str:
    """The name of what a province is today, from its name in the list."""
    rows = {entry.id: entry for entry in load("provinces")}
    row = next(entry for entry in rows.values() if entry.name == province)
    return rows[row.fields["successor"]].name if row.fields["successor"] else province


@cache
def _places() -> tuple[_Places, _Places]:
    """The districts and wards of before the reform, and the wards since, with the provinces in which one lies."""
    before: _Places = defaultdict(set)
    since: _Places = defaultdict(set)
    for row in json.loads(_table().read_text(encoding="utf-8"))["ward_mapping"]:
        old, new = _listed(row["old_province"]), _listed(row["new_province"])
        for places, place, province in (
            (before, row["old_district"], old),
            (before, row["old_ward"], old),
            (since, row["new_ward"], new),
        ):
            if place:
                kind, name = _taken_apart(" ".join(fold(place).split()))
                places[kind, name].add(province)
                places[None, name].add(province)
    return dict(before), dict(since)


@cache
def _listed(province: str) -> str:
    """A province of the table (`Tỉnh Hòa Bình`) by its name in the list of provinces."""
    kind, name = _taken_apart(fold(province))
    return _provinces(False)[kind, name]


def _table() -> Path:
    spec = find_spec("underthesea")  # finds the package without importing it
    for folder in (spec.submodule_search_locations or []) if spec else []:
        if (Path(folder) / _TABLE).is_file():
            return Path(folder) / _TABLE
    raise FileNotFoundError(f"underthesea has no {_TABLE.as_posix()}; install the version that requirements.lock names")
