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

from collections.abc import Callable, Iterator, Mapping

from ..people.names import family_at, is_syllable, run_end
from ..text.gazetteer import Match
from ..text.tokens import Tokens
from ..text.words import AND, MINISTRY
from .places import is_person, place_at, proper_end
from .unit_bearers import bears_name, is_holder, is_syllable_of_name
from .unit_fields import ends_inside_head, field_end, lower_field, word_goes_on
from .unit_kinds import Trait, absorbs, closing_words, has_trait, kinds_with, level
from .unit_marks import (
    BEFORE_NUMBERS,
    bracket_end,
    field_behind_dash,
    is_below,
    is_given_name,
    joined,
    joined_end,
    number_end,
    person_follows,
    short_place_end,
    title_begins,
)
from .unit_parse import STOPPING, UnitParse, head_at
from .unit_superiors import stated_above
from .unit_tails import (
    SIDES,
    ends_a_name,
    further_field_end,
    group_end,
    is_counted,
    lower_words_end,
    region_end,
    side_end,
)

_LONGEST_NAME = 16  # tokens behind the kind
_STREET = "street"
LONGEST_CHAIN = 3  # units above a unit
_Step = Callable[[], bool | None]
_NUMERALS = frozenset("IVXLC")
FORCES = ("cảnh sát", "an ninh")
_SHORT_KINDS = frozenset({"Q", "H", "P", "X", "TX", "TT"})
_DASHES = frozenset("-–")
_TWO, _THREE = 2, 3  # syllables of short names, and of most
_OF_THE_STATE = frozenset({"state", "party", "front"})  # bodies whose fixed names end where they end
_FIRM = "công ty"
_GROUPS_OF_FIRMS = ("tập đoàn", "tổng công ty")
_FIRMS = (_FIRM, *_GROUPS_OF_FIRMS)
_NO_OWNERS = frozenset({"trường", "hội", "ban", "tổ", "khoa", "cảng"})  # kinds that have no firm under them
_OF_FORCES = frozenset({"bệnh viện", "bệnh xá", "trường quân sự", "nhà khách"})  # bear the name of whose they are
_LEGAL_FORMS = ("cổ phần", " cp", "ctcp", "tnhh", "trách nhiệm hữu hạn", "mtv", "một thành viên")
_MIDDLES = (["văn"], ["thị"])
_COMMON_NOUNS = ("tàu", "cảng")  # no unit without a name
_AREA_END = "vực"
_CASE = "vụ"  # a department by its number, or a case of so many: `Vụ 8 học sinh đuối nước`


def unit_at(tokens: Tokens, i: int, *, after_post: bool = False) -> UnitParse | None:
    """The unit that starts at token i, with the chain of units above it, or None.

    after_post: a post stands right before, so that the kind may be in lower case (`giám đốc công an tỉnh X`), and a
    person may follow without a comma.
    """
    return read_unit(tokens, i, after_post, 0)


def read_unit(tokens: Tokens, i: int, after_post: bool, depth: int) -> UnitParse | None:
    """The unit that starts at token i; depth: how many units stand below it in its chain."""
    head = head_at(tokens, i)
    if head is None or not (tokens.cap[i] or after_post) or depth > LONGEST_CHAIN:
        return None
    field = field_end(tokens, i, head.end)
    end = max(field, head.end)
    named = field >= head.end or head.entry.group == "named_units"
    kind = " ".join(tokens.norm[i : head.end])
    if kind == _CASE and head.end + 1 < tokens.size and is_counted(tokens, head.end):
        return None
    word = tokens.match(i, "unit_words") if kind in FORCES else None
    if word and word.end > end:
        end, named = word.end, True  # `Tư lệnh | Cảnh sát cơ động`: the force is its field
    whole = head.entry.fields.get("kind") in _OF_THE_STATE or kind.startswith(MINISTRY)
    grown = Growth(tokens, i, end, kind=kind, named=named, whole=whole and named, after_post=after_post, depth=depth)
    unit = grown.unit()
    alone = unit is not None and unit.bare and unit.end - i == 1
    no_unit = alone and (is_given_name(tokens, i) or kind in _COMMON_NOUNS or word_goes_on(tokens, head.end))
    return None if no_unit else unit


