"""What an award is called: its grade, its branch of work, its quoted name; each of several grades of one order.

Huân chương Lao động hạng Nhất · … Hạng Nhì · … (hạng Ba) · Cờ thi đua ngành Y tế · Kỷ niệm chương “Vì …”
Cờ “Đơn vị xuất sắc” · danh hiệu “Thẩm phán mẫu mực” · Huân chương Lao động hạng Ba (1978), | hạng Nhì và | hạng Nhất
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..chunks import Kind, is_word, words
from ..people.posts import capitalised
from ..records import Span
from ..sentence import SentenceView
from ..text.language import fold
from ..text.words import AND, AT, BY, GIVES, HANDS, IN, OF, PASSIVE, TO, YEAR
from .award_grades import Grade, badge_years, bracketed_grades, further_grades, grade_end

_QUOTED = re.compile(r"\s*[“\"'«]([^”\"'»]{2,80})[”\"'»]")
QUOTES = frozenset("“\"'«")
_CLOSING_QUOTES = frozenset("”\"'»")
_BEARING_NAMES = ("cờ", "bằng", "huy hiệu", "kỷ niệm chương", "bằng khen", "giấy khen")
_BEARING_PAIRS = ("huy chương",)
# The branch of work that a badge is for, and a word that is no part of a name.
_BRANCH = "ngành"
_TITLE = "danh hiệu"
_GRADE = "hạng"
_GRADES = f" các {_GRADE} "
# A badge of the Party's, and what its name says around the years.
_BADGE = "badge"
_OF_THE_PARTY = ("Huy hiệu", "năm tuổi Đảng")
# Awards that bear a name in quotation marks.
_NAMED_KINDS = frozenset({"badge", "medal", "prize", "flag", "certificate", "named"})
# Awards that bear names of all kinds, what may stand in such a name, and what ends it.
_OPEN = frozenset({"huân chương", "kỷ niệm chương", "kỉ niệm chương", "kỷ niệm chương vì sự nghiệp"})
_OF_NAMES = frozenset({Kind.WORD, Kind.NAME, Kind.PLACE})
_BEHIND_NAMES = frozenset({
    TO, OF, GIVES, HANDS, AND, BY, YEAR, PASSIVE, IN, AT, "hạng", "vì", "vào", "lần", "với", "nhờ", "để", "mà", "là",
    "đã", "nhân", "trong", "khi", "lên", "đợt", "này", "tới", "đến", "theo", "từ", "đối", "cao",
})  # fmt: skip
_CAUSE = "kỷ niệm chương vì sự nghiệp"
_ORDERS = frozenset({"huân chương"})
_BEFORE_RECIPIENTS = (TO, GIVES, OF, BY)
_SHORT_NAME = 4  # chunks
_LONGEST_NAME = 8  # chunks
_TITLE_REACH = 3  # rows


class AwardName(NamedTuple):
    """An award's name, and the passages that say it."""

    text: str
    spans: tuple[Span, ...]
    year: int | None = None  # where each of several grades has one


def name_end(here: SentenceView, k: int) -> int:
    """The chunk after the name of the award at chunk k: its grade, its branch and its quoted name included."""
    row, i = here.row, k + 1
    if row[k].field("graded") == "yes":
        i = grade_end(row, i)
    elif row[k].field("kind") == _BADGE:
        i = badge_years(here, k)[1]
    i = _unlisted_end(here, k, _branch_end(here, k, i))
    if i < len(row) and row[i].text in QUOTES and row[k].field("kind") in _NAMED_KINDS and not _is_quoted(here, k):
        quoted = _QUOTED.match(here.reading.article.text, row[k].b)
        while quoted and i < len(row) and row[i].a < quoted.end():
            i += 1
    return i


def names_of(here: SentenceView, at: int, after: int, end: int) -> Sequence[AwardName]:
    """The names of the award at chunks `at` to `after`: one for each of its grades, of the years of its badge."""
    row = here.row
    if row[at].field("graded") == "yes":
        if after > at + 1:
            further = further_grades(row, after, end)
            return (name_of(here, at, after), *(_graded(here, at, grade) for grade in further))
        if after < end and row[after].text == "(" and (grades := bracketed_grades(row, after)):
            return [_graded(here, at, grade) for grade in grades]
    elif row[at].field("kind") == _BADGE and after > at + 1 and (numbers := badge_years(here, at)[0]):
        span = here.reading.span(row[at].a, row[after - 1].b)
        return [AwardName(f"{_OF_THE_PARTY[0]} {number} {_OF_THE_PARTY[1]}", (span,)) for number in numbers]
    return (name_of(here, at, after),)


