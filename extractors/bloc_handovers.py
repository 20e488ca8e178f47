"""The headship of a bloc passing on, with its flag or without.

    X trao Cờ đảm trách Khối trưởng năm 2021 cho Y · X bàn giao nhiệm vụ Cụm trưởng năm 2023 cho Y
    X chuyển giao nhiệm vụ Cụm trưởng năm 2023 sang Y · Y nhận bàn giao Trưởng Khối năm N từ X
    Sau một năm giữ vai trò Khối trưởng, X đã trao lại nhiệm vụ cho Y · A trao cờ Khối trưởng năm N cho B (people)

A head whose term the article closes and another that it elects for the year after are a handover as well. The records
are made by `role_records`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .bloc_roles import Held
from .blocs import Blocs, Named
from .chunks import TITLES, Chunk, Kind, is_word
from .cue_words import Link, linking_words
from .holders import Holder, RoleSentence
from .language import fold
from .posts import capitalised
from .reading import Reading
from .records import Role, Span
from .sentence import Sentence
from .words import COMRADE, DUTY, FROM, HANDS, HANDS_OVER, TAKES, TO, UNIT

# Verbs of handing over and of taking over: their first syllables, and in full.
_GIVING_SYLLABLES = frozenset({"trao", "bàn", "chuyển"})
_GIVING = (HANDS, HANDS_OVER, "chuyển giao")
_TAKING_SYLLABLES = frozenset({TAKES, "tiếp"})
_TAKING = ("nhận bàn giao", "nhận cờ", "tiếp nhận", "nhận nhiệm vụ", "nhận lại")
_TOWARDS = (TO, "sang", "về", "tới")
# The flag of a bloc's head, and what is no such flag.
_FLAGS = ("cờ luân lưu", "cờ luân phiên", "cờ đảm trách", "cờ khối trưởng", "cờ cụm trưởng", "cờ trưởng")
_NO_FLAG = ("lưu niệm", "bằng khen", "giấy khen", "tặng hoa", "cờ thi đua")
# Words that set a role beside its holder and are no part of its title: `đơn vị Cụm trưởng`, `đại diện Khối trưởng`.
_BESIDE_TITLE = frozenset({*UNIT, "đại", "diện", "cơ", "quan", "tân"})
_HEAD = "trưởng"
_CLOSING = "tổng kết"
_BEFORE_TAKER = (*UNIT, *COMRADE)
_OPENING_LENGTH = 1500  # code points in which an article says that the meeting closes a year
_HALF = "-H1"  # the sign of a first half year in a period
_VERB_REACH, _SUBJECT_REACH, _ROLE_REACH = 14, 12, 8  # chunks
_TITLES_BEFORE_TAKER = 3  # chunks


@dataclass(frozen=True, slots=True)
class Passing:
    """A bloc's headship that passes from one to another; `year` is the first year of the taker."""

    bloc: Named
    title: str
    giver: Holder | None
    taker: Holder
    year: int | None
    span: Span


def find_passings(reading: Reading, blocs: Blocs, held: Sequence[Held]) -> list[Passing]:
    """The handovers of headship that the article states or, by the roles `held`, shows; one for each taker and year."""
    if blocs.main is None:
        return []
    rows = (RoleSentence(Sentence(reading, number), blocs) for number in range(len(reading.rows)))
    stated = [passing for here in rows if (passing := _passing_in(here))]
    return _merged(_with_years(reading, stated) or _between_terms(held))


def _passing_in(here: RoleSentence) -> Passing | None:
    """The first handover that a sentence states."""
    row = here.row
    role = next((k for k, c in enumerate(row) if c.kind is Kind.ROLE and c.field("role") == Role.HEAD), None)
    if role is None and not _names_flag(here.sentence.all_words):
        return None
    for k, chunk in enumerate(row):
        if chunk.kind not in (Kind.WORD, Kind.DECOY):
            continue
        first = chunk.norm.split()[0]
        found = None
        if first in _GIVING_SYLLABLES and here.sentence.words(k, k + _VERB_REACH).startswith(_GIVING):
            found = _giving(here, k, role)
        elif first in _TAKING_SYLLABLES and here.sentence.words(k, k + _VERB_REACH).startswith(_TAKING):
            found = _taking(here, k, role)
        if found:
            return found
    return None


def _names_flag(words: str) -> bool:
    return any(flag in words for flag in _FLAGS)


def _giving(here: RoleSentence, k: int, role: int | None) -> Passing | None:
    """`X trao … cho Y`, the verb at chunk k, the sentence's first role of a head at chunk `role`."""
    row = here.row
    towards = (j for j in range(k + 1, len(row) - 1) if is_word(row[j], *_TOWARDS))
    to, taker = next(((j, holder) for j in towards if (holder := _holder_behind(here, j + 1))), (0, None))
    if taker is None or _gives_something_else(here, k, to):
        return None
    giver = _subject(here, k)
    if not _passes_headship(here, k, to, role) or (
        giver and (giver.unit, giver.person) == (taker.unit, taker.person) and giver.unit
    ):
        return None
    return _passing(here, role, giver, taker, k)


def _gives_something_else(here: RoleSentence, k: int, to: int) -> bool:
    """Is it an award, flowers or a souvenir that is handed over between the verb and the taker?"""
    words = here.sentence.words(k, to)
    return any(no in words for no in _NO_FLAG) or any(c.kind is Kind.AWARD for c in here.row[k:to])


