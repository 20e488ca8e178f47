"""Those who get an award as objects of the verb that gives it, without `cho` behind the award.

Between the verb and the award: tặng thưởng | A | Bằng khen · trao cho | ông B | Huân chương X · phong tặng A danh hiệu
    khen thưởng | 12 cá nhân | bằng hình thức Giấy khen · đề nghị X tặng | A và B | Cờ thi đua
Right behind the award: tặng Giấy khen | 6 tập thể và 18 cá nhân · truy tặng Huân chương X | Thượng úy B
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..chunks import Kind, is_word
from ..records import RecipientKind
from ..text.gazetteer import Match
from ..text.words import AND, GIVES, IS, REACHES, TO, TOGETHER
from .award_clauses import AwardSentence, Clause
from .clause_bounds import gives
from .recipient_groups import Recipient
from .recipient_items import item_at
from .recipient_lists import acts, listed, listed_until

# What may stand between those who get an award and its name, and what is still of the verb before them.
_BEFORE_NAMES = frozenset({
    "danh", "hiệu", "bằng", "hình", "thức", "các", "nhiều", "một", "với", IS, REACHES, ",", "“", '"', "phần", "thưởng",
    "cao", "quý", "vinh", "dự",
})  # fmt: skip
_OF_THE_VERB = (TO, "thưởng", GIVES)
# Verbs that need a word before the award: `công nhận A | đạt danh hiệu X`, `khen thưởng A | bằng hình thức X`.
_PRAISING = frozenset({"cong-nhan", "khen-thuong"})
_NO_OBJECTS = frozenset({"thua-uy-quyen", "thuoc-ve", "gui-thu-khen"})
_PERSONAL_KINDS = frozenset({"title", "named", "prize"})  # what someone so honoured is called, too
_OPENING = frozenset({Kind.NUMBER, Kind.RANK, Kind.HONORIFIC, Kind.ACADEMIC, Kind.NAME})
_BECAUSE = ("vì", "do")
_PLURALS = ("các", "những", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


@dataclass(frozen=True, slots=True)
class Objects:
    """Those between a verb of giving and its award, and the chunk behind the verb."""

    recipients: Sequence[Recipient]
    behind_verb: int


def objects_before(here: AwardSentence, clause: Clause) -> Objects | None:
    """`tặng (thưởng) (cho) | A | (danh hiệu) X`: those who fill the place between the verb and the award at its end."""
    row = here.row
    inside = range(row[clause.start].start, row[clause.at].start)
    verb = next((v for v in reversed(here.verbs) if v.start in inside), None)
    if verb is None or not gives(verb) or verb.entry.id in _NO_OBJECTS:
        return None
    first = next((k for k in range(clause.start, clause.at) if row[k].start >= verb.end), clause.at)
    last = clause.at
    while last > first and row[last - 1].norm in _BEFORE_NAMES:
        last -= 1
    link = clause.at - last
    while first < last and is_word(row[first], *_OF_THE_VERB):
        first += 1
    if first >= last or _is_in_decoy(here, verb, clause) or any(is_word(c, TO) for c in row[first:last]):
        return None  # `tặng quà`, `tặng 20 suất quà cho A, …`: something else is given
    if link == 0 and (row[clause.at].field("kind") in _PERSONAL_KINDS or verb.entry.id in _PRAISING):
        return None
    found, end = listed_until(here, first, last)
    return Objects(found, first) if found and end >= last else None


def objects_behind(here: AwardSentence, clause: Clause) -> Sequence[Recipient]:
    """`tặng Giấy khen | 6 tập thể`, `truy tặng Huân chương X | Thượng úy B`: those right behind what is given."""
    row, k = here.row, clause.after
    if k >= clause.end or not (row[k].kind in _OPENING or is_word(row[k], *_PLURALS)):
        return []
    before = clause.at - 1
    while before > clause.start and row[before].norm in _BEFORE_NAMES:
        before -= 1
    verb = next((v for v in here.verbs if row[before].start < v.end <= row[before].end), None)
    if verb is None or not gives(verb) or verb.entry.id in _NO_OBJECTS:
        return []
    item = item_at(here, k, [])
    if item is None or not item[0]:
        return []
    person = item[0][0].kind is RecipientKind.PERSON
    if person and (acts(here, item[1]) or not _ends_there(here, item[1])):
        return []
    return listed(here, k, clause.end)


def _ends_there(here: AwardSentence, k: int) -> bool:
    """Does a mark, a joining word or nothing at all stand at chunk k, so that no deed of the one before follows?"""
    return k >= len(here.row) or here.row[k].kind is Kind.MARK or is_word(here.row[k], AND, TOGETHER, *_BECAUSE)


def _is_in_decoy(here: AwardSentence, verb: Match, clause: Clause) -> bool:
    """`tặng quà`: is the verb only the first word of something else that is given?"""
    return any(
        here.row[k].kind is Kind.DECOY and here.row[k].start <= verb.start < here.row[k].end
        for k in range(clause.start, clause.at)
    )
