"""The members of blocs, which stand in lists: whose members a list names, by what stands before it.

gồm A, B và C · gồm: … · (gồm …) · đó là: … · có 6 đơn vị: … with one to a line · các đơn vị thành viên (A, B)
Cụm thi đua số 5 – Ban CHQS các phường: A, B · Cụm thi đua số 5 (A, B và C)
với sự tham gia của Công an các tỉnh A, B, C · có lãnh đạo Công an các tỉnh A, B, C (at a meeting of their ministry's)
đại diện 3 đơn vị trong khối: A (Khối trưởng), B, C · thành viên là các tỉnh: A, B
A, B và C cùng thuộc Khối thi đua số 2 · A và B là thành viên của Cụm · A, B, C sinh hoạt trong một cụm thi đua

Guests and hosts (`đại biểu các cơ quan: A, B`) are none, nor are those who get awards.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..chunks import Chunk, Kind, Row, is_word, words
from ..reading import Reading
from ..records import Span
from ..text.gazetteer import load
from ..text.language import fold
from ..text.plain_text import has_any
from ..text.words import ALL, AT, BLOC_WORDS, COMPRISES, GIVES, HANDS, HAS, IN, IS, NUMERALS, OF, PROPOSES
from ..units.long_forms import long_forms, written_out
from .bloc_lists import MemberList, list_at, list_starts, number_start, with_lines
from .blocs import Blocs, Named
from .members_of_places import unit_of_each

# What stands right before a list of members; the first three say so by themselves.
_STRONG_CUES = frozenset({COMPRISES, "tụ", "bởi"})
_MADE_OF = "thành bởi"  # `hợp thành bởi`, `tạo thành bởi`: no other `bởi` opens a list of members
_DASHES = frozenset({"-", "–"})
_MEMBER = "viên"  # the last syllable of `thành viên`
_COUNCIL = "đồng"  # the last syllable of `hội đồng`, whose members are people
# Without one of these kinds of chunk or pieces of words a list names no members.
_MEMBERS = ("thành", "viên")
_MEMBERS_REACH = 5  # chunks
_TELLING = (Kind.BLOC, Kind.ROLE, Kind.UNITS)
_TELLING_WORDS = (*BLOC_WORDS, _MEMBER)
_CUES = frozenset({*_STRONG_CUES, *_DASHES, IS, ":", HAS, "(", "đủ", _MEMBER, "vị", OF})
_CLEAR_CUES = frozenset({":", IS, "("})  # after these two units are a list, after others three
_REPRESENTING = frozenset(
    {"đại", "diện", "lãnh", "đạo", "chỉ", "huy", "thường", "trực", "thủ", "trưởng", "các", "đồng", "chí"}
)
_PARTICIPATION = ("tham gia của", "tham dự của", "góp mặt của", "có mặt của")
# Verbs with which a sentence speaks of awards: what it lists are recipients.
_AWARDING = (GIVES, HANDS, PROPOSES, "khen")
_EMULATION_AND_AWARDS = "khen thưởng"  # the field, not an award
# Words of attendance: whoever is listed behind them may be a guest.
_ATTENDING = ("dự", "tham dự", "khách mời", "đại biểu")
_BELONGING = ("trong", "thuộc", "của")
# What stands between a list and the bloc to which it then says that its units belong, and what says so.
_TO_ITS_BLOC = frozenset(
    (
        "đều cùng là các đơn vị thành viên của thuộc trong chính thức sinh hoạt chung một nằm hiện đang được xếp vào"
    ).split()
)
_BELONGS = frozenset({"thuộc", "viên", "hoạt", "nằm", "xếp"})
# First syllables of a unit's kind that do not tell of what branch it is: `Cục | Thuế`, `Viện | kiểm sát nhân dân`.
_PLAIN_KINDS = frozenset({"cục", "chi", "viện", "sở", "ban", "phòng", "tòa", "bộ"})
# `Cụm thi đua | Bộ CHQS | 12 tỉnh (gồm các tỉnh: A, B)`: a bloc of the units of one kind in places.
# Where it names one kind of place only, that is the places'.
_UNITS_OF_PLACES = re.compile(
    r"[Tt]hi đua (?:([A-ZĐ].*?) )?(?:các|\d+) "
    r"(?:(tỉnh|huyện|quận|thị xã|xã|phường)(?!,| -| và)|tỉnh|thành phố|huyện|quận|xã|phường)\b"
)
# Bodies that every place has: a list may say for the last one alone whose they are.
_IN_EACH_PLACE = frozenset(
    {"công an", "bộ chỉ huy quân sự", "ban chỉ huy quân sự", "viện kiểm sát nhân dân", "tòa án nhân dân"}
)
_IN_EACH_COMMITTEE = frozenset({"văn phòng", "ủy ban kiểm tra", "uỷ ban kiểm tra", "ban tổ chức", "ban dân vận"})
_COMMITTEE = re.compile(r"(?<= )(?:Tỉnh|Thành|Huyện|Quận|Thị) (?:ủy|uỷ)(?: .+)?$", re.IGNORECASE)
_LAST_PLACE = re.compile(r"(?:tỉnh|thành phố|huyện|thị xã|quận) .+$")
_CUE_REACH, _NEAR = 6, 8  # chunks before a list in which a strong cue, or a word for membership, stands
_SUBJECT_REACH = 4  # chunks before `có` and a list in which the bloc stands that has them
_COUNT_REACH = 10  # chunks before a list in which its units are counted
_AWARD_REACH = 40  # chunks before a list in which a verb of awarding governs it
_LINK_REACH = 12  # chunks between a list and its bloc behind it
_HEAD_REACH = 400  # chunks before a list that are looked at for its bloc
_BEHIND = 4  # chunks behind a list in which its bloc stands
_FEW = 3


def find_members(reading: Reading, blocs: Blocs) -> None:
    """Give the article's blocs the members that its lists name."""
    if not blocs.named:
        return
    for numbers, row in with_lines(reading):
        if not any(_may_tell(reading, number) for number in numbers):
            continue
        i = 0
        for k in list_starts(reading, numbers, row):
            if k < i:
                continue
            listed = list_at(reading, row, k)
            several = listed and (len(listed.units) >= 2 or listed.closed or row[k].kind is Kind.UNITS)
            bloc = _bloc_of(reading, blocs, row, listed) if listed and several else None
            if listed and bloc:
                each = unit_of_each(row, k) if listed.places else -1
                kind = _kind_of_members(reading, row, k, each) if listed.places else ""
                _take(bloc, listed, kind, _spans(reading, row[k if each < 0 else each : listed.last]))
            i = max(listed.last if listed else 0, k + 1)


