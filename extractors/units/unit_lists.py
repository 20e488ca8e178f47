"""Lists of units that share a kind, which is said once; spread out into their units.

    Bộ CHQS các tỉnh: A, B và C · Ban CHQS các huyện: A, B và thị xã C · Cục Thuế các tỉnh A, B, C
    các Sở: Nội vụ, Tư pháp và Y tế · các Quân khu 1, 2, 3 · 3 Huyện đoàn: A, B, C · BIDV (các chi nhánh: A, B)
    TAND hai cấp các tỉnh A, B · Ban CHQS 5 xã trong cụm là A, B · các trường THPT trong cụm gồm: A, B
    hai nhà máy X1, X2 · Thanh tra các đơn vị: Sở A, Sở B · Văn phòng các Sở: A, B · các trường quân sự: Quân khu A, B

A plural that names a closed set (`các Quân khu`) names no units by itself; it is known by its id.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..text.gazetteer import Match
from ..text.language import fold
from ..text.tokens import Tokens
from ..text.words import ALL, AND, NUMERALS, TOGETHER
from .list_openings import opening_at, over_region
from .places import proper_end
from .swallowed_units import unit_behind_kind
from .unit_kinds import Trait, absorbs, has_trait
from .unit_parse import UnitParse, head_at
from .units import LONGEST_CHAIN, read_unit

# The first syllable of `chi nhánh`, the one kind of unit that stands as a place does: `BIDV (các chi nhánh: A, B)`.
_BRANCH = "chi"
_BRANCHES = ["chi", "nhánh"]
_VILLAGE = "village"  # of the kinds of place
_BELOW_COMMUNES = frozenset({_VILLAGE, "street"})
_TWO_LEVELS = (["hai", "cấp"], ["2", "cấp"])  # `TAND | hai cấp | các tỉnh`
# What a plural of bodies says of their kind: nothing. `Thanh tra các đơn vị: Sở A, Sở B`.
_ANY_BODIES = ("đơn vị", "cơ quan")
# Kinds that are nobody's own: `các cơ quan Đảng, đoàn thể` are many, and none of them is named.
_GENERIC_KINDS = frozenset({"cơ quan", "đơn vị", "tổ chức", "doanh nghiệp"})
_EMULATION = ["thi", "đua"]  # behind the first syllable of a bloc's name
_BODIES_NAMED = ["đơn", "vị", ":"]
_LOCALITIES = ["địa", "phương"]
_ROMAN = re.compile(r"[IVXL]+")
_FEW = 3
_SHORTEST_PATRON, _LONGEST_PATRON = 2, 4  # syllables of whom a school is named for
_PARTY_BOARD = "ban"  # a kind of office of the Party's committees
COUNTS = frozenset(NUMERALS)
# Kinds of place that a list says once for all that follow: `huyện A, B và C`; of towns there are few in a list.
_CARRIED = ("tỉnh", "huyện", "quận", "xã", "phường")


@dataclass(frozen=True, slots=True)
class UnitList:
    """Tokens `start` to `end` name several units by one kind. closed: the id of a closed set, units then empty.

    of_bloc: it says that they are those of the bloc (`5 xã trong cụm là`).
    """

    start: int
    end: int
    units: tuple[UnitParse, ...]
    closed: str | None = None
    of_bloc: bool = False


def spread_at(tokens: Tokens, i: int) -> UnitList | None:
    """The list that starts at token i with the kind that its units share, or None."""
    if _is_plural(tokens, i):
        return _plural_kind(tokens, i)
    head = head_at(tokens, i)
    if head is None or not tokens.cap[i]:
        return None
    return _kind_in_places(tokens, i, head) or _kind_in_bodies(tokens, i, head)


def _is_plural(tokens: Tokens, i: int) -> bool:
    """`các`, `5`, `hai` at token i?"""
    return i < tokens.size and (tokens.norm[i] == ALL or tokens.text[i].isdigit() or tokens.norm[i] in NUMERALS)


def _count(tokens: Tokens, i: int) -> int:
    """The number at token i; 0 where it is `các`."""
    return int(tokens.text[i]) if tokens.text[i].isdecimal() else NUMERALS.get(tokens.norm[i], 0)


def places_at(tokens: Tokens, i: int) -> UnitList | None:
    """Places in a list that starts at token i: `các tỉnh: A, B`, `2 phường A, B`, `xã A, xã B`, `huyện A, B`; or None.

    Of several kinds at once (`các xã, phường: A, B, C`, `các địa phương: A, B, C`) nobody can tell whose is which:
    these are named without, behind a colon.
    """
    kinds = _place_kinds(tokens, i + 1) if _is_plural(tokens, i) else []
    bodies = counts_bodies(tokens, i)
    localities = bodies or (_is_plural(tokens, i) and tokens.norm[i + 1 : i + 3] == _LOCALITIES)
    if len(kinds) > 1 or localities:
        behind = kinds[-1][1] if kinds else i + 3
        opening = opening_at(tokens, behind)
        if opening.end == behind:
            return None
        units, last = _named_places(tokens, opening.end, "", "")
        told = len(units) == _count(tokens, i) if bodies else len(units) >= _FEW
        return UnitList(i, last, tuple(units), of_bloc=opening.of_bloc) if told else None
    of_bloc = False
    if kinds:
        if kinds[-1][1] >= tokens.size:
            return None
        first, of_bloc = opening_at(tokens, kinds[-1][1])
        units, last = _named_places(tokens, first, "", tokens.quote(*kinds[0]))
    else:
        own = _own_place_kind(tokens, i)
        if own is None:
            return None
        units, last = _named_places(tokens, i, "", "")
    units = [unit for unit in units if " " in unit.name]
    return UnitList(i, last, tuple(units), of_bloc=of_bloc) if units else None


def may_open_places(tokens: Tokens, i: int) -> bool:
    """May a list of places start with the number or plural at token i: does a kind of place stand behind it?"""
    kind = tokens.norm[i + 1 : i + 3]
    told = bool(kind) and (kind[0] == _BRANCH or kind == _LOCALITIES)
    return told or (bool(kind) and tokens.match(i + 1, "places") is not None) or counts_bodies(tokens, i)


def counts_bodies(tokens: Tokens, i: int) -> bool:
    """`4 đơn vị: A, B, C và D`: are bodies counted at token i that a colon then names?"""
    counted = tokens.norm[i + 1 : i + 4] == _BODIES_NAMED
    return counted and _count(tokens, i) >= _FEW


def _kind_in_places(tokens: Tokens, i: int, head: Match) -> UnitList | None:
    """`Ban CHQS các huyện: A, B và thị xã C`: a kind of unit, then a plural of places, then their names."""
    end = head.end
    if head.entry.group == "unit_kinds":
        # A kind may bring its field before the plural: `Hội Nông dân các tỉnh: A, B`.
        field = tokens.match(end, "unit_words")
        end = field.end if field else end
    if tokens.norm[end : end + len(_BRANCHES)] == _BRANCHES:
        end += len(_BRANCHES)  # `NHCSXH | chi nhánh | các tỉnh: A, B`
    if tokens.norm[end : end + 2] in _TWO_LEVELS:
        end += 2
    j = end + 1 if end < tokens.size and tokens.text[end] == "(" else end
    if j > end and tokens.upper[j : j + 1] == [True] and tokens.text[j + 1 : j + 2] == [")"]:
        j += 2  # `Cục Thi hành án dân sự | (THADS) | 4 tỉnh: A, B`
    if not _is_plural(tokens, j):
        return None
    kinds = _place_kinds(tokens, j + 1)
    if not kinds or kinds[-1][1] >= tokens.size:
        return None
    first, of_bloc = opening_at(tokens, kinds[-1][1])
    first = over_region(tokens, first)
    kind = tokens.quote(i, end)
    units, last = _named_places(tokens, first, kind, tokens.quote(*kinds[0]) if len(kinds) == 1 else "")
    if len(units) < 2 and not (units and _role_in_brackets(tokens, last)):
        return None
    if last < tokens.size and tokens.text[last] == ")":
        last += 1
    return UnitList(i, last, tuple(units), of_bloc=of_bloc)


def _role_in_brackets(tokens: Tokens, i: int) -> bool:
    """`VKSND các tỉnh: A | (đơn vị Cụm trưởng), B`: does a bloc's role in brackets stand behind the first name?"""
    return i + 1 < tokens.size and tokens.text[i] == "(" and tokens.match(i + 1, "bloc_roles") is not None