def _graded(here: SentenceView, at: int, grade: Grade) -> AwardName:
    """`Huân chương X | (hạng Ba, | Nhì)`: the order at chunk `at` with a grade that stands apart from it."""
    row, text = here.row, here.reading.article.text
    order, span = row[at], here.reading.span(row[grade.first].a, row[grade.last - 1].b)
    said = text[span.start : span.end]
    name = f"{order.text} {said}" if fold(said).startswith(_GRADE) else f"{order.text} {_GRADE} {said}"
    spans = (here.reading.span(order.a, order.b), span)
    return AwardName(capitalised(here.reading.names.expand(name)), spans, grade.year)


def name_of(here: SentenceView, at: int, after: int) -> AwardName:
    """The name of the award at chunks `at` to `after`, with its grade."""
    row = here.row
    if row[at].norm == _TITLE and (title := _title_before(here, at)):
        return title
    first, last = row[at], row[after - 1]
    bearer = names_a_bearer(here, at, after)
    if bearer:
        first, last = row[at - 1 - bearer], row[after]
    syllables = here.reading.article.text[first.a : last.b].split()
    if fold(" ".join(syllables[:2])) == _TITLE:
        syllables = syllables[2:]
    text = " ".join(syllables)
    if first.field("graded") == "yes":
        # `Huân chương Lao động (hạng Nhì)`, `… các hạng Nhất, Nhì`
        text = text.replace("(", "").replace(")", "").replace(_GRADES, f" {_GRADE} ")
    if first.field("kind") == "named":
        text = text.strip("“”\"'«»")
    name = here.reading.names.expand(text)
    return AwardName(capitalised(name), (here.reading.span(first.a, last.b),))


def _title_before(here: SentenceView, at: int) -> AwardName | None:
    """`trao tặng danh hiệu cho A`: the title that was named last before chunk `at`, at most a few rows before."""
    reading, row = here.reading, here.row
    if at + 1 < len(row) and row[at + 1].text in QUOTES:
        return None
    number = here.sentence.number
    earlier = [c for n in range(max(number - _TITLE_REACH, 0), number) for c in reading.rows[n]]
    titles = [c for c in (*earlier, *row[:at]) if c.kind is Kind.AWARD and c.field("kind") == "title"]
    if not titles:
        return None
    span = reading.span(titles[-1].a, titles[-1].b)
    return AwardName(capitalised(reading.names.expand(titles[-1].text)), (span,))


def names_a_bearer(here: SentenceView, at: int, after: int) -> int:
    """`Cờ “Đơn vị xuất sắc”`, `Huy chương “X”`: how many chunks name what bears the award in quotes as a name."""
    row = here.row
    if at < 2 or after >= len(row) or row[at - 1].text not in QUOTES or row[after].text not in _CLOSING_QUOTES:
        return 0
    bearer = row[at - 2]
    if is_word(bearer, *_BEARING_NAMES) or (bearer.kind is Kind.AWARD and bearer.norm in _BEARING_NAMES):
        return 1
    return 2 if words(row, at - 3, at - 1) in _BEARING_PAIRS else 0


def _unlisted_end(here: SentenceView, k: int, i: int) -> int:
    """`Huân chương | Mặt trời mọc cho …`, `Kỷ niệm chương Vì sự nghiệp | Thú y`: where a name that no list knows ends.

    i: the chunk behind the words that are listed.
    """
    row, j = here.row, i
    if row[k].norm not in _OPEN or i >= len(row):
        return i
    cause = row[k].norm == _CAUSE
    if not (cause or row[i].text[0].isupper()) and not (row[k].norm in _ORDERS and _is_short(here, i)):
        return i
    while j < min(i + _LONGEST_NAME, len(row)) and row[j].kind in _OF_NAMES and row[j].norm not in _BEHIND_NAMES:
        j += 1
    if j < len(row) and row[j].kind is Kind.WORD and row[j].norm not in _BEHIND_NAMES:
        return i  # it does not end
    return grade_end(row, j)


def _is_short(here: SentenceView, i: int) -> bool:
    """`huân chương | công trạng cho`: does a name in lower case end within a few words, where somebody is named?"""
    row = here.row
    ends = next((j for j in range(i, min(i + _SHORT_NAME, len(row))) if is_word(row[j], *_BEFORE_RECIPIENTS)), i)
    return ends > i and all(c.kind is Kind.WORD and c.norm not in _BEHIND_NAMES for c in row[i:ends])


def _is_quoted(here: SentenceView, k: int) -> bool:
    """Do quotation marks open before the award at chunk k, so that the mark behind it closes them?"""
    return k > 0 and here.row[k - 1].text in QUOTES


def _branch_end(here: SentenceView, k: int, i: int) -> int:
    """The chunk after the branch of work that stands behind an award's name (chunks k to i); i where none does."""
    row, tokens = here.row, here.reading.tokens
    spelt = i < len(row) and is_word(row[i], _BRANCH)
    first = i + spelt
    if not (spelt or row[k].norm.endswith(_BRANCH)) or first >= len(row):
        return i
    field = tokens.match(row[first].start, "unit_words")
    end = field.end if field and tokens.cap[row[first].start] else row[first].start
    return next((j for j in range(first, len(row)) if row[j].start >= end), len(row))
