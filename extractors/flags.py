"""The headship of a bloc passing on, with its flag or without.

    X đã trao lại Cờ đảm trách Khối trưởng năm 2021 cho Y · X bàn giao nhiệm vụ Cụm trưởng năm 2023 cho Y
    X chuyển giao nhiệm vụ Cụm trưởng năm 2023 sang Y · Y nhận bàn giao Trưởng Khối năm N từ X
    Sau một năm giữ vai trò Khối trưởng, X đã trao lại nhiệm vụ cho Y · A trao cờ Khối trưởng năm N cho B (people)

A head whose term the article closes and another that it elects for the year after are a handover as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .blocs import Blocs, Named
from .chunks import Chunk, Kind
from .dates import meeting_period
from .language import fold
from .reading import Reading, is_word
from .records import Role, Span
from .roles import Held, Holder, Row

_GIVING = frozenset({"trao", "bàn", "chuyển"})
_TAKING = frozenset({"nhận", "tiếp"})
_TO = frozenset({"cho", "sang", "về", "tới"})
_FLAGS = ("cờ luân lưu", "cờ luân phiên", "cờ đảm trách", "cờ khối trưởng", "cờ cụm trưởng", "cờ trưởng")
_NO_FLAG = ("lưu niệm", "bằng khen", "giấy khen", "tặng hoa", "cờ thi đua")


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
    """The handovers of headship that the article states or shows, one for each taker and year."""
    found: list[Passing] = []
    for number, chunks in enumerate(reading.sentences):
        if not chunks or blocs.main is None:
            continue
        row = Row(reading, blocs, number, reading.mentions)
        passing = _of_row(row)
        if passing:
            found.append(passing)
    found = _with_years(reading, found)
    if not found:
        found.extend(_between_terms(held))
    return _merged(found)


def _of_row(row: Row) -> Passing | None:
    chunks = row.chunks
    role = next((k for k, c in enumerate(chunks) if c.kind is Kind.ROLE and _is_head(c)), None)
    words = row.text(0, len(chunks))
    if role is None and not any(flag in words for flag in _FLAGS):
        return None
    for k, chunk in enumerate(chunks):
        if chunk.kind is not Kind.WORD and chunk.kind is not Kind.DECOY:
            continue
        first = chunk.norm.split()[0]
        ahead = row.text(k, k + 14)
        if first in _GIVING and ahead.startswith(("trao", "bàn giao", "chuyển giao")):
            found = _giving(row, k, role)
        elif first in _TAKING and ahead.startswith(("nhận bàn giao", "nhận cờ", "tiếp nhận", "nhận nhiệm vụ", "nhận lại")):
            found = _taking(row, k, role)
        else:
            continue
        if found:
            return found
    return None


def _is_head(chunk: Chunk) -> bool:
    return chunk.entry is not None and chunk.entry.fields["role"] == Role.HEAD


def _giving(row: Row, k: int, role: int | None) -> Passing | None:
    chunks = row.chunks
    to = next((j for j in range(k + 1, len(chunks) - 1) if is_word(chunks[j], *_TO) and _holder_behind(row, j + 1)), None)
    if to is None:
        return None
    between = row.text(k, to)
    if any(no in between for no in _NO_FLAG) or any(c.kind is Kind.AWARD for c in chunks[k:to]):
        return None
    has_role = role is not None and (k < role < to or _leads(row, role, k) or (role > to and role - to < 8))
    if not has_role and not any(flag in between for flag in _FLAGS):
        return None
    if role is not None and to > role + 1 and not k < role and not _leads(row, role, k):
        return None
    taker = _holder_behind(row, to + 1)
    giver = _subject(row, k)
    if taker is None or (giver and giver.unit and giver.unit == taker.unit and giver.person == taker.person):
        return None
    return _passing(row, role, giver, taker, k)


def _taking(row: Row, k: int, role: int | None) -> Passing | None:
    chunks = row.chunks
    taker = _subject(row, k)
    giver_at = next((j for j in range(k + 1, len(chunks) - 1) if is_word(chunks[j], "từ")), None)
    giver = _holder_behind(row, giver_at + 1) if giver_at is not None else None
    window = row.text(k, (giver_at or k + 8))
    if taker is None or (role is None or not k < role < (giver_at or k + 9)) and not (
        any(flag in window for flag in _FLAGS)
    ):
        return None
    return _passing(row, role, giver, taker, k)


def _leads(row: Row, role: int, k: int) -> bool:
    """`Sau một năm giữ vai trò Khối trưởng, X trao lại nhiệm vụ`: the role opens the sentence."""
    return role < k and any(is_word(c, ",") for c in row.chunks[role:k]) and "nhiệm vụ" in row.text(k, k + 5)


def _passing(row: Row, role: int | None, giver: Holder | None, taker: Holder, k: int) -> Passing | None:
    near = [c for c in row.chunks if c.kind is Kind.BLOC]
    bloc = row.blocs.of(near[0] if near else None)
    if bloc is None:
        return None
    year = (row.year_after(role + 1) if role is not None else None) or row.year_after(k) or None
    title = _title(row.chunks[role]) if role is not None else _default_title(bloc)
    spans = [taker.span, *([giver.span] if giver else [])]
    chunk = row.chunks[k]
    span = row.reading.span(min(chunk.a, *(s.start for s in spans)), max(chunk.b, *(s.end for s in spans)))
    return Passing(bloc, title, giver, taker, year, span)


def _title(chunk: Chunk) -> str:
    """The role's own words: `đơn vị Cụm trưởng` is `Cụm trưởng`."""
    words = chunk.text.split()
    while words and fold(words[0]) in ("đơn", "vị", "đại", "diện", "cơ", "quan", "tân"):
        words = words[1:]
    text = " ".join(words) or chunk.text
    return text[:1].upper() + text[1:]


