"""From tokens to chunks: each sentence as a row of names, posts, units, blocs, awards, marks and words.

The grammar of officials, roles, awards and handovers works on these rows. A chunk is what the longest reading at its
place makes it; nothing is a person, a unit and a place at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from .awards.award_marks import cuts_an_award, is_grade, names_an_award
from .blocs.bloc_names import BLOC_OPENINGS, BlocParse, bloc_at
from .people.lower_titles import is_lower_title, is_officer
from .people.names import family_at, is_hyphenated, is_year, name_at, run_end
from .people.post_titles import before_its_body, is_plain_member
from .text.gazetteer import Entry, Match
from .text.tokens import Tokens
from .text.words import ALL, BLOC_WORDS
from .units.places import place_at
from .units.swallowed_units import swallowed_unit
from .units.unit_bearers import is_holder
from .units.unit_lists import COUNTS, UnitList, spread_at
from .units.unit_parse import UnitParse, head_at
from .units.units import unit_at


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


PLAIN = frozenset({Kind.WORD, Kind.MARK})  # what most chunks are
TITLES = frozenset({Kind.RANK, Kind.ACADEMIC, Kind.HONORIFIC})  # what stands before a name, over a mark at most
_BEFORE_NAMES = frozenset({*TITLES, Kind.POST, Kind.ROLE, Kind.UNIT})
_DECOYS = ("not_people", "not_blocs", "not_awards")
_ANY_DECOY = frozenset(_DECOYS)
_SHORT_TITLES = frozenset({"ThS", "Ths"})  # in mixed case; other short titles are all capitals
# Gazetteers whose rows begin a chunk; those that do in lower case too, and those that then do behind a post only.
_BEGIN_IN_LOWER_CASE = frozenset(
    {"bloc_roles", *_DECOYS, "awards", "ranks", "academic", "honorifics", "posts", "grantors", "places", "provinces"}
)
_BEGIN = _BEGIN_IN_LOWER_CASE | {"unit_kinds", "named_units"}
_ALWAYS_OPEN = frozenset({*BLOC_WORDS, ALL})
_OPENING_WORDS = _ALWAYS_OPEN | COUNTS
_PLURALS = COUNTS | {ALL}  # before a kind of unit
_UNIT_HEADS = frozenset({"unit_kinds", "named_units"})
# What makes another title of the one behind it: `Phó | Bí thư`.
_THREE = 3  # syllables of most names
_TWO = 2  # … and of short ones
_VICE = "phó"


class Chunk(NamedTuple):
    """Tokens `start` to `end`, offsets `a` to `b`, read as `kind`; the fields below by kind.

    text, norm: as written, and its folded tokens parted by blanks. full: of a NAME, see `NameParse`.
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

    def field(self, name: str) -> str:
        """A column of the gazetteer's row that the chunk is; "" where it is none."""
        return self.entry.fields.get(name, "") if self.entry else ""


Row = Sequence[Chunk]  # a sentence
_new = tuple.__new__  # as Chunk(…), at a third of the cost: most chunks are one word or mark


def is_word(chunk: Chunk, *norms: str) -> bool:
    """Is a chunk one of these folded words or marks?"""
    return chunk.norm in norms and chunk.kind in (Kind.WORD, Kind.MARK)


def words(row: Row, start: int = 0, end: int | None = None) -> str:
    """The folded words of chunks start to end (exclusive), parted by blanks; a start before the row's is the row's."""
    return " ".join([c.norm for c in row[max(start, 0) : end]])


class Chunks(NamedTuple):
    """The chunks of each sentence, in order; no row is empty. named: in each where those are that are not `PLAIN`."""

    rows: list[list[Chunk]]
    named: list[list[int]]