def _place_kinds(tokens: Tokens, i: int) -> list[tuple[int, int]]:
    """The kinds of place in the plural at token i, each as (start, end): `tỉnh`; `xã, phường`; `chi nhánh`."""
    kinds: list[tuple[int, int]] = []
    while i < tokens.size:
        kind = tokens.match(i, "places") or (tokens.match(i, "unit_words") if tokens.norm[i] == _BRANCH else None)
        if kind is None:
            break
        kinds.append((i, kind.end))
        i = kind.end
        joined = i < tokens.size and (tokens.text[i] == "," or tokens.norm[i] == AND)
        if not joined or not tokens.match(i + 1, "places"):
            break
        i += 1
    return kinds


def _named_places(tokens: Tokens, i: int, kind: str, shared: str) -> tuple[list[UnitParse], int]:
    """The units of a kind in the places named from token i on, and the token after them.

    shared: the kind of place that was said for all of them, or "" where there are several.
    """
    units: list[UnitParse] = []
    last = i
    while i < tokens.size and tokens.sentence[i] == tokens.sentence[last]:
        own = None if shared and _begins_as_a_village(tokens, i) else _own_place_kind(tokens, i)
        place_kind, name = own or (shared, i)
        head = head_at(tokens, name)
        # Right behind its kind a place may begin as a unit does: `các phường | Trường Vinh`.
        short = place_kind and head is not None and head.end == name + 1
        certain = short and (own or not units or _ends_behind_a_syllable(tokens, name + 1))
        if head and not certain and not tokens.match(name, "provinces"):
            break
        if tokens.norm[name + 1 : name + 3] == _EMULATION:
            break  # `…, Lạng Sơn, | Cụm thi đua số 2 họp`: the sentence goes on with a bloc
        end = proper_end(tokens, name, person_may_follow=False)
        if end == name or (tokens.text[name].isdigit() and tokens.match(end, "places")):
            break  # no name, or the number of those that follow: `và | 2 thành phố A, B`
        words = (kind, place_kind, " ".join(tokens.quote(name, end).split()))
        units.append(UnitParse(i, end, " ".join(filter(None, words)), fold(kind), False, False))
        last = end
        if own and not shared and fold(own[0]) in _CARRIED:
            shared = own[0]
        after = _next_item(tokens, end)
        if after is None:
            break
        i = after
    return units, last


