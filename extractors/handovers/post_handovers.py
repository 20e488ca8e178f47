"""Posts passing on: appointments, elections, handovers of one person's post to another, as records.

What single sentences say is read by `appointments`, `appointment_lists`, `post_charges`, `post_passings` and
`departures`; here it is put together: which post a sentence means may stand in another one (`post_references`), and
so may who left the post that someone takes up (`post_successions`).

Candidates (`đề nghị`, `giới thiệu`), earlier posts (`từng`, `nguyên`, `lần lượt`) and promotions in rank are none. The
headship of blocs is read by `bloc_handovers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import takewhile

from ..chunks import Kind, Row
from ..people.people import Mention
from ..people.post_groups import PostItem
from ..people.posts import posts_of
from ..reading import Reading
from ..records import Handover, Span
from ..sentence import Sentence
from ..units.unit_names import alike
from .appointment_lists import first_named, heads_list, listed, listed_within, post_of_all
from .appointments import Taking, decides, find_takings, newcomers
from .departures import Departure, Pair, find_departures, find_pairs, find_precedences
from .post_changes import RULE_APPOINTED, RULE_PASSED, Change, Naming, is_sole, plain_title
from .post_charges import find_charges
from .post_clauses import Clauses
from .post_passings import find_post_passings
from .post_records import handovers_of, is_office
from .post_references import REACH, meant_post
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

__all__ = ["RULE_APPOINTED", "RULE_PASSED", "find_handovers"]

# One of these stands wherever a post passes, or someone leaves one.
_HINTS = frozenset(
    {
        *("nhiệm", "bầu", "chức", "thay", "làm", "đảm", "giao", "chuyển", "chuẩn", "nghỉ", "thôi", "giữ", "giữa"),
        *("rời", "trời", "hưu", "ghế", "cương", "tân", "nhường", "khuyết"),
        *("nhắc", "bạt", "thăng"),
    }
)
_LONG_HINTS = (
    *("chỉ định", "công nhận", "cử ", "thế chân", "thuộc về", "trước đó", "mới của ", "mới :", "mới là"),
    *("trở thành", "người tiếp nhận", "người nhận", "phụ trách", "vị trí"),
)
_BEGINNINGS = frozenset(hint.split()[0] for hint in _LONG_HINTS)
_LONG_HINT = re.compile("|".join(_LONG_HINTS))
_DECIDED_REACH = 2  # sentences after one that speaks of a decision on people
_AT_ONCE = 3  # posts that someone takes up in one sentence
_HEADLINE_REACH = 2  # sentences after a headline or lead
_LEAD = 3  # the last sentence that may be of the lead
_PRECEDENCE_REACH = 3  # sentences between that on the taker and that on the predecessor


def find_handovers(reading: Reading) -> list[Handover]:
    """The posts that pass on in an article, one record for each post and taker."""
    news = _News(reading)
    for number in reading.rows_with(Kind.NAME):
        words, syllables = reading.words(number), reading.syllables(number)
        long = not _BEGINNINGS.isdisjoint(syllables)
        told = not _HINTS.isdisjoint(syllables) or (long and _LONG_HINT.search(words) is not None)
        if told or news.goes_on(number):
            news.read(Sentence(reading, number))
    return news.records()


def _opens_list(row: Row) -> bool:
    """Does a sentence end with a colon: `…:`, `…: 1.`?"""
    numbered = len(row) > 2 and row[-2].kind is Kind.NUMBER and row[-1].text in ".)"
    return row[-3 if numbered else -1].text == ":"


class _News:
    """What an article says of posts that pass, sentence by sentence."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._times = PostTimes(reading)
        self._taken = -_DECIDED_REACH - 1  # the last sentence that speaks of someone who takes up a post
        self._changes: list[Change] = []
        self._departures: list[Departure] = []
        self._pairs: list[tuple[Pair, Sentence]] = []
        self._listed = -_DECIDED_REACH  # the last sentence of a list of people who get posts
        self._heading: Sentence | None = None  # … and the one that opens it

    def read(self, sentence: Sentence) -> None:
        """Take in a sentence."""
        clauses = Clauses(sentence)
        passings = find_post_passings(sentence, [m for m in sentence.mentions if m.person])
        for passing in passings:
            span = self._reading.span(passing.a, passing.b)
            self._add(sentence, passing.group.items, passing.taker, passing.giver, span)
        passed = {passing.group.first for passing in passings}
        self._departures.extend(find_departures(clauses))
        takings = find_takings(clauses, lambda: self._is_decided(sentence.number) or self._is_left(sentence.number))
        for taking in takings:
            if taking.group is None or taking.group.first not in passed:
                self._take(sentence, taking)
        charged = {taking.taker.person for taking in takings}
        for taking in find_charges(clauses):
            if taking.taker.person not in charged:
                self._take(sentence, taking)
        if not takings:
            in_list = self._is_listed(sentence.number)
            own = list(listed(clauses) if in_list else listed_within(clauses))
            for taking in own:
                self._take(sentence, taking)
            if in_list and not own:
                self._take_what_all_get(sentence, clauses)
            self._listed = sentence.number if in_list else self._listed
        self._take_newly(sentence, clauses)
        self._tell_predecessors(clauses)
        self._pairs.extend((pair, sentence) for pair in find_pairs(clauses))

    def _take_what_all_get(self, sentence: Sentence, clauses: Clauses) -> None:
        """`bổ nhiệm X đối với các ông có tên sau đây: · 1. Ông A, …`: whom a line of the list names gets X."""
        if self._listed != self._before(sentence.number):
            self._heading = Sentence(self._reading, self._before(sentence.number))
        group = post_of_all(Clauses(self._heading)) if self._heading else None
        taker = first_named(clauses) if group else None
        if self._heading and taker:
            self._take(self._heading, Taking(group, taker, None, 0, "", None))

    def _is_left(self, number: int) -> bool:
        """`A thôi giữ chức X, B lên làm X`: is someone said to leave a post in this sentence?"""
        return any(departure.who.row == number for departure in self._departures[-3:])

    def _is_listed(self, number: int) -> bool:
        """Does a sentence go on with a list of people who get posts?"""
        before = self._before(number)
        if before < 0 or self._listed == before:
            return before >= 0
        return self.goes_on(number) and heads_list(Clauses(Sentence(self._reading, before)))

    def goes_on(self, number: int) -> bool:
        """May a sentence be of a list: behind one of it, or behind a colon?"""
        before = self._before(number)
        return before >= 0 and (self._listed == before or _opens_list(self._reading.rows[before]))

    def _before(self, number: int) -> int:
        """The sentence before one, passing over the number that marks a line of a list."""
        if number < 2:
            return number - 1
        first, *more = self._reading.rows[number - 1]
        return number - 2 if first.kind is Kind.NUMBER and not more[1:] else number - 1

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

    def _take(self, sentence: Sentence, taking: Taking, *, tentative: bool = False) -> None:
        """A post that someone takes up, unless in a career long past."""
        term, giver, group = self._times.term_of(sentence, taking.group), taking.giver, taking.group
        items: Sequence[PostItem] = group.items if group else ()
        number = sentence.number
        if group is None:
            if self._has_taken(taking.taker, number):
                return  # `A được bổ nhiệm làm X. Ông thay ông B`
            meant = meant_post(self._reading, taking, number, self._departures, self._changes)
            giver, items, number = meant or (giver, (), number)
        if term is None or not items or (giver and giver.person == taking.taker.person):
            return
        row = sentence.row
        ends = [(m.a, m.b) for m in (taking.taker, giver) if m and m.row == sentence.number]
        ends += [(row[group.first].a, row[group.last - 1].b)] if group else []
        span = self._reading.span(min(a for a, _ in ends), max(b for _, b in ends))
        place = row[taking.place].unit if taking.place is not None else None
        self._changes.append(
            Change(items, taking.taker, giver, (span,), RULE_APPOINTED, term, number, taking.acting, place, tentative)
        )
        if not tentative:
            self._taken = sentence.number

    def _has_taken(self, taker: Mention, number: int) -> bool:
        """Was someone said, here or shortly before, to take up a post?"""
        near = takewhile(lambda change: number - change.row <= REACH, reversed(self._changes))
        return any(change.taker.person == taker.person and not change.tentative for change in near)

    def _take_newly(self, sentence: Sentence, clauses: Clauses) -> None:
        """What is kept in case nothing else says that someone takes up a post.

        `tân Giám đốc Sở X A`, by a decision; `A làm X`, a headline or lead of which the next sentences tell more.
        """
        number = sentence.number
        found = list(newcomers(clauses)) if self._is_decided(number) else []
        if number <= _LEAD and any(decides(f"{words} ") for words in self._next(number)):
            found += find_takings(clauses, lambda: True)
        for taking in found:
            if taking.group and not self._has_taken(taking.taker, number):
                self._take(sentence, taking, tentative=True)

    def _next(self, number: int) -> Iterator[str]:
        """The words of the sentences behind one."""
        rows = range(number + 1, min(number + 1 + _HEADLINE_REACH, len(self._reading.rows)))
        return (self._reading.words(n) for n in rows)

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
                for j in range(max(i - _AT_ONCE, 0), i + 1):
                    other = self._changes[j]
                    if other.row == change.row and other.taker.person == change.taker.person:
                        self._give(j, precedence.who)
                break

    def _settle_pairs(self) -> None:
        """`Bàn giao chức vụ X giữa A và B`: who of them takes it, another sentence may say; else the second does."""
        for pair, sentence in self._pairs:
            across = {pair.left.person: pair.right, pair.right.person: pair.left}
            titles = {plain_title(item.title) for item in pair.items}
            known = False
            for i, change in enumerate(self._changes):
                giver = across.get(change.taker.person)
                if giver and self._is_one_of(change, titles, giver):
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

    def _is_one_of(self, change: Change, titles: Set[str], giver: Mention) -> bool:
        """Is what somebody takes up one of these posts (plain titles), or without them one that `giver` has had?"""
        taken = posts_of(self._reading, change.items)
        if titles:
            return any(plain_title(post.title) in titles for post in taken)
        had = [p for m in self._reading.by_person.get(giver.person or "", []) for p in posts_of(self._reading, m.items)]
        return any(
            is_sole(new.title)
            and plain_title(new.title) == plain_title(old.title)
            and (new.unit is None or old.unit is None or alike(new.unit, old.unit))
            for new in taken
            for old in had
        )

    def _told(self) -> list[Change]:
        """The changes, without the tentative ones of those of whom others tell; whom those replaced is kept."""
        surely = [change for change in self._changes if not change.tentative]
        known = {change.taker.person for change in surely}
        for told in self._changes:
            if told.tentative and told.giver and told.taker.person in known:
                titles = {plain_title(item.title) for item in told.items}
                for i, change in enumerate(surely):
                    same = change.giver is None and change.taker.person == told.taker.person
                    if same and self._is_one_of(change, titles, told.giver):
                        surely[i] = replace(change, giver=told.giver)
        return sorted(
            surely + [c for c in self._changes if c.tentative and c.taker.person not in known], key=lambda c: c.row
        )

    # --- the records ----------------------------------------------------------------------------------------------

    def records(self) -> list[Handover]:
        """The handovers, each with who left the post, if the article says so anywhere."""
        self._settle_pairs()
        found: list[Handover] = []
        naming: list[Naming] = []  # of the unit of each
        for change in self._told():
            for handover, named in handovers_of(self._reading, change, found):
                found.append(handover)
                naming.append(named)
        found = without_guesses(self._reading, found, naming)
        left = [*posts_left(self._reading, self._departures), *posts_moved_from(self._reading, self._changes)]
        takers = takers_of_titles(found)
        whole = [with_predecessor(self._reading, handover, left, takers) for handover in found]
        told = [with_unit_of_another(self._reading, handover, found) for handover in whole]
        return merged(self._reading, [handover for handover in told if is_office(handover)], self._changes)
