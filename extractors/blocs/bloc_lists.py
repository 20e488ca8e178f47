"""Lists of units as blocs' members stand in them: in a sentence, in brackets, or one to a line.

A, B và C · A (Cụm trưởng), B (Cụm phó), C · A - Khối trưởng, B · Ban CHQS huyện A, B và thị xã C
các phường A, B; các xã C, D · các tỉnh: A, B · 1. A 2. B · - A; - B · lines without any sign
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from ..chunks import Chunk, Kind, Row, is_word, words
from ..reading import Reading
from ..text.language import fold
from ..text.words import ALL, AND, TOGETHER
from ..units.article_places import lacking_place
from ..units.elided_items import Shape, Stem, elided_at, stem_of, stem_of_name
from ..units.shared_places import branches, over_branches, place_of, spread_over
from ..units.unit_kinds import Trait, closing_words, has_trait
from ..units.unit_lists import COUNTS, may_open_places, places_at

_SEPARATORS = frozenset({",", ";", AND, TOGETHER, "-", "–", "+", "•", "*"})
_DASHES = frozenset({"-", "–"})
_BRANCH = "chi nhánh "
_BULLETS = frozenset({"-", "–", "+", "•", "*"})
_ENUMERATORS = frozenset({".", ")", "/"})  # behind the number or letter of a line
_UNITS = frozenset({Kind.UNIT, Kind.UNITS})
_OPENING = _UNITS | {Kind.PLACE, Kind.NUMBER}
_PLURALS = COUNTS | {ALL}
_GOING_ON = _SEPARATORS | {"(", "."}
_IN_ITEMS = frozenset({*_UNITS, Kind.MARK, Kind.ROLE, Kind.PLACE, Kind.NUMBER})
_OF_ITEMS = frozenset({Kind.WORD, Kind.UNIT, Kind.PLACE, Kind.DECOY})
_SURE, _LONGEST_ITEM = 2, 9  # units after which a list is one; chunks of an item that no kind tells
_BRACKETED = 3  # chunks of `(1)`
_SHORTEST_BRAND = 4  # letters
_LONGEST_LINE = 14  # chunks of a unit's name that fills a line
_LONGEST_BRACKET = 6  # chunks of an abbreviation or a role behind a unit


@dataclass(slots=True)
class MemberList:
    """Units in a list, ids of closed sets; chunks `first` to `last` (exclusive) of its row.

    units: chunks of units, and names as they stand. places: it names places only. roles: one of its units bears a
    bloc's role behind its name. of_bloc: it says that they are the bloc's. in_places: the places whose bodies of one
    kind or of several (`kinds`) it names. branches: its units from there on are banks with one place. stem: tells what
    the last unit shares with the next one where that leaves it out. resumed: the kind that it says once for fields.
    short: what stands in brackets behind them, folded.
    """

    reading: Reading
    first: int
    last: int
    places: bool
    units: list[Chunk | str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    roles: bool = False
    of_bloc: bool = False
    kinds: list[str] = field(default_factory=list)
    in_places: list[str] = field(default_factory=list)
    branches: int | None = None
    stem: Callable[[], Stem | None] | None = None
    resumed: Stem | None = None
    short: set[str] = field(default_factory=set)
    _names: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many units it names, closed sets counted as two each."""
        return len(self.units) + 2 * len(self.closed)

    @property
    def names(self) -> list[str]:
        """The units' full names. They are completed only here: most lists turn out to be none of members."""
        for unit in self.units[len(self._names) :]:
            self._names.append(self._name(unit))
        return self._names

    def forget_names(self) -> None:
        """The units are others now."""
        self._names.clear()

    def _name(self, unit: Chunk | str) -> str:
        if isinstance(unit, str):
            return self.reading.names.expand(unit)
        return self.reading.unit_name(unit.unit, unit.a) if unit.unit else unit.text


def with_lines(reading: Reading) -> Iterator[tuple[range, Row]]:
    """The sentences, each with its number; one that ends with a colon takes in the lines of the list that follow it."""
    rows, number = reading.rows, 0
    while number < len(rows):
        first, row = number, rows[number]
        number += 1
        if row[-1].text == ":" or (len(row) > 2 and row[-3].text == ":" and is_enumerator(row, len(row) - 2)):
            row = list(row)
            while number < len(rows) and _is_line_of_list(reading, rows[number], row):
                row.extend(rows[number])
                number += 1
        yield range(first, number), row


