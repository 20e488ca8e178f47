"""Who stands before a verb of receiving, or was spoken of in the sentence before.

A, B và C được tặng … · bà A, đại diện Công ty B, nhận … · đơn vị được tặng … · doanh nghiệp được X tặng …
Tỉnh ủy tổ chức lễ kỷ niệm 110 năm thành lập tỉnh A và đón nhận …
"""

from __future__ import annotations

from collections.abc import Sequence

from ..chunks import Kind, is_word, words
from ..records import RecipientKind
from ..sentence import Sentence
from ..text.words import ALL, AND, AT, BY, FROM, HAS, IN, OF, PASSIVE, TOGETHER, UNDER, WITH, YEAR
from .award_clauses import ORDER, AwardSentence
from .award_names import QUOTES
from .recipient_groups import Recipient, ends_with_group
from .recipient_items import JOINING, REPRESENTING, item_at, province_named
from .recipient_lists import LIST_MARKS, LONGEST_ASIDE, TITLES, behind_bracket, listed_until, members_in_bracket
from .recipient_marks import stands_where

# Prepositions before those who are no subjects.
_NO_SUBJECT = (AT, IN, FROM, BY, "trong", "theo", "nhờ", "bởi", "dưới")
# What opens a phrase that says where, when or after what.
_ADVERBIAL = (
    AT, IN, FROM, WITH, "trong", "theo", "nhân", "sau", "trước", "ngoài", "dưới", "về", "qua", "bằng", "để", "trên",
)  # fmt: skip
_ITS_OWN = (OF, UNDER)
_LEADERS_ONCE = frozenset({"nguyên lãnh đạo", "cựu lãnh đạo"})
_PARTY = "đảng"
_ATTENDS = "dự"  # `dự lễ …`
_HONOURED = "vinh"  # `vinh | dự nhận …`
_OCCASIONS = frozenset({"lễ", "buổi", "hội", "chương", "đại"})
_REACHED = ("tới", "đến")
_HELPS = ("cứu", "giúp", "đỡ", "dạy")
# What makes what follows one of a unit, or a family: `cậu nam sinh Trường X`, `dòng họ Đặng Công`.
_SOMEONE = ("cậu", "cô", "anh", "chị", "chàng", "nàng")
_PUPILS = frozenset({"nam sinh", "nữ sinh", "học sinh", "sinh viên", "học trò", "cô giáo", "thầy giáo"})
_FAMILY = "dòng họ"
_FAMILY_REACH = 4  # chunks
# What those do who only greet, praise or speak of the ones who get an award.
_GREETS = frozenset({
    "gửi lời", "chúc mừng", "cảm ơn", "biểu dương", "vinh danh", "tuyên dương", "khen ngợi", "cho rằng", "cho biết",
    "khẳng định", "nhấn mạnh",
})  # fmt: skip
# What may follow before a unit for which someone only stands.
_REPRESENTED = ("cho", "lãnh", "đạo", "tập", "thể", "cán", "bộ")
_REPRESENTING_REACH = 6  # chunks
# What is celebrated is the birthday of the one who gets the award.
_FOUNDED = ("thành lập", "tái lập", "truyền thống")
_FOUNDING_REACH = 4  # chunks
# How a paragraph goes on about the unit that it has named, and words before the verb then.
_THE_UNIT = frozenset(
    {"đơn vị", "nhà trường", "cơ quan", "tập thể", "doanh nghiệp", "công ty", "ngân hàng", "bệnh viện"}
)
# … with the kinds of unit that such a word points back to, in the whole article where the sentence before has none.
_SCHOOLS = ("trường ", "thpt ", "thcs ")
_COMPANIES = ("công ty ", "tổng công ty ", "tập đoàn ", "ngân hàng ")
_KINDS = {"nhà trường": _SCHOOLS, "doanh nghiệp": _COMPANIES, "công ty": _COMPANIES}
_THE_SCHOOL = "nhà trường"
_WHOLE = "tập thể"
_PLURALS = (ALL, "những")
_COUNTS = (
    *_PLURALS,
    "nhiều",
    "một",
    "hai",
    "ba",
    "bốn",
    "năm",
    "sáu",
    "bảy",
    "tám",
    "chín",
    "mười",
    "mươi",
    "mốt",
    "tư",
    "lăm",
)
_TIMES = "lượt"
_THINGS = ("con", "chiếc", "ngôi", "nơi", "bức", "tác")  # before what is no person and no unit
_DASHES = frozenset({"-", "–"})
_BEFORE_SUBJECTS = frozenset({"nay", "đó", "qua", "nhân", "sĩ", "viên", "thể", "đạo", "này", "nguyện"})
_TIMES_OVER = "lần"  # `3 lần được tặng`
_AGENTS = frozenset({Kind.POST, Kind.UNIT})
_ADVERBS = ("đã", "còn", "cũng", "vinh", "dự", "từng", "vừa", "lại", "đón", "được")
_SUBJECT_JOINING = frozenset({*JOINING, WITH, "những", "hai", "ba", "đồng", "chí"})
_BETWEEN_SUBJECTS = frozenset({*_SUBJECT_JOINING, ":", "cá", "nhân", "tập", "thể"})
_PLAIN = frozenset({Kind.WORD, Kind.NUMBER})