def _may_tell(reading: Reading, number: int) -> bool:
    """Does a row speak of a bloc or of members, or give several units one kind? Else no list in it is of members."""
    return reading.has(number, *_TELLING) or has_any(reading.words(number), _TELLING_WORDS)


def _bloc_of(reading: Reading, blocs: Blocs, row: Row, listed: MemberList) -> Named | None:
    """The bloc whose members a list names, by what stands before it or behind it; or None."""
    bloc = _listing_bloc(reading, blocs, row, listed) or _bloc_they_are_of(blocs, row, listed)
    return bloc or (blocs.main if blocs.main and _is_of_its_branch(row, listed, blocs.main) else None)


def _bloc_they_are_of(blocs: Blocs, row: Row, listed: MemberList) -> Named | None:
    """`A, B và C cùng thuộc Khối thi đua số 2`, `… là thành viên của Cụm`, `… sinh hoạt trong một cụm thi đua`."""
    head = row[max(0, listed.first - _HEAD_REACH) : listed.first]
    if listed.size < 2 or (head and is_word(head[-1], AT, IN)) or _speaks_of_awards(head, None):
        return None
    belongs = False
    for chunk in row[listed.last : listed.last + _LINK_REACH]:
        if chunk.kind is Kind.BLOC or is_word(chunk, *BLOC_WORDS):
            return blocs.of(chunk) if belongs else None
        if chunk.norm not in _TO_ITS_BLOC:
            return None
        belongs = belongs or chunk.norm in _BELONGS
    return None


