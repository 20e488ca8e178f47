"""Who gets an award, as a clause says it.

    tặng … cho A, B · gồm: A và B · A, B được tặng · suy tôn A là đơn vị dẫn đầu · cho 4 tập thể, 7 cá nhân
    … thuộc về A · gắn … lên lá cờ của A · trong đó có A, B · A (Cờ thi đua của X), B (Bằng khen của X)

What one place of the sentence names is read by `recipient_items`.
"""

from __future__ import annotations

from collections.abc import Sequence

from .award_clauses import NOT_TAKING, AwardSentence, Clause
from .chunks import Kind, is_word, words
from .clause_bounds import proposes
from .recipient_items import JOINING, Recipient, behind_naming, is_share, item_at, named_beside, opens_credit
from .records import RecipientKind
from .sentence import Sentence
from .words import (
    ALL,
    AND,
    AT,
    BY,
    COMPRISES,
    FROM,
    GIVES,
    IN,
    IS,
    OF,
    PASSIVE,
    REACHES,
    TAKES,
    TO,
    TOGETHER,
    UNDER,
    WITH,
    YEAR,
)

# What leads from an award to those who get it, anywhere and right behind it.
_LEADING = frozenset({TO, GIVES, COMPRISES, ":", "đối", "lên"})
_LEADING_PAIRS = frozenset({"thuộc về", "trong đó", "chúc mừng", "vinh danh", "biểu dương", "tuyên dương"})
_COPULA_REACH = 6  # chunks
# Verbs of choosing those who are proposed, and what may follow the short one: `chọn A để … đề nghị`.
_CHOOSING = frozenset({"suy tôn", "bình chọn", "bình xét", "bầu chọn", "lựa chọn", "giới thiệu"})
_CHOOSING_SYLLABLES = frozenset(verb.split()[0] for verb in _CHOOSING)
_CHOOSES = "chọn"
_RECEIVING = (PASSIVE, TAKES, REACHES)
# What joins those of a list.
_LIST_MARKS = frozenset({",", ";", "&", "-", "–"})
_CHOSEN = frozenset({Kind.UNIT, Kind.UNITS, Kind.NAME, Kind.HONORIFIC, Kind.RANK, Kind.NUMBER, Kind.ACADEMIC})
_TITLES = frozenset({Kind.HONORIFIC, Kind.RANK, Kind.ACADEMIC})
_BEGINNING = frozenset({*_TITLES, Kind.UNIT, Kind.UNITS, Kind.NAME, Kind.NUMBER})  # what may begin one of a list
_ALL_OF = "toàn"
_MOST_IDLE = 6  # words before the first of a list
# Words that say what an award is for: nobody who gets it stands behind them.
_REASONS = (
    "vì", BY, "đã", "có", "về", "nhân", "trong", "để", "nhờ", "khi", "được", "theo", "nhằm", "đạt", "tại", "sau", "với",
    "là", "góp", "như", "từ", "trao", "tặng", "nhận", "đề", "bằng", "phát",
)  # fmt: skip
_LONGEST_ASIDE = {RecipientKind.PERSON: 12, RecipientKind.UNIT: 5, RecipientKind.GROUP: 8}  # chunks
# Prepositions before those who are no subjects.
_NO_SUBJECT = (AT, IN, FROM, BY, "trong", "theo", "nhờ", "bởi", "dưới")
# What opens a phrase that says where, when or after what.
_ADVERBIAL = (
    AT, IN, FROM, WITH, "trong", "theo", "nhân", "sau", "trước", "ngoài", "dưới", "về", "qua", "bằng", "để", "trên",
)  # fmt: skip
_ITS_OWN = (OF, UNDER)
_LEADERS_ONCE = frozenset({"nguyên lãnh đạo", "cựu lãnh đạo"})
# How a paragraph goes on about the unit that it has named, and words before the verb then.
_THE_UNIT = frozenset({"đơn vị", "nhà trường", "cơ quan", "tập thể"})
_THE_SCHOOL = "nhà trường"
_SCHOOLS = ("trường ", "thpt ", "thcs ")
_WHOLE = "tập thể"