def before_verb(here: AwardSentence, start: int, at: int) -> Sequence[Recipient]:
    """The subjects of a verb of receiving at chunk `at`, in the part of the sentence that begins at chunk `start`."""
    row = here.row
    if _is_anybody(here, at):
        return []
    marks = (k for k in reversed(here.hard_marks) if start <= k < at)
    first = next((k + 1 for k in marks if not _is_list(here, start, k)), start)
    first = _behind_speaker(here, first, at)
    if first + 1 < at and row[first].text.isupper() and row[first + 1].text in _DASHES:
        first += 2  # `QK3 - Sáng 24/12, …`: the paper's dateline
    if province := _province_alone(here, first, at):
        return [province]
    if is_word(row[first], *_ADVERBIAL):
        # `Ở tổ chức Công đoàn, ông A được …`: what stands before the first comma says where or when.
        first = next((k + 1 for k in range(first, at) if row[k].text == ","), first)
    subjects: list[tuple[Sequence[Recipient], int]] = []  # each with the chunk after it
    found: list[Recipient] = []
    k = behind = first
    while k < at:
        if row[k].text == "(" and (found or behind_bracket(here, k, at) < at):
            close = behind_bracket(here, k, at)  # `bà A (xã B, huyện C)`
            if found and (members := members_in_bracket(here, k, close, found[-1])):
                found[-1:] = members
            k = close
            continue
        item = item_at(here, k, found, behind)
        if item is None:
            if found and words(row, k, k + 2) in _GREETS and not is_word(row[k - 1], PASSIVE):
                subjects, found = [], []
            k += 1
            continue
        grouped = bool(item[0]) and item[0][0].kind is RecipientKind.GROUP
        no_subject = stands_where(here, first, k, item[1]) or _is_no_subject(here, first, k, bool(found), grouped)
        if item[0] and not no_subject:
            if _is_represented(here, k, behind, found):
                subjects, found = subjects[:-1], found[:-1]
            elif subjects and not _coordinated(here, subjects[-1][1], k, found[-1], item[0][0]):
                subjects, found = [], []
            subjects.append((item[0], item[1]))
            found.extend(item[0])
        elif subjects and not item[0]:
            subjects[-1] = (subjects[-1][0], item[1])
        k = behind = item[1]
    if not found and first > start and before_adverbs(here, at) == first:
        return _who_opens(here, start)  # `Ông A nguyên là …; | đã được tặng …`
    if found and _attends(here, behind, at):
        return []
    return [] if found and _goes_on_elsewhere(here, behind, at, found) else found


