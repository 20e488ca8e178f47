"""The place that one unit of a list says for those before it, which name none.

Sở Tư pháp, Cục Thi hành án dân sự các tỉnh A, B · UBND, Sở Nội vụ 7 tỉnh trong Cụm: A, B
các chi nhánh Agribank, Vietcombank, BIDV A · chi nhánh các ngân hàng: Agribank, BIDV A
"""

from __future__ import annotations

from collections.abc import Sequence

from ..chunks import Chunk, Kind, Row, is_word
from ..text.language import fold
from ..text.tokens import Tokens
from ..text.words import ALL
from .unit_parse import UnitParse, head_at

# First syllables of bodies that every place of a kind has. A `Cục`, a `Vụ`, a `Trường` may be one alone.
_IN_EVERY_PLACE = frozenset(
    "sở ubnd hđnd ủy hội liên đoàn tỉnh thành huyện công tand tòa vksnd viện bhxh bảo ban mttq thanh".split()
)
_MOST_KINDS = 3  # that share the places behind them
_BRANCH = ("chi", "nhánh")
_BANKS = ("ngân", "hàng")
_BEFORE_BANKS = frozenset({ALL, *_BRANCH, *_BANKS, ":"})


def spread_over(tokens: Tokens, before: Sequence[Chunk | str], units: Sequence[UnitParse]) -> list[str] | None:
    """The names of the kinds `before` in the places of `units`, which share a kind; None where they share nothing."""
    kinds = [c for c in before if isinstance(c, Chunk) and c.unit]
    if not kinds or len(kinds) != len(before) or len(kinds) > _MOST_KINDS or not units:
        return None
    if not all(_is_a_kind_of_places(tokens, c) for c in kinds):
        return None
    places = [place_of(unit) for unit in units]
    if not all(place and len(place.split()) > 1 for place in places):
        return None
    return [f"{c.text} {place}" for c in kinds for place in places]


def place_of(unit: UnitParse) -> str:
    """What a unit of a list has behind the kind that its list shares: `Ban CHQS | xã A`."""
    return " ".join(unit.name.split()[len(unit.kind.split()) :])


def _is_a_kind_of_places(tokens: Tokens, chunk: Chunk) -> bool:
    """`Sở Tư pháp`, `Hội Nông dân`: a body with its field, of no place yet."""
    unit = chunk.unit
    if unit is None or unit.above is not None or unit.open_place:
        return False
    named = any(tokens.match(j, "provinces") or tokens.match(j, "places") for j in range(unit.start + 1, unit.end))
    return not named and fold(unit.name).split()[0] in _IN_EVERY_PLACE


def over_branches(row: Row, i: int) -> int:
    """`các chi nhánh | A`, `chi nhánh các ngân hàng: | A`: the chunk of the first bank's name; i where none follows."""
    j, said = i, False
    if row[i].norm not in _BEFORE_BANKS:
        return i
    while j < len(row) and is_word(row[j], ALL, *_BRANCH, *_BANKS, ":"):
        said = said or is_word(row[j], _BRANCH[1])
        j += 1
    several = any(is_word(c, ALL) for c in row[i:j])
    return j if said and several and j < len(row) and row[j].kind is Kind.UNIT else i


def branches(tokens: Tokens, units: Sequence[Chunk | str]) -> list[str] | None:
    """The branches of banks whose place the last one alone says; None where these are none."""
    banks = [c for c in units if isinstance(c, Chunk) and c.unit]
    if len(banks) < 2 or len(banks) != len(units):
        return None
    ends = [head.end if (head := head_at(tokens, c.start)) else c.start for c in banks]
    if any(end == c.start for end, c in zip(ends, banks, strict=True)):
        return None
    if any(end < c.end for end, c in zip(ends[:-1], banks[:-1], strict=True)):
        return None  # they have places of their own
    place = tokens.quote(ends[-1], banks[-1].end).removeprefix(" ".join(_BRANCH)).strip()
    brands = [tokens.quote(c.start, end) for end, c in zip(ends, banks, strict=True)]
    return [f"{brand} {' '.join(_BRANCH)} {place}" for brand in brands] if place else None
