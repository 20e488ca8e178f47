"""Posts passing on: appointments, elections, handovers of one person's post to another, as records.

What single sentences say is read by `appointments`, `post_passings` and `departures`; here it is put together: who
left the post that someone takes up may stand in another sentence (`post_successions`).

Candidates (`đề nghị`, `giới thiệu`), earlier posts (`từng`, `nguyên`, `lần lượt`) and promotions in rank are none. The
headship of blocs is read by `bloc_handovers`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .appointments import Taking, decides, find_takings
from .chunks import Kind
from .departures import Departure, Pair, find_departures, find_pairs, find_precedences
from .people import Mention
from .post_changes import RULE_APPOINTED, RULE_PASSED, Change, Naming, is_sole, plain_title
from .post_clauses import Clauses
from .post_groups import PostItem
from .post_passings import find_post_passings
from .post_records import handovers_of, is_office
from .post_successions import (
    merged,
    posts_left,
    posts_moved_from,
    takers_of_titles,
    with_predecessor,
    with_unit_of_another,
    without_guesses,
)
from .post_times import PostTimes
from .reading import Reading
from .records import Handover, Span
from .sentence import Sentence

__all__ = ["RULE_APPOINTED", "RULE_PASSED", "find_handovers"]

# One of these stands wherever a post passes, or someone leaves one.
_HINTS = frozenset(
    {
        *("nhiệm", "bầu", "chức", "thay", "làm", "đảm", "giao", "chuyển", "chuẩn", "nghỉ", "thôi", "giữ", "giữa"),
        *("rời", "trời", "hưu", "ghế", "cương"),
    }
)
_LONG_HINTS = ("chỉ định", "công nhận", "cử ", "thế chân", "thuộc về", "trước đó")
_BEGINNINGS = frozenset(hint.split()[0] for hint in _LONG_HINTS)
_DECIDED_REACH = 2  # sentences after one that speaks of a decision on people
_PRECEDENCE_REACH = 3  # sentences between that on the taker and that on the predecessor


def find_handovers(reading: Reading) -> list[Handover]:
    """The posts that pass on in an article, one record for each post and taker."""
    news = _News(reading)
    for number in reading.rows_with(Kind.NAME):
        words, syllables = reading.words(number), reading.syllables(number)
        long = not _BEGINNINGS.isdisjoint(syllables)
        if not _HINTS.isdisjoint(syllables) or (long and any(hint in words for hint in _LONG_HINTS)):
            news.read(Sentence(reading, number))
    return news.records()


class _News:
    """What an article says of posts that pass, sentence by sentence."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._times = PostTimes(reading)
        self._taken = -_DECIDED_REACH - 1  # the last sentence that speaks of someone who takes up a post
        self._changes: list[Change] = []
        self._departures: list[Departure] = []
        self._pairs: list[tuple[Pair, Sentence]] = []

    def read(self, sentence: Sentence) -> None:
        """Take in a sentence."""
        clauses = Clauses(sentence)
        passings = find_post_passings(sentence, [m for m in sentence.mentions if m.person])
        for passing in passings:
            span = self._reading.span(passing.a, passing.b)
            self._add(sentence, passing.group.items, passing.taker, passing.giver, span)
        passed = {passing.group.first for passing in passings}
        self._departures.extend(find_departures(clauses))
        for taking in find_takings(clauses, lambda: self._is_decided(sentence.number)):
            if taking.group is None or taking.group.first not in passed:
                self._take(sentence, taking)
        self._tell_predecessors(clauses)
        self._pairs.extend((pair, sentence) for pair in find_pairs(clauses))

    def _is_decided(self, number: int) -> bool:
        """Does a sentence or one shortly before it speak of a decision on people, or of someone who takes up a post?"""
        if number - self._taken <= _DECIDED_REACH:
            return True
        near = range(max(number - _DECIDED_REACH, 0), number + 1)
        return any(decides(f"{self._reading.words(n)} ") for n in near)

    def _add(
        self, sentence: Sentence, items: Sequence[PostItem], taker: Mention, giver: Mention | None, span: Span
    ) -> None:
        """A post that one hands over to another."""
        term = self._times.term_of(sentence, None)
        if term:
            self._changes.append(Change(items, taker, giver, (span,), RULE_PASSED, term, sentence.number))

    def _take(self, sentence: Sentence, taking: Taking) -> None:
        """A post that someone takes up, unless in a career long past."""
        term, giver, group = self._times.term_of(sentence, taking.group), taking.giver, taking.group
        items: Sequence[PostItem] = group.items if group else ()
        if group is None:
            left = self._left_by(taking, sentence.number)
            giver, items = (left.who, left.items) if left else (giver, ())
        if term is None or not items or (giver and giver.person == taking.taker.person):
            return
        row = sentence.row
        ends = [(m.a, m.b) for m in (taking.taker, giver) if m and m.row == sentence.number]
        ends += [(row[group.first].a, row[group.last - 1].b)] if group else []
        span = self._reading.span(min(a for a, _ in ends), max(b for _, b in ends))
        place = row[taking.place].unit if taking.place is not None else None
        self._changes.append(
            Change(items, taking.taker, giver, (span,), RULE_APPOINTED, term, sentence.number, taking.acting, place)
        )
        self._taken = sentence.number

    def _left_by(self, taking: Taking, number: int) -> Departure | None:
        """`Thế chân ông A là ông B`: what A was said to leave; `người kế nhiệm là ông B`: what was left last.

        Else what the one had who was said, shortly before, to go to another post.
        """
        giver, reach = taking.giver, 0 if taking.here else _DECIDED_REACH
        for told in reversed(self._departures):
            near = number - told.who.row <= reach and told.who.a < taking.taker.a
            if told.items and (near if giver is None else told.who.person == giver.person):
                return told
        for change in reversed(self._changes) if giver or taking.his else ():
            near = number - change.row <= _DECIDED_REACH
            if near and change.taker.items and (giver is None or change.taker.person == giver.person):
                return Departure(change.taker, tuple(change.taker.items))
        return None

    # --- predecessors in other sentences --------------------------------------------------------------------------

    def _tell_predecessors(self, clauses: Clauses) -> None:
        """`Người tiền nhiệm của ông là B`, `Ông thay B`: B had what somebody was last said to take up."""
        for precedence in find_precedences(clauses):
            for i in reversed(range(len(self._changes))):
                change = self._changes[i]
                near = clauses.sentence.number - change.row <= _PRECEDENCE_REACH
                if precedence.taker is None and not near:
                    break
                if precedence.taker and precedence.taker.person != change.taker.person:
                    continue
                self._give(i, precedence.who)
                break

    def _settle_pairs(self) -> None:
        """`Bàn giao chức vụ X giữa A và B`: who of them takes it, another sentence may say; else the second does."""
        for pair, sentence in self._pairs:
            across = {pair.left.person: pair.right, pair.right.person: pair.left}
            titles = _titles(pair.items)
            known = False
            for i, change in enumerate(self._changes):
                giver = across.get(change.taker.person)
                if giver and _titles(change.items) & (titles or self._titles_of(giver)):
                    known = True
                    self._give(i, giver)
            if pair.items and not known:
                row = sentence.row
                self._add(sentence, pair.items, pair.right, pair.left, self._reading.span(row[0].a, row[-1].b))

    def _give(self, i: int, giver: Mention) -> None:
        change = self._changes[i]
        if change.giver is None and giver.person != change.taker.person:
            span = self._reading.span(giver.a, giver.b)
            self._changes[i] = replace(change, giver=giver, spans=(*change.spans, span))

    def _titles_of(self, person: Mention) -> set[str]:
        """The titles of posts that only one has, as the article gives them to someone."""
        own = _titles(item for m in self._reading.by_person.get(person.person or "", []) for item in m.items)
        return {title for title in own if is_sole(title)}

    # --- the records ----------------------------------------------------------------------------------------------

    def records(self) -> list[Handover]:
        """The handovers, each with who left the post, if the article says so anywhere."""
        self._settle_pairs()
        found: list[Handover] = []
        naming: list[Naming] = []  # of the unit of each
        for change in self._changes:
            for handover, named in handovers_of(self._reading, change, found):
                found.append(handover)
                naming.append(named)
        found = without_guesses(self._reading, found, naming)
        left = [*posts_left(self._reading, self._departures), *posts_moved_from(self._reading, self._changes)]
        takers = takers_of_titles(found)
        whole = [with_predecessor(self._reading, handover, left, takers) for handover in found]
        told = [with_unit_of_another(self._reading, handover, found) for handover in whole]
        return merged(self._reading, [handover for handover in told if is_office(handover)], self._changes)


def _titles(items: Iterable[PostItem]) -> set[str]:
    return {plain_title(item.title) for item in items}