_PLURALS = (ALL, "những")
_COUNTS = (*_PLURALS, "nhiều", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_AGENTS = frozenset({Kind.POST, Kind.UNIT})
_ADVERBS = ("đã", "còn", "cũng", "vinh", "dự", "từng", "vừa", "lại", "đón", "được")
_SUBJECT_JOINING = frozenset({*JOINING, WITH, "những", "hai", "ba", "đồng", "chí"})
_BETWEEN_SUBJECTS = frozenset({*_SUBJECT_JOINING, ":", "cá", "nhân", "tập", "thể"})


def recipients_of(here: AwardSentence, clause: Clause) -> Sequence[Recipient]:
    """Those who get a clause's award: behind it, behind a verb of choosing, before its bracket or one of receiving."""
    if clause.bracketed:
        return _before_bracket(here, clause)
    return (
        _behind(here, clause)
        or _in_bracket(here, clause)
        or _chosen(here, clause)
        or _subjects(here, clause)
        or _asked_for(here, clause)
    )


def _in_bracket(here: AwardSentence, clause: Clause) -> Sequence[Recipient]:
    """`Cờ thi đua của X (Sở A, Sở B)`: those who fill a bracket behind an award."""
    opening = next((k for k in range(clause.after, clause.end) if here.row[k].text == "("), None)
    if opening is None or opens_credit(here, opening + 2) or _parts_list(here, clause.after, opening):
        return []
    close = _behind_bracket(here, opening, clause.end) - 1
    found, last = _listed_until(here, opening + 1, close)
    return found if last == close and here.row[close].text == ")" else []


def _parts_list(here: AwardSentence, start: int, end: int) -> bool:
    """Does a comma or a name stand among chunks, so that a bracket behind them belongs to something else?"""
    return any(c.text in (",", ";") or c.kind in (Kind.NAME, Kind.HONORIFIC) for c in here.row[start:end])


def _asked_for(here: AwardSentence, clause: Clause) -> Sequence[Recipient]:
    """`…; A xếp thứ nhì, đề nghị tặng …`: those before a verb of proposing, where a list of proposals goes on."""
    inside = range(here.row[clause.start].start, here.row[clause.at].start)
    asking = next((v for v in here.verbs if v.start in inside and proposes(v)), None)
    if asking is None:
        return []
    at = next(k for k in range(clause.start, clause.at) if here.row[k].start >= asking.start)
    found = _before_verb(here, clause.start, at)
    # At the head of a sentence those who propose stand there, but for a group: `danh sách 12 tập thể đề nghị X tặng`.
    return found if clause.start or all(one.kind is RecipientKind.GROUP for one in found) else []


def _before_bracket(here: AwardSentence, clause: Clause) -> Sequence[Recipient]:
    """`A (Cờ thi đua của X)`: who stands right before the bracket that holds the award."""
    opening = clause.at - 1
    found: Sequence[Recipient] = []
    k = clause.start
    while k < opening:
        item = item_at(here, k, [])
        if item:
            found, k = (item[0] if item[1] == opening else []), item[1]
        else:
            k += 1
    return found


def _behind(here: AwardSentence, clause: Clause) -> Sequence[Recipient]:
    beside = named_beside(here, clause)
    if beside:
        return beside
    for k in range(clause.after, clause.end):
        chunk = here.row[k]
        leads = chunk.norm in _LEADING or (chunk.kind is Kind.DECOY and chunk.norm.startswith(GIVES))
        leads = leads and not opens_credit(here, k)
        leads = leads or (k > clause.after and f"{here.row[k - 1].norm} {chunk.norm}" in _LEADING_PAIRS)
        if leads or (is_word(chunk, IS) and k - clause.after <= _COPULA_REACH):
            found = listed(here, k + 1, clause.end)
            if found:
                return found
    return []


def _chosen(here: AwardSentence, clause: Clause) -> Sequence[Recipient]:
    """`suy tôn A là đơn vị dẫn đầu, đề nghị X tặng …`: those whom the first verb of choosing names."""
    row = here.row
    for k in range(clause.start, clause.at - 2):
        if row[k].norm not in _CHOOSING_SYLLABLES and row[k + 1].norm != _CHOOSES:
            continue
        pair = f"{row[k].norm} {row[k + 1].norm}" in _CHOOSING
        if not pair and not (is_word(row[k + 1], _CHOOSES) and not is_word(row[k], PASSIVE)):
            continue
        if row[k + 2].kind in _CHOSEN:
            found = listed(here, k + 2, clause.at)
            if found and (row[k + 2].kind is Kind.NUMBER or pair):
                return found
            return _individuals(found)
    return []


def _subjects(here: AwardSentence, clause: Clause) -> Sequence[Recipient]:
    """Those who stand before a verb of receiving: `A, B được tặng …`, `N cá nhân đạt …`."""
    row = here.row
    at = receiving_verb(here, clause)
    if at < 0 or is_share(here, at):
        return []
    before = _before_verb(here, clause.start, at)
    if _the_unit(here, at) is not None:  # `…, đơn vị được tặng …`
        before = [one for one in before if one.kind is RecipientKind.UNIT]
    if before or not any(is_word(c, IS, ":") for c in row[clause.after : clause.end]):
        return before
    return listed(here, at + 1, clause.at)


def receiving_verb(here: AwardSentence, clause: Clause) -> int:
    """The chunk of the clause's verb of receiving before its award; -1 where it has none."""
    row = here.row
    verbs = [v.start for v in here.verbs if v.entry.fields["voice"] == "passive"]
    first = next((v for v in reversed(verbs) if row[clause.start].start <= v < row[clause.at].start), -1)
    inside = range(clause.at - 1, clause.start - 1, -1)
    plain = next((k for k in inside if is_word(row[k], *_RECEIVING) and not _is_another_sense(here, k)), -1)
    listed_verb = next((k for k in inside if row[k].start <= first < row[k].end), -1)
    return plain if listed_verb < 0 or _is_another_sense(here, listed_verb) else max(listed_verb, plain)


def _is_another_sense(here: AwardSentence, k: int) -> bool:
    """`ghi nhận`, `công nhận`: is `nhận` at chunk k a piece of another word?"""
    return k > 0 and is_word(here.row[k], TAKES) and is_word(here.row[k - 1], *NOT_TAKING)


def _individuals(found: Sequence[Recipient]) -> Sequence[Recipient]:
    """Those with a name."""
    return [r for r in found if r.kind is not RecipientKind.GROUP]


# --- lists behind a word ---------------------------------------------------------------------------------------


def listed(here: AwardSentence, start: int, end: int) -> Sequence[Recipient]:
    """Units, people and counted groups from chunk `start` on, before chunk `end`, as far as their list goes."""
    return _listed_until(here, start, end)[0]


def _listed_until(here: AwardSentence, start: int, end: int) -> tuple[Sequence[Recipient], int]:
    """Those of a list, and the chunk at which it ends."""
    found: list[Recipient] = []
    k, idle, behind = start, 0, start
    while k < end:
        chunk = here.row[k]
        item = item_at(here, k, found, behind)
        if item:
            recipients, k = item
            found.extend(recipients)
            behind = k
            continue
        if found and chunk.text == "(":
            k = _behind_bracket(here, k, end)
            continue
        naming = behind_naming(here, k, end) if found else 0
        if naming:
            k = behind = naming
            continue
        if found and _ends_list(here, k):
            further = _behind_aside(here, k, end, found[-1].kind)
            if further is None:
                break
            k = further
            continue
        if not found and chunk.kind is Kind.WORD:
            idle += 1
            if idle > _MOST_IDLE or (idle > 1 and is_word(chunk, _ALL_OF)):
                break  # `cho đảng viên trong toàn | Đảng bộ`
        k += 1
    return found, k


def _ends_list(here: AwardSentence, k: int) -> bool:
    chunk = here.row[k]
    joins = chunk.text in _LIST_MARKS or is_word(chunk, *JOINING)
    return not joins and chunk.kind not in _TITLES


def _behind_bracket(here: AwardSentence, k: int, end: int) -> int:
    return next((j + 1 for j in range(k, end) if here.row[j].text == ")"), end)


def _behind_aside(here: AwardSentence, k: int, end: int, kind: RecipientKind) -> int | None:
    """`bà A, nghệ nhân dệt ở bản B, và ông C`: where the list goes on behind words on the one before; else None."""
    row = here.row
    free = k
    for j in range(k, min(k + _LONGEST_ASIDE[kind], end - 1)):
        if j < free:
            continue
        if row[j].text == "(":
            free = _behind_bracket(here, j, end)
            continue
        if is_word(row[j], *_REASONS) or row[j].kind in (Kind.AWARD, Kind.DECOY):
            return None
        joins = row[j].text in _LIST_MARKS or is_word(row[j], AND, TOGETHER)
        if joins and _begins_one(here, j + 1):
            return j
    return None


def _begins_one(here: AwardSentence, k: int) -> bool:
    """May chunk k begin one of a list: a title, a name, a unit, a counted group?"""
    chunk = here.row[k]
    return chunk.kind in _BEGINNING and (chunk.kind is not Kind.NUMBER or item_at(here, k, []) is not None)


# --- subjects --------------------------------------------------------------------------------------------------


def _before_verb(here: AwardSentence, start: int, at: int) -> Sequence[Recipient]:
    """The subjects of a verb of receiving at chunk `at`, in the part of the sentence that begins at chunk `start`."""
    row = here.row
    marks = (k for k in reversed(here.hard_marks) if start <= k < at)
    first = next((k + 1 for k in marks if not _is_list(here, start, k)), start)
    if is_word(row[first], *_ADVERBIAL):
        # `Ở tổ chức Công đoàn, ông A được …`: what stands before the first comma says where or when.
        first = next((k + 1 for k in range(first, at) if row[k].text == ","), first)
    subjects: list[tuple[Sequence[Recipient], int]] = []  # each with the chunk after it
    found: list[Recipient] = []
    k = behind = first
    while k < at:
        if found and row[k].text == "(":
            k = _behind_bracket(here, k, at)
            continue
        item = item_at(here, k, found, behind)
        if item is None:
            k += 1
            continue
        if item[0] and not _is_no_subject(here, first, k, bool(found)):
            if subjects and not _coordinated(here, subjects[-1][1], k, found[-1], item[0][0]):
                subjects, found = [], []
            subjects.append((item[0], item[1]))
            found.extend(item[0])
        elif subjects and not item[0]:
            subjects[-1] = (subjects[-1][0], item[1])
        k = behind = item[1]
    return found


def _is_list(here: AwardSentence, start: int, end: int) -> bool:
    """`Đội X và ông A, Đội trưởng; | ông B, … được tặng`: is all before the semicolon a list?"""
    found, last = _listed_until(here, start, end)
    return bool(found) and last == end and all(one.kind is not RecipientKind.GROUP for one in found)


def _is_no_subject(here: AwardSentence, first: int, k: int, found: bool) -> bool:
    """Does what begins at chunk k say where or by whom, or whose somebody else is?"""
    row = here.row
    while k > first and (row[k - 1].kind in _TITLES or is_word(row[k - 1], *_PLURALS)):
        k -= 1
    if k == first:
        return False
    before = row[k - 1]
    if is_word(before, *_NO_SUBJECT) or words(row, max(first, k - 3), k) in _LEADERS_ONCE:
        return True
    plain = before.kind is Kind.WORD and before.norm not in _SUBJECT_JOINING and row[k].kind is Kind.UNIT
    return found and (is_word(before, *_ITS_OWN) or plain)


def _coordinated(here: AwardSentence, after: int, k: int, left: Recipient, right: Recipient) -> bool:
    """Do only marks and joining words, or an aside on the one before, part two of a subject?"""
    between = [c for c in here.row[after:k] if c.kind not in _TITLES]
    plain = all(c.text in _LIST_MARKS or c.norm in _BETWEEN_SUBJECTS for c in between)
    if plain:
        by_word = any(is_word(c, AND, TOGETHER) for c in between)
        return by_word or not (left.kind_of_place and right.kind is RecipientKind.GROUP)
    aside = bool(between) and between[0].text in (",", "(", "–", "-") and left.kind is RecipientKind.PERSON
    return (
        aside
        and len(between) <= _LONGEST_ASIDE[left.kind]
        and (between[-1].text in _LIST_MARKS or is_word(between[-1], AND, TOGETHER))
    )


# --- a unit named before ---------------------------------------------------------------------------------------


def unit_before(here: AwardSentence, verb: int) -> Sequence[Recipient]:
    """`Năm N, đơn vị được tặng …`: the unit that the paragraph's sentence before speaks of first."""
    row, number = here.row, here.sentence.number
    k = _the_unit(here, verb)
    alone = k is not None and (k == 0 or row[k - 1].kind in (Kind.MARK, Kind.NUMBER))
    if k is None or not alone:
        return []
    if _THE_SCHOOL in words(row, k, verb):
        school = here.reading.names.main_of_kinds(_SCHOOLS, row[k].a)
        span = here.reading.names.naming(school) if school else None
        if school and span:
            return [Recipient(RecipientKind.UNIT, school, None, span)]
    if number == 0:
        return []
    before = AwardSentence(Sentence(here.reading, number - 1))
    if here.reading.block(before.row[0]) is not here.reading.block(row[0]):
        return []
    for k, chunk in enumerate(before.row):
        if chunk.kind is Kind.UNIT and not _is_no_subject(before, 0, k, False) and not before.sentence.mention_at(k):
            item = item_at(before, k, [])
            if item and item[0]:
                return item[0]
    return []


def _the_unit(here: AwardSentence, verb: int) -> int | None:
    """The chunk of `đơn vị`, `nhà trường` without a number right before the verb at chunk `verb`; None without."""
    row = here.row
    k = verb
    while k > 0 and is_word(row[k - 1], *_ADVERBS):
        k -= 1
    while k > 0 and row[k - 1].kind in _AGENTS:
        k -= 1  # `… được | Chủ tịch UBND tỉnh | tặng`
    while k > 0 and is_word(row[k - 1], *_ADVERBS):
        k -= 1
    if k < 2 or words(row, k - 2, k) not in _THE_UNIT:
        return None
    if k > 3 and words(row, k - 2, k) == _THE_SCHOOL and words(row, k - 4, k - 2) == _WHOLE:
        return k - 4
    counted = k > 2 and (row[k - 3].kind is Kind.NUMBER or is_word(row[k - 3], *_COUNTS))
    after_year = k > 4 and is_word(row[k - 4], YEAR)
    return None if counted and not after_year else k - 2