class Growth:
    """A unit's name that grows from its kind (tokens start to end; empty where a title swallowed it).

    named: the kind brings its own field or is a fixed name; whole: to which nothing is added. after_post, depth: as in
    `read_unit`.
    """

    def __init__(
        self,
        tokens: Tokens,
        start: int,
        end: int,
        *,
        kind: str,
        named: bool = False,
        whole: bool = False,
        after_post: bool = False,
        depth: int = 0,
    ) -> None:
        self._tokens = tokens
        self._start, self._end, self._first = start, end, end
        self._kind, self._named, self._whole = kind, named, whole
        self._after_post, self._depth = after_post, depth
        self._parts: list[tuple[int, int]] = [(start, end)] if end > start else []
        self._own = named  # something of its own follows the kind
        self._open_place = False  # it ends with a kind of place that is not named
        self._last_field = end if named else -1  # where a field ended last
        self._placed = -1  # where a place's name ended last
        self._compound = False  # its last syllable may be the first of a word that no list has
        self._above: UnitParse | None = None

    def unit(self) -> UnitParse | None:
        """The unit, with the chain above it; None where nothing was found."""
        tokens, limit = self._tokens, self._first + _LONGEST_NAME
        sentence = tokens.sentence[self._start]
        while self._end < tokens.size and tokens.sentence[self._end] == sentence and self._end < limit:
            if not self._grows():
                break
        if not self._parts:
            return None
        name = joined(tokens, self._parts)
        unit = UnitParse(self._start, self._end, name, self._kind, not self._own, self._open_place, self._above)
        if self._above is None and self._depth < LONGEST_CHAIN:
            above = stated_above(tokens, unit, read_unit, self._depth, after_post=self._after_post)
            return unit._replace(above=above) if above else unit
        return unit

    def _grows(self) -> bool:
        """Take in what stands at the end of the name; False where the name ends there."""
        tokens, end = self._tokens, self._end
        if tokens.newline[end] and end > self._start:
            return False
        for step in self._steps(tokens.at[end], tokens.text[end], tokens.norm[end], capital=tokens.cap[end]):
            goes_on = step()
            if goes_on is not None:
                return goes_on
        return self._second_syllable()

    def _steps(self, at: Mapping[str, Match], text: str, norm: str, *, capital: bool) -> Iterator[_Step]:
        """What may stand at a token, in the order in which it is tried."""
        if text == "(":
            yield self._bracket
        if "places" in at or "provinces" in at:
            yield self._place
        if (capital or self._after_post) and ("unit_kinds" in at or "named_units" in at):
            yield self._unit_inside
        if norm == AND or self._tokens.match(self._end, "unit_words"):
            yield self._field
        if (norm in BEFORE_NUMBERS or text.isdigit()) and not self._whole:
            yield self._number
        if text in _DASHES:
            yield self._joined_field
            yield self._group
        if norm in SIDES:
            yield self._side
        if capital and self._tokens.norm[self._end - 1] == _AREA_END:
            yield self._region
        if text in _SHORT_KINDS:
            yield self._short_place
        if capital:
            yield self._capital

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
        if i >= tokens.size or tokens.sentence[i] != tokens.sentence[self._start]:
            return False
        capital = tokens.cap[i] and not any(tokens.match(i, g) for g in STOPPING) and not person_follows(tokens, i)
        return capital or tokens.match(i, "places") is not None

    def _place(self) -> bool | None:
        tokens, end = self._tokens, self._end
        place = place_at(tokens, end, person_may_follow=True)
        if place is None:
            return None
        kind = tokens.match(end, "places")
        if place.bare and tokens.cap[end] and kind and kind.entry.fields["kind"] == _STREET:
            return None  # `Công ty Cổ phần | Đường sắt`: no street, which would be named
        if self._after_post and not place.bare and is_holder(tokens, place):
            place = place._replace(name=place.name, end=place.name)
        word = tokens.match(end, "unit_words")
        if place.bare and word and word.end > place.end:
            return None  # `Phát triển | xã hội`, `Công ty cổ phần | Đường sắt`
        longer = head_at(tokens, end) if tokens.cap[end] or "unit_kinds" in tokens.at[end] else None
        if longer and longer.end > end + 1 and longer.end >= place.name:
            return None  # `Tỉnh ủy`, `Thành đoàn`: a body, not a place
        if place.bare and tokens.cap[end] and not tokens.upper[end] and self._own and not self._named:
            village = place.end == end + 1 and tokens.cap[end - 1] and has_trait(self._kind, Trait.PEOPLE)
            return self._take(place.end) if village else False  # `Trường THCS Tứ | Xã`: a syllable of its own name
        self._take(place.end)
        self._placed = place.end
        self._open_place = place.bare
        return not place.bare

    def _unit_inside(self) -> bool | None:
        """Another unit right behind: one whose name this one takes in, else the one above it."""
        tokens, end = self._tokens, self._end
        head = head_at(tokens, end) if end > self._start else None
        if head and not tokens.cap[end] and not is_below(tokens, self._kind, head):
            return None
        word = tokens.match(end, "unit_words")
        if head and self._kind and " ".join(tokens.norm[end : head.end]).startswith(FORCES):
            head = None  # `Đội Cảnh sát kinh tế`: a force is a field of what stands before it
        if head and head.end == end + 1 and tokens.norm[end] in _NO_OWNERS and self._kind.startswith(_FIRMS):
            return None  # `Tập đoàn Gỗ | Trường Thịnh`: a syllable of the firm's name
        if head is None or (word and (head.end < word.end or (head.end == word.end and not absorbs(self._kind)))):
            return None  # a word that is both a field and a kind (`Thanh tra`, `Hải quan`) is the field
        new = not self._own or end == self._first
        single = head.end == end + 1
        if new and single and has_trait(self._kind, Trait.PEOPLE) and not absorbs(self._kind):
            return None  # `Tổng công ty | Cảng Bãi Vàng`: a firm's or a school's own name
        if single and is_syllable_of_name(tokens, self._kind, self._first, end):
            return None  # `Đồn Biên phòng | Trường Long Hòa`, `Trường THPT Võ | Trường Dưa`
        inner = read_unit(tokens, end, self._after_post, self._depth + 1)
        if inner is None:
            return False
        if end == self._first and self._kind.startswith(_FIRM) and inner.kind.startswith(_GROUPS_OF_FIRMS):
            return self._take(inner.end)  # `Công ty Cổ phần | Tập đoàn Hải Triều`
        if new and self._kind in _OF_FORCES and inner.open_place | inner.bare:
            self._take(inner.end)  # `Bệnh viện | Công an tỉnh`
            self._open_place = True
            return False
        if inner.bare and inner.end == end + 1 and has_trait(self._kind, Trait.PEOPLE):
            return self._take(inner.end)  # `Trường Tiểu học Hoa | Ban`: a syllable of its own name
        organ = has_trait(self._kind, Trait.ORGAN) and has_trait(inner.kind, Trait.COMMITTEE)
        if (absorbs(self._kind) or organ) and not self._open_place:
            self._take(inner.end)
            self._open_place, self._above = inner.open_place or inner.bare, inner.above
        elif level(inner.name) <= level(self._kind):
            self._above = inner  # what stands lower is another sentence's: `Công an quận X | Đội Cảnh sát …`
        return False

    def _field(self) -> bool | None:
        tokens, end = self._tokens, self._end
        word = tokens.match(end, "unit_words")
        if word is None and self._after_post and tokens.norm[end] == AND:
            return self._second_field()
        if word is None or not (tokens.cap[end] or lower_field(tokens, word, self._start)):
            return None
        return self._take_field(word.end - 1 if word.end > end + 1 and ends_inside_head(tokens, word.end) else word.end)

    def _joined_field(self) -> bool | None:
        """`Tiểu đoàn Huấn luyện | - Cơ động`: a further field behind a dash, where a field ends before it."""
        word = field_behind_dash(self._tokens, self._end) if self._last_field == self._end else None
        return self._take_field(word.end) if word else None

    def _group(self) -> bool | None:
        """`Công ty Cổ phần Hoa tiêu | - TKV`: the group that a firm is of; the name ends with it."""
        end = group_end(self._tokens, self._end) if self._own and self._kind.startswith(_FIRMS) else self._end
        return self._take(end) and False if end > self._end else None

    def _side(self) -> bool | None:
        """`Viện Y học dự phòng | phía Nam`: a side of the country, behind a field; the name ends with it."""
        of_field = self._own and self._placed != self._end and not self._tokens.text[self._end - 1].isdigit()
        end = side_end(self._tokens, self._end) if of_field else self._end
        return self._take(end) and False if end > self._end else None

    def _region(self) -> bool | None:
        """`Đài Khí tượng Thủy văn khu vực | Nam Bộ`: a region of the country behind the kind; the name ends with it."""
        end = region_end(self._tokens, self._end)
        return self._take(end) and False if end > self._end else None

    def _take_field(self, end: int) -> bool:
        self._last_field = end
        return self._take(end)

    def _second_field(self) -> bool | None:
        """`Trung tâm Văn hóa, Thông tin | và Truyền thông`: a further field behind `và`, which is no other unit."""
        tokens, i = self._tokens, self._end + 1
        lower = further_field_end(tokens, self._end) if self._own else self._end
        if lower > self._end:
            return self._take_field(lower)
        if i >= tokens.size or not tokens.cap[i] or not self._own or tokens.text[i - 2].isdigit() or head_at(tokens, i):
            return None
        word = tokens.match(i, "unit_words")
        trade = self._kind.startswith(_FIRM) and tokens.text[i - 2].islower()  # `Công ty CP Hóa dầu | và Xơ sợi`
        stops = any(tokens.match(i, group) for group in STOPPING) or person_follows(tokens, i)
        if stops or tokens.match(i - 2, "provinces") or not (word or trade):
            return None
        return self._take(word.end) if word else self._take(i + 1, compound=True)

    def _number(self) -> bool | None:
        end = number_end(self._tokens, self._end, self._kind)
        return None if end == 0 else end > self._end and self._take(end)

    def _short_place(self) -> bool | None:
        """`UBND | Q.1`, `Công an | H.Cần Giờ`: a place whose kind is one letter before a full stop."""
        end = short_place_end(self._tokens, self._end, person_may_follow=self._after_post)
        return self._take(end) and False if end else None

    def _capital(self) -> bool | None:
        """A word in capitals that no list has, where no person's name begins."""
        tokens, end = self._tokens, self._end
        if not tokens.cap[end] or not tokens.is_word(end):
            return None
        if tokens.opens_sentence(end):
            return False
        known = tokens.match(end, "not_people")
        if known and any(head_at(tokens, i) for i in range(end + 1, known.end)):
            return self._take(known.end)  # `Cảnh sát | Tây Ban Nha`
        if (
            any(title_begins(tokens, end, group, own=self._own) for group in STOPPING)
            and not set(tokens.text[end]) <= _NUMERALS
        ):
            return False
        if self._placed == end and self._after_post and is_person(tokens, end, run_end(tokens, end)):
            return False
        bare = not self._own or end == self._first  # nothing but the kind was read
        local = bare and self._kind in kinds_with(Trait.PLACE)
        bears_names = self._is_named_after(end) if self._own else bears_name(tokens, self._kind, end)
        bears_names = bears_names or (has_trait(self._kind, Trait.PEOPLE) and not self._after_post)
        if self._own and self._after_post and tokens.text[end + 1 : end + 2] in _MIDDLES and family_at(tokens, end):
            return False  # `Chủ tịch UBND tỉnh Long An | Trần văn Bưởi`
        pair = run_end(tokens, end) - end == _TWO
        if pair and self._whole and self._after_post and family_at(tokens, end):
            return False  # `Bộ trưởng Bộ Công an | Tô Bưởi`, `Chủ tịch Quốc hội | Tô Bưởi`: these names do not go on
        person = person_follows(tokens, end) and not bears_names and (self._after_post or not local)
        if person and not (local and pair):  # `Trưởng Công an huyện | Quế Phong, …`: the place
            return False
        if local:
            return self._take(proper_end(tokens, end, person_may_follow=self._after_post))
        opens = not tokens.upper[end] and (end == self._first or not tokens.cap[end - 1])  # one in capitals is whole
        return self._take(joined_end(tokens, end), compound=opens and is_syllable(tokens.text[end]))

    def _is_named_after(self, i: int) -> bool:
        """`Trường Tiểu học Lê Lợi`: does a name follow a kind that brings its field, and is its own, not a person's?"""
        whole = i == self._first and i > self._start
        if self._first < i < self._first + _THREE and self._end == i and has_trait(self._kind, Trait.EPONYM):
            # `Trường THPT Lê | Văn Bưởi`: the rest of the name that it began with.
            return self._placed < 0 and family_at(self._tokens, self._first) > 0
        two = whole and run_end(self._tokens, i) - i <= 2 and has_trait(self._kind, Trait.PEOPLE)
        return two or (whole and has_trait(self._kind, Trait.EPONYM))

    def _lower_words(self) -> bool:
        """`Giám đốc Trung tâm giáo dục | trẻ khuyết tật | huyện X`: the rest of a post's unit in lower case."""
        tokens, i = self._tokens, self._end
        firm = i == self._first and self._kind.endswith(_LEGAL_FORMS)
        if not (firm or tokens.text[i - 1].islower()) or not tokens.joins(i) or tokens.match(i, "places"):
            return False
        end = lower_words_end(tokens, i, self._first, verbs=firm)
        if firm and end > i and self._continues(end):
            return self._take(end)  # `Công ty CP đầu tư và phát triển | Toàn Cầu`
        return self._take(end) if end > i + 1 and ends_a_name(tokens, end) else False

    def _second_syllable(self) -> bool:
        """The second syllable of a word that no list has: `Ban | Dân tộc`."""
        tokens, end = self._tokens, self._end
        if self._after_post and self._lower_words():
            return True
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