def _passes_headship(here: RoleSentence, k: int, to: int, role: int | None) -> bool:
    """Is it the role, if there is one, or the flag that the verb at chunk k hands to the taker behind chunk `to`?"""
    flag = _names_flag(here.sentence.words(k, to))
    if role is None:
        return flag
    leads = _opens_sentence(here, role, k)
    if to > role + 1 and role <= k and not leads:
        return False
    named = k < role < to or leads or 0 < role - to < _ROLE_REACH
    return named or flag


def _opens_sentence(here: RoleSentence, role: int, k: int) -> bool:
    """`Sau một năm giữ vai trò Khối trưởng, X trao lại nhiệm vụ`: the role opens the sentence."""
    if role >= k or not any(is_word(c, ",") for c in here.row[role:k]):
        return False
    return DUTY in here.sentence.words(k, k + 5)


def _taking(here: RoleSentence, k: int, role: int | None) -> Passing | None:
    """`Y nhận bàn giao … từ X`, the verb at chunk k."""
    row = here.row
    taker = _subject(here, k)
    source = next((j for j in range(k + 1, len(row) - 1) if is_word(row[j], FROM)), None)
    giver = _holder_behind(here, source + 1) if source is not None else None
    named = role is not None and k < role < (source or k + _ROLE_REACH + 1)
    flag = _names_flag(here.sentence.words(k, source or k + _ROLE_REACH))
    return _passing(here, role, giver, taker, k) if taker and (named or flag) else None


def _passing(here: RoleSentence, role: int | None, giver: Holder | None, taker: Holder, k: int) -> Passing | None:
    bloc = here.bloc_near()
    if bloc is None:
        return None
    year = here.sentence.year_after(role + 1) if role is not None else None
    title = _title(here.row[role].text) if role is not None else f"{bloc.name.split()[0]} {_HEAD}"
    spans = [taker.span, *([giver.span] if giver else [])]
    verb = here.row[k]
    span = here.reading.span(min(verb.a, *(s.start for s in spans)), max(verb.b, *(s.end for s in spans)))
    return Passing(bloc, title, giver, taker, year or here.sentence.year_after(k), span)


def _title(text: str) -> str:
    """A role's own words: `đơn vị Cụm trưởng` is `Cụm trưởng`."""
    syllables = text.split()
    first = next((i for i, word in enumerate(syllables) if fold(word) not in _BESIDE_TITLE), 0)
    return capitalised(" ".join(syllables[first:]))


def _holder_behind(here: RoleSentence, j: int) -> Holder | None:
    """The unit or person at chunk j or behind its title."""
    for i in range(j, min(j + _TITLES_BEFORE_TAKER, len(here.row))):
        holder = here.holder_at(i)
        if holder:
            return holder
        if here.row[i].kind not in TITLES and not is_word(here.row[i], *_BEFORE_TAKER):
            return None
    return None


def _subject(here: RoleSentence, k: int) -> Holder | None:
    """The unit or person before the verb at chunk k, over small words."""
    for j in range(k - 1, max(k - _SUBJECT_REACH, -1), -1):
        if here.sentence.mention_at(j) or here.row[j].kind is Kind.UNIT:
            return here.holder_at(j)
        if not _links_subject(here.row[j]):
            return None
    return None


def _links_subject(chunk: Chunk) -> bool:
    return is_word(chunk, ",", ")") or (chunk.kind is Kind.WORD and chunk.norm in linking_words(Link.FLAG))


def _with_years(reading: Reading, found: Sequence[Passing]) -> list[Passing]:
    """A handover without a year takes another's, else the year after the one that the meeting closes, else none."""
    default = next((p.year for p in found if p.year), None) or _coming_year(reading)
    return [p if p.year else replace(p, year=default) for p in found]


def _coming_year(reading: Reading) -> int | None:
    """The year that begins with the meeting, or that runs while it looks back on its first half."""
    period = reading.period[0] if reading.period else ""
    if period.isdecimal() and _CLOSING in fold(reading.article.text[:_OPENING_LENGTH]):
        return int(period) + 1
    return reading.term if _HALF in period else None


def _between_terms(held: Sequence[Held]) -> list[Passing]:
    """A head whose term is stated for year N and another one elected or assigned for N + 1."""
    heads = [h for h in held if h.role is Role.HEAD and h.year and h.holder.unit]
    return [
        Passing(new.bloc, _title(new.title), old.holder, new.holder, new.year, new.span)
        for old in heads
        if old.ended
        for new in heads
        if _follows(old, new)
    ]


def _follows(old: Held, new: Held) -> bool:
    next_year = old.year is not None and new.year == old.year + 1
    return next_year and old.bloc is new.bloc and fold(old.holder.unit or "") != fold(new.holder.unit or "")


def _merged(found: Sequence[Passing]) -> list[Passing]:
    """One for each bloc, taker and year; the first one that has a giver, else the first, wins."""
    kept: dict[tuple[str, str, int | None], Passing] = {}
    for passing in found:
        key = (passing.bloc.key, fold(passing.taker.name or ""), passing.year)
        known = kept.get(key)
        if known is None or (known.giver is None and passing.giver is not None):
            kept[key] = passing
    return list(kept.values())
