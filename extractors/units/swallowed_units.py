"""Units whose kind stands elsewhere: in the title before them, or once for a whole list.

Trưởng ban | Thanh niên · Thứ trưởng | Công an · Trưởng | Đoàn đại biểu Quốc hội tỉnh · các Sở: | Nội vụ, Tư pháp
"""

from __future__ import annotations

from ..text.gazetteer import Match
from ..text.language import fold
from ..text.tokens import Tokens
from .unit_kinds import absorbs, fixed_names
from .unit_marks import is_committee
from .unit_parse import UnitParse, head_at
from .unit_superiors import stated_above
from .units import LONGEST_CHAIN, Growth, read_unit

_MINISTRY = "Bộ"
_LONGEST_FIXED = 8  # tokens
_OURS = ["việt", "nam"]


def swallowed_unit(tokens: Tokens, post: Match) -> UnitParse | None:
    """The unit whose kind the title has swallowed: `Trưởng ban | Thanh niên` is of `Ban Thanh niên`."""
    kind = post.entry.fields["takes"]
    i = post.end
    if not kind or i >= tokens.size or tokens.sentence[i] != tokens.sentence[post.start]:
        return None
    compound = _compound_kind(tokens, kind, i)
    if compound:
        return compound
    known = _fixed_name_end(tokens, kind, i)
    if known:
        ours = tokens.norm[known : known + 2] == _OURS and tokens.sentence[known] == tokens.sentence[i]
        end = known + len(_OURS) if ours else known  # `Bộ trưởng Quốc phòng | Việt Nam A`
        unit = UnitParse(i, end, f"{kind} {tokens.quote(i, known)}", fold(kind), False, False)
        return unit._replace(above=stated_above(tokens, unit, read_unit, 0, after_post=True))
    if tokens.cap[i] and " ".join(tokens.norm[i : i + len(kind.split())]) == fold(kind):
        return None  # the kind is said again: `Tổng cục trưởng Tổng cục Thuế`
    head = head_at(tokens, i)
    if head and (tokens.cap[i] or is_committee(tokens, head)) and not tokens.match(i, "unit_words"):
        inner = read_unit(tokens, i, True, 1)
        if inner is None or fold(inner.name).startswith(fold(kind)) or not absorbs(fold(kind)):
            return None
        return inner._replace(name=f"{kind} {inner.name}", kind=fold(kind))
    grown = Growth(tokens, i, i, kind=fold(kind), after_post=True).unit()
    if grown is None or grown.bare or (kind == _MINISTRY and grown.end - i == 1):
        return None  # `Thứ trưởng | Tuấn cho biết`: a given name, as no ministry's is so short
    return grown._replace(name=f"{kind} {grown.name}")


def _compound_kind(tokens: Tokens, kind: str, i: int) -> UnitParse | None:
    """`Trưởng | Đoàn đại biểu Quốc hội tỉnh`: the unit whose kind begins with the title's last word, before token i."""
    first = i - len(kind.split())
    head = head_at(tokens, first)
    if head is None or head.end <= i or " ".join(tokens.norm[first:i]) != fold(kind):
        return None
    unit = read_unit(tokens, first, True, 0)
    return unit._replace(name=kind + unit.name[len(kind) :]) if unit and unit.end > i else None


def _fixed_name_end(tokens: Tokens, kind: str, i: int) -> int:
    """The token after a fixed name whose kind a title swallowed: `Thứ trưởng | Công an`; 0 where there is none."""
    for length in range(min(_LONGEST_FIXED, tokens.size - i), 0, -1):
        if f"{fold(kind)} {' '.join(tokens.norm[i : i + length])}" in fixed_names():
            return i + length if tokens.cap[i] else 0
    return 0


def unit_behind_kind(tokens: Tokens, i: int, kind: str) -> UnitParse | None:
    """The unit whose kind (folded) was said before and whose name goes on at token i, without the kind; or None."""
    return Growth(tokens, i, i, kind=kind, depth=LONGEST_CHAIN).unit()