def _who_opens(here: AwardSentence, start: int) -> Sequence[Recipient]:
    """The one person or unit with whom a part of the sentence opens."""
    item = item_at(here, start, [])
    return item[0] if item and len(item[0]) == 1 and item[0][0].kind is not RecipientKind.GROUP else []


def _behind_speaker(here: AwardSentence, first: int, at: int) -> int:
    """`Bà A phát biểu: "| Hội được tặng …`: the chunk where somebody's words begin before a verb; `first` without."""
    row = here.row
    quoted = (k for k in range(at - 1, first, -1) if row[k].text in QUOTES and row[k - 1].text == ":")
    return next(quoted, first - 1) + 1


def _attends(here: AwardSentence, start: int, at: int) -> bool:
    """`ông A dự lễ đón nhận …`: are those before the verb at chunk `at` only guests where another gets an award?"""
    row = here.row
    return any(
        is_word(row[k], _ATTENDS) and not is_word(row[k - 1], _HONOURED) and row[k + 1].norm in _OCCASIONS
        for k in range(max(start, 1), at - 1)
    )


def _goes_on_elsewhere(here: AwardSentence, behind: int, at: int, found: Sequence[Recipient]) -> bool:
    """`các đại biểu tham quan tàu X, | con tàu từng nhận`: does a thing that others are busy with get the award?"""
    if any(one.kind is not RecipientKind.GROUP or one.count is not None for one in found):
        return False
    row = here.row
    return any(row[k].text == "," and is_word(row[k + 1], *_THINGS) for k in range(behind, at - 1))


def _province_alone(here: AwardSentence, first: int, at: int) -> Recipient | None:
    """`Hà Nam | (vinh dự) đón nhận Huân chương X`: a province by its name, right before the verb of an order."""
    row = here.row
    if row[first].kind is not Kind.PLACE or before_adverbs(here, at) != first + 1:
        return None
    order = next((c for c in row[at:] if c.kind is Kind.AWARD), None)
    name = province_named(here, first)
    if order is None or order.field("kind") != ORDER or name is None:
        return None
    return Recipient(RecipientKind.UNIT, name, None, here.reading.span(row[first].a, row[first].b))


def _is_anybody(here: AwardSentence, at: int) -> bool:
    """`…, có đồng chí (vinh dự) được …`: is it only somebody of those spoken of who gets an award?"""
    first = ends_with_group(here, end := before_adverbs(here, at))
    if first is None and end and here.row[end - 1].kind is Kind.HONORIFIC:
        first = end - 1
    return (
        first is not None and first > 1 and is_word(here.row[first - 1], HAS) and here.row[first - 2].kind is Kind.MARK
    )


def _is_list(here: AwardSentence, start: int, end: int) -> bool:
    """`Đội X và ông A, Đội trưởng; | ông B, … được tặng`: is all before the semicolon a list?"""
    found, last = listed_until(here, start, end)
    return bool(found) and last == end and all(one.kind is not RecipientKind.GROUP for one in found)


def _is_no_subject(here: AwardSentence, first: int, k: int, found: bool, grouped: bool = False) -> bool:
    """Does what begins at chunk k say where or by whom, or whose somebody else is?"""
    row = here.row
    while k > first and (row[k - 1].kind in TITLES or is_word(row[k - 1], *_PLURALS)):
        k -= 1
    if k == first:
        return False
    before = row[k - 1]
    led = k
    while led > first and (row[led - 1].text == "," or row[led - 1].kind in _AGENTS or is_word(row[led - 1], _PARTY)):
        led -= 1  # `nguyên lãnh đạo Đảng, | Chính phủ`
    if is_word(before, *_NO_SUBJECT) or words(row, max(first, led - 3), led) in _LEADERS_ONCE:
        return True
    if grouped and is_word(before, *_REACHED, *_HELPS):
        return True  # `hội viên lên tới | 15.000 người`, `người cứu | hai nữ sinh`
    if is_word(before, WITH) and k > first + 1 and row[k - 2].norm not in JOINING and row[k - 2].kind is Kind.WORD:
        return True  # `liên hệ với | Sở X`, but `A cùng với B`
    if is_word(row[max(led - 1, 0)], PASSIVE) and led > first:
        return True  # `được | Đảng ủy, Ban Giám đốc ghi nhận`
    if _is_of_unit(here, k) or _FAMILY in words(row, max(first, k - _FAMILY_REACH), k):
        return True
    plain = before.kind in _PLAIN and before.norm not in _SUBJECT_JOINING and row[k].kind is Kind.UNIT
    if is_word(before, *_ITS_OWN) and ends_with_group(here, k - 1) is not None:
        return True  # `các đảng viên của | Đảng bộ X`
    return found and (is_word(before, *_ITS_OWN) or (plain and not _stands_for(here, k)))


