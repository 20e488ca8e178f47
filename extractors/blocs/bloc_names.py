"""Emulation blocs and clusters: their names, and where they end. Whose blocs they are is read by `bloc_scopes`.

    Khối thi đua số 2 · Khối thi đua 2 · Cụm thi đua số VI · Cụm thi đua số 1A · Khối thi đua thứ ba
    Khu vực thi đua số 3 · Khối thi đua doanh nghiệp số 2 · Khối Thi đua các cơ quan Đảng Trung ương
    Cụm thi đua các tỉnh duyên hải Nam Trung Bộ · Khối thi đua 6 Công đoàn ngành Trung ương (a count, no number)
    Khối Nội chính · Cụm I · Khối 24 (only where the article proves that emulation is meant)

Without a number or a field (`Khối thi đua`, `trong cụm`), and in the plural (`9 cụm thi đua các xã`), it points to
the article's bloc and names none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from ..text.language import fold
from ..text.tokens import Tokens
from ..text.words import ALL, AND, BLOC_WORDS, NUMBER, UNDER
from ..units.places import place_at
from ..units.unit_kinds import closing_words, verbs_that_are_fields
from ..units.unit_parse import UnitParse
from ..units.units import unit_at
from .bloc_scopes import Scope, branch_at_end, is_belonging, province_at_end, scope_behind

_REGION = ("khu", "vực")  # what the judiciary calls its blocs
BLOC_OPENINGS = BLOC_WORDS | {_REGION[0]}
_EMULATION = ["thi", "đua"]
_ROMAN = re.compile(r"[IVXLC]+")
_ORDINAL = "thứ"
_NUMERALS = frozenset({"một", "nhất", "hai", "ba", "tư", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"})
# What a bare number counts (`khối thi đua 12 tỉnh`), so that it is no bloc's number.
_COUNTED = frozenset("tỉnh thành đơn huyện quận xã phường thị sở trường cơ tháng phòng ban cục viện".split())
# Words whose number stands before a bloc without counting it: `ngày 5 Khối thi đua các sở họp`.
_NUMBERED = frozenset({NUMBER, "ngày", "tháng", "đoàn", "khu", "vùng", "tầng", "phòng"})
_NUMBER_AND_WORD = 2  # tokens before a bloc that is counted
_REGIONS = frozenset({"tây", "đông", "nam", "bắc", "trung", "miền", "duyên", "ven"})  # `5 tỉnh Tây Nguyên` are five
# Words before a bloc by which blocs are spoken of in general, or several of them.
_CLEAR_PLURALS = frozenset({ALL, "những", "mỗi", "từng", "mọi", "nhiều"})  # before a bloc in capitals as well
_PLURALS = frozenset({*_CLEAR_PLURALS, "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám"})
_GENERIC = frozenset({"đơn vị", "cơ quan", "các đơn vị", "các cơ quan"})  # fields that tell nothing apart
_DIRECTLY = "trực"  # `trực thuộc`
_BRANCH = "ngành"
_ABOUT = "về"  # `quản lý nhà nước | về kinh tế - kỹ thuật`
_APPOSED = frozenset({"đơn vị", "cơ quan"})  # behind a comma they say what someone is: `…, đơn vị Khối trưởng`
_ACTING = frozenset({"xây", "nghiên", "phòng", "dự", "lưu"})  # `khối thi đua | xây dựng lực lượng`: what it does
_LONGEST_FIELD = 18  # tokens
_LONGEST_NUMBER = 3  # digits
# What proves that a `Khối` or `Cụm` is one of emulation: what such blocs meet for, or the roles that only they have.
_MEETING_CUES = (("giao", "ước"), ("tổng", "kết"), ("sơ", "kết"), ("bình", "xét"))
_ROLE_CUES = (("khối", "trưởng"), ("cụm", "trưởng"), ("trưởng", "khối"), ("trưởng", "cụm"))
_CUE_REACH = 60  # tokens


@dataclass(frozen=True, slots=True)
class BlocParse:
    """Tokens `start` to `name_end` are a bloc's name, to `end` with its body.

    scope: the unit whose bloc it is, where it is one that the reader knows; scope_text: else its name as it stands.
    bare: it names none.
    """

    start: int
    name_end: int
    end: int
    name: str
    scope: UnitParse | None
    scope_text: str | None
    numbered: bool
    bare: bool


def bloc_at(tokens: Tokens, i: int) -> BlocParse | None:
    """The bloc that starts at token i, or None."""
    word = _word_end(tokens, i)
    if not word:
        return None
    if tokens.norm[word : word + 2] != _EMULATION:
        return _without_emulation(tokens, i) if tokens.cap[i] else None
    j = word + 2
    numbered = _number_end(tokens, j, loose=True)
    if numbered:
        return _named(tokens, i, numbered, numbered=True)
    end = _field_end(tokens, j)
    if end == j or (end == j + 1 and tokens.norm[j] == ALL) or _is_plural(tokens, i) or _only_a_kind(tokens, j, end):
        body = scope_behind(tokens, j, numbered=False) if _is_plural(tokens, i) and is_belonging(tokens, j) else None
        return BlocParse(i, j, j, tokens.quote(i, j), body.unit if body else None, None, False, True)
    number = _number_behind_field(tokens, end)
    return _named(tokens, i, number or end, numbered=bool(number))


def _only_a_kind(tokens: Tokens, j: int, end: int) -> bool:
    """`các khối thi đua | TP`: is the field a kind of place alone, whose blocs all of them are?"""
    kind = tokens.match(j, "places")
    return kind is not None and kind.end >= end


def _word_end(tokens: Tokens, i: int) -> int:
    """The token after `Khối`, `Cụm`, or the `Khu vực` of `Khu vực thi đua`, at token i; 0 where none stands there."""
    first = tokens.norm[i]
    if first in BLOC_WORDS:
        return i + 1
    if first != _REGION[0]:
        return 0
    return i + 2 if tuple(tokens.norm[i : i + 2]) == _REGION and tokens.norm[i + 2 : i + 4] == _EMULATION else 0


def _without_emulation(tokens: Tokens, i: int) -> BlocParse | None:
    """`Cụm số 2`, `Khối 24`, `Khối Nội chính`: a name without `thi đua`, where the article proves emulation."""
    if i and tokens.sentence[i - 1] == tokens.sentence[i] and tokens.cap[i - 1]:
        return None  # `Đảng ủy Khối …`, `Công đoàn Khối …`
    end = _number_end(tokens, i + 1, loose=True)
    if end:
        return _named(tokens, i, end, numbered=True) if _is_proven(tokens, i, end) else None
    first = i + 1 + (tokens.norm[i + 1 : i + 2] == [ALL])  # in small letters after a plural only
    if first >= tokens.size or not (tokens.cap[first] or first > i + 1) or tokens.match(i, "not_blocs"):
        return None
    end = _field_end(tokens, i + 1) if tokens.match(first, "bloc_words") else first
    return _named(tokens, i, end, numbered=False) if end > first and _is_proven(tokens, i, end) else None


def _opens_bloc(tokens: Tokens, i: int) -> bool:
    """`Khối thi đua`, `Khu vực thi đua` at token i?"""
    end = _word_end(tokens, i)
    return end > 0 and tokens.norm[end : end + len(_EMULATION)] == _EMULATION


def _is_proven(tokens: Tokens, i: int, end: int) -> bool:
    """Does the article name the bloc in full, or its sentence tell of an emulation meeting or of a bloc's roles?"""
    meets = _speaks_of(tokens, i, _MEETING_CUES) and _speaks_of(tokens, i, (tuple(_EMULATION),))
    return meets or _speaks_of(tokens, i, _ROLE_CUES) or _is_named_in_full(tokens, i, end)