def chunk(tokens: Tokens) -> Chunks:
    """The chunks of an article."""
    sentences: list[list[Chunk]] = []
    places: list[list[int]] = []
    at, caps, newlines = tokens.at, tokens.cap, tokens.newline
    a_word, a_mark, a_number = Kind.WORD, Kind.MARK, Kind.NUMBER
    number = -1
    row: list[Chunk] = []
    named: list[int] = []
    free = 0  # the token from which on nothing is in a chunk yet
    for i, (text, norm, a, b, sentence, quiet) in enumerate(
        zip(tokens.text, tokens.norm, tokens.start, tokens.end, tokens.sentence, tokens.quiet, strict=True)
    ):
        if i < free:
            continue
        if sentence != number:
            number = sentence
            row, named = [], []
            sentences.append(row)
            places.append(named)
        free = i + 1
        if quiet and norm not in _OPENING_WORDS:
            row.append(_new(Chunk, (a_word, i, free, a, b, text, norm, None, None, None, None, False)))
        elif not text[0].isalnum():
            row.append(_new(Chunk, (a_mark, i, free, a, b, text, norm, None, None, None, None, False)))
        elif text.isdecimal() and not at[i] and "unit_kinds" not in at[free]:
            named.append(len(row))
            row.append(_new(Chunk, (a_number, i, free, a, b, text, norm, None, None, None, None, False)))
        elif (not caps[i] and _is_plain(tokens, i, norm, row)) or (newlines[i] and _is_dateline(tokens, i)):
            row.append(_new(Chunk, (a_word, i, free, a, b, text, norm, None, None, None, None, False)))
        else:
            found = _next(tokens, i, row)
            if found.kind not in PLAIN:
                named.append(len(row))
            row.append(found)
            free = found.end
    return Chunks(sentences, places)


def _make(
    tokens: Tokens,
    kind: Kind,
    start: int,
    end: int,
    *,
    entry: Entry | None = None,
    unit: UnitParse | None = None,
    units: UnitList | None = None,
    bloc: BlocParse | None = None,
    full: bool = False,
) -> Chunk:
    a, b = tokens.start[start], tokens.end[end - 1]
    norm = tokens.norm[start] if end == start + 1 else " ".join(tokens.norm[start:end])
    return _new(Chunk, (kind, start, end, a, b, tokens.source[a:b], norm, entry, unit, units, bloc, full))


def _next(tokens: Tokens, i: int, row: Row) -> Chunk:
    """The chunk that starts at token i, behind the row's others: the first reading that fits."""
    before, at, norm = _before(row), tokens.at[i], tokens.norm[i]
    listed = _bloc_or_role(tokens, i) if norm in BLOC_OPENINGS or "bloc_roles" in at else None
    if at and not listed:
        listed = _decoy(tokens, i) or _award(tokens, i, row, before) or _title(tokens, i)
    titled = tokens.cap[i] and before is not None and before.kind in TITLES
    found = listed or (_titled_name(tokens, i) if titled else None)
    if at and not found:
        found = _post(tokens, i) or _name_like_a_unit(tokens, i)
    if not found and (not _UNIT_HEADS.isdisjoint(at) or norm in _PLURALS or norm.isdigit()):
        found = _unit(tokens, i, before)
    return found or _name(tokens, i, row, before) or _place_number_or_word(tokens, i, before)


def _is_dateline(tokens: Tokens, i: int) -> bool:
    """`BQL - Năm 2021, …`: does token i, first in its line, stand for a paper before a paragraph's first words?"""
    return (
        tokens.upper[i]
        and i + 2 < tokens.size
        and tokens.text[i + 1] in "-–—"
        and (tokens.cap[i + 2] and tokens.start[i + 1] > tokens.end[i])
    )


def _is_plain(tokens: Tokens, i: int, norm: str, row: Row) -> bool:
    """Is token i, a word in lower case or a number, a word with which nothing begins? Most are."""
    if norm in _ALWAYS_OPEN or norm[0].isdigit():
        return False
    if norm in COUNTS and "unit_kinds" in tokens.at[i + 1]:
        return False  # `hai nhà máy X1, X2`
    groups = tokens.at[i]
    if _BEGIN.isdisjoint(groups):
        return True
    if not _BEGIN_IN_LOWER_CASE.isdisjoint(groups):
        return False
    return not (row and row[-1].kind in (Kind.POST, Kind.ROLE))


def _bloc_or_role(tokens: Tokens, i: int) -> Chunk | None:
    bloc = bloc_at(tokens, i)
    if bloc:
        return _make(tokens, Kind.BLOC, i, bloc.end, bloc=bloc)
    role = tokens.match(i, "bloc_roles")
    if role is None:
        return None
    # `Khối trưởng Khối thi đua số 2` may be one row of the gazetteer: the bloc is its own chunk.
    cut = next((j for j in range(i + 1, role.end) if bloc_at(tokens, j)), role.end)
    return _make(tokens, Kind.ROLE, i, cut, entry=role.entry)


