"""A unit's full name taken apart: what the unit is, and the province or district whose it is.

`Phòng Tham mưu Bộ CHQS tỉnh Hòa Bình` is `Phòng Tham mưu Bộ Chỉ huy quân sự` of the province Hòa Bình, `Ban Dân vận
Huyện ủy Quỳ Hợp` is `Ban Dân vận` of the Party committee of the district Quỳ Hợp. Only names that end in their place
are; communes are left alone.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from ..text.gazetteer import load
from ..text.language import fold
from .long_forms import long_forms, written_out

_WORD = re.compile(r"\w+")
_PROVINCE = "tỉnh"
_CITY = "thành phố"
# What stands before a place's name, by the kind of place: the kind itself, the Party's committee, the Youth Union and
# the associations of that level. All heads of one kind stand in one order.
_HEADS = {
    _PROVINCE: ("tỉnh", "Tỉnh ủy", "Tỉnh đoàn", "Tỉnh hội"),
    _CITY: ("thành phố", "Thành ủy", "Thành đoàn", "Thành hội"),
    "huyện": ("huyện", "Huyện ủy", "Huyện đoàn", "Huyện hội"),
    "quận": ("quận", "Quận ủy", "Quận đoàn", "Quận hội"),
    "thị xã": ("thị xã", "Thị ủy", "Thị đoàn", "Thị hội"),
}
_OTHER_SPELLINGS = {"tp": _CITY, "t p": _CITY, "tx": "thị xã", "t x": "thị xã", "huyện đảo": "huyện"}
PLAIN = 0  # the head that is the kind of place itself
_LONGEST_PLACE = 5  # words


class Province(NamedTuple):
    """A province: of today, or one that was merged into another. until: its last day (ISO), '' if it goes on."""

    id: str
    kind: str
    name: str
    until: str
    successor: str


class Place(NamedTuple):
    """A province (with its row) or a district. kind: `tỉnh`, `thành phố`, `huyện`, `quận` or `thị xã`."""

    kind: str
    name: str
    province: Province | None

    @property
    def key(self) -> str:
        """What places are compared by."""
        return self.province.id if self.province else f"{self.kind} {fold(self.name)}"


class PlacedName(NamedTuple):
    """A full name. body: what the unit is, in full words, '' for the place itself; words: the same folded; capitals:
    which of them begin with a capital; head: which of its kind's heads stands before the place's name."""

    body: str
    words: tuple[str, ...]
    capitals: tuple[bool, ...]
    head: int
    place: Place


def folded(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(fold(word) for word in _WORD.findall(text))


def in_full(name: str) -> str:
    """A name with its abbreviations written out and the kind of unit that it begins with in its usual spelling."""
    text = written_out(unicodedata.normalize("NFC", name), long_forms())
    found = list(_WORD.finditer(text))
    words = [fold(match.group()) for match in found]
    kinds = _kinds().get(words[0], {}) if words else {}
    longest = max(map(len, kinds), default=0)
    for length in range(min(longest, len(words)), 0, -1):
        kind = kinds.get(tuple(words[:length]))
        if kind:
            return kind + text[found[length - 1].end() :]
    return text


def placed_name(name: str) -> PlacedName | None:
    """A unit's name taken apart; None for one that does not end in the name of a province or a district.

    name: as `in_full` gives it.
    """
    found = list(_WORD.finditer(name))
    words = [fold(match.group()) for match in found]
    opening = _opening_words()
    if opening.isdisjoint(words):
        return None
    own = [match.group()[0].isupper() or match.group()[0].isdigit() for match in found]
    for i in range(len(words)):
        at = _place_at(name, found, words, own, i) if words[i] in opening else None
        if at:
            head, place = at
            body = name[: found[i].start()].rstrip(" ,-–(") if i else ""
            return PlacedName(body[:1].upper() + body[1:], tuple(words[:i]), tuple(own[:i]), head, place)
    return None


def spelt(body: str, head: int, place: Place) -> str:
    """The full name of a body of a place, as it is usually written: the reverse of `placed_name`."""
    kind = place.province.kind if place.province else place.kind
    title = _HEADS[kind][head]
    if head == PLAIN and fold(place.name).startswith(f"{title} "):
        title = ""  # `Thành phố Hồ Chí Minh` bears its kind in its name
    return " ".join(filter(None, (body, title, place.name)))


def place_of(name: str) -> Place:
    """The place of a name that is one. Raises ValueError for any other."""
    found = placed_name(in_full(name))
    if found is None or found.body:
        raise ValueError(f"{name!r} is no place")
    return found.place


@cache
def provinces() -> dict[str, Province]:
    """All provinces by id; those before 2008 too of which the events of units speak."""
    rows = (load("provinces"), [e for e in load("unit_events") if e.fields["within"] == "place"])
    found = {e.id: Province(e.id, e.fields["kind"], e.name, e.fields["until"], e.fields["successor"]) for e in rows[0]}
    known = {fold(form) for e in rows[0] for form in e.forms()}
    for entry in rows[1]:
        kind, _, bare = entry.name.partition(" ")
        if kind == _PROVINCE and bare and fold(bare) not in known:
            found[entry.id] = Province(entry.id, kind, bare, "", "")
    return found


def _place_at(
    text: str, found: list[re.Match[str]], words: list[str], own: list[bool], i: int
) -> tuple[int, Place] | None:
    """The place that fills the name from word i to its end, with its head."""
    size = len(words)
    kind, head, start = _head_at(words, i)
    if kind is None:
        province = _forms().get(tuple(words[i:])) if own[i] and size - i <= _LONGEST_PLACE else None
        return (PLAIN, Place(province.kind, province.name, province)) if province else None
    if start < size and head != PLAIN:  # `Thành ủy TP Hồ Chí Minh`
        again, plain_head, after = _head_at(words, start)
        start = after if again == kind and plain_head == PLAIN else start
    if start >= size or not own[start]:
        return None
    province = _forms().get(tuple(words[start:])) or (_cities().get(tuple(words[start:])) if kind == _CITY else None)
    if province and province.kind == kind:
        return head, Place(kind, province.name, province)
    if kind == _PROVINCE or (province and kind != _CITY):
        return None
    end = size if province else _district_end(words, start)
    if end - start > _LONGEST_PLACE or not all(own[start:end]):
        return None
    return head, Place(kind, text[found[start].start() : found[end - 1].end()], None)


def _district_end(words: list[str], start: int) -> int:
    """Where a district's name ends: before its province, if that follows (`huyện Quỳ Hợp | , tỉnh Nghệ An`)."""
    for i in range(start + 1, len(words)):
        kind, head, after = _head_at(words, i)
        rest = tuple(words[after if kind else i :])
        if rest in _forms() or (kind == _CITY and head == PLAIN and rest in _cities()):
            return i
    return len(words)