def _is_named_in_full(tokens: Tokens, i: int, end: int) -> bool:
    """Does the article name the same bloc with `thi đua` (`Khối 24` as `Khối thi đua số 24`)?"""
    wanted = [w for w in tokens.norm[i + 1 : end] if w != NUMBER]
    for j in range(tokens.size - 2):
        if tokens.norm[j] == tokens.norm[i] and tokens.norm[j + 1 : j + 3] == _EMULATION:
            k = j + 3 + (tokens.norm[j + 3 : j + 4] == [NUMBER])
            if tokens.norm[k : k + len(wanted)] == wanted:
                return True
    return False


def _speaks_of(tokens: Tokens, i: int, cues: Sequence[tuple[str, ...]]) -> bool:
    """Does one of the cues stand behind token i in its sentence?"""
    behind = islice(range(i, tokens.size), _CUE_REACH)
    return any(
        tuple(tokens.norm[j : j + len(cue)]) == cue
        for j in takewhile(lambda j: tokens.sentence[j] == tokens.sentence[i], behind)
        for cue in cues
    )


def _is_plural(tokens: Tokens, i: int) -> bool:
    """`9 cụm thi đua các xã`, `mỗi khối thi đua doanh nghiệp`: are several blocs meant, or any?"""
    if i == 0 or tokens.sentence[i - 1] != tokens.sentence[i]:
        return False
    if tokens.cap[i]:
        return tokens.norm[i - 1] in _CLEAR_PLURALS or _is_counted(tokens, i)
    if tokens.norm[i - 1] in (",", AND) and i > 1 and tokens.norm[i - 2] in BLOC_WORDS:
        return True  # `các cụm, khối thi đua doanh nghiệp`
    before = tokens.text[i - 1]
    return tokens.norm[i - 1] in _PLURALS or (before.isdigit() and len(before) < len("2000"))


