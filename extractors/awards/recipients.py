"""Who gets an award, as a clause says it.

    tặng … cho A, B · gồm: A và B · A, B được tặng · suy tôn A là đơn vị dẫn đầu · cho 4 tập thể, 7 cá nhân
    … thuộc về A · gắn … lên lá cờ của A · trong đó có A, B · A (Cờ thi đua của X), B (Bằng khen của X)

What one place of the sentence names is read by `recipient_items`, a list by `recipient_lists`, what stands before a
verb of receiving by `recipient_subjects`.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..chunks import Kind, is_word, words
from ..records import RecipientKind
from ..text.words import AND, COMPRISES, GIVES, HAS, IS, OF, PASSIVE, REACHES, TAKES, TO, WITH
from .award_clauses import CARING, NOT_TAKING, AwardSentence, Clause
from .award_names import QUOTES
from .clause_bounds import gives, proposes
from .recipient_groups import Recipient, among_them, group_end, opens_credit
from .recipient_items import is_share, item_at, named_beside
from .recipient_lists import behind_bracket, listed, listed_until
from .recipient_marks import takes_for_another
from .recipient_objects import objects_behind
from .recipient_subjects import before_verb, founded_before, is_of_those, the_unit

# What leads from an award to those who get it, anywhere and right behind it.
_LEADING = frozenset({TO, GIVES, COMPRISES, ":", "đối", "lên"})
_LEADING_PAIRS = frozenset({"thuộc về", "trong đó", "chúc mừng", "vinh danh", "biểu dương", "tuyên dương"})
_TOWARDS = ("tới", "đến")  # `trao … tới | A`
_DEEDS = frozenset({"hành động", "nghĩa cử", "việc làm", "hành vi", "tinh thần", "tấm gương"})
_DEED_REACH = 14  # chunks
_TURNS = ("nhưng", "thì")  # behind which somebody does something else
_COPULA_REACH = 6  # chunks
_NAMING_REACH = 2  # chunks behind the copula
# Verbs of choosing those who are proposed, and what may follow the short one: `chọn A để … đề nghị`.
_CHOOSING = frozenset({"suy tôn", "bình chọn", "bình xét", "bầu chọn", "lựa chọn", "giới thiệu"})
_CHOOSING_SYLLABLES = frozenset(verb.split()[0] for verb in _CHOOSING)
_CHOOSES = "chọn"
_EACH = "mỗi"
_PRAISES = "khen-thuong"  # `tôn vinh 321 Mẹ Việt Nam Anh hùng`, who are so called before
_TITLE = "title"
_HOLDS = "tổ chức"
_ONCE = ("từng", "vừa")  # in what opens a sentence before the one honoured
_OPENING = 2  # chunks
_RECEIVING = (PASSIVE, TAKES, REACHES)
_CHOSEN = frozenset(
    {Kind.UNIT, Kind.UNITS, Kind.PLACE, Kind.NAME, Kind.HONORIFIC, Kind.RANK, Kind.NUMBER, Kind.ACADEMIC}
)


def recipients_of(here: AwardSentence, clause: Clause) -> Sequence[Recipient]:
    """Those who get a clause's award: behind it, behind a verb of choosing, before its bracket or one of receiving."""
    if clause.bracketed:
        return _before_bracket(here, clause)
    return (
        _behind(here, clause)
        or objects_behind(here, clause)
        or _in_bracket(here, clause)
        or _chosen(here, clause)
        or _subjects(here, clause)
        or _asked_for(here, clause)
        or _each(here, clause)
        or _counted(here, clause)
    )