def _ends_behind_a_syllable(tokens: Tokens, i: int) -> bool:
    """`các xã A, Hội | Thắng, B`: does one syllable in capitals, no field of work, end an item of a list at token i?"""
    if i >= tokens.size or not tokens.cap[i] or not tokens.is_word(i) or tokens.match(i, "unit_words"):
        return False
    return i + 1 >= tokens.size or tokens.text[i + 1] in ",;.)" or tokens.norm[i + 1] in (AND, TOGETHER)


def _kind_in_bodies(tokens: Tokens, i: int, head: Match) -> UnitList | None:
    """`Thanh tra các đơn vị: Sở A, Sở B`, `Văn phòng các Sở: A, B`: a kind that takes in bodies, named in a list."""
    j = head.end
    if j + 2 >= tokens.size or not _is_plural(tokens, j):
        return None
    kind = tokens.quote(i, j)
    if not absorbs(fold(kind)):
        return None
    bodies = " ".join(tokens.norm[j + 1 : j + 3]) in _ANY_BODIES and tokens.text[j + 3 : j + 4] == [":"]
    several = None if bodies else _plural_kind(tokens, j)
    units, last = _named_bodies(tokens, j + 4) if bodies else (several.units, several.end) if several else ([], j)
    named = tuple(unit._replace(name=f"{kind} {unit.name}", kind=fold(kind), above=None) for unit in units)
    return UnitList(i, last, named) if len(named) >= 2 else None