def _is_counted(tokens: Tokens, i: int) -> bool:
    """`thành lập | 4 | Khối thi đua các sở`: a number behind a word in small letters, not of a day or a house."""
    if i < _NUMBER_AND_WORD or not tokens.text[i - 1].isdigit() or len(tokens.text[i - 1]) >= len("2000"):
        return False
    before = tokens.text[i - 2]
    return before.islower() and tokens.norm[i - 2] not in _NUMBERED


# --- numbers ---------------------------------------------------------------------------------------------------


def _number_end(tokens: Tokens, j: int, *, loose: bool) -> int:
    """The token after `số 2`, `2`, `VI`, `A`, `số 1A`, `thứ ba`; 0 where there is no number.

    loose: `thi đua` stands before it, so that a numeral needs no `số`.
    """
    marked = j < tokens.size and tokens.norm[j] in (NUMBER, _ORDINAL)
    j += marked
    if j >= tokens.size or tokens.sentence[j] != tokens.sentence[j - 1]:
        return 0  # a headline may end with the bloc: `… Khối thi đua ¶ 8 giờ sáng`
    word = tokens.text[j]
    following = tokens.norm[j + 1] if j + 1 < tokens.size else ""
    if word.isdigit() and len(word) <= _LONGEST_NUMBER and following not in ("/", "%"):
        return 0 if not marked and _is_count(tokens, j) else _with_letter(tokens, j + 1)
    if marked and tokens.norm[j] in _NUMERALS:
        return j + 1
    numeral = bool(_ROMAN.fullmatch(word)) and (loose or marked)
    letter = len(word) == 1 and word.isalpha() and (marked or (loose and _closes_name(tokens, j + 1)))
    return j + 1 if tokens.cap[j] and (numeral or letter) else 0


def _with_letter(tokens: Tokens, j: int) -> int:
    """`số 1 | A`, written as one word: the token after the letter; else j."""
    glued = j < tokens.size and tokens.touches(j) and len(tokens.text[j]) == 1 and tokens.text[j].isalpha()
    return j + 1 if glued and tokens.cap[j] else j


def _closes_name(tokens: Tokens, j: int) -> bool:
    """Does no further word of a name stand at token j?"""
    return j >= tokens.size or not tokens.text[j][0].isalnum() or tokens.norm[j] in closing_words()


def _is_count(tokens: Tokens, j: int) -> bool:
    """Does the number at token j count what follows (`12 tỉnh`, `6 Công đoàn ngành`), rather than name the bloc?"""
    if j + 1 >= tokens.size:
        return False
    place = place_at(tokens, j + 1)
    if place and not place.bare:
        # `Khối thi đua 5 Quận 1`, `… 5 tỉnh Phú Thọ` is the fifth of that place, `… 5 tỉnh Tây Nguyên` are five.
        return tokens.norm[place.name] in _REGIONS and not tokens.match(place.name, "provinces")
    if tokens.norm[j + 1] in _COUNTED:
        return not (tokens.cap[j + 1] and unit_at(tokens, j + 1))
    several = tokens.match(j + 1, "bloc_words")
    if several is None or several.end - j <= len(_EMULATION):
        return False
    # `6 Công đoàn ngành Trung ương`: a kind of unit that no name follows.
    return tokens.match(j + 1, "unit_kinds") is not None and not _name_follows(tokens, several.end)


def _name_follows(tokens: Tokens, j: int) -> bool:
    return j < tokens.size and (tokens.cap[j] or place_at(tokens, j) is not None)