def _is_of_unit(here: AwardSentence, k: int) -> bool:
    """`cậu nam sinh | Trường X được tặng`: does the unit at chunk k only say whose pupil or teacher gets an award?"""
    row = here.row
    if row[k].kind is not Kind.UNIT or words(row, k - 2, k) not in _PUPILS:
        return False
    return k < 3 or is_word(row[k - 3], *_SOMEONE)


def _stands_for(here: AwardSentence, k: int) -> bool:
    """`đại diện (lãnh đạo) | Công ty X`: does the unit at chunk k only send someone?"""
    row = here.row
    j = k
    while j > 0 and is_word(row[j - 1], *_REPRESENTED):
        j -= 1
    return words(row, j - 2, j) in REPRESENTING


def _is_represented(here: AwardSentence, k: int, behind: int, found: Sequence[Recipient]) -> bool:
    """`bà A, đại diện | Công ty X`: is the unit at chunk k the one for which the person before it stands?"""
    person = bool(found) and found[-1].kind is RecipientKind.PERSON
    return person and k - behind <= _REPRESENTING_REACH and here.row[k].kind is Kind.UNIT and _stands_for(here, k)


def _coordinated(here: AwardSentence, after: int, k: int, left: Recipient, right: Recipient) -> bool:
    """Do only marks and joining words, or an aside on the one before, part two of a subject?"""
    between = [c for c in here.row[after:k] if c.kind not in TITLES]
    plain = all(c.text in LIST_MARKS or c.norm in _BETWEEN_SUBJECTS for c in between)
    if plain:
        by_word = any(is_word(c, AND, TOGETHER) for c in between)
        return by_word or not (left.kind_of_place and right.kind is RecipientKind.GROUP)
    aside = bool(between) and between[0].text in (",", "(", "–", "-") and left.kind is RecipientKind.PERSON
    return (
        aside
        and len(between) <= LONGEST_ASIDE[left.kind]
        and (between[-1].text in LIST_MARKS or is_word(between[-1], AND, TOGETHER))
    )


def is_of_those(here: AwardSentence, at: int) -> bool:
    """`đóng góp của các cá nhân được trao …`: are those right before the verb at chunk `at` only whose something is?"""
    row, k = here.row, at
    while k > 0 and is_word(row[k - 1], *_ADVERBS):
        k -= 1
    first = ends_with_group(here, k)
    if first is None:
        return False
    while first > 0 and is_word(row[first - 1], *_PLURALS):
        first -= 1
    of_them = first > 0 and is_word(row[first - 1], OF)
    return of_them and ends_with_group(here, first - 1) is None  # but for `8 cá nhân của các đơn vị được tặng`


def before_adverbs(here: AwardSentence, verb: int) -> int:
    """`đơn vị | 3 lần vinh dự được`: the chunk where the adverbs before the verb at chunk `verb` begin."""
    row, k = here.row, verb
    while k > 0:
        if is_word(row[k - 1], *_ADVERBS):
            k -= 1
        elif (
            k > 1
            and is_word(row[k - 1], _TIMES_OVER)
            and (row[k - 2].kind is Kind.NUMBER or is_word(row[k - 2], *_COUNTS))
        ):
            k -= 2
        else:
            break
    return k


