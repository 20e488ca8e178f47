"""From tokens to chunks: each sentence as a row of names, posts, units, blocs, awards, marks and words.

The grammar of officials, roles, awards and handovers works on these rows. A chunk is what the longest reading at its
place makes it; nothing is a person, a unit and a place at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .bloc_names import BlocParse, bloc_at
from .gazetteer import Entry, Match
from .names import NameParse, family_at, name_at, run_end
from .places import place_at
from .tokens import Tokens
from .units import UnitList, UnitParse, head_at, spread_at, swallowed_unit, unit_at


class Kind(StrEnum):
    """What a chunk is."""

    NAME = "name"
    RANK = "rank"
    ACADEMIC = "academic"
    HONORIFIC = "honorific"
    POST = "post"
    UNIT = "unit"
    UNITS = "units"
    BLOC = "bloc"
    ROLE = "role"
    AWARD = "award"
    DECOY = "decoy"
    PLACE = "place"
    NUMBER = "number"
    MARK = "mark"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tokens `start` to `end`, offsets `a` to `b`, read as `kind`; the fields below by kind.

    A POST's `unit` is the one whose kind its title swallowed; a UNIT's is itself, the units above it included.
    """

    kind: Kind
    start: int
    end: int
    a: int
    b: int
    text: str
    norm: str
    entry: Entry | None = None
    unit: UnitParse | None = None
    units: UnitList | None = None
    bloc: BlocParse | None = None
    full: bool = False


def chunk(tokens: Tokens) -> list[list[Chunk]]:
    """The chunks of each sentence, in order."""
    sentences: list[list[Chunk]] = []
    i, number = 0, -1
    row: list[Chunk] = []
    while i < len(tokens):
        if tokens.sentence[i] != number:
            number = tokens.sentence[i]
            row = []
            sentences.append(row)
        found = _next(tokens, i, row)
        row.append(found)
        i = max(found.end, i + 1)
    return sentences


def _make(tokens: Tokens, kind: Kind, start: int, end: int, **more: object) -> Chunk:
    return Chunk(
        kind,
        start,
        end,
        tokens.start[start],
        tokens.end[end - 1],
        tokens.quote(start, end),
        " ".join(tokens.norm[start:end]),
        **more,  # type: ignore[arg-type]
    )


_PREFIXES = frozenset({Kind.RANK, Kind.ACADEMIC, Kind.HONORIFIC, Kind.POST, Kind.ROLE})


def _next(tokens: Tokens, i: int, row: list[Chunk]) -> Chunk:
    text = tokens.text[i]
    if not text[0].isalnum():
        return _make(tokens, Kind.MARK, i, i + 1)
    bloc = bloc_at(tokens, i)
    if bloc:
        return _make(tokens, Kind.BLOC, i, bloc.end, bloc=bloc)
    role = tokens.match(i, "bloc_roles")
    if role:
        # `Khối trưởng Khối thi đua số 2` may be one row of the gazetteer: the bloc is its own chunk.
        cut = next((j for j in range(i + 1, role.end) if bloc_at(tokens, j)), role.end)
        return _make(tokens, Kind.ROLE, i, cut, entry=role.entry)
    decoy = tokens.match(i, "not_people") or tokens.match(i, "not_blocs") or tokens.match(i, "not_awards")
    award = tokens.match(i, "awards")
    if decoy and (award is None or decoy.end >= award.end) and not (
        head_at(tokens, i) and unit_at(tokens, i) and decoy.entry.group == "not_people"
    ):
        return _make(tokens, Kind.DECOY, i, decoy.end, entry=decoy.entry)
    if award and _is_title(tokens, i, award.end, row):
        academic = tokens.match(i, "academic")
        return _make(tokens, Kind.ACADEMIC, i, award.end, entry=academic.entry if academic else None)
    if award and (tokens.cap[i] or row or tokens.norm[i] != text):
        post = tokens.match(i, "posts")
        if not (post and post.end > award.end):
            return _make(tokens, Kind.AWARD, i, award.end, entry=award.entry)
    before = _before(row)
    title = _title(tokens, i, before)
    if title:
        return title
    if before is not None and before.kind in (Kind.RANK, Kind.ACADEMIC, Kind.HONORIFIC) and tokens.cap[i]:
        # `đồng chí Đoàn Thị X`: a family name that is a unit's kind as well.
        person = name_at(tokens, i, prefixed=True)
        if person and person.full and person.end - i >= 2 and not tokens.match(i, "named_units"):
            return _make(tokens, Kind.NAME, person.start, person.end, full=True)
    after_post = before is not None and before.kind in (Kind.POST, Kind.ROLE)
    post = tokens.match(i, "posts")
    head = head_at(tokens, i)
    if post and tokens.norm[i] == "vụ" and i and tokens.norm[i - 1] == "nhiệm":
        post = None  # `nhiệm vụ | Phó Bí thư`
    if post and (head is None or post.end >= head.end or not tokens.cap[i]) and not _only_capital(tokens, post.start, post.end):
        swallowed = swallowed_unit(tokens, post)
        if swallowed:
            return _make(tokens, Kind.POST, i, swallowed.end, entry=post.entry, unit=swallowed)
        return _make(tokens, Kind.POST, i, post.end, entry=post.entry)
    office = tokens.match(i, "grantors")
    if office and head is None:
        return _make(tokens, Kind.POST, i, office.end, entry=office.entry)
    person = _bears_a_kind(tokens, i, head)
    if person:
        return person
    several = spread_at(tokens, i)
    if several:
        return _make(tokens, Kind.UNITS, i, several.end, units=several)
    unit = unit_at(tokens, i, after_post=after_post)
    if unit and unit.end > i:
        return _make(tokens, Kind.UNIT, i, unit.end, unit=unit)
    prefixed = before is not None and (before.kind in _PREFIXES or before.kind is Kind.UNIT)
    return _proper(tokens, i, before, prefixed)