def _is_line_of_list(reading: Reading, row: Row, before: Row) -> bool:
    """Does a sentence go on with a list: by a bullet, a number, or as a unit alone in its line?"""
    if row[0].text in _BULLETS or is_enumerator(row, 0):
        return True
    if len(before) > 1 and is_enumerator(before, len(before) - 2):
        return True  # the number is a sentence of its own
    alone = row[0].kind in _UNITS and all(c.kind in _IN_ITEMS for c in row)
    return alone and reading.tokens.newline[row[0].start]


def is_enumerator(row: Row, i: int) -> bool:
    """`1.`, `a)` at chunk i?"""
    if i + 1 >= len(row) or row[i + 1].text not in _ENUMERATORS:
        return False
    return (row[i].kind is Kind.NUMBER and len(row[i].text) <= 2) or (
        row[i].kind is Kind.WORD and len(row[i].text) == 1
    )


def _is_numbered(row: Row, i: int) -> bool:
    """`…; | 2. Sở X`, `…, | 2) Sở X`: does a number count the items of a running line at chunk i?"""
    return i > 0 and row[i - 1].text in ",;" and i + 2 < len(row) and row[i + 1].text in ".)"


def _in_brackets(row: Row, i: int) -> bool:
    """`(2)` at chunk i?"""
    return i + 2 < len(row) and row[i].text == "(" and row[i + 2].text == ")" and is_enumerator(row, i + 1)


def number_start(row: Row, first: int) -> int:
    """The chunk of the number before a list at chunk `first` (`: | 1. A`, `: | (1) A`); else `first`."""
    if first > 2 and is_enumerator(row, first - 2):
        if row[first - 3].text == ":":
            return first - 2
        if first > _BRACKETED and row[first - 3].text == "(" and row[first - _BRACKETED - 1].text == ":":
            return first - _BRACKETED
    return first


def list_starts(reading: Reading, numbers: range, row: Row) -> list[int]:
    """The chunks at which a list of two units or more may start: units, and the plurals and kinds of places.

    row: the sentences of these numbers as one.
    """
    opening: list[int] = []
    first = 0  # the sentence's first chunk among all
    for number in numbers:
        own = reading.rows[number]
        if reading.syllables(number).isdisjoint(_PLURALS):
            opening += [first + k for k in reading.places(number, *_OPENING)]
        else:
            opening += [first + k for k, c in enumerate(own) if c.kind in _OPENING or c.norm in _PLURALS]
        first += len(own)
    return [k for k in opening if _may_start(reading, row, k)]


def _may_start(reading: Reading, row: Row, k: int) -> bool:
    chunk = row[k]
    if chunk.kind is Kind.UNIT:
        after = row[k + 1] if k + 1 < len(row) else None
        return after is not None and (
            after.norm in _GOING_ON
            or after.kind is Kind.NAME
            or _is_body_of(chunk, after)
            or reading.tokens.newline[after.start]
        )
    certain = chunk.kind is Kind.UNITS or chunk.kind is Kind.PLACE
    return certain or may_open_places(reading.tokens, chunk.start)


def _is_body_of(chunk: Chunk, after: Chunk) -> bool:
    """`Ban CHQS | Viện Khoa học X`, `Bệnh viện | Công an tỉnh`: a kind alone, and the body whose unit it is."""
    kind, whole = chunk.unit, after.unit
    if kind is None or whole is None or not kind.bare:
        return False
    return not whole.bare or lacking_place(fold(whole.name)) is not None


def list_at(reading: Reading, row: Row, i: int) -> MemberList | None:
    """The list that starts at chunk i, perhaps of one unit; None where none starts there."""
    found = MemberList(reading, i, i, places=row[i].kind not in _UNITS)
    while i < len(row):
        after = _take_item(reading, row, i, found)
        if after == i:
            i = _over_unknown(reading, row, i) if len(found.units) >= _SURE else i
            after = _take_item(reading, row, i, found)
        if after == i:
            break
        found.last = after
        i = _behind_bracket(row, after, found)
        i, parted = _over_separators(reading, row, i, found)
        if not parted:
            break
    if found.branches is not None:
        banks = branches(reading.tokens, found.units[found.branches :])
        found.units[found.branches :] = banks or found.units[found.branches :]
    return found if found.size else None