def _is_of_its_branch(row: Row, listed: MemberList, bloc: Named) -> bool:
    """`dự có lãnh đạo Công an các tỉnh A, B, C` at a meeting of a bloc of Bộ Công an: are they its members?

    Units of one kind in three places or more, who attend, and whose branch the bloc's body or name says.
    """
    if len(listed.in_places) < _FEW or any(c.kind is Kind.BLOC for c in row):
        return False
    head = row[max(0, listed.first - _AWARD_REACH) : listed.first]
    return _tells_its_branch(listed, bloc) and _attends(head) and not _speaks_of_awards(head, None)


def _tells_its_branch(listed: MemberList, bloc: Named) -> bool:
    """Does one of the kinds that a list's places share say the branch of a bloc's body or name?"""
    body = f"{fold(bloc.scope or '')} {bloc.key} {fold(bloc.name)}"
    return any(branch and branch in body for branch in map(_branch, listed.kinds))


def _branch(kind: str) -> str:
    """Of what branch a kind of unit tells that it is: `Sở | Tư pháp`, `Công an`."""
    first, _, rest = kind.partition(" ")
    return rest if first in _PLAIN_KINDS else kind


def _listing_bloc(reading: Reading, blocs: Blocs, row: Row, listed: MemberList) -> Named | None:
    """The bloc whose members a list names, by what stands behind or before it in the row; or None."""
    behind = _bloc_behind(row, listed)
    if behind is not None:
        return blocs.of(behind)
    first = listed.first
    numbered = number_start(row, first)
    if numbered < first:
        first = numbered
    elif first and row[first - 1].kind is Kind.MARK and reading.tokens.newline[row[first - 1].start]:
        first -= 1  # the dash of a list's line
    head = row[max(0, first - _HEAD_REACH) : first]
    while len(head) > 1 and head[-1].norm in _REPRESENTING and head[-1].kind is Kind.WORD:
        head = head[:-1]  # `với sự tham dự của | đại diện lãnh đạo`
    if not listed.of_bloc and (not head or (head[-1].norm not in _CUES and head[-1].kind is not Kind.NUMBER)):
        return None
    if head and head[-1].norm == _MADE_OF.split()[-1] and not words(head, len(head) - 2).endswith(_MADE_OF):
        return None
    named = next((k for k in range(len(head) - 1, -1, -1) if head[k].kind is Kind.BLOC), None)
    bloc = blocs.of(head[named] if named is not None else None)
    if _speaks_of_awards(head, named):
        return None
    return bloc if listed.of_bloc or _says_members(head, named, listed) else None


def _bloc_behind(row: Row, listed: MemberList) -> Chunk | None:
    """`Công an các tỉnh A, B và C thuộc Cụm thi đua số 2`: the numbered or named bloc that units of one kind are of.

    Or the bloc whose meeting they take part in: `Với sự tham gia của Công an các tỉnh A, B và C, Cụm thi đua … họp`.
    """
    rest = row[listed.last : listed.last + _BEHIND]
    k = next((k for k, c in enumerate(rest) if c.kind is Kind.BLOC and c.bloc and not c.bloc.bare), 0)
    if not k or not _alike(listed):
        return None
    belongs = is_word(rest[k - 1], *_BELONGING) and all(c.kind is Kind.WORD for c in rest[:k])
    takes_part = words(row, listed.first - 3, listed.first).endswith(_PARTICIPATION) and is_word(rest[k - 1], ",")
    return rest[k] if (belongs and not is_word(rest[k - 1], OF)) or takes_part else None


