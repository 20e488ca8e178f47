"""The deputies of a bloc changing: a handover of a post, not of the headship.

X làm Cụm phó thay Y từ tháng 7/2024 · X thay Y làm Cụm phó · chuyển nhiệm vụ Cụm phó từ Y sang X
nhiệm vụ Cụm phó năm N được Y chuyển giao cho X · Y bàn giao nhiệm vụ Khối phó năm N cho X
"""

from __future__ import annotations

from collections.abc import Sequence

from ..chunks import Kind, is_word
from ..reading import Reading
from ..records import Role
from ..sentence import Sentence
from ..text.words import FROM, PASSIVE
from .bloc_roles import Held
from .blocs import Blocs
from .holders import Holder, RoleSentence, as_member
from .holders_behind import given_in_the_passive, giver_in_the_passive, handed_behind, moved_behind
from .passed_terms import Passing, role_title
from .role_holders import REPLACING

_REPLACING_REACH = 6  # chunks from a role to who held it before: `Cụm phó Cụm thi đua số 2 thay Y`
_LONGEST_VERB = 2  # syllables of a verb of replacing
_FIRST = frozenset(verb.split()[0] for verb in REPLACING)
_SECOND = frozenset({"thế", *(verb.split()[-1] for verb in REPLACING if " " in verb)})
_PASSING_ON = frozenset({"bàn", "chuyển"})  # the first syllables of `bàn giao`, `chuyển giao`
_MAY_TELL = _FIRST | _PASSING_ON | {FROM, PASSIVE}  # syllables without one of which no sentence tells of a change


def find_changes(reading: Reading, blocs: Blocs, held: Sequence[Held]) -> list[Passing]:
    """The changes of deputies that sentences state; `held`: the roles that the article gives."""
    deputies = [one for one in held if one.role is not Role.HEAD]
    if not deputies:
        return []
    found: list[Passing] = []
    for number in reading.rows_with(Kind.ROLE):
        row = reading.rows[number]
        roles = [k for k, chunk in enumerate(row) if chunk.kind is Kind.ROLE and chunk.field("role") != Role.HEAD]
        if not roles or _MAY_TELL.isdisjoint(reading.syllables(number)):
            continue
        here = RoleSentence(Sentence(reading, number), blocs)
        for k in roles:
            chunk = row[k]
            own = [
                one for one in deputies if one.span.start <= chunk.a < one.span.end and one.title.startswith(chunk.text)
            ]
            change = _change_at(here, k, own) if own else None
            if change and change not in found:
                found.append(change)
    return found


def _change_at(here: RoleSentence, k: int, own: Sequence[Held]) -> Passing | None:
    """The change of deputies at the role of chunk k, which the sentence gives to those of `own`."""
    moved = moved_behind(here, k)
    taker = moved[1] if moved else own[-1].holder
    if not moved and handed_behind(here, k):
        verb = next((j for j in range(k - 1, 0, -1) if here.row[j].norm in _PASSING_ON), 0)
        before = here.holder_at(verb - 1) if verb and here.may_hold(verb - 1) else None
        return _change(own[-1], before, taker)
    giver = moved[0] if moved else _replaced(here, k) or _giver_in_the_passive(here, k)
    return _change(own[-1], giver, taker)


def _change(one: Held, giver: Holder | None, taker: Holder) -> Passing | None:
    if giver is None or giver.name == taker.name:
        return None
    return Passing(one.bloc, role_title(one.title), as_member(one.bloc, giver), taker, one.year, one.span)


def _replaced(here: RoleSentence, k: int) -> Holder | None:
    """`X làm Cụm phó | thay Y`, `X | thay Y | làm Cụm phó`, the role at chunk k: Y."""
    row = here.row
    for j in range(max(k - _REPLACING_REACH, 1), min(k + _REPLACING_REACH, len(row) - 1)):
        verb = here.sentence.words(j, j + _LONGEST_VERB)
        if row[j].kind is not Kind.WORD or not verb.startswith(REPLACING) or row[j].norm not in _FIRST:
            continue
        after = j + 1 + is_word(row[j + 1], *_SECOND)
        return here.holder_at(after) if after < len(row) else None
    return None


def _giver_in_the_passive(here: RoleSentence, k: int) -> Holder | None:
    """`nhiệm vụ Cụm phó năm N được Y chuyển giao cho X`, the role at chunk k: Y."""
    return giver_in_the_passive(here, k) if given_in_the_passive(here, k) else None
