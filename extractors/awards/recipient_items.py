"""Those whom one place of a sentence names as recipients: a unit, several, a person, a place, a counted group.

    Trung đoàn 3 · các Quân khu 1, 2 · Đại tá A, Trung đoàn trưởng … · tỉnh X, Y · bà (someone named before)
    4 tập thể · 03 đơn vị · 11 bác sĩ · các tập thể và cá nhân

A unit that stands behind a post or a person is where they serve, one behind `của`, `tại` where a group is from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..chunks import PLAIN, Chunk, Kind, is_word, words
from ..records import RecipientKind
from ..text.language import fold
from ..text.words import ALL, AND, AT, COMRADE, GIVES, IN, OF, PASSIVE, TAKES, TO, TOGETHER, UNDER
from ..units.unit_kinds import Trait, has_trait
from .award_clauses import ORDER, AwardSentence, Clause
from .recipient_groups import COUNTING, COUNTING_WORDS, Recipient, group_at
from .recipient_marks import bracket_end, next_school, small_unit
from .recipient_pointers import PEOPLE_OPENINGS, people_of, pointed_at

JOINING = (AND, TOGETHER, ALL, TO, *COMRADE)
_WHEREFROM = (UNDER, OF, AT, IN, "thể", "nhân", "trực")  # where from a counted group is, by last syllables too
_BARE = frozenset({Kind.WORD, Kind.NAME})
# What stands before and behind someone's given name alone who gets an award.
_TO_SOMEONE = (TO, "em", "anh", "chị", "cháu", AND)
_SOMEONE_GETS = ("từng", "đã", PASSIVE, "cũng", "vừa", TAKES, "vinh")
_LEADERS = "lãnh đạo"
REPRESENTING = frozenset({"đại diện", "thay mặt"})  # `bà A, đại diện | Công ty B`, who gets the award
_TRADES = frozenset({Kind.WORD, Kind.HONORIFIC, Kind.POST})  # `nhân viên`, `chiến sĩ`, `cán bộ`
# What a body or a family is called before its name.
COLLECTIVES = frozenset({"tập thể", "đơn vị", "cơ quan", "gia đình", "cá nhân"})
_STAFF = frozenset({"viên", "sĩ", "sỹ", "nhân", "giáo", "sinh", "bộ", "báo", "xế", "khen"})  # how trades end
_LONGEST_FOREIGN = 4  # words of a name of no known kind
_SHARE_REACH = 6  # chunks before a verb in which a share of something is its subject
_CODE = re.compile(r"[A-ZĐ]{1,3}\d{1,3}")  # of a unit: `PC02`
_BEFORE_ITSELF = frozenset({Kind.POST, Kind.ROLE})  # what makes the unit behind it a piece of a post
_DASHES = frozenset({"-", "–"})
_ASIDE_MARKS = frozenset({",", "-", "–", "("})
# Kinds of place that stand for those who govern them, and what may stand before such a place.
_GOVERNED = ("tỉnh", "thành phố", "tp", "huyện", "thị xã", "quận", "xã", "phường", "thị trấn", "đặc khu")
_LEVEL = {
    "tỉnh": 0, "thành phố": 0, "tp": 0, "huyện": 1, "thị xã": 1, "quận": 1, "xã": 2, "phường": 2, "thị trấn": 2,
    "đặc khu": 2,
}  # fmt: skip
_PLACE_JOINING = (*JOINING, "với", "lại", "để", "tôn", "chọn", "dương", "danh", "thưởng", GIVES)
# Forms of address that alone point back to someone, and what may stand behind them then.
_POINTING = frozenset({"ông", "bà", "anh", "chị", "đồng chí", "thầy", "cô"})
_OF_MEN = frozenset({"ông", "anh", "thầy"})
_OF_WOMEN = frozenset({"bà", "chị", "cô"})
_BEHIND_POINTING = (
    "được", "đã", "vì", "do", "còn", "vinh", "nhận", "đạt", "cũng", "vừa", "và", "từng", "trong", "tại", "khi", "nhân",
    "là", "để", "nhiều", "có", "vào", "hai", "ba", "liên", "sau",
)  # fmt: skip
STATE = ("đảng", "nhà nước", "chính phủ", "quốc hội", "hội đồng nhà nước", "ủy ban thường vụ quốc hội", "hoàng gia")
_BEHIND_UNITS = frozenset({
    "được", "đã", "vinh", "dự", "nhận", "đón", "và", "có", "vì", "do", "tặng", "trao", "cùng", "cũng", "đạt", "là",
    "tại", "năm", "trong", "với", "còn", "nhân", "từng", "vừa", "lên", "về", "cho", "trên", "này", "khi", "của",
    "thuộc", "để",
})  # fmt: skip
_COMPANY_FORMS = ("cổ phần", "tnhh", "hữu hạn", "một thành viên")
_NO_NAMES = frozenset(
    {"doanh nghiệp", "công ty", "tập đoàn", "tập đoàn kinh tế", "ngân hàng", "hợp tác xã", "trường", "công ty cổ phần"}
)
_LEVELS = frozenset({"hai cấp", "2 cấp", "các cấp"})
_PROVINCE_IN_IT = " tỉnh "
_RECEIVED = "đón nhận"  # the verb of a ceremony in honour of an award


def item_at(
    here: AwardSentence, k: int, found: Sequence[Recipient], behind: int = 0
) -> tuple[Sequence[Recipient], int] | None:
    """Those whom chunk k names, perhaps nobody, and the chunk after them; None where it names no recipients.

    found: those whom the same list has named before; behind: the chunk after the last of them.
    """
    chunk, reading = here.row[k], here.reading
    mention = here.sentence.mention_at(k)
    if mention is None and chunk.kind in _BARE and chunk.text[0].isupper() and (someone := _by_given_name(here, k)):
        return [someone], k + 1
    if chunk.norm in PEOPLE_OPENINGS and (whose := people_of(here, k)):
        return _ruled_at(here, whose) if here.row[whose].kind is Kind.PLACE else item_at(here, whose, [])
    if chunk.kind is Kind.WORD and k and (small := small_unit(here, k, found)):
        return small
    if mention is None and not found and chunk.kind in PLAIN and chunk.norm not in COUNTING_WORDS:
        return None  # as most chunks are
    if mention and mention.person and not _goes_on_with_a_unit(here, k, found, behind):
        span = reading.span(mention.a, mention.b)
        last = bracket_end(here, mention.first, mention.last)
        return [Recipient(RecipientKind.PERSON, reading.name_of(mention), None, span)], last
    group = group_at(here, k)
    if group:
        return pointed_at(here, *group) or ([group[0]], group[1])
    coded = _next_code(here, k, found[-1]) if found else None
    if coded:
        return coded
    if chunk.kind is Kind.HONORIFIC:
        if stranger := _stranger(here, k):
            return stranger
        someone = _someone_before(here, k)
        return ([someone], k + 1) if someone else None
    if chunk.kind is Kind.PLACE:
        return _place(here, k, found)
    if chunk.kind is Kind.UNITS and chunk.units and chunk.units.units:
        span = reading.span(chunk.a, chunk.b)
        names = (reading.names.expand(unit.name) for unit in chunk.units.units)
        return [Recipient(RecipientKind.UNIT, name, None, span) for name in names], k + 1
    if found and (school := next_school(here, k, found[-1])):
        return school
    if chunk.kind is not Kind.UNIT or chunk.unit is None:
        return None
    # `Đội X, Công an huyện Y`: the units stated above it get nothing.
    after = next((j for j in range(k + 1, len(here.row)) if here.row[j].start >= chunk.unit.last), len(here.row))
    if _only_says_where(here, k, found, behind):
        return [], after
    holder = here.sentence.mention_at(after)
    if k and holder and holder.first == after and holder.person and here.row[k - 1].norm in _STAFF:
        return [], after  # `phóng viên Báo X | Nguyễn A`
    name, span = reading.unit_name(chunk.unit, chunk.a), reading.unit_span(chunk.unit, chunk.a)
    if after < len(here.row) and here.row[after].kind is Kind.NAME and has_trait(chunk.unit.kind, Trait.PEOPLE):
        # `THPT | Nguyễn X`: a school that bears a person's name.
        name, span = f"{name} {here.row[after].text}", reading.span(chunk.a, here.row[after].b)
        after += 1
    unread = chunk.unit.bare or chunk.norm.endswith(_COMPANY_FORMS)
    if unread and fold(name) == fold(chunk.text) and after < len(here.row) and _goes_on(here.row[after]):
        return [], after  # `Công ty cổ phần | thực phẩm X`: a name that is not read to its end
    if fold(name) in _NO_NAMES:
        return [], after  # `Doanh nghiệp được tặng …`: which one, another sentence says
    if (
        words(here.row, after, after + 2) in _LEVELS
        and after + 2 < len(here.row)
        and here.row[after + 2].kind is Kind.PLACE
    ):
        # `TAND | hai cấp tỉnh X`: the courts of a province and of its districts.
        end = here.row[after + 2]
        name = f"{reading.names.expand(chunk.text)} {reading.article.text[here.row[after].a : end.b]}"
        return [Recipient(RecipientKind.UNIT, name, None, reading.span(chunk.a, end.b))], after + 3
    return [Recipient(RecipientKind.UNIT, name, None, span)], after


def _goes_on(chunk: Chunk) -> bool:
    """May the chunk behind a bare kind of unit belong to its name?"""
    if chunk.kind is Kind.UNIT:
        return True  # `Phân hiệu | Học viện X`
    return chunk.kind in _BARE and (chunk.text[0].isupper() or chunk.norm not in _BEHIND_UNITS)


def named_beside(here: AwardSentence, clause: Clause) -> Sequence[Recipient]:
    """`Lễ đón nhận Huân chương Lao động hạng Nhì (của) | Trường X`: the unit right behind an order that is received.

    Orders are the State's, so that no unit named beside one gives it, as one may a certificate (`Giấy khen Sở X`).
    """
    row, k = here.row, clause.after
    k += k + 1 < clause.end and is_word(row[k], OF)
    if k >= clause.end or row[k].kind is not Kind.UNIT or not row[k].text[0].isupper():
        return []
    if row[k].norm.startswith(STATE):
        return []
    order = row[clause.at].field("kind") == ORDER and words(row, max(clause.at - 2, 0), clause.at) == _RECEIVED
    item = item_at(here, k, []) if order else None
    return item[0] if item else []


def is_share(here: AwardSentence, verb: int) -> bool:
    """`…, 95% gia đình đạt danh hiệu X`: is the subject of the verb at chunk `verb` a share that names nobody?"""
    row = here.row
    first = next((k + 1 for k in range(verb - 1, -1, -1) if row[k].text in (",", ";")), 0)
    first = max(first, verb - _SHARE_REACH)
    return any(row[k].kind is Kind.NUMBER and row[k + 1].text == "%" for k in range(first, verb - 1))


def _next_code(here: AwardSentence, k: int, before: Recipient) -> tuple[Sequence[Recipient], int] | None:
    """`Phòng PC01, | PC02`: a unit that a code names, of the kind of the one before; None where that has no code."""
    row = here.row
    letters, digits = row[k], row[k + 1] if k + 1 < len(row) else None
    if digits is None or digits.kind is not Kind.NUMBER or digits.a != letters.b:
        return None
    kind, _, code = (before.name or "").rpartition(" ")
    text = letters.text + digits.text
    if before.kind is not RecipientKind.UNIT or not kind or not _CODE.fullmatch(code) or not _CODE.fullmatch(text):
        return None
    return [Recipient(RecipientKind.UNIT, f"{kind} {text}", None, here.reading.span(letters.a, digits.b))], k + 2


def _goes_on_with_a_unit(here: AwardSentence, k: int, found: Sequence[Recipient], behind: int) -> bool:
    """`bà A, Hiệu trưởng Trường Tiểu học | Đồng Hóa`: does the name at chunk k end the unit of the one before?"""
    person = bool(found) and found[-1].kind is RecipientKind.PERSON
    return person and k == behind and here.row[k].kind is Kind.NAME and here.row[k - 1].kind is Kind.UNIT


def _only_says_where(here: AwardSentence, k: int, found: Sequence[Recipient], behind: int) -> bool:
    """Does the unit at chunk k only say where someone serves or a group is from?"""
    before = here.row[k - 1] if k else None
    if before is None:
        return False
    if before.kind in _BEFORE_ITSELF:
        return True  # `hai Phó Giám đốc | Công an tỉnh`
    if not found:
        return False
    if found[-1].kind is RecipientKind.GROUP:
        # `4 tập thể thuộc Phòng X`, `26 đồng chí lãnh đạo Thành ủy, Ủy ban X`
        return _is_wherefrom(here, k) or words(here.row, behind, behind + 2) == _LEADERS
    if found[-1].kind is RecipientKind.PERSON:
        aside = here.row[behind].text in _ASIDE_MARKS
        trade = aside and behind < k - 1 and _is_trade(here, behind + 1, k)  # `ông A, công nhân | Công ty B`
        return (
            (aside and before.text in _ASIDE_MARKS) or trade or is_word(before, OF, UNDER, AT, IN)
        )  # `ông A, Công ty B`
    behind_dash = before.text in _DASHES and behind == k - 1 and here.row[behind - 1].kind is Kind.UNIT
    return behind_dash or is_word(before, OF, UNDER)  # `Viện 78 - Bộ Quốc phòng`


def _is_wherefrom(here: AwardSentence, k: int) -> bool:
    """`468 liệt sĩ thuộc Bộ X, | Bộ Y`: is the unit at chunk k where a group is from, or one more of those?"""
    row = here.row
    while k > 1 and row[k - 1].text == "," and row[k - 2].kind is Kind.UNIT:
        k -= 2
    return k > 0 and is_word(row[k - 1], *_WHEREFROM)


def _is_trade(here: AwardSentence, start: int, end: int) -> bool:
    """`…, nhân viên bảo vệ | Công ty B`: do only words in lower case, what someone does, stand before a unit?"""
    row = here.row
    plain = all(c.kind in _TRADES and c.text.islower() for c in row[start:end])
    joins = any(is_word(c, AND, TOGETHER, TO) for c in row[start:end])
    stands_for = words(row, start, start + 2) in REPRESENTING
    return plain and not joins and not stands_for and words(row, start, start + 2) not in COLLECTIVES


def _place(here: AwardSentence, k: int, found: Sequence[Recipient]) -> tuple[Sequence[Recipient], int] | None:
    """`tỉnh X`, and behind it `Y` alone: a place as those who govern it; elsewhere it only says where."""
    chunk = here.row[k]
    kind = next((p for p in _GOVERNED if chunk.norm.startswith(p + " ")), "")
    before = here.row[k - 1] if k else None
    if kind and k > 1 and not found and here.row[k - 2].kind is Kind.PLACE and _is_lower(here.row[k - 2].norm, kind):
        return None  # `gia đình ông A tại xã X, | huyện Y`: where they live
    joined = before is None or before.kind is Kind.MARK or is_word(before, *_PLACE_JOINING)
    if joined and not kind and found and (another := _in_another_province(here, k, found[-1])):
        return [another], k + 1
    if not joined or (found and not found[-1].kind_of_place):
        return ([], k + 1) if found else None
    span = here.reading.span(chunk.a, chunk.b)
    if kind:
        return _ruled_at(here, k, kind)
    if not found:
        return None
    name = f"{found[-1].kind_of_place} {chunk.text}"
    return [Recipient(RecipientKind.UNIT, name, None, span, found[-1].kind_of_place)], k + 1


def _is_lower(place: str, kind: str) -> bool:
    """Is a place of a kind that lies in one of another kind, as a commune does in a district?"""
    inner = next((p for p in _GOVERNED if place.startswith(p + " ")), "")
    return bool(inner) and _LEVEL[inner] > _LEVEL[kind]


def _ruled_at(here: AwardSentence, k: int, kind: str = "") -> tuple[Sequence[Recipient], int]:
    """The place at chunk k, for those who govern it, and the chunk after it."""
    chunk = here.row[k]
    span = here.reading.span(chunk.a, chunk.b)
    name = province_named(here, k) or here.reading.names.expand(chunk.text)
    return [Recipient(RecipientKind.UNIT, name, None, span, kind)], k + 1


def province_named(here: AwardSentence, k: int) -> str | None:
    """`Hà Nam` at chunk k: the province or city with the kind that its name alone leaves out; None for other places."""
    province = here.reading.tokens.match(here.row[k].start, "provinces")
    if province is None or here.row[k].norm.startswith(_GOVERNED):
        return None
    return f"{province.entry.fields['kind']} {here.row[k].text}"


def _in_another_province(here: AwardSentence, k: int, before: Recipient) -> Recipient | None:
    """`Công an tỉnh A, | B và C`: the unit of the same kind in the province at chunk k, which alone is named again."""
    kind, province, name = (before.name or "").rpartition(_PROVINCE_IN_IT)
    matches, chunk = here.reading.tokens.match, here.row[k]
    if before.kind is not RecipientKind.UNIT or not province or k < 2 or matches(chunk.start, "provinces") is None:
        return None
    last = here.row[k - 2]
    ends = (match.end for j in range(last.start, last.end) if (match := matches(j, "provinces")))
    if not name or last.end not in ends:
        return None
    span = here.reading.span(chunk.a, chunk.b)
    return Recipient(RecipientKind.UNIT, f"{kind}{_PROVINCE_IN_IT}{chunk.text}", None, span)


def _by_given_name(here: AwardSentence, k: int) -> Recipient | None:
    """`…, Ngần từng được tặng …`, `tặng … cho Ngần`: the one person of the article with this given name."""
    row, chunk = here.row, here.row[k]
    if " " in chunk.norm or not chunk.norm.isalpha() or chunk.text.isupper():
        return None
    gets = k + 1 < len(row) and is_word(row[k + 1], *_SOMEONE_GETS)
    if not gets and not (k > 0 and is_word(row[k - 1], *_TO_SOMEONE)):
        return None
    if k + 1 < len(row) and row[k + 1].text[0].isupper():
        return None  # a word of a longer name
    people = [person for person in here.reading.by_person if person.split()[-1] == chunk.norm]
    if len(people) != 1 or (full := here.reading.full_mention(people[0])) is None:
        return None
    span = here.reading.span(full.name.a, full.name.b)
    return Recipient(RecipientKind.PERSON, here.reading.name_of(full), None, span)


def _stranger(here: AwardSentence, k: int) -> tuple[Sequence[Recipient], int] | None:
    """`bà | Anna Thillen`: someone with a form of address at chunk k and a name of no known kind; the chunk after."""
    row, j = here.row, k + 1
    while j < len(row) and row[j].kind in _BARE and all(word[0].isupper() for word in row[j].text.split()):
        j += 1
    if j == k + 1:
        return None
    first, last = row[k + 1], row[j - 1]
    name = here.reading.article.text[first.a : last.b]
    if not 2 <= len(name.split()) <= _LONGEST_FOREIGN or not all(w.isalpha() and not w.isupper() for w in name.split()):
        return None
    return [Recipient(RecipientKind.PERSON, name, None, here.reading.span(first.a, last.b))], j


def _someone_before(here: AwardSentence, k: int) -> Recipient | None:
    """`bà` at chunk k alone: the person with that form of address who was named last."""
    row, reading = here.row, here.reading
    chunk, after = row[k], row[k + 1] if k + 1 < len(row) else None
    if chunk.norm not in _POINTING or (k and (row[k - 1].kind is Kind.NUMBER or is_word(row[k - 1], *COUNTING))):
        return None
    if after and not (after.kind is Kind.MARK or is_word(after, *_BEHIND_POINTING)):
        return None
    if after and after.text in (":", "-", "–"):
        return None
    earlier = [m for m in reading.mentions if m.b <= chunk.a and m.person and not m.aside]
    same = [m for m in earlier if m.honorific and m.honorific.split()[-1] == chunk.norm.split()[-1]]
    if not same and len({m.person for m in earlier}) > 1:
        # Of a paragraph that speaks of one person only it is that one.
        start = reading.block(chunk).start
        earlier = [m for m in earlier if m.a >= start]
        if len({m.person for m in earlier}) != 1:
            return None
    mention = same[-1] if same else (earlier[-1] if earlier else None)
    if mention is None or _are_apart(chunk.norm, mention.honorific or ""):
        return None
    nearest = [m for m in earlier if m.row == earlier[-1].row and m.person != mention.person]
    if mention.row != earlier[-1].row and not all(_are_apart(chunk.norm, m.honorific or "") for m in nearest):
        return None  # the one named last may be meant
    return Recipient(RecipientKind.PERSON, reading.name_of(mention), None, reading.span(mention.a, mention.b))


def _are_apart(address: str, other: str) -> bool:
    """Are two forms of address a man's and a woman's?"""
    said = {address.split()[-1], *other.split()[-1:]}
    return not said.isdisjoint(_OF_MEN) and not said.isdisjoint(_OF_WOMEN)
