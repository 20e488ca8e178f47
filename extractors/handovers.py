"""Posts passing on: appointments, elections, handovers of one person's post to another.

    A được (điều động,) bổ nhiệm giữ chức X UNIT (thay B) · bầu A giữ chức X · A làm X UNIT thay B (national papers)
    A bàn giao chức X cho B · X được A bàn giao (lại) cho B · B nhận bàn giao chức X từ A · A được giao quyền X, phụ trách X

Candidates (`đề nghị`, `giới thiệu`), earlier posts (`từng`, `nguyên`, `lần lượt`) and promotions in rank are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .chunks import Chunk, Kind
from .dates import meeting_date
from .language import fold
from .names import spell
from .officials import capitalised, posts_of
from .people import Mention, PostItem, post_groups
from .reading import Reading, is_word
from .records import Handover, HandoverKind, Span, record_id

RULE_APPOINTED = "handovers.appointed"
RULE_PASSED = "handovers.passed"
# One of these must stand between the person and the new post.
_APPOINTING = (
    "bổ nhiệm", "điều động", "giữ chức", "được giao", "được bầu", "bầu", "chỉ định", "phân công", "luân chuyển", "điều về",
    "nhận nhiệm vụ", "đến nhận công tác", "tái đắc cử", "trúng cử", "tiếp nhận", "đảm nhận chức", "đảm nhiệm chức", "giao giữ",
    "giao quyền", "giao phụ trách", "phê chuẩn", "chuẩn y", "được làm", "giữ quyền",
)
_NOT_YET = ("đề nghị", "giới thiệu", "ứng cử", "đề cử", "từng", "lần lượt", "trước khi", "thôi giữ chức", "miễn nhiệm", "nguyên",
            "dự kiến", "quy hoạch", "khi còn", "thời gian", "nghỉ hưu", "thôi chức")
_PASSING = ("bàn giao", "chuyển giao")
_INSTEAD = frozenset({"thay"})


def find_handovers(reading: Reading, mentions: Sequence[Mention]) -> list[Handover]:
    """The posts that pass on in an article, one record for each post and taker."""
    found: list[Handover] = []
    held_on = meeting_date(reading.article)
    for number, row in enumerate(reading.sentences):
        here = [m for m in mentions if m.row == number and m.person]
        if not here:
            continue
        groups = post_groups(row)
        taken: set[int] = set()
        chain: Mention | None = None
        for group in groups:
            handover, giver = _passed(reading, row, here, group, held_on, chain)
            if handover:
                found.extend(handover)
                taken.add(group[0])
                chain = giver
        fresh: list[Handover] = []
        for group in groups:
            if group[0] not in taken:
                fresh.extend(_appointed(reading, row, here, group, held_on))
        found = [*_completed(reading, row, here, found, fresh), *fresh]
    return _merged(found)


def _completed(
    reading: Reading, row: Sequence[Chunk], here: list[Mention], found: list[Handover], fresh: list[Handover]
) -> list[Handover]:
    """`Ông A … thay ông B` (or `Ông thay ông B`) in a sentence of its own: B had the post that A was said to take up."""
    names = {m.person: spell(m.name.text) for m in reversed(reading.mentions) if m.full}
    for k, chunk in enumerate(row):
        if not is_word(chunk, *_INSTEAD):
            continue
        before = [m for m in here if m.last <= k]
        behind = [m for m in here if 0 < m.first - k <= 3]
        pronoun = k > 0 and row[k - 1].kind is Kind.HONORIFIC and not before
        if not behind or not (before or (pronoun and found)):
            continue
        taker = names.get(before[-1].person) if before else found[-1].taker
        giver = names.get(behind[0].person)
        if any(h.giver == giver for h in fresh):
            continue
        last = next((h for h in reversed(found) if h.taker == taker and h.giver is None), None)
        if last and giver and giver != taker:
            span = reading.span(before[-1].a if before else chunk.a, behind[0].b)
            whole = replace(
                last,
                id=record_id(reading.article.id, Handover, fold(last.post), fold(last.organization or ""), fold(giver), fold(taker or "")),
                giver=giver,
                evidence=(*last.evidence, span),
            )
            found = [whole if h is last else h for h in found]
    return found


Group = tuple[int, int, list[PostItem]]


def _appointed(reading: Reading, row: Sequence[Chunk], here: list[Mention], group: Group, held: tuple[str, Span] | None) -> list[Handover]:
    start, end, items = group
    if any(i.role for i in items) or any(m.items and m.items[0].first == items[0].first and m.name.start < row[start].start
                                         and not _verb_between(row, m, start) for m in here):
        return []
    taker = _taker(row, here, start)
    if taker is None:
        return []
    gap = [c for c in row[taker.last : start]]
    words = " ".join(c.norm for c in gap)
    ahead = " ".join(c.norm for c in row[max(0, taker.first - 6) : taker.first])
    if words.endswith(("làm", "giữ chức", "giữ chức vụ", "đến")) and any(w in ahead for w in ("bổ nhiệm", "điều động", "bầu", "phân công", "luân chuyển", "chỉ định")):
        words = f"{words} bổ nhiệm"  # `điều động A, chức cũ, làm X`
    if not any(w in words for w in _APPOINTING) and not _plain_make(words):
        return []
    if any(w in words for w in _NOT_YET) or any(c.text in ";" for c in gap):
        return []
    giver = _replaced(row, here, end)
    span = reading.span(min(taker.a, row[start].a), max(row[end - 1].b, giver.b if giver else 0))
    return _records(reading, items, taker, giver, _unit_of(taker, reading), span, RULE_APPOINTED, held, acting=_acting(words))


def _verb_between(row: Sequence[Chunk], mention: Mention, start: int) -> bool:
    return any(c.kind is Kind.WORD for c in row[mention.last : start])


def _plain_make(words: str) -> bool:
    """`được … làm X`: the shortest form, in national papers."""
    return words.startswith("được ") and words.endswith(" làm")


def _acting(words: str) -> str:
    for word in ("quyền", "phụ trách"):
        if words.endswith(word):
            return word
    return ""


def _taker(row: Sequence[Chunk], here: list[Mention], start: int) -> Mention | None:
    """The person before the post: the nearest whose phrase ends before it."""
    before = [m for m in here if m.last <= start]
    if not before:
        return None
    mention = before[-1]
    gap = row[mention.last : start]
    return mention if len(gap) <= 22 and not any(c.text in ".;" for c in gap) else None


def _replaced(row: Sequence[Chunk], here: list[Mention], end: int) -> Mention | None:
    """The person behind `thay`, within the clause."""
    for k in range(end, min(end + 8, len(row))):
        if row[k].text in ".;":
            return None
        if is_word(row[k], *_INSTEAD):
            for mention in here:
                if mention.first > k and mention.first - k <= 4:
                    return mention
            return None
    return None


def _unit_of(mention: Mention, reading: Reading) -> str | None:
    posts = posts_of(reading, mention) or [
        p for m in reading.mentions if m.person == mention.person for p in posts_of(reading, m)
    ]
    return next((p.unit for p in posts if p.unit), None)


def _passed(
    reading: Reading,
    row: Sequence[Chunk],
    here: list[Mention],
    group: Group,
    held: tuple[str, Span] | None,
    chain: Mention | None,
) -> tuple[list[Handover], Mention | None]:
    """`A bàn giao chức X cho B (và Y cho C)`, `X được A bàn giao cho B`, `B nhận bàn giao chức X từ A`; and the giver.

    chain: who handed over the post before, in the same sentence.
    """
    start, end, items = group
    if any(i.role for i in items):
        return [], None
    verb = next((k for k in range(len(row)) if " ".join(c.norm for c in row[k : k + 2]).startswith(_PASSING)), None)
    if verb is None:
        return [], None
    before = " ".join(c.norm for c in row[max(0, start - 6) : start])
    if verb < start and not any(w in before for w in ("chức", "nhiệm vụ", "cương vị", "chức trách", "bàn giao", "trách nhiệm")):
        return [], None
    taking = verb > 0 and is_word(row[verb - 1], "nhận")
    after = start if chain and not taking else verb
    to = next((k for k in range(after, len(row)) if is_word(row[k], "từ" if taking else "cho")), None)
    if to is None or (verb < start and to < start) or (start - verb > 10 and not chain):
        return [], None
    behind = next((m for m in here if m.first > to and m.first - to <= 3), None)
    ahead = chain or next((m for m in reversed(here) if m.last <= verb and m.name.end <= row[verb].start), None)
    giver, taker = (behind, ahead) if taking else (ahead, behind)
    if taker is None or (verb > end and not any(is_word(c, "được") for c in row[end:verb])):
        return [], None
    spans = [taker.a, row[start].a, row[verb].a] + ([giver.a] if giver else [])
    ends = [taker.b, row[end - 1].b, row[verb].b] + ([giver.b] if giver else [])
    unit = _unit_of(giver, reading) if giver else None
    span = reading.span(min(spans), max(ends))
    return _records(reading, items, taker, giver, unit, span, RULE_PASSED, held), None if taking else giver


def _records(
    reading: Reading, items: list[PostItem], taker: Mention, giver: Mention | None, unit: str | None, span: Span, rule: str,
    held: tuple[str, Span] | None, acting: str = "",
) -> list[Handover]:
    holder = Mention(taker.row, taker.name, 0, 0, 0, 0, True, "", items=items)
    found: list[Handover] = []
    day = held[0] if held else None
    year = int(day[:4]) if day else (reading.article.published.year if reading.article.published else None)
    names = {m.person: spell(m.name.text) for m in reversed(reading.mentions) if m.full}
    for post in posts_of(reading, holder):
        if post.former:
            continue
        organization = post.unit or unit
        if unit and post.unit and any(i.unit and i.unit.bare and fold(unit).startswith(fold(i.unit.name) + " ") for i in items):
            organization = unit  # `Phó giám đốc Sở Y tế … quyền Giám đốc sở`
        title = f"{acting} {post.title}" if acting and not fold(post.title).startswith(acting) else post.title
        to, from_ = names.get(taker.person, spell(taker.name.text)), names.get(giver.person) if giver else None
        found.append(
            Handover(
                id=record_id(reading.article.id, Handover, fold(title), fold(organization or ""), fold(from_ or ""), fold(to)),
                evidence=tuple(dict.fromkeys([span, reading.span(taker.a, taker.b)])),
                confidence=0.9 if organization and giver else 0.8,
                rule=rule,
                kind=HandoverKind.POST,
                post=capitalised(title),
                organization=organization,
                giver=from_,
                taker=to,
                year=year,
                date=day,
            )
        )
    return found


def _merged(found: list[Handover]) -> list[Handover]:
    """One for each post, organization and taker; the one that names the predecessor, then the fuller unit, wins."""
    kept: list[Handover] = []
    for one in found:
        same = next(
            (
                i
                for i, k in enumerate(kept)
                if fold(k.post) == fold(one.post)
                and fold(k.taker or "") == fold(one.taker or "")
                and _alike(k.organization, one.organization)
            ),
            None,
        )
        if same is None:
            kept.append(one)
        elif (one.giver is not None, len(one.organization or "")) > (kept[same].giver is not None, len(kept[same].organization or "")):
            kept[same] = one
    return kept


def _alike(left: str | None, right: str | None) -> bool:
    a, b = fold(left or ""), fold(right or "")
    return a.startswith(b) or b.startswith(a)