def _number_behind_field(tokens: Tokens, j: int) -> int:
    """`Khối thi đua doanh nghiệp | số 2`, `… Doanh nghiệp | II`: the token after the number; 0 where there is none."""
    end = _number_end(tokens, j, loose=True)
    if not end or tokens.norm[j] in (NUMBER, _ORDINAL):
        return end
    return end if _closes_name(tokens, end) or tokens.cap[end] else 0


# --- fields ----------------------------------------------------------------------------------------------------


def _field_end(tokens: Tokens, j: int) -> int:
    """The end of what tells a bloc without a number apart: `các cơ quan Đảng Trung ương`."""
    if _is_under(tokens, j) or (j < tokens.size and tokens.sentence[j] != tokens.sentence[j - 1]):
        return j  # `4 Khối thi đua | trực thuộc X`; a headline may end with the bloc
    start, compound = j, False  # compound: the last syllable may be the first of a word that no list has
    listed = 0  # where a listed field ended last
    while j < tokens.size and j - start < _LONGEST_FIELD and tokens.sentence[j] == tokens.sentence[start]:
        if tokens.text[j].isdigit() and tokens.match(j + 1, "bloc_words"):
            if j > start and not _counts_places(tokens, start, j, listed):
                break  # `… các doanh nghiệp | 6 tỉnh`
            j, compound = j + 1, False  # `Cụm thi đua | 5 thành phố trực thuộc Trung ương`
        if _body_begins(tokens, start, j):
            break
        end = _listed_end(tokens, j, first=j == start)
        if end:
            j, listed, compound = end, end, False
        elif tokens.cap[j] and tokens.is_word(j) and not tokens.match(j, "posts"):
            j, compound = j + 1, True
        elif compound and tokens.text[j].isalpha() and tokens.norm[j] not in closing_words():
            j, compound = j + 1, False
        elif j > start and _joins(tokens, j, listed=j == listed):
            j += 1
        else:
            break
    return j


def _is_under(tokens: Tokens, j: int) -> bool:
    """`thuộc`, `trực thuộc` at token j?"""
    return j < tokens.size and (
        tokens.norm[j] == UNDER or (tokens.norm[j] == _DIRECTLY and tokens.norm[j + 1 : j + 2] == [UNDER])
    )


def _counts_places(tokens: Tokens, start: int, j: int, listed: int) -> bool:
    """`Bộ Chỉ huy Quân sự | 12 tỉnh, thành phố`: does the number count the places whose units the field names?"""
    return j == listed and tokens.norm[start] != ALL and tokens.match(j + 1, "places") is not None


def _body_begins(tokens: Tokens, start: int, j: int) -> bool:
    """`các trường cao đẳng | thuộc Bộ X`: is what follows the body, behind a field that tells the bloc apart?"""
    if j == start or not _is_under(tokens, j):
        return False
    direct = tokens.norm[j] != UNDER
    i = j + 1 + direct
    unit = unit_at(tokens, i) if i < tokens.size and tokens.cap[i] else None
    return unit is not None and not unit.bare and " ".join(tokens.norm[start:j]) not in _GENERIC


def _listed_end(tokens: Tokens, j: int, *, first: bool) -> int:
    """The token after a field, a place or a word of blocs' names at token j; 0 where none of them stands there."""
    if first and tokens.norm[j] == _BRANCH and j + 1 < tokens.size and tokens.cap[j + 1]:
        branch = tokens.match(j + 1, "unit_words")
        return branch.end if branch else 0  # `Khối thi đua | ngành Tài chính`
    word = tokens.match(j, "bloc_words")
    field = tokens.match(j, "unit_words")
    if field and tokens.cap[j] and (not word or field.end >= word.end):
        return field.end
    place = place_at(tokens, j)
    if place and not place.bare and (not word or place.end >= word.end):
        region = tokens.match(place.name, "bloc_words")  # `các tỉnh | Đồng bằng sông Hồng`
        return max(place.end, region.end if region else 0)
    if field and not first and field.end - j > 1 and fold(field.entry.name) not in verbs_that_are_fields():
        return max(field.end, word.end if word else 0)  # `các sư đoàn | phòng không`
    if word and (not first or tokens.cap[j] or word.entry.name == ALL or word.end - j > 1):
        acts = first and not tokens.cap[j] and tokens.norm[j] in _ACTING
        return 0 if acts else word.end
    return 0


