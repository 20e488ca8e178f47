"""The year in which someone holds a role of a bloc: as the sentence says it, or as the meeting tells.

Khối trưởng năm N · năm N, X làm Khối trưởng · Khối trưởng năm học N-M là X, Y là Khối phó
từ tháng 7/N, kể từ quý IV/N
X được phân công làm Khối trưởng (at a launch: in its year; while a year closes: for one that is not said)

A headline (`X đảm nhận Khối trưởng`), a `Cụm trưởng mới`, a `tân Khối trưởng` speak of the term to come: the year is
what the article says of the same holder elsewhere, see `Held.coming`.
"""

from __future__ import annotations

import re

from corpus.article import BlockKind

from ..chunks import Kind, Row, is_word
from ..reading import Reading
from ..records import Basis, Role
from ..sentence import Sentence, year_of
from ..text.plain_text import has_any, lowered_text
from ..text.words import FROM, OF, YEAR

# `hằng năm, các đơn vị luân phiên làm trưởng khối`, `theo lịch luân phiên`, `sau một năm do X đứng đầu`.
_ROUND = re.compile(
    r"(?:hằng|hàng|mỗi) năm\b[^.]{0,80}luân phiên|luân phiên[^.]{0,40}(?:hằng|hàng|mỗi|từng) năm|lịch luân phiên"
    r"|sau (?:một|1|01) năm (?:do|giữ|làm|đảm|hoàn thành)"
)
_ROUND_SIGNS = ("luân phiên", "sau một năm", "sau 1 năm", "sau 01 năm")
# `phát động phong trào thi đua và ký kết giao ước thi đua năm 2024`
_LAUNCHED = re.compile(r"(?:phát động|ký kết giao ước|ký giao ước|ra quân)[^.;,]{0,80}? năm (\d{4})(?! ?[-–])")
_SAID = re.compile(r"(?<!\d )\bnăm (?:học )?((?:19|20)\d\d)\b")
# `ngày 1-7`, `ngày 1/7`, `tháng 7`, of words that a blank parts.
_DAY = re.compile(r"(?:ngày \d{1,2} ?[-/.] ?|ngày \d{1,2} tháng |tháng )(\d{1,2})\b(?! ?[-/.] ?\d| năm)")
_FLAG = "cờ"
_HEAD = "trưởng"
_CLOSING = "tổng kết"
_OPENING_LENGTH = 1500  # code points in which an article says that the meeting closes a year
_YEAR_LENGTH = 4
HALF = "-H1"  # the sign of a first half year in a period
_SPAN = "/"  # the sign of several years in a period
# Months in which no bloc changes its head: terms turn from October to January.
_RUNNING_MONTHS = range(2, 10)
# Words for a term that is still to come.
_COMING = ("bầu", "sẽ ", "năm tới", "nhiệm kỳ mới", "hội nghị thống nhất")
# Verbs with which a role is given, perhaps for later.
_GIVEN_LATER = ("giao", "cử", "phân công", "chỉ định")
# What says, beside a role, that its holder is a new one.
_NEW = "mới"
_NEW_TITLE = "tân"
_WILL = "sẽ"
_BECOMING = ("trở thành", "tiếp nhận")
# A term and the word by which it is the next one.
_TERMS = ((YEAR, "học"), (YEAR,), ("nhiệm", "kỳ"), ("khóa",), ("nhiệm kỳ",))
_NEXT = frozenset({_NEW, "tới", "sau", "tiếp"})
_TERM_REACH = 4  # chunks
_YEAR_REACH, _FROM_REACH = 4, 7  # chunks


def default_year(reading: Reading) -> int | None:
    """The year of a role that is held now.

    That which the meeting launches, where it closes none; of its period, else of the headline, else of its day.
    """
    launched = None if closes_a_year(reading) else _launched_year(reading)
    if launched:
        return launched
    period = reading.period[0] if reading.period else ""
    several = _SPAN in period and not _is_school_year(period)
    said = (None if several else reading.term) or _headline_year(reading) or _running_year(reading)
    return said or (None if period else _only_year(reading))