def _default_title(bloc: Named) -> str:
    word = bloc.name.split()[0]
    return f"{word} trưởng"


def _holder_behind(row: Row, j: int) -> Holder | None:
    """The unit or person at chunk j or behind its title."""
    for i in range(j, min(j + 3, len(row.chunks))):
        holder = row.holder(i)
        if holder:
            return holder
        if row.chunks[i].kind not in (Kind.HONORIFIC, Kind.RANK, Kind.ACADEMIC) and not is_word(
            row.chunks[i], "đơn", "vị", "đồng", "chí"
        ):
            return None
    return None


def _subject(row: Row, k: int) -> Holder | None:
    """The unit or person before the verb, over small words."""
    j = k - 1
    while j >= 0 and k - j < 12:
        if row.mention_at(j) or row.chunks[j].kind is Kind.UNIT:
            return row.holder(j)
        if row.chunks[j].kind not in (Kind.WORD, Kind.MARK, Kind.DECOY, Kind.NUMBER):
            return None
        if row.chunks[j].text in ".;":
            return None
        if not is_word(row.chunks[j], "đã", "cũng", "sẽ", ",", "lại", "tiến", "hành", "lưu", "cờ", "trao", "luân", "vừa", ")", "thay", "mặt"):
            return None
        j -= 1
    return None


def _with_years(reading: Reading, found: list[Passing]) -> list[Passing]:
    """A handover without a year at a meeting that closes year N begins the year after; else the year stays open."""
    period = meeting_period(reading.article)
    closing = int(period[0]) if period and period[0].isdigit() and _closes(reading) else None
    running = int(period[0][:4]) if period and "-H1" in period[0] else None
    default = closing + 1 if closing else running
    stated = next((p.year for p in found if p.year), None)
    return [
        p if p.year else Passing(p.bloc, p.title, p.giver, p.taker, stated or default, p.span) for p in found
    ]


def _closes(reading: Reading) -> bool:
    return "tổng kết" in fold(reading.article.text[:1500])


def _between_terms(held: Sequence[Held]) -> list[Passing]:
    """A head whose term is stated for year N and another one elected or assigned for N + 1."""
    heads = [h for h in held if h.role is Role.HEAD and h.year and h.holder.unit]
    found: list[Passing] = []
    for old in heads:
        for new in heads:
            if (
                old.year is not None
                and new.year == old.year + 1
                and old.bloc is new.bloc
                and old.ended
                and fold(old.holder.unit or "") != fold(new.holder.unit or "")
            ):
                giver, taker = old.holder, new.holder
                found.append(Passing(new.bloc, _title_of(new), giver, taker, new.year, new.span))
    return found


def _title_of(held: Held) -> str:
    words = [w for w in held.title.split() if fold(w) not in ("đơn", "vị", "đại", "diện", "cơ", "quan", "tân")]
    text = " ".join(words) or held.title
    return text[:1].upper() + text[1:]


def _merged(found: list[Passing]) -> list[Passing]:
    """One for each bloc, taker and year; the one with a giver, then with a person's unit, wins."""
    kept: dict[tuple[str, str, int | None], Passing] = {}
    for passing in found:
        key = (passing.bloc.key, fold(passing.taker.unit or passing.taker.person or ""), passing.year)
        known = kept.get(key)
        if known is None or (known.giver is None and passing.giver is not None):
            kept[key] = passing
    return list(kept.values())