def _says_members(head: Row, named: int | None, listed: MemberList) -> bool:
    """Does what stands before a list, the last bloc named at chunk `named` of it, say that members follow?"""
    cue = head[-1].norm
    right_before = named is not None and named == len(head) - 2
    counted = _count_before(head) == listed.size
    if listed.places:
        has = cue == HAS and any(c.kind is Kind.BLOC or is_word(c, *BLOC_WORDS) for c in head[-_SUBJECT_REACH:])
        has = has or (counted and (_has_units(head) or (listed.size >= _FEW and _comprises(head))))
        has = has or unit_of_each(head, len(head)) >= 0
        return (has or _names_membership(head) or (counted and _in_bloc(head))) and listed.size >= 2
    if cue in _DASHES:
        return right_before and listed.size >= 2
    if cue == "(":
        return (right_before or _names_membership(head)) and listed.size >= 2
    if cue == OF:
        return named is not None and words(head, len(head) - 4).endswith(_PARTICIPATION) and _alike(listed)
    if listed.roles and listed.size >= _FEW:
        return True  # guests bear no roles of the bloc
    spoken_of = named is not None or any(is_word(c, *BLOC_WORDS) for c in head)
    if cue == HAS and not spoken_of:
        return False
    if not spoken_of and not _names_membership(head):
        return False
    strong = any(c.norm in _STRONG_CUES for c in head[-_CUE_REACH:])
    if _attends(head) and not (_in_bloc(head) or _names_membership(head) or (counted and listed.size >= _FEW)):
        return False
    return strong or cue in _CLEAR_CUES or listed.size >= _FEW


def _names_membership(head: Row) -> bool:
    """Does `thành viên` stand near the end, but not of a council; or `khối gồm`?"""
    near = head[-_NEAR:]
    if any(is_word(c, _MEMBER) and not (k >= 2 and is_word(near[k - 2], _COUNCIL)) for k, c in enumerate(near)):
        return True
    comprises = any(is_word(c, COMPRISES) for c in head[-_CUE_REACH:])
    return comprises and any(c.kind is Kind.BLOC or is_word(c, *BLOC_WORDS) for c in near)


def _comprises(head: Row) -> bool:
    """`Cụm thi đua số 12 được thành lập …, gồm 5 địa phương:`: does `gồm` lead to the list, the bloc before it?"""
    near = any(is_word(c, COMPRISES) for c in head[-_CUE_REACH:])
    return near and any(c.kind is Kind.BLOC or is_word(c, *BLOC_WORDS) for c in head)


def _in_bloc(head: Row) -> bool:
    """`N đơn vị trong khối`, `… thuộc Cụm thi đua số 2`, near the end."""
    near = head[-_COUNT_REACH:]
    return any(
        (c.kind is Kind.BLOC or is_word(c, *BLOC_WORDS)) and k > 0 and is_word(near[k - 1], *_BELONGING)
        for k, c in enumerate(near)
    )


def _has_units(head: Row) -> bool:
    """`Cụm thi đua số 2 có 4 đơn vị là`, `Cụm hiện có 5 huyện:`: is it the bloc that has as many units?"""
    near = head[-_COUNT_REACH:]
    has = next((k for k in range(len(near) - 1, -1, -1) if is_word(near[k], HAS)), 0)
    return any(c.kind is Kind.BLOC or is_word(c, *BLOC_WORDS) for c in near[max(has - _SUBJECT_REACH, 0) : has])


def _count_before(head: Row) -> int | None:
    """The number of units that is said before their list."""
    for chunk in reversed(head[-_COUNT_REACH:]):
        if chunk.kind is Kind.NUMBER and len(chunk.text) <= 2:
            return int(chunk.text)
        if chunk.kind is Kind.WORD and chunk.norm in NUMERALS:
            return NUMERALS[chunk.norm]
    return None


def _attends(head: Row) -> bool:
    """Does what stands before a list speak of attendance?"""
    spoken = f" {words(head)} "
    return any(f" {word} " in spoken for word in _ATTENDING)


def _alike(listed: MemberList) -> bool:
    """Are a list's units, three or more, all of one kind?"""
    return listed.size >= _FEW and len({" ".join(fold(name).split()[:2]) for name in listed.names}) == 1


def _speaks_of_awards(head: Row, named: int | None) -> bool:
    """Does what stands before a list speak of roles or awards, behind the bloc at chunk `named` if there is one?"""
    behind = head[named:] if named is not None else head[-_NEAR:]
    last = next((k for k in range(len(behind) - 1, -1, -1) if behind[k].kind in (Kind.ROLE, Kind.AWARD)), None)
    if last is not None and not (behind[last].kind is Kind.ROLE and _names_membership(behind[last:])):
        return True  # `A - đơn vị Cụm trưởng cùng 5 đơn vị thành viên: B, C` goes on with members
    spoken = f" {words(head, len(head) - _AWARD_REACH)} ".replace(f" {_EMULATION_AND_AWARDS} ", " ")
    return any(f" {word} " in spoken for word in _AWARDING)