def _joins(tokens: Tokens, j: int, *, listed: bool) -> bool:
    """Does a mark or `và` at token j join two fields of one name (`Mặt trận - Đoàn thể`), not two clauses?

    listed: a field that is known stands before it.
    """
    if j + 1 >= tokens.size:
        return False
    word = tokens.match(j + 1, "bloc_words")
    if tokens.norm[j] == _ABOUT:
        return listed and word is not None and word.end - j > len(_EMULATION)
    if tokens.text[j] in "-–&" or tokens.norm[j] == AND:
        if tokens.norm[j + 1] in BLOC_OPENINGS and _opens_bloc(tokens, j + 1):
            return False  # `… miền Bắc | và Khu vực thi đua các tỉnh miền Nam`
        return word is not None or (tokens.cap[j + 1] and tokens.cap[j - 1])
    if tokens.text[j] != ",":
        return False
    if tokens.cap[j + 1]:
        # `Sở Tư pháp, Thi hành án dân sự | các tỉnh X`: both are of the places behind them.
        unit = unit_at(tokens, j + 1)
        end = unit.end if unit else word.end if word else j
        kinds = listed and word is not None and (unit is None or unit.bare) and _is_under(tokens, word.end)
        return kinds or (end > j and tokens.norm[end : end + 1] == [ALL])
    return word is not None and listed and word.entry.name not in _APPOSED


def _named(tokens: Tokens, i: int, end: int, *, numbered: bool) -> BlocParse:
    name = " ".join(tokens.quote(i, end).split())
    body = scope_behind(tokens, end, numbered=numbered) or (_behind_own_field(tokens, end) if numbered else None)
    if body and body.unit and not numbered and _is_a_member(tokens, i, end, body.unit):
        body = None
    if body is None:
        unit = None if numbered else _unit_at_end(tokens, i, end)
        at_end = None if numbered or unit else branch_at_end(tokens, i, end) or province_at_end(tokens, i, end)
        return BlocParse(i, end, end, name, unit, at_end, numbered, False)
    return BlocParse(i, end, body.end, name, body.unit, body.text, numbered, False)


def _behind_own_field(tokens: Tokens, end: int) -> Scope | None:
    """`Cụm thi đua số 3 | các trường THPT | thuộc Sở X`: the body behind the field of a bloc that has a number."""
    j = end + (end < tokens.size and tokens.text[end] in ",-–(")
    if j >= tokens.size or tokens.norm[j] not in (ALL, *BLOC_WORDS) or tokens.sentence[j] != tokens.sentence[end - 1]:
        return None
    field = _field_end(tokens, j + (tokens.norm[j] in BLOC_WORDS))
    if tokens.text[j - 1] == "(":
        closed = field < tokens.size and tokens.text[field] == ")"
        return scope_behind(tokens, field + 1, numbered=True) if closed else None
    if field > j + 1 and _is_under(tokens, field):
        return scope_behind(tokens, field, numbered=True)
    province = province_at_end(tokens, j, field)  # `Cụm II – Các tổ chức tín dụng | tỉnh X`
    return Scope(field, None, province) if province else None


def _is_a_member(tokens: Tokens, i: int, end: int, unit: UnitParse) -> bool:
    """`Khối thi đua các trường đại học, | Trường Đại học X …`: of those that the field names, behind a comma."""
    first = _word_end(tokens, i) + len(_EMULATION)
    several = tokens.norm[first : first + 1] == [ALL] and tokens.text[end : end + 1] == [","]
    return several and first + 1 < end and tokens.norm[first + 1] == unit.kind.split()[0]


def _unit_at_end(tokens: Tokens, i: int, end: int) -> UnitParse | None:
    """The unit that a field ends with is the body: `các phòng | Công an tỉnh X`, `… lực lượng | Công an tỉnh X`.

    Behind other fields than those of several it is one that names its place, and a field in small letters is before it.
    """
    first = _word_end(tokens, i) + len(_EMULATION)
    several = tokens.norm[first : first + 1] == [ALL]
    for j in range(first + 2, end):
        if not several and (tokens.cap[j - 1] or not _ends_with_a_place(tokens, j, end)):
            continue
        if tokens.cap[j] and tokens.norm[j - 1] not in (ALL, ",", AND, "-", "–"):
            unit = unit_at(tokens, j)
            if unit and not unit.bare and unit.end == end:
                return unit
    return None


def _ends_with_a_place(tokens: Tokens, j: int, end: int) -> bool:
    """Do tokens j to end (exclusive) end with a kind of place and its name?"""
    return any((place := place_at(tokens, k)) and not place.bare and place.end == end for k in range(j + 1, end))