def _decoy(tokens: Tokens, i: int) -> Chunk | None:
    """What looks like a person, a bloc or an award and is none, unless a longer award or a unit stands there."""
    at = tokens.at[i]
    if _ANY_DECOY.isdisjoint(at):
        return None
    decoy = next(at[group] for group in _DECOYS if group in at)
    if cuts_an_award(tokens, i, decoy.end):
        return None
    if decoy.entry.group == "not_people" and (
        _is_address(tokens, i, decoy) or unit_at(tokens, i) or is_officer(tokens, i)
    ):
        return None
    return _make(tokens, Kind.DECOY, i, decoy.end, entry=decoy.entry)


def _is_address(tokens: Tokens, i: int, decoy: Match) -> bool:
    """`bà Triệu | Lệ Mây`: is what looks like someone of old a form of address and the beginning of a name?"""
    return not tokens.cap[i] and "honorifics" in tokens.at[i] and run_end(tokens, i + 1) > decoy.end


def _award(tokens: Tokens, i: int, row: Row, before: Chunk | None) -> Chunk | None:
    award = tokens.match(i, "awards")
    if award is None or not names_an_award(tokens, award):
        return None
    academic = tokens.match(i, "academic")
    if academic and academic.end >= award.end and _name_behind(tokens, academic, before):
        return _title(tokens, i) or _make(tokens, Kind.ACADEMIC, i, award.end, entry=academic.entry)
    opens_in_lower_case = not row and tokens.norm[i] == tokens.text[i]
    post = tokens.match(i, "posts")
    if (opens_in_lower_case and not tokens.cap[i]) or (post and post.end > award.end):
        return None
    return _make(tokens, Kind.AWARD, i, award.end, entry=award.entry)


def _name_behind(tokens: Tokens, title: Match, before: Chunk | None) -> bool:
    """`Nhà giáo Ưu tú` is a title where a name follows at once, an award elsewhere."""
    end = title.end
    if end < tokens.size and tokens.text[end] == "." and tokens.touches(end):
        end += 1  # NGƯT. A
    if end >= tokens.size or tokens.sentence[end] != tokens.sentence[title.start]:
        return False
    name = name_at(tokens, end, prefixed=True)
    return name is not None and (name.full or _is_title(before))


def _before(row: Row) -> Chunk | None:
    """The chunk right before; a full stop of `TS.` or a comma between rank and title is looked through."""
    k = len(row) - 1
    while k > 0 and row[k].kind is Kind.MARK and row[k].text in ".,:" and row[k - 1].kind in TITLES:
        k -= 1
    return row[k] if k >= 0 else None


def _is_title(before: Chunk | None) -> bool:
    return before is not None and before.kind in TITLES


def _title(tokens: Tokens, i: int) -> Chunk | None:
    """A rank, an academic title or an honorific."""
    at, text = tokens.at[i], tokens.text[i]
    rank, academic, honorific = at.get("ranks"), at.get("academic"), at.get("honorifics")
    if rank:
        return _make(tokens, Kind.RANK, i, rank.end, entry=rank.entry)
    long = academic is not None and academic.end > i + _TWO  # `Bác sĩ chuyên khoa II`
    written = tokens.cap[i] and (long or len(text) > 3 or tokens.upper[i] or text in _SHORT_TITLES)
    if academic and (written or (not tokens.cap[i] and is_lower_title(tokens, academic))):
        end = academic.end
        if end < tokens.size and tokens.text[end] == "." and tokens.touches(end):
            end += 1
        return _make(tokens, Kind.ACADEMIC, i, end, entry=academic.entry)
    if honorific is None or ("provinces" in at and tokens.cap[i]):
        return None  # `Bà Rịa - Vũng Tàu`
    if "posts" in at and at["posts"].end > honorific.end:
        return None  # `Điều dưỡng trưởng Bệnh viện X`
    return _make(tokens, Kind.HONORIFIC, i, honorific.end, entry=honorific.entry)


def _titled_name(tokens: Tokens, i: int) -> Chunk | None:
    """`đồng chí Đoàn Thị X`: behind a title a family name wins over a unit's kind."""
    name = name_at(tokens, i, prefixed=True)
    if name is None or not name.full or name.end - i < 2 or tokens.match(i, "named_units"):
        return None
    if is_hyphenated(tokens, name.end):
        return None
    return _make(tokens, Kind.NAME, i, name.end, full=True)