def _kind_of_members(reading: Reading, row: Row, first: int, each: int) -> str:
    """`6 báo thành viên: A, B`, the list at chunk `first`: the kind of unit or place that it says once; or "".

    each: the chunk of the unit that each of its places has, else -1.
    """
    own = row[each].unit if each >= 0 else None
    if own:
        return written_out(own.name, long_forms())
    before = row[max(first - _MEMBERS_REACH, 0) : first]
    at = next((k for k in range(len(before) - 1, 0, -1) if before[k].norm == _MEMBERS[0]), 0)
    if not at or words(before, at, at + 2) != " ".join(_MEMBERS) or before[-1].text != ":":
        return ""
    tokens, noun = reading.tokens, before[at - 1].start
    counted = at > 1 and (before[at - 2].kind is Kind.NUMBER or is_word(before[at - 2], ALL, *NUMERALS))
    kind = tokens.match(noun, "unit_kinds") or tokens.match(noun, "places") if counted else None
    return kind.entry.name if kind and kind.end == before[at].start else ""


def _take(bloc: Named, listed: MemberList, kind: str, spans: Sequence[Span]) -> None:
    if kind:
        names: Sequence[str] = [name if name.islower() else f"{kind} {name}" for name in listed.names]
    else:
        names = _in_its_places(bloc, listed) or _of_one_committee(_of_one_place(listed.names))
    fresh = {fold(name): name for name in names if fold(name) not in bloc.members}
    bloc.members.update(fresh)
    bloc.member_aliases |= listed.short
    if fresh or listed.closed:
        bloc.member_spans.extend(spans)
    for entry in load("closed_sets"):
        if entry.id in listed.closed:
            bloc.expanded.extend(m for m in entry.fields["members"].split("|") if m not in bloc.expanded)


def _in_its_places(bloc: Named, listed: MemberList) -> list[str]:
    """The members of a bloc of places: `Cụm thi đua | Hội Nông dân | các tỉnh X gồm A, B`, `Cụm thi đua các tỉnh X`.

    Where several bodies of each place come together (`lãnh đạo UBND, Sở Nội vụ 5 tỉnh trong Cụm: A, B`), it is the
    places that are members.
    """
    own = _UNITS_OF_PLACES.search(bloc.name)
    if own is None:
        return []
    if listed.places:
        places = [f"{own[2]} {name}" if own[2] and name[0].isupper() else name for name in listed.names]
        return [f"{own[1]} {name}" if own[1] else name for name in places]
    several = len(listed.kinds) > 1 and not own[1] and not _tells_its_branch(listed, bloc)
    return listed.in_places if several else []


def _of_one_place(names: Sequence[str]) -> Sequence[str]:
    """`Tòa án nhân dân, Công an, Bộ CHQS tỉnh X`: bodies that each place has, of the place that the last one names."""
    place = _LAST_PLACE.search(names[-1]) if len(names) >= _FEW else None
    if place is None:
        return names
    return [f"{name} {place[0]}" if fold(name) in _IN_EACH_PLACE else name for name in names]


def _of_one_committee(names: Sequence[str]) -> Sequence[str]:
    """`Văn phòng, Ủy ban Kiểm tra, Ban Tổ chức Huyện ủy X`: offices that each committee has, of the one named."""
    own = {match[0] for name in names if (match := _COMMITTEE.search(name))} if len(names) >= _FEW else set()
    if len(own) != 1:
        return names
    committee = own.pop()
    return [f"{name} {committee}" if fold(name) in _IN_EACH_COMMITTEE else name for name in names]


def _spans(reading: Reading, chunks: Sequence[Chunk]) -> list[Span]:
    """One span for each block that a list runs through."""
    spans: dict[int, Span] = {}
    for chunk in chunks:
        block = reading.block(chunk).start
        start = spans[block].start if block in spans else chunk.a
        spans[block] = reading.span(start, chunk.b)
    return list(spans.values())
