"""The superior that is stated right behind a unit: after `thuộc`, a comma, a dash or a bracket."""

from __future__ import annotations

from collections.abc import Callable

from ..text.language import fold
from ..text.tokens import Tokens
from ..text.words import AND, AT, DIRECTLY_UNDER, IN, OF, TOGETHER, UNDER, WITH
from .unit_lines import is_beside, is_section, is_topmost, outranks
from .unit_marks import bracket_end
from .unit_parse import STOPPING, UnitParse, head_at

Read = Callable[[Tokens, int, bool, int], UnitParse | None]
_DASHES = frozenset("-–")
_OF_NUMBERS = frozenset("/-–")  # marks inside a document's number
_BEFORE_SUPERIORS = frozenset({DIRECTLY_UNDER.split()[0], UNDER, OF, ",", "(", *_DASHES})
_AUTHORITIES = ("ubnd", "ủy ban nhân dân", "hđnd", "hội đồng nhân dân")
_MANIFOLD = ("bộ", "hội", "ban", "tổng", "trung")  # first syllables that kinds of several ranks share
# Bodies that stand above others even where they stand bare, behind a mark alone.
_SEATS = ("trụ sở", "hội trường")
# First syllables of what a host does: `tổ chức`, `phối hợp`, `kỷ niệm`, `long trọng`, `công bố`.
_ACTING = frozenset(
    "tổ phối đã vừa sẽ kỷ long tiến khai chủ công trao tiếp ký phát tuyên triển họp gặp đón khánh bàn vinh mở".split()
)
_TOGETHER = "phối hợp"
_SECTIONS = ("phòng", "ban", "khoa", "đội", "tổ", "cục", "vụ", "chi cục", "trung tâm", "bộ môn", "văn phòng", "cơ quan")
_FIRMS = ("công ty", "tổng công ty", "tập đoàn")
_LANDS = ("đài loan",)
_BARE_SUPERIORS = ("quân khu", "bộ", "tổng cục", " tỉnh", " huyện", " thành phố")


def stated_above(
    tokens: Tokens, unit: UnitParse, read: Read, depth: int, *, after_post: bool = False
) -> UnitParse | None:
    """The superior after `thuộc`, `trực thuộc`, a comma, a dash or a bracket, where its level is above the unit's.

    read: reads the unit at a token, as `units.read_unit`. depth, after_post: as there, for the unit itself.
    """
    i = bracket_end(tokens, unit.end) or unit.end
    if i >= tokens.size or tokens.norm[i] not in _BEFORE_SUPERIORS or tokens.sentence[i] != tokens.sentence[unit.start]:
        return None
    if " ".join(tokens.norm[i : i + 2]) == DIRECTLY_UNDER:
        i, stated = i + 2, True
    elif tokens.norm[i] in (UNDER, OF):
        i, stated = i + 1, True
    elif tokens.text[i] in ",(":
        i, stated = i + 1, False
    elif tokens.text[i] in _DASHES and tokens.joins(i) and i + 1 < tokens.size and tokens.joins(i + 1):
        i, stated = i + 1, False  # a dash between blanks
    else:
        return None
    if i >= tokens.size or not tokens.cap[i]:
        return None
    if tokens.text[unit.start - 1] in _OF_NUMBERS and tokens.touches(unit.start):
        return None  # `Nghị quyết số 59/NQ-UBTVQH12 của Ủy ban …`: the issuer's letters in a number
    above = read(tokens, i, False, depth + 1)
    if above is None or stated:
        return above
    mark = tokens.text[i - 1]
    if mark == "(" and above.kind.split()[:1] == unit.kind.split()[:1] and not above.kind.startswith(_MANIFOLD):
        return None  # `Viện Kiểm sát nhân dân cấp cao tại X (Viện cấp cao 5)`: the same one, in short
    if above.bare and not above.kind.endswith(_BARE_SUPERIORS):
        return None
    if not outranks(above.name, unit.name, unit.kind, mark) and not (after_post and is_section(unit.kind, above.name)):
        return None
    if mark != "(" and (is_topmost(unit.name) or is_beside(unit.name, above.name)):
        return None
    if mark == "," and (_is_host(tokens, unit, above) or _are_peers(tokens, unit, above)):
        return None
    if mark == "(" and _is_no_body(tokens, unit, above):
        return None
    if mark in _DASHES and (above.open_place or _is_joined_by_dash(tokens, unit, above, after_post)):
        return None  # `phối hợp Công an huyện - Bộ CHQS tỉnh`: side by side
    return None if mark == "," and _in_list(tokens, unit, above, after_post) else above


def _is_host(tokens: Tokens, unit: UnitParse, above: UnitParse) -> bool:
    """`tại Nhà hát X, | UBND tỉnh | tổ chức lễ …`: is the unit a venue, and the one behind it the subject?"""
    k = unit.start - 1
    if k > 0 and " ".join(tokens.norm[k - 1 : k + 1]) in _SEATS:
        k -= 2
    at_venue = k >= 0 and tokens.norm[k] in (AT, IN)
    i = above.last
    return at_venue and i < tokens.size and tokens.sentence[i] == tokens.sentence[k] and tokens.norm[i] in _ACTING


def _are_peers(tokens: Tokens, unit: UnitParse, above: UnitParse) -> bool:
    """`Thanh tra tỉnh, Cục X tỉnh` · `Báo X, Tập đoàn Y phối hợp tổ chức`: do two units stand side by side?"""
    if unit.open_place and above.open_place and not unit.kind.startswith(_SECTIONS):
        return True
    i = above.last
    together = " ".join(tokens.norm[i : i + 2]) == _TOGETHER
    return together and tokens.norm[i + 2 : i + 3] not in ([WITH], [TOGETHER]) and not unit.kind.startswith(_SECTIONS)


def _is_no_body(tokens: Tokens, unit: UnitParse, above: UnitParse) -> bool:
    """`Công ty X (Đài Loan)`, `Tổng công ty X (YTEL)`: does a bracket say where a firm is from, or give its brand?"""
    if not unit.kind.startswith(_FIRMS):
        return False
    brand = tokens.upper[above.start] and not fold(above.name).startswith(_AUTHORITIES)
    return brand or fold(above.name) in _LANDS


def _is_joined_by_dash(tokens: Tokens, unit: UnitParse, above: UnitParse, after_post: bool) -> bool:
    """Does a dash join peers? Before an authority outside of posts, or where another dash makes items of a list."""
    if not after_post and fold(above.name).startswith(_AUTHORITIES):
        return True
    before, behind = unit.start - 1, above.last
    same = behind < tokens.size and tokens.sentence[behind] == tokens.sentence[unit.start]
    return (before >= 0 and tokens.text[before] in _DASHES and not tokens.newline[unit.start]) or (
        same and tokens.text[behind] in _DASHES
    )


def _in_list(tokens: Tokens, unit: UnitParse, above: UnitParse, after_post: bool) -> bool:
    """Is the comma before a unit one of a list (`Sở X, UBND tỉnh và Cục Z`; `Ban X Tỉnh ủy, Ủy ban Y Tỉnh ủy`)?

    after_post: the chain is someone's post, whose commas go on with other posts, not with a list of units.
    """
    i = above.last + 1
    mark = i < tokens.size and (tokens.norm[i - 1] == AND or (tokens.text[i - 1] == "," and not after_post))
    siblings = unit.name.split()[-2:] == above.name.split()[-2:] and len(above.name.split()) > 2
    if siblings or not (mark and tokens.cap[i]):
        return siblings
    return head_at(tokens, i) is not None and not any(tokens.match(i, group) for group in STOPPING)