def _launched_year(reading: Reading) -> int | None:
    """`Cụm … phát động thi đua năm 2024`: the year for which the article's beginning says that emulation starts."""
    years = {int(year) for year in _LAUNCHED.findall(lowered_text(reading.article)[:_OPENING_LENGTH])}
    return years.pop() if len(years) == 1 else None


def _only_year(reading: Reading) -> int | None:
    """The only year that the article speaks of in words (`năm 2018`), where it says no period; days tell none."""
    years = {int(year) for year in _SAID.findall(lowered_text(reading.article))}
    return years.pop() if len(years) == 1 else None


def _is_school_year(period: str) -> bool:
    first, _, last = period.partition(_SPAN)
    return first.isdecimal() and last.isdecimal() and int(last) == int(first) + 1


def _headline_year(reading: Reading) -> int | None:
    """The only year of the headline, where it speaks of no role that begins with it."""
    for number, row in enumerate(reading.rows):
        if reading.block(row[0]).kind is BlockKind.TITLE:
            sentence = Sentence(reading, number)
            return None if sentence.has(Kind.ROLE) or has_headships_flag(sentence) else sentence.only_year
    return None


def _running_year(reading: Reading) -> int | None:
    """The year of the meeting's day, where it lies between the turns of the terms."""
    day = reading.day[0] if reading.day else ""
    year, month = day[:_YEAR_LENGTH], day[_YEAR_LENGTH + 1 : _YEAR_LENGTH + 3]
    return int(year) if month.isdecimal() and int(month) in _RUNNING_MONTHS else None


def goes_round(reading: Reading) -> bool:
    """Does the article say that the headship goes round every year, or that someone has had it for one?"""
    text = lowered_text(reading.article)
    return has_any(text, _ROUND_SIGNS) and _ROUND.search(text) is not None


def closes_a_year(reading: Reading) -> bool:
    """Does the article say early that the meeting closes a year?"""
    return _CLOSING in lowered_text(reading.article)[:_OPENING_LENGTH]


def has_headships_flag(sentence: Sentence, flags: tuple[str, ...] = (_FLAG,), end: int | None = None) -> bool:
    """`cờ đảm trách Khối trưởng`: does the flag of a headship stand in a sentence before chunk `end`, in one chunk?

    flags: how it begins.
    """
    decoys = [sentence.row[k].norm for k in sentence.places(Kind.DECOY) if end is None or k < end]
    return any(norm.startswith(flags) and norm.endswith(_HEAD) for norm in decoys)


def stated_year(sentence: Sentence, k: int, basis: Basis) -> int | None:
    """The year beside the role at chunk k; of a role that is given, else the only one of the sentence."""
    year = sentence.year_after(k + 1)
    if year is None:
        year = sentence.opening_year
    if k + 1 < len(sentence.row) and sentence.row[k + 1].kind is Kind.NAME:
        return year  # `Khối phó Lê Văn A chúc mừng X, Khối trưởng năm N`: a title, held now
    if year is None:
        at = next((j for j in range(max(0, k - _YEAR_REACH), k) if is_word(sentence.row[j], YEAR)), None)
        year = year_of(sentence.row[at + 1]) if at is not None else None
    beside = basis is not Basis.STATED or _beside_another_role(sentence, k) or _beside_a_passing(sentence, k)
    if year is None and beside:
        year = sentence.only_year
    return year if year is not None else year_from_a_day(sentence, k)


def _beside_another_role(sentence: Sentence, k: int) -> bool:
    """`Khối trưởng năm học 2024-2025 là X; Y là Khối phó`: is the sentence's only year that of another role?"""
    own = sentence.row[k].field("role")
    others = (j for j, c in enumerate(sentence.row) if c.kind is Kind.ROLE and c.field("role") != own)
    return any(sentence.year_after(j + 1) for j in others)


def _beside_a_passing(sentence: Sentence, k: int) -> bool:
    """`cờ Khối trưởng chuyển cho Y, … năm 2020; giúp việc là Khối phó Z`: a deputy's role beside the head's flag."""
    deputy = sentence.row[k].field("role") != Role.HEAD
    return deputy and has_headships_flag(sentence, end=k)