def _counted(here: AwardSentence, clause: Clause) -> Sequence[Recipient]:
    """`công nhận | 15 Chiến sĩ thi đua cơ sở`, `28 Bằng khen cho | tập thể và cá nhân`: so many, or unnamed ones."""
    row, k = here.row, clause.at - 1
    if k < clause.start or row[k].kind is not Kind.NUMBER:
        return []
    if row[clause.at].field("kind") == _TITLE:
        number = k - 1 if clause.start and is_word(row[k - 1], AND) else k  # `10 X | và 15 Y`
        verb = next((v for v in here.verbs if (v.end == row[k].start or number < k) and gives(v)), None)
        if verb is None or verb.entry.id == _PRAISES:
            return []
        return [Recipient(RecipientKind.GROUP, None, int(row[k].text), here.reading.span(row[k].a, row[clause.at].b))]
    to = next((j for j in range(clause.after, clause.end - 1) if is_word(row[j], TO)), None)
    end = group_end(here, to + 1) if to is not None else None
    if to is None or end is None:
        return []
    return [Recipient(RecipientKind.GROUP, None, None, here.reading.span(row[to + 1].a, row[end - 1].b))]


def _each(here: AwardSentence, clause: Clause) -> Sequence[Recipient]:
    """`A cùng B mỗi nơi, mỗi người một …`: those before the first `mỗi`."""
    row = here.row
    each = next((k for k in range(clause.start, clause.at) if is_word(row[k], _EACH)), None)
    first = clause.start + (row[clause.start].kind is Kind.MARK)
    return _individuals(listed(here, first, each)) if each is not None and each > first else []


def _in_bracket(here: AwardSentence, clause: Clause) -> Sequence[Recipient]:
    """`Cờ thi đua của X (Sở A, Sở B)`: those who fill a bracket behind an award."""
    opening = next((k for k in range(clause.after, clause.end) if here.row[k].text == "("), None)
    if opening is None or opens_credit(here, opening + 2) or _parts_list(here, clause.after, opening):
        return []
    if any(is_word(c, TO) for c in here.row[clause.after : opening]):  # `cho vở X | (Công ty A)`: whose it is
        return []
    close = behind_bracket(here, opening, clause.end) - 1
    found, last = listed_until(here, opening + 1, close)
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
    found = before_verb(here, clause.start, at)
    # At the head of a sentence those who propose stand there, but for a group: `danh sách 12 tập thể đề nghị X tặng`.
    return found if clause.start or all(one.kind is RecipientKind.GROUP for one in found) else []


def _before_bracket(here: AwardSentence, clause: Clause) -> Sequence[Recipient]:
    """`A (Cờ thi đua của X)`: who stands right before the bracket that holds the award."""
    opening = here.bracket_before(clause.at)
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
        if is_word(chunk, *_TURNS):
            break
        leads = chunk.norm in _LEADING or (chunk.kind is Kind.DECOY and chunk.norm.startswith(GIVES))
        leads = leads and not opens_credit(here, k) and not _opens_speech(here, k)
        leads = leads or (k > clause.after and f"{here.row[k - 1].norm} {chunk.norm}" in _LEADING_PAIRS)
        leads = leads or _leads_towards(here, clause, k)
        if leads and (doer := _doer(here, k, clause.end)):
            return doer
        if leads or (is_word(chunk, IS) and k - clause.after <= _COPULA_REACH and _names_soon(here, k, clause.end)):
            found = listed(here, k + 1, clause.end)
            if found:
                return [*found, *_among_those(here, found, k, clause.end)]
    return []


def _doer(here: AwardSentence, k: int, end: int) -> Sequence[Recipient]:
    """`đối với hành động dũng cảm … của | A`, `cho nghĩa cử cao đẹp của | A`: who did what an award is for."""
    first = k + 1 + (k + 1 < end and is_word(here.row[k + 1], WITH))
    if words(here.row, first, first + 2) not in _DEEDS:
        return []
    of = next((j for j in range(first + 2, min(first + _DEED_REACH, end - 1)) if is_word(here.row[j], OF)), None)
    item = item_at(here, of + 1, []) if of is not None else None
    item = item or (item_at(here, of + 2, []) if of is not None and of + 2 < end else None)
    return _individuals(item[0]) if item else []