def founded_before(here: AwardSentence, start: int, at: int) -> Sequence[Recipient]:
    """`X tổ chức lễ kỷ niệm 110 năm thành lập | tỉnh A và đón nhận`: whose founding is celebrated before chunk `at`."""
    row = here.row
    for k in range(start + 1, at - 1):
        if words(row, k - 1, k + 1) not in _FOUNDED:
            continue
        reach = range(k + 1, min(k + 1 + _FOUNDING_REACH, at))
        j = next((j for j in reach if row[j].kind in (Kind.UNIT, Kind.PLACE)), None)
        if j is None or any(row[i].kind is Kind.MARK for i in range(k + 1, j)):
            return []
        item = item_at(here, j, [])
        if item and item[0]:
            return item[0]
        if row[j].kind is Kind.PLACE and row[j].text[0].islower():
            span = here.reading.span(row[j].a, row[j].b)
            return [Recipient(RecipientKind.UNIT, here.reading.names.expand(row[j].text), None, span)]
    return []


def unit_before(here: AwardSentence, verb: int) -> Sequence[Recipient]:
    """`Năm N, đơn vị được tặng …`: the unit that the paragraph's sentence before speaks of first."""
    row = here.row
    k = the_unit(here, verb)
    alone = k is not None and (k == 0 or row[k - 1].kind in (Kind.MARK, Kind.NUMBER))
    if k is None or not alone:
        return []
    if _THE_SCHOOL in words(row, k, verb) and (school := _main_of(here, k, _SCHOOLS)):
        return [school]
    return _unit_of_sentence_before(here) or [
        one for one in [_main_of(here, k, _KINDS.get(words(row, k, k + 2), ()))] if one
    ]


def _main_of(here: AwardSentence, k: int, kinds: tuple[str, ...]) -> Recipient | None:
    """The unit of some kinds that the article speaks of at chunk k; None where no single one comes to mind."""
    name = here.reading.names.main_of_kinds(kinds, here.row[k].a) if kinds else None
    span = here.reading.names.naming(name) if name else None
    return Recipient(RecipientKind.UNIT, name, None, span) if span else None


def _unit_of_sentence_before(here: AwardSentence) -> Sequence[Recipient]:
    """The unit that the paragraph's sentence before speaks of first."""
    row, number = here.row, here.sentence.number
    if number == 0:
        return []
    before = AwardSentence(Sentence(here.reading, number - 1))
    if here.reading.block(before.row[0]) is not here.reading.block(row[0]):
        return []
    for k, chunk in enumerate(before.row):
        opens = k == 0 or before.row[k - 1].kind is not Kind.WORD or before.row[k - 1].norm in _BEFORE_SUBJECTS
        if chunk.kind is not Kind.UNIT or not opens:
            continue
        if not _is_no_subject(before, 0, k, False) and not before.sentence.mention_at(k):
            item = item_at(before, k, [])
            if item and item[0]:
                return item[0]
    return []


def the_unit(here: AwardSentence, verb: int) -> int | None:
    """The chunk of `đơn vị`, `nhà trường` without a number right before the verb at chunk `verb`; None without."""
    row = here.row
    k = before_adverbs(here, verb)
    while k > 0 and row[k - 1].kind in _AGENTS:
        k -= 1  # `… được | Chủ tịch UBND tỉnh | tặng`
    k = before_adverbs(here, k)
    if k < 2 or words(row, k - 2, k) not in _THE_UNIT:
        return None
    if k > 3 and words(row, k - 2, k) == _THE_SCHOOL and words(row, k - 4, k - 2) == _WHOLE:
        return k - 4
    counted = k > 2 and (row[k - 3].kind is Kind.NUMBER or is_word(row[k - 3], *_COUNTS, _TIMES))
    after_year = k > 3 and is_word(row[k - 4], YEAR)
    return None if counted and not after_year else k - 2
