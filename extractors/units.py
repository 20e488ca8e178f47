"""Units: where a unit's name begins and ends, and what stands above it.

A name begins with its kind (`Cục`, `Bộ CHQS`, `Sở`) or is fixed (`Chính phủ`). It goes on with a number, a field
(`Tuyên huấn`, `Nông nghiệp và Phát triển nông thôn`), words in capitals, a place. Forms handled:

    Cục Tuyên huấn · Vụ 12 · Lữ đoàn Công binh 875 · Bộ CHQS tỉnh Lạng Sơn · Sở Nội vụ Quảng Trị
    Đảng ủy Quân khu 1 · Hội đồng TĐKT Bộ Quốc phòng    (a kind without a field of its own takes in its body)
    Bảo hiểm xã hội (BHXH) Bộ Quốc phòng                 (an explained abbreviation is passed over)
    Tư lệnh Quân khu · Giám đốc Sở · UBND tỉnh           (bare: to be completed from the article)

Lists whose kind is said once stand in `unit_lists`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from .gazetteer import Match
from .language import fold
from .places import place_at, proper_end
from .tokens import Tokens
from .unit_kinds import (
    Trait,
    absorbs,
    closing_words,
    fixed_names,
    has_trait,
    kinds_with,
    level,
    verbs_that_are_fields,
)
from .unit_marks import bracket_end, fraction_at, joined, person_follows
from .words import AND, DIRECTLY_UNDER, NUMBER, OF, UNDER

# What ends a unit's name where it starts in capitals.
_STOPPING = ("ranks", "posts", "bloc_roles", "honorifics", "awards")
_LONGEST_NAME = 16  # tokens behind the kind
_LONGEST_FIXED = 8  # tokens
_LONGEST_CHAIN = 3  # units above a unit
_PROVINCE_REACH = 3  # tokens behind a province's name in which a word in lower case is no field
_NUMERALS = frozenset("IVXLC")
# Bodies that stand above others even where they stand bare, behind a mark alone.
_BARE_SUPERIORS = ("quân khu", "bộ", "tổng cục")


@dataclass(frozen=True, slots=True)
class UnitParse:
    """Tokens `start` to `end` name a unit.

    name: as written, without passed-over brackets. kind: the folded kind. bare: nothing but the kind (`Quân khu`).
    open_place: ends with a kind of place that is not named (`UBND tỉnh`). above: the unit that is stated above it.
    """

    start: int
    end: int
    name: str
    kind: str
    bare: bool
    open_place: bool
    above: UnitParse | None = field(default=None, compare=False)

    @property
    def last(self) -> int:
        """The end of the whole chain, units above included."""
        return max(self.end, self.above.last) if self.above else self.end


def head_at(tokens: Tokens, i: int) -> Match | None:
    """The kind or fixed name of a unit at token i, the longer of both."""
    name, kind = tokens.match(i, "named_units"), tokens.match(i, "unit_kinds")
    if name is None or kind is None:
        return name or kind
    return name if name.end >= kind.end else kind


def unit_at(tokens: Tokens, i: int, *, after_post: bool = False) -> UnitParse | None:
    """The unit that starts at token i, with the chain of units above it, or None.

    after_post: a post stands right before, so that the kind may be in lower case (`giám đốc công an tỉnh X`), and a
    person may follow without a comma.
    """
    return _unit(tokens, i, after_post, 0)


def swallowed_unit(tokens: Tokens, post: Match) -> UnitParse | None:
    """The unit whose kind the title has swallowed: `Trưởng ban | Thanh niên` is of `Ban Thanh niên`."""
    kind = post.entry.fields["takes"]
    i = post.end
    if not kind or i >= len(tokens) or tokens.sentence[i] != tokens.sentence[post.start]:
        return None
    known = _fixed_name_end(tokens, kind, i)
    if known:
        unit = UnitParse(i, known, f"{kind} {tokens.quote(i, known)}", fold(kind), False, False)
        return replace(unit, above=_stated_above(tokens, unit, 0, after_post=True))
    if tokens.cap[i] and " ".join(tokens.norm[i : i + len(kind.split())]) == fold(kind):
        return None  # the kind is said again: `Tổng cục trưởng Tổng cục Thuế`
    if head_at(tokens, i) and tokens.cap[i] and not tokens.match(i, "unit_words"):
        inner = _unit(tokens, i, True, 1)
        if inner is None or fold(inner.name).startswith(fold(kind)) or not absorbs(fold(kind)):
            return None
        return replace(inner, name=f"{kind} {inner.name}", kind=fold(kind))
    grown = _Growth(tokens, i, i, kind=fold(kind), after_post=True).unit()
    if grown is None or grown.bare:
        return None
    return replace(grown, name=f"{kind} {grown.name}")


def unit_behind_kind(tokens: Tokens, i: int, kind: str) -> UnitParse | None:
    """The unit whose kind (folded) was said before and whose name goes on at token i, without the kind; or None."""
    return _Growth(tokens, i, i, kind=kind, depth=_LONGEST_CHAIN).unit()


def _unit(tokens: Tokens, i: int, after_post: bool, depth: int) -> UnitParse | None:
    head = head_at(tokens, i)
    if head is None or not (tokens.cap[i] or after_post) or depth > _LONGEST_CHAIN:
        return None
    end = _field_end(tokens, i, head.end)
    named = end > head.end or head.entry.group == "named_units" or _has_field(tokens, i, head.end)
    kind = " ".join(tokens.norm[i : head.end])
    unit = _Growth(tokens, i, end, kind=kind, named=named, after_post=after_post, depth=depth).unit()
    if unit and unit.bare and unit.end - i == 1 and _word_goes_on(tokens, unit.end):
        return None
    return unit


def _field_end(tokens: Tokens, start: int, end: int) -> int:
    """Where a field ends that begins inside the kind: `Đoàn Đặc nhiệm | phòng, chống tội phạm ma túy`."""
    fields = [m.end for j in range(start + 1, end) if (m := tokens.match(j, "unit_words"))]
    return max([end, *fields])


def _has_field(tokens: Tokens, start: int, end: int) -> bool:
    """Does the kind bring its field (`Sở Nội vụ`, `Hội Nông dân`), so that it names a unit by itself?"""
    fields = [tokens.match(j, "unit_words") for j in range(start + 1, end)]
    return any(m and m.end >= end for m in fields)


def _word_goes_on(tokens: Tokens, i: int) -> bool:
    """Is a kind of one syllable only the first of a longer word: `Hội | nghị`, `Bộ | đội`?"""
    return (
        tokens.is_word(i)
        and tokens.sentence[i] == tokens.sentence[i - 1]
        and not tokens.cap[i]
        and tokens.joins(i)
        and tokens.norm[i] not in closing_words()
    )


def _fixed_name_end(tokens: Tokens, kind: str, i: int) -> int:
    """The token after a fixed name whose kind a title swallowed: `Thứ trưởng | Công an`; 0 where there is none."""
    for length in range(min(_LONGEST_FIXED, len(tokens) - i), 0, -1):
        if f"{fold(kind)} {' '.join(tokens.norm[i : i + length])}" in fixed_names():
            return i + length if tokens.cap[i] else 0
    return 0


class _Growth:
    """A unit's name that grows from its kind (tokens start to end; empty where a title swallowed it).

    named: the kind brings its own field or is a fixed name. after_post, depth: as in `_unit`.
    """

    def __init__(
        self,
        tokens: Tokens,
        start: int,
        end: int,
        *,
        kind: str,
        named: bool = False,
        after_post: bool = False,
        depth: int = 0,
    ) -> None:
        self._tokens = tokens
        self._start, self._end, self._first = start, end, end
        self._kind, self._named = kind, named
        self._after_post, self._depth = after_post, depth
        self._parts: list[tuple[int, int]] = [(start, end)] if end > start else []
        self._own = named  # something of its own follows the kind
        self._open_place = False  # it ends with a kind of place that is not named
        self._compound = False  # its last syllable may be the first of a word that no list has
        self._above: UnitParse | None = None

    def unit(self) -> UnitParse | None:
        """The unit, with the chain above it; None where nothing was found."""
        tokens, first = self._tokens, self._end
        sentence = tokens.sentence[self._start]
        while self._end < len(tokens) and tokens.sentence[self._end] == sentence and self._end - first < _LONGEST_NAME:
            if not self._grows():
                break
        if not self._parts:
            return None
        name = joined(tokens, self._parts)
        unit = UnitParse(self._start, self._end, name, self._kind, not self._own, self._open_place, self._above)
        if self._above is None and self._depth < _LONGEST_CHAIN:
            unit = replace(unit, above=_stated_above(tokens, unit, self._depth, self._after_post))
        return unit

    def _grows(self) -> bool:
        """Take in what stands at the end of the name; False where the name ends there."""
        if self._tokens.newline[self._end] and self._end > self._start:
            return False
        for step in (self._bracket, self._place, self._unit_inside, self._field, self._number, self._capital):
            goes_on = step()
            if goes_on is not None:
                return goes_on
        return self._second_syllable()

    def _take(self, end: int, *, compound: bool = False) -> bool:
        self._parts.append((self._end, end))
        self._end, self._own, self._compound = end, True, compound
        return True

    # Each step says whether the name goes on, or None where what it looks for does not stand there.

    def _bracket(self) -> bool | None:
        """`Bảo hiểm xã hội (BHXH) Bộ Quốc phòng`: an abbreviation is passed over where the name goes on behind it."""
        after = bracket_end(self._tokens, self._end)
        if not after or not self._parts:
            return None
        if not self._continues(after):
            return False
        self._end = after
        self._parts.append((after, after))
        return True

    def _continues(self, i: int) -> bool:
        tokens = self._tokens
        if i >= len(tokens) or tokens.sentence[i] != tokens.sentence[self._start]:
            return False
        capital = tokens.cap[i] and not any(tokens.match(i, g) for g in _STOPPING) and not person_follows(tokens, i)
        return capital or tokens.match(i, "places") is not None

    def _place(self) -> bool | None:
        tokens, end = self._tokens, self._end
        place = place_at(tokens, end, person_may_follow=True)
        if place is None:
            return None
        longer = head_at(tokens, end) if tokens.cap[end] else None
        if longer and longer.end > end + 1 and longer.end >= place.name:
            return None  # `Tỉnh ủy`, `Thành đoàn`: a body, not a place
        if place.bare and tokens.cap[end] and not tokens.upper[end] and self._own and not self._named:
            return False
        self._take(place.end)
        self._open_place = place.bare
        return not place.bare

    def _unit_inside(self) -> bool | None:
        """Another unit right behind: one whose name this one takes in, else the one above it."""
        tokens, end = self._tokens, self._end
        head = head_at(tokens, end) if tokens.cap[end] and end > self._start else None
        word = tokens.match(end, "unit_words")
        if head is None or (word and head.end <= word.end and not absorbs(self._kind)):
            return None  # a word that is both a field and a kind (`Thanh tra`, `Hải quan`) is the field
        inner = _unit(tokens, end, self._after_post, self._depth + 1)
        if inner is None:
            return False
        organ = has_trait(self._kind, Trait.ORGAN) and has_trait(inner.kind, Trait.COMMITTEE)
        if (absorbs(self._kind) or organ) and not self._open_place:
            self._take(inner.end)
            self._open_place, self._above = inner.open_place or inner.bare, inner.above
        else:
            self._above = inner
        return False

    def _field(self) -> bool | None:
        tokens, end = self._tokens, self._end
        word = tokens.match(end, "unit_words")
        if word is None or not (tokens.cap[end] or _lower_field(tokens, word, self._start)):
            return None
        return self._take(word.end)

    def _number(self) -> bool | None:
        tokens, end = self._tokens, self._end
        if tokens.text[end].isdigit():
            return False if tokens.text[end - 1].isdigit() or fraction_at(tokens, end) else self._take(end + 1)
        if tokens.norm[end] == NUMBER and end + 1 < len(tokens) and tokens.text[end + 1].isdigit():
            return self._take(end + 2)
        return None

    def _capital(self) -> bool | None:
        """A word in capitals that no list has, where no person's name begins."""
        tokens, end = self._tokens, self._end
        if not tokens.cap[end] or not tokens.is_word(end):
            return None
        if any(tokens.match(end, group) for group in _STOPPING) and not set(tokens.text[end]) <= _NUMERALS:
            return False
        bare = end == self._first  # nothing but the kind was read
        local = bare and self._kind in kinds_with(Trait.PLACE)
        bears_names = has_trait(self._kind, Trait.PEOPLE) and (bare or not self._after_post)
        if person_follows(tokens, end) and not bears_names and (self._after_post or not local):
            return False
        if local:
            return self._take(proper_end(tokens, end, person_may_follow=self._after_post))
        return self._take(end + 1, compound=not tokens.upper[end])

    def _second_syllable(self) -> bool:
        """The second syllable of a word that no list has: `Ban | Dân tộc`."""
        tokens, end = self._tokens, self._end
        if not (
            self._compound
            and tokens.text[end].isalpha()
            and tokens.norm[end] not in closing_words()
            and tokens.joins(end)
        ):
            return False
        self._parts.append((end, end + 1))
        self._end, self._compound = end + 1, False
        return True