def _over_unknown(reading: Reading, row: Row, i: int) -> int:
    """`…, | Hãng phim Trẻ, | Sở X`: the unit behind an item of a list that no kind tells; i where there is none.

    The item begins with a capital, is short and names nobody; what stands behind it goes on with the list.
    """
    if not reading.tokens.cap[row[i].start]:
        return i
    for j in range(i, min(i + _LONGEST_ITEM, len(row) - 1)):
        if row[j].text in ",;" and j > i:
            if row[j + 1].kind is not Kind.UNIT:
                after = _over_unknown(reading, row, j + 1)
                return after if after > j + 1 else i
            behind = row[j + 2] if j + 2 < len(row) else None
            return j + 1 if behind is not None and (behind.text in ",;." or is_word(behind, AND)) else i
        if row[j].kind not in _OF_ITEMS or row[j].norm in closing_words():
            return i
    return i


def _take_item(reading: Reading, row: Row, i: int, found: MemberList) -> int:
    """Take in what stands at chunk i; the chunk after it, i itself where the list ends there."""
    chunk, tokens = row[i], reading.tokens
    if chunk.units:
        spread = spread_over(tokens, found.units, chunk.units.units)
        if not found.units or spread:
            found.in_places = [place_of(unit) for unit in chunk.units.units]
            before = [row[i - 2].norm] if not found.units and _is_beside(row, i) else []
            found.kinds = [*before, *[fold(name) for name in found.names], *[u.kind for u in chunk.units.units[:1]]]
        if spread:
            found.units[:] = spread
            found.forget_names()
        found.of_bloc = found.of_bloc or chunk.units.of_bloc
        found.units.extend(reading.unit_name(u, chunk.a) if u.open_place else u.name for u in chunk.units.units)
        found.closed.extend([chunk.units.closed] if chunk.units.closed else [])
        found.places = False
        found.stem = partial(stem_of_name, chunk.units.units[-1].name) if chunk.units.units else None
        found.resumed = _kind_shared(chunk) or found.resumed
        return i + 1
    banks = over_branches(row, i)
    if banks > i:
        found.branches = len(found.units)
        return _take_item(reading, row, banks, found)
    after = row[i + 1] if i + 1 < len(row) else None
    if chunk.unit and chunk.unit.open_place and tokens.text[chunk.unit.end - 2].isdigit():
        return i  # `Công an 5 tỉnh` names none
    if chunk.kind is Kind.UNIT and chunk.unit and after is not None and _is_its_own(reading, chunk, after):
        found.units.append(tokens.quote(chunk.start, after.end))
        found.places, found.stem = False, None
        return i + 2
    if after is not None and after.unit and _is_body_of(chunk, after):
        found.units.append(f"{chunk.text} {reading.unit_name(after.unit, after.a)}")
        found.places, found.stem = False, None
        return i + 2
    branch = row[i + 2] if after is not None and after.text in _DASHES and i + 2 < len(row) else None
    if chunk.unit and branch is not None and branch.unit and branch.norm.startswith(_BRANCH):
        found.units.append(tokens.quote(chunk.start, branch.end))  # `VietinBank | - | Chi nhánh A`
        found.places, found.stem = False, None
        return i + 3
    line = _line_end(reading, row, i)
    if line > i + 1:
        found.units.append(tokens.quote(chunk.start, row[line - 1].end))
        found.places, found.stem = False, None
        return line
    if chunk.kind is Kind.UNIT and chunk.unit and (not chunk.unit.bare or _is_named_by_its_kind(row, i, found)):
        found.units.append(chunk)
        found.places = False
        found.stem = partial(stem_of, tokens, chunk.unit)
        return i + 1
    stem = found.stem() if found.stem else None
    if stem:
        items, end = elided_at(tokens, chunk.start, stem)
        found.units.extend(name for name, _ in items)
        if items:
            found.stem = partial(_known, items[-1][1])
            return _chunk_after(row, i, end)
    if found.resumed:
        items, end = elided_at(tokens, chunk.start, found.resumed)
        if items:
            found.units.extend(name for name, _ in items)
            return _chunk_after(row, i, end)
    if found.units and not found.places:
        return i
    if chunk.kind is Kind.PLACE and tokens.match(chunk.start, "provinces") and not tokens.match(chunk.start, "places"):
        found.units.append(chunk.text)  # `Cụm thi đua các tỉnh X gồm | A, B`
        return i + 1
    several = places_at(tokens, chunk.start) if _may_open_places(chunk) else None
    if several is None:
        return i
    found.units.extend(u.name for u in several.units)
    found.of_bloc = found.of_bloc or several.of_bloc
    found.stem = partial(stem_of_name, found.names[-1])
    return _chunk_after(row, i, several.end)