def year_from_a_day(sentence: Sentence, k: int) -> int | None:
    """`… làm Cụm phó thay Y | từ tháng 7/2025`, `kể từ quý IV/2025`: the year behind the role at chunk k."""
    row = sentence.row
    if FROM not in sentence.reading.syllables(sentence.number):
        return None
    begins = (j for j in range(k + 1, len(row)) if is_word(row[j], FROM))
    behind = (chunk for j in begins for chunk in row[j + 1 : j + _FROM_REACH])
    found = next((year for chunk in behind if (year := year_of(chunk))), None)
    if found is None and is_word(row[0], FROM):
        years = {year for chunk in row[1:k] if (year := year_of(chunk))}
        found = years.pop() if len(years) == 1 else None  # `Từ ngày 1/1/2024 đến hết ngày 31/12/2024, X …`
    return found or _year_of_a_day_without(sentence, k)


def _year_of_a_day_without(sentence: Sentence, k: int) -> int | None:
    """`Cụm trưởng | từ ngày 1-7`: the year of the meeting, where the day behind the role at chunk k follows on it."""
    held = sentence.reading.day[0] if sentence.reading.day else ""
    row = sentence.row
    at = next((j for j in range(k + 1, min(k + _FROM_REACH, len(row) - 1)) if is_word(row[j], FROM)), None)
    said = _DAY.match(sentence.words(at + 1, at + _FROM_REACH)) if at is not None else None
    if said is None or len(held) != len("2024-01-31"):
        return None
    year, month = int(held[:_YEAR_LENGTH]), int(held[_YEAR_LENGTH + 1 : _YEAR_LENGTH + 3])
    return year if int(said[1]) >= month else year + 1


def coming_year(reading: Reading) -> int | None:
    """The year that begins with the meeting, or that runs while it looks back on its first half."""
    period = reading.period[0] if reading.period else ""
    if _is_school_year(period):
        period = period.partition(_SPAN)[0]
    if period.isdecimal() and closes_a_year(reading):
        return int(period) + 1
    return reading.term if HALF in period else None


def is_coming(sentence: Sentence, k: int, link: str, *, held: bool) -> bool:
    """Is the role at chunk k that of a term to come: taken over in a headline, of a new holder?

    link: the words from the holder to the role. held: a verb gives it.
    """
    row = sentence.row
    headline = held and sentence.reading.block(row[k]).kind is BlockKind.TITLE
    first = next((j + 1 for j in range(k, -1, -1) if row[j].text == ";"), 0)
    if headline or has_any(link, _BECOMING) or any(is_word(c, _WILL) for c in row[first:k]):
        return True
    return row[k].norm.startswith(_NEW_TITLE) or (k + 1 < len(row) and is_word(row[k + 1], _NEW)) or _new_term(row, k)


def _new_term(row: Row, k: int) -> bool:
    """`Khối phó | năm học mới`, `Cụm trưởng | của năm tới`: is the role at chunk k of the next term?"""
    behind = [c.norm for c in row[k + 1 : k + 1 + _TERM_REACH] if c.norm != OF]
    term = next((t for t in _TERMS if behind[: len(t)] == list(t)), ())
    return bool(term) and behind[len(term) : len(term) + 1] != [] and behind[len(term)] in _NEXT


def in_office(sentence: Sentence, k: int, link: str) -> bool:
    """`X đảm nhiệm khối trưởng …, đã tổ chức`: in office now; `X được giao làm` may be from a coming year on.

    At a launch, what is given is given for its year. link: the words from the holder to the role at chunk k.
    """
    row = sentence.row
    first = next((j + 1 for j in range(k, -1, -1) if row[j].text == ";"), 0)
    last = next((j for j in range(k, len(row)) if row[j].text == ";"), len(row))
    if has_any(sentence.words(first, last), _COMING):
        return False
    given = any(f" {word} " in link for word in _GIVEN_LATER)
    return not given or not closes_a_year(sentence.reading)