def _named_bodies(tokens: Tokens, i: int) -> tuple[list[UnitParse], int]:
    """The units that a list names from token i on, each with its kind, and the token after them."""
    units: list[UnitParse] = []
    last = i
    while i < tokens.size and tokens.sentence[i] == tokens.sentence[last]:
        unit = read_unit(tokens, i, False, LONGEST_CHAIN)
        if unit is None or unit.bare:
            break
        units.append(unit)
        last = unit.end
        after = _next_item(tokens, unit.end)
        if after is None:
            break
        i = after
    return units, last


def _begins_as_a_village(tokens: Tokens, i: int) -> bool:
    """`các phường: | Phố Mới`, `các xã: | Bản Lầu`: a village's kind in capitals begins a name above it."""
    kind = tokens.match(i, "places")
    return kind is not None and kind.entry.fields["kind"] in _BELOW_COMMUNES and tokens.cap[i]


def _own_place_kind(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """The kind of place that an item brings itself (`và thị xã C`), with the token where its name begins."""
    kind = tokens.match(i, "places")
    if kind is None or kind.end >= tokens.size:
        return None
    province = tokens.match(i, "provinces")
    if province and kind.entry.fields["kind"] == _VILLAGE:
        return None  # the first syllable of `Sóc Trăng`
    if tokens.text[kind.end] == "." and kind.end + 1 < tokens.size:
        return f"{tokens.quote(i, kind.end)}.", kind.end + 1
    return tokens.quote(i, kind.end), kind.end


def _next_item(tokens: Tokens, i: int) -> int | None:
    """The token after the separator of a list at token i, or None where the list ends."""
    if i >= tokens.size:
        return None
    if tokens.text[i] in ",;" and i + 1 < tokens.size:
        return i + 2 if tokens.norm[i + 1] == AND else i + 1
    return i + 1 if tokens.norm[i] in (AND, TOGETHER) else None


def _plural_kind(tokens: Tokens, i: int) -> UnitList | None:
    """`các Sở: Nội vụ, Tư pháp` · `các Quân khu 1, 2, 3`: a plural or a number, a kind, then names; or a closed set."""
    head = tokens.match(i + 1, "unit_kinds")
    opening = opening_at(tokens, head.end) if head else None
    if head is None or opening is None or not _names_follow(tokens, opening.end):
        closed = tokens.match(i, "closed_sets")
        # A number before a kind (`3 Quân khu`) is told from a closed set by its row.
        counted = head is not None and _count(tokens, i) > 0
        return UnitList(i, closed.end, (), closed.entry.id) if closed and not counted else None
    colon = opening.end > head.end
    if not colon and fold(tokens.quote(i + 1, head.end)) in _GENERIC_KINDS:
        return None
    count = _count(tokens, i)
    end = head.end
    while not colon and tokens.upper[end] and tokens.cap[end + 1 : end + 2] == [True]:
        end += 1  # a form in capitals is shared: `05 Công ty CPĐS | A, B`
    kind = tokens.quote(i + 1, end)
    kind = kind[0].upper() + kind[1:]
    units, last = _named_fields(tokens, opening.end if colon else end, kind, tokens.sentence[i])
    if len(units) >= 2 and fold(kind) == _PARTY_BOARD:
        units, last = _of_committee(tokens, units, last)
    # Without a colon a number must be theirs (`hai nhà máy X1, X2`): `5 Công ty A, B` may be five of one.
    counted = colon or not count or len(units) == count
    whole = len(units) >= 2 and counted
    if tokens.text[opening.end - 1] == "(" and tokens.text[last : last + 1] == [")"]:
        last += 1  # `3 Quân khu (1, 2, 3) | và X`
    return UnitList(i, last, tuple(units), of_bloc=opening.of_bloc) if whole else None


def _of_committee(tokens: Tokens, units: list[UnitParse], last: int) -> tuple[list[UnitParse], int]:
    """`các ban: Tổ chức, Dân vận | Tỉnh ủy`: the committee behind the last one is that of all."""
    head = head_at(tokens, last) if last < tokens.size and tokens.cap[last] else None
    if head is None or not has_trait(fold(head.entry.name), Trait.COMMITTEE):
        return units, last
    committee = read_unit(tokens, last, False, 1)
    if committee is None:
        return units, last
    open_place = committee.open_place or committee.bare
    return [unit._replace(name=f"{unit.name} {committee.name}", open_place=open_place) for unit in units], committee.end


def _names_follow(tokens: Tokens, i: int) -> bool:
    """Do names stand behind a kind that ends before token i: a colon, a bracket, a number, a capital?"""
    return i < tokens.size and (tokens.text[i] in ":(" or tokens.text[i].isdigit() or tokens.cap[i])


def _named_fields(tokens: Tokens, i: int, kind: str, sentence: int) -> tuple[list[UnitParse], int]:
    """The units of a kind whose fields or numbers a sentence names from token i on, and the token after them."""
    units: list[UnitParse] = []
    last = i
    while i < tokens.size and tokens.sentence[i] == sentence:
        shared = _before_number(tokens, units[-1]) if units and is_number(tokens.text[i]) else ""
        if shared:
            # `các Chi cục Dự trữ Nhà nước khu vực I, | II`: the words before the number are shared as well.
            units.append(units[-1]._replace(start=i, end=i + 1, name=f"{shared} {tokens.text[i]}"))
            last = i + 1
            after = _next_item(tokens, last)
            if after is None:
                break
            i = after
            continue
        head = head_at(tokens, i)
        if head and absorbs(fold(kind)) and head.end - i > 1:
            bodies, last = _named_bodies(tokens, i)  # `các trường quân sự: | Quân khu 1, Quân khu 2`
            units.extend(body._replace(name=f"{kind} {body.name}", kind=fold(kind)) for body in bodies)
            break
        patron = _patron_end(tokens, i) if has_trait(fold(kind), Trait.EPONYM) else i
        if head and patron == i and not tokens.match(i, "provinces") and not tokens.match(i, "unit_words"):
            break
        item = _board(tokens, i) if fold(kind) == _PARTY_BOARD else None
        if item is None and head and patron > i:
            item = UnitParse(i, patron, " ".join(tokens.quote(i, patron).split()), fold(kind), False, False)
        item = item or unit_behind_kind(tokens, i, fold(kind))
        if item is None or item.end == i:
            break
        units.append(item._replace(name=f"{kind} {item.name}"))
        last = item.end
        after = _next_item(tokens, item.end)
        if after is None:
            break
        i = after
    return units, last


def _before_number(tokens: Tokens, unit: UnitParse) -> str:
    """`Chi cục Dự trữ Nhà nước khu vực | I`: what a unit's name has before its number; "" where it has none."""
    name, _, number = unit.name.rpartition(" ")
    return name if is_number(number) else ""


def is_number(text: str) -> bool:
    """`72`, `XVI`: the number of a unit, in figures or Roman."""
    return text.isdecimal() or _ROMAN.fullmatch(text) is not None


def _patron_end(tokens: Tokens, i: int) -> int:
    """`các Trường THPT: | Trường Chinh, …`: the end of a person's name that begins as a kind does; else i."""
    head = head_at(tokens, i)
    end = proper_end(tokens, i, person_may_follow=False)
    short = head is not None and head.end == i + 1 and _SHORTEST_PATRON <= end - i <= _LONGEST_PATRON
    return end if short and not tokens.match(i + 1, "unit_words") else i


def _board(tokens: Tokens, i: int) -> UnitParse | None:
    """`các ban: | Tuyên giáo, Dân vận`: of two fields that a list parts by a comma the first one."""
    field = tokens.match(i, "unit_words")
    comma = next((j for j in range(i + 1, field.end) if tokens.text[j] == ","), None) if field else None
    if comma is None:
        return None
    return UnitParse(i, comma, tokens.quote(i, comma), _PARTY_BOARD, False, False)