def _line_end(reading: Reading, row: Row, i: int) -> int:
    """`- Công ty Thoát nước | và Xử lý nước thải X;`: the end of a list's line that is one unit's name; else i."""
    newline = reading.tokens.newline
    bulleted = i > 0 and row[i].kind is Kind.UNIT and row[i - 1].text in _BULLETS and newline[row[i - 1].start]
    if not bulleted or i + 2 >= len(row) or not is_word(row[i + 1], AND) or row[i + 2].kind is not Kind.WORD:
        return i
    for j in range(i + 2, min(i + _LONGEST_LINE, len(row))):
        if row[j].text in ";." and (j + 1 == len(row) or newline[row[j + 1].start]):
            return j
        if row[j].kind not in (Kind.WORD, Kind.PLACE):
            return i
    return i


def _is_beside(row: Row, i: int) -> bool:
    """`lãnh đạo UBND, | Sở Nội vụ 5 tỉnh`: does a kind alone stand beside the one at chunk i?"""
    beside = row[i - 2].unit if i > 1 and is_word(row[i - 1], ",", AND) else None
    return beside is not None and beside.bare


def _kind_shared(chunk: Chunk) -> Stem | None:
    """`các hội: A, B`: the kind that a list says once, for fields that go on behind a unit with a kind of its own."""
    kind = chunk.text.partition(":")[0].split()[-1].capitalize()
    named = chunk.units.units if chunk.units else ()
    whole = bool(named) and ":" in chunk.text and all(unit.name.startswith(f"{kind} ") for unit in named)
    return Stem(kind, kind, Shape.FIELD) if whole else None


def _known(stem: Stem) -> Stem:
    return stem


def _may_open_places(chunk: Chunk) -> bool:
    """`huyện A`, `các tỉnh`, `5 xã`, `bảy phường`: may a list of places start with a chunk?"""
    return chunk.kind is Kind.PLACE or chunk.kind is Kind.NUMBER or chunk.norm in _PLURALS


def _is_its_own(reading: Reading, chunk: Chunk, after: Chunk) -> bool:
    """`Đồn Biên phòng | Cao Thắng`, `Trường THPT Lê | Văn Bưởi`: does what reads as a person end a unit's own name?"""
    if after.kind is not Kind.NAME or chunk.unit is None or not reading.tokens.parted_by_a_blank(after.start):
        return False
    return chunk.norm == chunk.unit.kind or has_trait(chunk.unit.kind, Trait.EPONYM)


def _is_named_by_its_kind(row: Row, i: int, found: MemberList) -> bool:
    """`Tỉnh đoàn`, `Quận ủy`: a kind that is a name where others stand in the list; of several syllables."""
    unit = row[i].unit
    if i + 1 < len(row) and row[i + 1].kind is Kind.NUMBER:
        return False  # `Công ty 22`: its number is its name
    goes_on = i + 2 < len(row) and row[i + 1].text in ",;" and row[i + 2].kind is Kind.UNIT
    brand = unit is not None and unit.kind.isascii() and len(unit.kind) >= _SHORTEST_BRAND  # `VNPT`, `Viettel`
    return unit is not None and (" " in unit.kind or brand) and (bool(found.units) or goes_on)


def _chunk_after(row: Row, i: int, end: int) -> int:
    """The first chunk from chunk i on that starts at token `end` or behind it."""
    return next((j for j in range(i, len(row)) if row[j].start >= end), len(row))


def _behind_bracket(row: Row, i: int, found: MemberList) -> int:
    """The chunk after a short bracket at chunk i, which may hold a role; i where there is none."""
    if i >= len(row) or row[i].text != "(":
        return i
    end = next((j for j in range(i + 1, min(i + _LONGEST_BRACKET, len(row))) if row[j].text == ")"), None)
    if end is None:
        return i
    found.roles = found.roles or any(c.kind is Kind.ROLE for c in row[i:end])
    found.short.add(words(row, i + 1, end))
    return end + 1


def _over_separators(reading: Reading, row: Row, i: int, found: MemberList) -> tuple[int, bool]:
    """(the chunk after the separators, roles and numbers of lines at chunk i, whether another unit may follow)."""
    newline = reading.tokens.newline
    start = i
    while i < len(row):
        if row[i].norm in _SEPARATORS or (row[i].text == "." and i + 1 < len(row) and newline[row[i + 1].start]):
            i += 1
        elif row[i].kind is Kind.ROLE and i > start:
            found.roles = True  # `A - Khối trưởng`
            i += 1
        elif (newline[row[i].start] or _is_numbered(row, i)) and is_enumerator(row, i):
            i += 2
        elif i > start and _in_brackets(row, i):
            i += 3
        else:
            break
    return i, i > start or (i < len(row) and newline[row[i].start])