def _head_at(words: list[str], i: int) -> tuple[str | None, int, int]:
    """(kind of place, head, the word behind it), or (None, 0, i)."""
    heads = _heads()
    for length in (2, 1):
        at = heads.get(" ".join(words[i : i + length]))
        if at and i + length <= len(words):
            return at[0], at[1], i + length
    return None, PLAIN, i


@cache
def _heads() -> dict[str, tuple[str, int]]:
    found = {fold(head): (kind, number) for kind, heads in _HEADS.items() for number, head in enumerate(heads)}
    return found | {form: (kind, PLAIN) for form, kind in _OTHER_SPELLINGS.items()}


@cache
def _forms() -> dict[tuple[str, ...], Province]:
    """The folded words of provinces' names and their other spellings."""
    found = {folded(province.name): province for province in provinces().values()}
    for entry in load("provinces"):
        for form in entry.forms():
            found[folded(form)] = provinces()[entry.id]
    return found


@cache
def _cities() -> dict[tuple[str, ...], Province]:
    """Names of cities without the kind that they bear elsewhere: `Hồ Chí Minh` behind `Thành ủy`."""
    found: dict[tuple[str, ...], Province] = {}
    for words, province in _forms().items():
        kind, _, after = _head_at(list(words), 0)
        if kind == province.kind == _CITY and after < len(words):
            found[words[after:]] = province
    return found


@cache
def _opening_words() -> frozenset[str]:
    """The folded words with which the name of a place, or what stands before it, may begin."""
    return frozenset(words[0] for words in _forms()) | {head.split()[0] for head in _heads()}


@cache
def _kinds() -> dict[str, dict[tuple[str, ...], str]]:
    """By their first word, the folded words of every kind of unit, short and in full, with the kind's name in full."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for entry in load("unit_kinds"):
        full = written_out(entry.name, long_forms())
        for form in entry.forms():
            for spelling in (form, written_out(form, long_forms())):
                words, usual = folded(spelling), folded(full)
                if words == usual or words[: len(usual)] != usual:  # `Ban Pháp chế HĐND` keeps whose it is
                    found.setdefault(words[0], {}).setdefault(words, full)
    return found