def _post(tokens: Tokens, i: int) -> Chunk | None:
    """A post, with the unit whose kind its title swallowed; or an office that grants awards."""
    post, office = tokens.at[i].get("posts"), tokens.at[i].get("grantors")
    if not (post or office):
        return None
    head = head_at(tokens, i)
    if post and is_plain_member(tokens, post):
        post = None
    longest = post is not None and (head is None or post.end >= head.end)
    if post and longest and not _inside_name(tokens, post):
        post = before_its_body(tokens, post)
        unit = swallowed_unit(tokens, post)
        return _make(tokens, Kind.POST, i, unit.end if unit else post.end, entry=post.entry, unit=unit)
    return _make(tokens, Kind.POST, i, office.end, entry=office.entry) if office and head is None else None


def _inside_name(tokens: Tokens, post: Match) -> bool:
    """Is a title of one word only a syllable behind a family name (`Bùi Bí …`)?"""
    i = post.start
    return (
        post.end - i == 1
        and i > 0
        and tokens.cap[i]
        and tokens.cap[i - 1]
        and tokens.joins(i)
        and tokens.sentence[i] == tokens.sentence[i - 1]
        and tokens.norm[i - 1] != _VICE
        and family_at(tokens, i - 1) > 0
    )


def _name_like_a_unit(tokens: Tokens, i: int) -> Chunk | None:
    """A person whose family name is a unit's kind (`Đoàn Nhật Trường`), where no field of a unit follows."""
    head = head_at(tokens, i)
    if head is None or head.end - i > 1 or not tokens.cap[i]:
        return None
    if not family_at(tokens, i) or tokens.match(i + 1, "unit_words"):
        return None
    name = name_at(tokens, i, prefixed=False)
    return _make(tokens, Kind.NAME, i, name.end, full=True) if name and name.end - i >= 3 else None


def _unit(tokens: Tokens, i: int, before: Chunk | None) -> Chunk | None:
    """Several units that share a kind, or one."""
    several = spread_at(tokens, i)
    if several:
        return _make(tokens, Kind.UNITS, i, several.end, units=several)
    after_post = before is not None and before.kind in (Kind.POST, Kind.ROLE)
    unit = unit_at(tokens, i, after_post=after_post)
    return _make(tokens, Kind.UNIT, i, unit.end, unit=unit) if unit and unit.end > i else None


def _is_holder(row: Row, before: Chunk | None, syllables: int) -> bool:
    """Is a name without a known family name that of a post's holder, behind the post or the post's unit?"""
    if before is None or before.kind is Kind.POST:
        return before is not None and syllables > 1
    return before.kind is Kind.UNIT and len(row) > 1 and row[-2].kind is Kind.POST and syllables >= _THREE


def _name(tokens: Tokens, i: int, row: Row, before: Chunk | None) -> Chunk | None:
    """A person's name; a province's is none, and one without anything before it is full and a run of its own."""
    graded = before is not None and before.kind is Kind.AWARD and is_grade(tokens, i)
    prefixed = before is not None and before.kind in _BEFORE_NAMES
    name = name_at(tokens, i, prefixed=prefixed) if tokens.cap[i] and not graded else None
    if name is None or is_hyphenated(tokens, name.end):
        return None
    titled = _is_title(before)
    province = tokens.match(i, "provinces")
    if province and not titled and (province.end == run_end(tokens, i) or not name.full or _leads(tokens, province)):
        return None
    if not name.full and not titled and not _is_holder(row, before, name.end - i):
        return None
    if name.full and not prefixed and (name.end < run_end(tokens, i) or is_year(tokens, name)):
        return None
    return _make(tokens, Kind.NAME, i, name.end, full=name.full)


def _leads(tokens: Tokens, province: Match) -> bool:
    """`Bí thư Hà Nội | Phạm Quang Bưởi`: does a person's name follow a province's in one run?"""
    i = province.end
    return family_at(tokens, i) > 0 and run_end(tokens, i) - i >= _TWO


def _place_number_or_word(tokens: Tokens, i: int, before: Chunk | None) -> Chunk:
    """A place, a number or a word; behind a post a person's name is no place's: `Phó Chủ tịch huyện | Lê Văn Bưởi`."""
    held = before is not None and before.kind is Kind.POST
    place = place_at(tokens, i, person_may_follow=held)
    if place and not place.bare and not (held and is_holder(tokens, place)):
        return _make(tokens, Kind.PLACE, i, place.end)
    return _make(tokens, Kind.NUMBER if tokens.text[i].isdecimal() else Kind.WORD, i, i + 1)