def _bears_a_kind(tokens: Tokens, i: int, head: Match | None) -> Chunk | None:
    """A person whose family name is a unit's kind (`Đoàn Nhật Trường`), where no field of a unit follows."""
    if head is None or head.end - i > 1 or not family_at(tokens, i) or not tokens.cap[i] or tokens.match(i + 1, "unit_words"):
        return None
    name = name_at(tokens, i, prefixed=False)
    return _make(tokens, Kind.NAME, name.start, name.end, full=True) if name and name.end - i >= 3 else None


def _is_title(tokens: Tokens, i: int, end: int, row: list[Chunk]) -> bool:
    """`Nhà giáo Ưu tú` is a title where a name follows at once, an award elsewhere."""
    academic = tokens.match(i, "academic")
    if academic is None or academic.end != end or end >= len(tokens):
        return False
    before = _before(row)
    titled = before is not None and before.kind in (Kind.RANK, Kind.ACADEMIC, Kind.HONORIFIC)
    name = name_at(tokens, end, prefixed=True) if tokens.sentence[end] == tokens.sentence[i] else None
    return bool(name and (name.full or titled))


def _before(row: list[Chunk]) -> Chunk | None:
    """The chunk right before; a full stop of `TS.` or a comma between rank and title is looked through."""
    k = len(row) - 1
    while k > 0 and row[k].kind is Kind.MARK and row[k].text in ".,:" and row[k - 1].kind in (
        Kind.RANK, Kind.ACADEMIC, Kind.HONORIFIC
    ):
        k -= 1
    return row[k] if k >= 0 else None


def _title(tokens: Tokens, i: int, before: Chunk | None) -> Chunk | None:
    rank = tokens.match(i, "ranks")
    if rank:
        return _make(tokens, Kind.RANK, i, rank.end, entry=rank.entry)
    academic = tokens.match(i, "academic")
    if academic and tokens.cap[i] and (len(tokens.text[i]) > 3 or tokens.upper[i] or tokens.text[i] in ("ThS", "Ths")):
        end = academic.end
        if end < len(tokens) and tokens.text[end] == "." and tokens.start[end] == tokens.end[end - 1]:
            end += 1
        return _make(tokens, Kind.ACADEMIC, i, end, entry=academic.entry)
    honorific = tokens.match(i, "honorifics")
    if honorific:
        end = honorific.end
        return _make(tokens, Kind.HONORIFIC, i, end, entry=honorific.entry)
    return None


def _only_capital(tokens: Tokens, start: int, end: int) -> bool:
    """A title of one word that begins a name (`Bí` …) or stands inside a run of capitals is not a title."""
    return end - start == 1 and start > 0 and tokens.cap[start] and tokens.cap[start - 1] and (
        tokens.start[start] - tokens.end[start - 1] == 1 and tokens.sentence[start] == tokens.sentence[start - 1]
    ) and tokens.norm[start - 1] not in ("phó",) and family_at(tokens, start - 1) > 0


def _proper(tokens: Tokens, i: int, before: Chunk | None, prefixed: bool) -> Chunk:
    name: NameParse | None = None
    if tokens.cap[i]:
        titled = before is not None and before.kind in (Kind.RANK, Kind.ACADEMIC, Kind.HONORIFIC)
        name = name_at(tokens, i, prefixed=prefixed)
        province = tokens.match(i, "provinces")
        if name and province and not titled and (province.end == run_end(tokens, i) or not name.full):
            name = None
        if name and not name.full and not titled and not (before is not None and before.kind is Kind.POST):
            name = None
        if name and name.full and not prefixed and name.end < run_end(tokens, i):
            name = None
    if name:
        return _make(tokens, Kind.NAME, name.start, name.end, full=name.full)
    place = place_at(tokens, i)
    if place and not place.bare:
        return _make(tokens, Kind.PLACE, i, place.end)
    if tokens.text[i].isdigit():
        return _make(tokens, Kind.NUMBER, i, i + 1)
    return _make(tokens, Kind.WORD, i, i + 1)