def _leads_towards(here: AwardSentence, clause: Clause, k: int) -> bool:
    """`trao Huân chương X | tới | đồng chí A`: does `tới` right behind the award or its giver lead to someone?"""
    row = here.row
    if not is_word(row[k], *_TOWARDS) or k + 1 >= clause.end or item_at(here, k + 1, []) is None:
        return False
    return all(c.kind is not Kind.WORD or is_word(c, OF) for c in row[clause.after : k])


def _among_those(here: AwardSentence, found: Sequence[Recipient], k: int, end: int) -> Sequence[Recipient]:
    """`cho 13 cá nhân, trong đó có | A, B`: those whom the list behind chunk k names of its groups."""
    if any(one.kind is not RecipientKind.GROUP for one in found) or not (among := among_them(here, k + 1, end)):
        return []
    first = among + 2
    first += first < end and is_word(here.row[first], HAS)
    return _individuals(listed(here, first, end)) if first < end else []


def _names_soon(here: AwardSentence, k: int, end: int) -> bool:
    """`là (đồng chí) | A`: does somebody stand right behind the copula at chunk k, over a word of address or number?"""
    behind = range(k + 1, min(k + 1 + _NAMING_REACH, end))
    return any(item_at(here, j, []) is not None for j in behind)


def _opens_speech(here: AwardSentence, k: int) -> bool:
    """`… và nhấn mạnh: “…`: is the colon at chunk k one of direct speech?"""
    return here.row[k].text == ":" and k + 1 < len(here.row) and here.row[k + 1].text in QUOTES


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
    if is_of_those(here, at) or (takes_for_another(here, clause) and not is_word(row[at], PASSIVE)):
        return []
    if clause.after < clause.end and is_word(row[clause.after], TO) and _HOLDS in words(row, clause.start, at):
        return []  # `X tổ chức lễ đón nhận Huân chương Y | cho …`
    before = founded_before(here, clause.start, at) or before_verb(here, clause.start, at)
    if the_unit(here, at) is not None:  # `…, đơn vị được tặng …`
        before = [one for one in before if one.kind is RecipientKind.UNIT]
    if before:
        return before
    if at - clause.start <= _OPENING and row[0].start == row[clause.start].start:
        return _honoured(here, clause)
    agent = any(row[at].end <= v.start < row[clause.at].start and gives(v) for v in here.verbs)
    named = any(is_word(c, IS, ":") for c in row[clause.after : clause.end])
    return listed(here, at + 1, clause.at) if named and not agent else []


def _honoured(here: AwardSentence, clause: Clause) -> Sequence[Recipient]:
    """`Từng được X tặng Cờ thi đua, | A vẫn …`: who stands behind the comma of what opens the sentence."""
    row = here.row
    if not any(is_word(c, *_ONCE) for c in row[clause.start : clause.at]):
        return []
    comma = next((k for k in range(clause.after, clause.end) if row[k].text == ","), None)
    return _individuals(listed(here, comma + 1, clause.end)[:1]) if comma is not None and comma + 1 < clause.end else []


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
    row = here.row
    if k == 0 or not is_word(row[k], TAKES):
        return False
    return is_word(row[k - 1], *NOT_TAKING) or (k + 1 < len(row) and is_word(row[k + 1], *CARING))


def _individuals(found: Sequence[Recipient]) -> Sequence[Recipient]:
    """Those with a name."""
    return [r for r in found if r.kind is not RecipientKind.GROUP]


def named_behind(here: AwardSentence, clause: Clause) -> Sequence[Recipient]:
    """`đề nghị tặng Bằng khen | Hội A và Hội B`: units right behind the award that an active verb gives."""
    row = here.row
    place = range(row[clause.at].start, row[clause.after - 1].end + 1)  # `gửi thư khen` ends with the award itself
    given = any(v.end in place and (gives(v) or proposes(v)) for v in here.verbs)
    if not given or any(is_word(c, TO) for c in row[clause.after : clause.end]):
        return []
    return _individuals(listed(here, clause.after, clause.end))