def _lower_field(tokens: Tokens, word: Match, start: int) -> bool:
    """A field in lower case behind words of the name: `Viện kiểm sát nhân dân`, `Báo Quân đội nhân dân`.

    Not behind a number or a place, and not a word that is a verb as well (`Quân khu 4 | tổ chức hội nghị`).
    """
    i = word.start
    if i < start or tokens.text[i - 1].isdigit() or not tokens.is_word(i - 1):
        return False
    if fold(word.entry.name) in verbs_that_are_fields():
        return False
    near = range(max(start, i - _PROVINCE_REACH), i)
    return not any(tokens.match(j, "provinces") for j in near if tokens.cap[j])


def _stated_above(tokens: Tokens, unit: UnitParse, depth: int, after_post: bool = False) -> UnitParse | None:
    """The superior after `thuộc`, `trực thuộc`, a comma or a bracket, where its level is above the unit's."""
    i = bracket_end(tokens, unit.end) or unit.end
    if i >= len(tokens) or tokens.sentence[i] != tokens.sentence[unit.start]:
        return None
    if " ".join(tokens.norm[i : i + 2]) == DIRECTLY_UNDER:
        i, stated = i + 2, True
    elif tokens.norm[i] in (UNDER, OF):
        i, stated = i + 1, True
    elif tokens.text[i] in ",(":
        i, stated = i + 1, False
    else:
        return None
    if i >= len(tokens) or not tokens.cap[i]:
        return None
    above = _unit(tokens, i, False, depth + 1)
    if above is None or stated:
        return above
    if (above.bare and above.kind not in _BARE_SUPERIORS) or level(above.name) >= level(unit.name):
        return None
    return None if tokens.text[i - 1] == "," and _in_list(tokens, unit, above, after_post) else above


def _in_list(tokens: Tokens, unit: UnitParse, above: UnitParse, after_post: bool) -> bool:
    """Is the comma before a unit one of a list (`Sở X, UBND tỉnh và Cục Z`; `Ban X Tỉnh ủy, Ủy ban Y Tỉnh ủy`)?

    after_post: the chain is someone's post, whose commas go on with other posts, not with a list of units.
    """
    i = above.last + 1
    mark = i < len(tokens) and (tokens.norm[i - 1] == AND or (tokens.text[i - 1] in ",;" and not after_post))
    siblings = unit.name.split()[-2:] == above.name.split()[-2:] and len(above.name.split()) > 2
    if siblings or not (mark and tokens.cap[i]):
        return siblings
    return head_at(tokens, i) is not None and not any(tokens.match(i, group) for group in _STOPPING)
