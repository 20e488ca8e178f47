"""Lists of units that share a kind, which is said once; spread out into their units.

    Bộ CHQS các tỉnh: A, B và C · Ban CHQS các huyện: A, B và thị xã C · Cục Thuế các tỉnh A, B, C
    các Sở: Nội vụ, Tư pháp và Y tế · các Quân khu 1, 2, 3 · 3 Huyện đoàn: A, B, C · BIDV (các chi nhánh: A, B)

A plural that names a closed set (`các Quân khu`) names no units by itself; it is known by its id.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from .gazetteer import Match
from .language import fold
from .places import proper_end
from .swallowed_units import unit_behind_kind
from .tokens import Tokens
from .units import UnitParse, head_at
from .words import ALL, AND, TOGETHER

# The first syllable of `chi nhánh`, the one kind of unit that stands as a place does: `BIDV (các chi nhánh: A, B)`.
_BRANCH = "chi"
_EMULATION = ["thi", "đua"]  # behind the first syllable of a bloc's name
# Kinds that are nobody's own: `các cơ quan Đảng, đoàn thể` are many, and none of them is named.
_GENERIC_KINDS = frozenset({"cơ quan", "đơn vị", "tổ chức", "doanh nghiệp"})
_LOCALITIES = ["địa", "phương"]
_FEW = 3
_VILLAGE = "village"  # of the kinds of place


@dataclass(frozen=True, slots=True)
class UnitList:
    """Tokens `start` to `end` name several units by one kind. closed: the id of a closed set, units then empty."""

    start: int
    end: int
    units: tuple[UnitParse, ...]
    closed: str | None = None


def spread_at(tokens: Tokens, i: int) -> UnitList | None:
    """The list that starts at token i with the kind that its units share, or None."""
    if tokens.norm[i] == ALL or tokens.text[i].isdigit():
        return _plural_kind(tokens, i)
    head = head_at(tokens, i)
    return _kind_in_places(tokens, i, head) if head and tokens.cap[i] else None


def places_at(tokens: Tokens, i: int) -> UnitList | None:
    """Places in a list that starts at token i: `các tỉnh: A, B`, `các phường A, B`, `xã A, xã B`; or None.

    Of several kinds at once (`các xã, phường: A, B, C`, `các địa phương: A, B, C`) nobody can tell whose is which:
    these are named without.
    """
    plural = tokens.norm[i] == ALL or tokens.text[i].isdigit()
    kinds = _place_kinds(tokens, i + 1) if plural else []
    localities = plural and tokens.norm[i + 1 : i + 3] == _LOCALITIES
    if kinds or localities:
        first = kinds[-1][1] if kinds else i + 3
        colon = first < len(tokens) and tokens.text[first] in ":("
        if first >= len(tokens) or (len(kinds) != 1 and not colon) or (tokens.text[i].isdigit() and not colon):
            return None
        shared = tokens.quote(*kinds[0]) if len(kinds) == 1 else ""
        units, last = _named_places(tokens, first + colon, "", shared)
        return UnitList(i, last, tuple(units)) if units and (shared or len(units) >= _FEW) else None
    own = _own_place_kind(tokens, i)
    units, last = _named_places(tokens, i, "", "") if own else ([], i)
    units = [unit for unit in units if " " in unit.name]
    return UnitList(i, last, tuple(units)) if units else None


def _kind_in_places(tokens: Tokens, i: int, head: Match) -> UnitList | None:
    """`Ban CHQS các huyện: A, B và thị xã C`: a kind of unit, then a plural of places, then their names."""
    end = head.end
    if head.entry.group == "unit_kinds":
        # A kind may bring its field before the plural: `Hội Nông dân các tỉnh: A, B`.
        field = tokens.match(end, "unit_words")
        end = field.end if field else end
    j = end + 1 if end < len(tokens) and tokens.text[end] == "(" else end
    if j >= len(tokens) or not (tokens.text[j].isdigit() or tokens.norm[j] == ALL):
        return None
    kinds = _place_kinds(tokens, j + 1)
    if not kinds or kinds[-1][1] >= len(tokens):
        return None
    first = kinds[-1][1]
    if tokens.text[first] in ":(":
        first += 1
    kind = tokens.quote(i, end)
    units, last = _named_places(tokens, first, kind, tokens.quote(*kinds[0]) if len(kinds) == 1 else "")
    if len(units) < 2:
        return None
    if last < len(tokens) and tokens.text[last] == ")":
        last += 1
    return UnitList(i, last, tuple(units))


def _place_kinds(tokens: Tokens, i: int) -> list[tuple[int, int]]:
    """The kinds of place in the plural at token i, each as (start, end): `tỉnh`; `xã, phường`; `chi nhánh`."""
    kinds: list[tuple[int, int]] = []
    while i < len(tokens):
        kind = tokens.match(i, "places") or (tokens.match(i, "unit_words") if tokens.norm[i] == _BRANCH else None)
        if kind is None:
            break
        kinds.append((i, kind.end))
        i = kind.end
        joined = i < len(tokens) and (tokens.text[i] == "," or tokens.norm[i] == AND)
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
    while i < len(tokens) and tokens.sentence[i] == tokens.sentence[last]:
        place_kind, name = _own_place_kind(tokens, i) or (shared, i)
        if (head_at(tokens, name) and not tokens.match(name, "provinces")) or _bloc_begins(tokens, name):
            break
        end = proper_end(tokens, name, person_may_follow=False)
        if end == name:
            break
        words = (kind, place_kind, " ".join(tokens.quote(name, end).split()))
        units.append(UnitParse(i, end, " ".join(filter(None, words)), fold(kind), False, False))
        last = end
        after = _next_item(tokens, end)
        if after is None:
            break
        i = after
    return units, last


def _bloc_begins(tokens: Tokens, i: int) -> bool:
    """`…, Lạng Sơn, | Cụm thi đua số 2 họp`: the sentence goes on with a bloc, no place."""
    return tokens.norm[i + 1 : i + 3] == _EMULATION


def _own_place_kind(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """The kind of place that an item brings itself (`và thị xã C`), with the token where its name begins."""
    kind = tokens.match(i, "places")
    if kind is None or kind.end >= len(tokens):
        return None
    province = tokens.match(i, "provinces")
    if province and kind.entry.fields["kind"] == _VILLAGE:
        return None  # the first syllable of `Sóc Trăng`
    if tokens.text[kind.end] == "." and kind.end + 1 < len(tokens):
        return f"{tokens.quote(i, kind.end)}.", kind.end + 1
    return tokens.quote(i, kind.end), kind.end


def _next_item(tokens: Tokens, i: int) -> int | None:
    """The token after the separator of a list at token i, or None where the list ends."""
    if i >= len(tokens):
        return None
    if tokens.text[i] in ",;" and i + 1 < len(tokens):
        return i + 2 if tokens.norm[i + 1] == AND else i + 1
    return i + 1 if tokens.norm[i] in (AND, TOGETHER) else None


def _plural_kind(tokens: Tokens, i: int) -> UnitList | None:
    """`các Sở: Nội vụ, Tư pháp` · `các Quân khu 1, 2, 3`: a plural or a number, a kind, then names; or a closed set."""
    head = tokens.match(i + 1, "unit_kinds")
    if head is None or not _names_follow(tokens, head.end):
        closed = tokens.match(i, "closed_sets")
        # A number before a kind (`3 Quân khu`) is told from a closed set by its row.
        counted = head is not None and tokens.text[i].isdigit()
        return UnitList(i, closed.end, (), closed.entry.id) if closed and not counted else None
    colon = tokens.text[head.end] in ":("
    if not colon and (tokens.text[i].isdigit() or " ".join(tokens.norm[i + 1 : head.end]) in _GENERIC_KINDS):
        return None
    kind = tokens.quote(i + 1, head.end)
    kind = kind[0].upper() + kind[1:]
    units, last = _named_fields(tokens, head.end + colon, kind, tokens.sentence[i])
    return UnitList(i, last, tuple(units)) if len(units) >= 2 else None


def _names_follow(tokens: Tokens, i: int) -> bool:
    """Do names stand behind a kind that ends before token i: a colon, a bracket, a number, a capital?"""
    return i < len(tokens) and (tokens.text[i] in ":(" or tokens.text[i].isdigit() or tokens.cap[i])


def _named_fields(tokens: Tokens, i: int, kind: str, sentence: int) -> tuple[list[UnitParse], int]:
    """The units of a kind whose fields or numbers a sentence names from token i on, and the token after them."""
    units: list[UnitParse] = []
    last = i
    while i < len(tokens) and tokens.sentence[i] == sentence:
        if head_at(tokens, i) and not tokens.match(i, "provinces") and not tokens.match(i, "unit_words"):
            break
        item = unit_behind_kind(tokens, i, fold(kind))
        if item is None or item.end == i:
            break
        units.append(replace(item, name=f"{kind} {item.name}"))
        last = item.end
        after = _next_item(tokens, item.end)
        if after is None:
            break
        i = after
    return units, last
