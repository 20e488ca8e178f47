"""Units: where a unit's name begins and ends, what stands above it, and lists that share a kind.

A name begins with its kind (`Cục`, `Bộ CHQS`, `Sở`) or is fixed (`Chính phủ`). It goes on with a number, a field
(`Tuyên huấn`, `Nông nghiệp và Phát triển nông thôn`), words in capitals, a place. Forms handled:

    Cục Tuyên huấn · Vụ 12 · Lữ đoàn Công binh 875 · Bộ CHQS tỉnh Lạng Sơn · Sở Nội vụ Quảng Trị
    Đảng ủy Quân khu 1 · Hội đồng TĐKT Bộ Quốc phòng    (a kind without a field of its own takes in its body)
    Bảo hiểm xã hội (BHXH) Bộ Quốc phòng                 (an explained abbreviation is passed over)
    Tư lệnh Quân khu · Giám đốc Sở · UBND tỉnh           (bare: to be completed from the article)
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache

from .gazetteer import Match, load
from .language import fold
from .names import LONGEST, family_at, run_end
from .places import place_at, proper_end
from .tokens import Tokens

# What ends a unit's name where it starts in capitals.
_STOPPING = ("ranks", "posts", "bloc_roles", "honorifics", "award_verbs", "awards")
_MAX_WORDS = 16
_BEARING_NAMES = ("trường", "bệnh viện", "học viện", "đại học", "nhà máy", "công ty", "tổng công ty", "hợp tác xã", "chi bộ",
                  "công an xã", "công an phường", "công an thị trấn", "bảo tàng", "trung tâm", "doanh nghiệp", "báo", "nhà hát", "quỹ")
# Kinds whose only addition is a place.
_LOCAL = frozenset({"huyện đoàn", "thị đoàn", "tỉnh đoàn", "thành đoàn", "quận đoàn", "huyện ủy", "thị ủy", "quận ủy", "tỉnh ủy",
                    "thành ủy", "huyện hội", "tỉnh hội", "công an tỉnh", "công an huyện", "công an xã", "công an phường",
                    "công an thị xã", "công an thành phố", "công an quận", "công an thị trấn", "đồn biên phòng"})
# Organs that bear the name of the committee whose they are, and those committees, folded.
_ORGANS = ("ban ", "ban", "ủy ban kiểm tra", "văn phòng", "hội đồng", "trung tâm")
_COMMITTEES = ("tỉnh ủy", "thành ủy", "huyện ủy", "thị ủy", "quận ủy", "tỉnh đoàn", "thành đoàn", "huyện đoàn", "đảng ủy")


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


@cache
def closing_words() -> frozenset[str]:
    """Folded words that never continue a unit's name after a capital: verbs, conjunctions, pointers."""
    return frozenset(fold(e.name) for e in load("closing_words"))


@cache
def _levels() -> dict[str, int]:
    """Folded kinds of unit with their level: 1 the State's and Party's top, 9 a team."""
    return {fold(form): int(e.fields["level"]) for e in load("unit_levels") for form in e.forms()}


@cache
def _abbreviations() -> dict[str, str]:
    return {entry.name: entry.fields["full"] for entry in load("abbreviations")}


@cache
def _absorbing() -> frozenset[str]:
    return frozenset(fold(form) for e in load("unit_levels") if e.fields["absorbs"] == "yes" for form in e.forms())


def level(name: str) -> int:
    """The level of a unit by the longest kind that its name begins with; 6 where none is listed."""
    words = fold(_abbreviations().get(name, name)).split()
    for length in range(min(8, len(words)), 0, -1):
        found = _levels().get(" ".join(words[:length]))
        if found is not None:
            return found
    return 6


def _absorbs(kind: str) -> bool:
    words = kind.split()
    return any(" ".join(words[:n]) in _absorbing() for n in range(1, len(words) + 1))


def head_at(tokens: Tokens, i: int) -> Match | None:
    """The kind or fixed name of a unit at token i, the longer of both."""
    found = [m for m in (tokens.match(i, "named_units"), tokens.match(i, "unit_kinds")) if m]
    return max(found, key=lambda m: m.end, default=None)


def unit_at(tokens: Tokens, i: int, *, after_post: bool = False, depth: int = 0) -> UnitParse | None:
    """The unit that starts at token i, with the chain of units above it, or None.

    after_post: a post stands right before, so that the kind may be in lower case (`giám đốc công an tỉnh X`), and a
    person may follow without a comma.
    """
    head = head_at(tokens, i)
    if head is None or not (tokens.cap[i] or after_post) or depth > 3:
        return None
    end = _field_end(tokens, i, head.end)
    named = end > head.end or head.entry.group == "named_units" or _has_field(tokens, i, head.end)
    kind = " ".join(tokens.norm[i : head.end])
    unit = _grow(tokens, i, end, kind=kind, named=named, after_post=after_post, depth=depth)
    if unit and unit.bare and unit.end - i == 1 and _word_goes_on(tokens, unit.end):
        return None
    return unit


def _field_end(tokens: Tokens, start: int, end: int) -> int:
    """Where a field ends that begins inside the kind: `Đoàn Đặc nhiệm | phòng, chống tội phạm ma túy`."""
    fields = [m.end for j in range(start + 1, end) if (m := tokens.match(j, "unit_words"))]
    return max([end, *fields])


def _has_field(tokens: Tokens, start: int, end: int) -> bool:
    """Does the kind bring its field (`Sở Nội vụ`, `Hội Nông dân`), so that it names a unit by itself?"""
    for j in range(start + 1, end):
        field = tokens.match(j, "unit_words")
        if field and field.end >= end:
            return True
    return False


def _word_goes_on(tokens: Tokens, i: int) -> bool:
    """Is a kind of one syllable only the first of a longer word: `Hội | nghị`, `Bộ | đội`?"""
    return (
        tokens.is_word(i)
        and tokens.sentence[i] == tokens.sentence[i - 1]
        and not tokens.cap[i]
        and tokens.start[i] - tokens.end[i - 1] == 1
        and tokens.norm[i] not in closing_words()
    )


def swallowed_unit(tokens: Tokens, post: Match, *, depth: int = 0) -> UnitParse | None:
    """The unit whose kind the title has swallowed: `Trưởng ban | Thanh niên Quân đội` is of `Ban Thanh niên Quân đội`."""
    kind = post.entry.fields["takes"]
    i = post.end
    if not kind or i >= len(tokens) or tokens.sentence[i] != tokens.sentence[post.start]:
        return None
    known = _named_behind(tokens, kind, i)
    if known:
        return UnitParse(i, known, f"{kind} {tokens.quote(i, known)}", fold(kind), False, False)
    if head_at(tokens, i) and tokens.cap[i] and not tokens.match(i, "unit_words"):
        inner = unit_at(tokens, i, after_post=True, depth=depth + 1)
        if inner is None or fold(inner.name).startswith(fold(kind)) or not _absorbs(fold(kind)):
            return None
        return replace(inner, name=f"{kind} {inner.name}", kind=fold(kind))
    grown = _grow(tokens, i, i, kind=fold(kind), named=False, after_post=True, depth=depth)
    if grown is None or grown.bare:
        return None
    return replace(grown, name=f"{kind} {grown.name}")


def _named_behind(tokens: Tokens, kind: str, i: int) -> int:
    """The token after a fixed name whose kind a title swallowed: `Thứ trưởng | Công an`; 0 where there is none."""
    for length in range(min(8, len(tokens) - i), 0, -1):
        if f"{fold(kind)} {' '.join(tokens.norm[i : i + length])}" in _fixed_names():
            return i + length if tokens.cap[i] else 0
    return 0


@cache
def _fixed_names() -> frozenset[str]:
    return frozenset(fold(form) for e in load("named_units") for form in e.forms())


def _grow(
    tokens: Tokens, start: int, end: int, *, kind: str, named: bool, after_post: bool, depth: int
) -> UnitParse | None:
    """Extend a unit's name from its kind (tokens start to end; empty where a title swallowed it)."""
    parts: list[tuple[int, int]] = [(start, end)] if end > start else []
    first, own, open_place, compound = end, named, False, False
    above: UnitParse | None = None
    sentence = tokens.sentence[start]
    while end < len(tokens) and tokens.sentence[end] == sentence and end - first < _MAX_WORDS:
        if tokens.newline[end] and end > start:
            break
        bracket = _abbreviation_bracket(tokens, end)
        if bracket and parts:
            nxt = bracket
            if nxt < len(tokens) and _continues(tokens, nxt, kind, own) and tokens.sentence[nxt] == sentence:
                end = nxt
                parts.append((end, end))
                continue
            break
        place = place_at(tokens, end, person_may_follow=True)
        longer = head_at(tokens, end) if place and tokens.cap[end] else None
        if place and longer and longer.end > end + 1 and longer.end >= place.name:
            place = None  # `Tỉnh ủy`, `Thành đoàn`: a body, not a place
        if place and (not place.bare or tokens.match(end, "places")):
            if place.bare and tokens.cap[end] and not tokens.upper[end] and own and not named:
                break
            parts.append((end, place.end))
            end, own, open_place = place.end, True, place.bare
            if place.bare:
                break
            compound = False
            continue
        word = tokens.match(end, "unit_words")
        juxtaposed = head_at(tokens, end) if tokens.cap[end] and end > start else None
        if juxtaposed and (not word or juxtaposed.end > word.end or not _field_here(tokens, end, kind)):
            inner = unit_at(tokens, end, after_post=after_post, depth=depth + 1)
            if inner is None:
                break
            if (_absorbs(kind) or _organ_of(kind, inner)) and not open_place:
                parts.append((inner.start, inner.end))
                end, own, open_place, above = inner.end, True, inner.open_place or inner.bare, inner.above
                break
            above = inner
            break
        if word and (tokens.cap[end] or _lower_field(tokens, end, start)):
            parts.append((end, word.end))
            end, own, compound = word.end, True, False
            continue
        if tokens.text[end].isdigit():
            if tokens.text[end - 1].isdigit() or (end + 1 < len(tokens) and tokens.text[end + 1] in "/%."
                and tokens.start[end + 1] == tokens.end[end] and end + 2 < len(tokens) and tokens.text[end + 2].isdigit()):
                break
            parts.append((end, end + 1))
            end, own, compound = end + 1, True, False
            continue
        if tokens.norm[end] == "số" and end + 1 < len(tokens) and tokens.text[end + 1].isdigit():
            parts.append((end, end + 2))
            end, own, compound = end + 2, True, False
            continue
        if tokens.cap[end] and tokens.text[end][0].isalpha():
            if any(tokens.match(end, group) for group in _STOPPING) and not _numeral(tokens.text[end]):
                break
            local = not own and kind in _LOCAL
            if _person_follows(tokens, end) and (own or not _named_after_people(kind)) and (after_post or not local):
                break
            if local:
                stop = proper_end(tokens, end, person_may_follow=after_post)
                parts.append((end, stop))
                end, own, compound = stop, True, False
                continue
            parts.append((end, end + 1))
            compound = not tokens.upper[end]
            end, own = end + 1, True
            continue
        if compound and tokens.text[end].isalpha() and tokens.norm[end] not in closing_words() and (
            tokens.start[end] - tokens.end[end - 1] == 1
        ):
            # The second syllable of a word that no list has: `Ban | Dân tộc`.
            parts.append((end, end + 1))
            end, compound = end + 1, False
            continue
        break
    if not parts:
        return None
    bare = not own
    text = _joined(tokens, parts)
    found = UnitParse(start, end, text, kind, bare, open_place, above)
    if above is None and depth < 3:
        found = replace(found, above=_stated_above(tokens, found, depth))
    return found


def _joined(tokens: Tokens, parts: list[tuple[int, int]]) -> str:
    """The parts of a name as written; where one was passed over, a blank stands."""
    pieces: list[str] = []
    last = -1
    for start, end in parts:
        if end > start:
            glued = start == last and tokens.start[start] == tokens.end[start - 1]
            pieces.append(("" if glued or not pieces else " ") + " ".join(tokens.quote(start, end).split()))
            last = end
    return "".join(pieces)


def _organ_of(kind: str, inner: UnitParse) -> bool:
    """A committee's own organ bears its name: `Ban Dân vận Tỉnh ủy`, `Ủy ban Kiểm tra Huyện ủy`."""
    return kind.startswith(_ORGANS) and inner.kind.startswith(_COMMITTEES)


def _continues(tokens: Tokens, i: int, kind: str, own: bool) -> bool:
    return i < len(tokens) and (
        (tokens.cap[i] and not any(tokens.match(i, g) for g in _STOPPING) and not _person_follows(tokens, i))
        or bool(tokens.match(i, "places"))
    )


def _named_after_people(kind: str) -> bool:
    """Schools, hospitals, farms and the like bear people's names; staffs and offices do not."""
    return kind.startswith(_BEARING_NAMES)


def _numeral(text: str) -> bool:
    return bool(text) and set(text) <= set("IVXLC")


def _field_here(tokens: Tokens, i: int, kind: str) -> bool:
    """Is a word that is both a field and a unit's kind (`Thanh tra`, `Hải quan`) the field here?"""
    return tokens.match(i, "unit_words") is not None and not _absorbs(kind)


def _lower_field(tokens: Tokens, i: int, start: int) -> bool:
    """A field in lower case behind words of the name: `Viện kiểm sát nhân dân`, `Báo Quân đội nhân dân`.

    Not behind a number or a place, and not a word that is a verb as well (`Quân khu 4 | tổ chức hội nghị`).
    """
    if i < start or tokens.text[i - 1].isdigit() or not tokens.is_word(i - 1):
        return False
    word = tokens.match(i, "unit_words")
    if word is None or fold(word.entry.name) in _verbs():
        return False
    return not any(tokens.match(j, "provinces") for j in range(max(start, i - 3), i) if tokens.cap[j])


@cache
def _verbs() -> frozenset[str]:
    """Folded words that name a field in capitals and an action in lower case."""
    return frozenset(fold(e.name) for e in load("verb_fields"))


def _person_follows(tokens: Tokens, i: int) -> bool:
    """Does a person's full name start at token i: a family name, then one to four capitals, then no more?"""
    family = family_at(tokens, i)
    length = run_end(tokens, i) - i
    province = tokens.match(i, "provinces")
    if not family or tokens.match(i, "unit_words") or (province and province.end - i == length):
        return False
    # Two syllables are a person's only where a mark or a verb follows that a person has.
    return 3 <= length <= LONGEST or (length == 2 and tokens.text[i + 2 : i + 3] in ([","], ["("]) and not province)


def _abbreviation_bracket(tokens: Tokens, i: int) -> int:
    """The token after `(TĐKT)` at token i; 0 where there is no such bracket."""
    if i + 2 < len(tokens) and tokens.text[i] == "(":
        j = i + 1
        while j < len(tokens) and j - i < 8 and (tokens.upper[j] or tokens.text[j] in "-&.,T" or tokens.text[j] == "Đ"):
            j += 1
        if j > i + 1 and j < len(tokens) and tokens.text[j] == ")":
            return j + 1
        if j == i + 1 and tokens.text[j + 1] == ")" and tokens.cap[j] and tokens.text[j].isalpha():
            return j + 2  # (Vinachem)
    return 0


def _stated_above(tokens: Tokens, unit: UnitParse, depth: int) -> UnitParse | None:
    """The superior after `thuộc`, `trực thuộc`, a comma or a bracket, where its level is above the unit's."""
    i = unit.end
    after = _abbreviation_bracket(tokens, i)
    if after:
        i = after
    if i >= len(tokens) or tokens.sentence[i] != tokens.sentence[unit.start]:
        return None
    joined = " ".join(tokens.norm[i : i + 2])
    if joined == "trực thuộc":
        i, stated = i + 2, True
    elif tokens.norm[i] == "thuộc" or tokens.norm[i] == "của":
        i, stated = i + 1, True
    elif tokens.text[i] in ",(":
        i, stated = i + 1, False
    else:
        return None
    if i >= len(tokens) or not tokens.cap[i]:
        return None
    inner = unit_at(tokens, i, depth=depth + 1)
    if inner is None or (inner.bare and not stated and inner.kind not in ("quân khu", "bộ", "tổng cục")):
        return None
    if not stated and level(inner.name) >= level(unit.name):
        return None
    if not stated and tokens.text[i - 1] == "," and _list_goes_on(tokens, unit, inner):
        return None
    return inner


def _list_goes_on(tokens: Tokens, unit: UnitParse, inner: UnitParse) -> bool:
    """Is the comma one of a list (`Sở X, UBND tỉnh và Cục Z`), not of a chain?"""
    i = inner.end
    return i + 1 < len(tokens) and tokens.norm[i] == "và" and head_at(tokens, i + 1) is not None and tokens.cap[i + 1]


# --- lists that share a kind ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UnitList:
    """Tokens `start` to `end` name several units by one kind. closed: the id of a closed set, units then empty."""

    start: int
    end: int
    units: tuple[UnitParse, ...]
    closed: str | None = None


def spread_at(tokens: Tokens, i: int) -> UnitList | None:
    """A list whose kind is said once, spread out into its units.

        Bộ CHQS các tỉnh: A, B và C · Ban CHQS các huyện: A, B và thị xã C · Cục Thuế các tỉnh A, B, C
        các Sở: Nội vụ, Tư pháp và Y tế · các Quân khu 1, 2, 3 · 3 Huyện đoàn: A, B, C · BIDV (các chi nhánh: A, B)
    """
    if tokens.norm[i] == "các" or tokens.text[i].isdigit():
        return _plural_kind(tokens, i)
    head = head_at(tokens, i)
    if not head or not tokens.cap[i]:
        return None
    start, end = i, head.end
    if head.entry.group == "unit_kinds":
        # A kind may bring its field before the plural: `Hội Nông dân các tỉnh: A, B`.
        word = tokens.match(end, "unit_words")
        end = word.end if word else end
    bracket = end < len(tokens) and tokens.text[end] == "("
    j = end + 1 if bracket else end
    if j < len(tokens) and tokens.text[j].isdigit():
        j += 1
    elif j < len(tokens) and tokens.norm[j] == "các":
        j += 1
    else:
        return None
    kinds: list[tuple[int, int]] = []
    while j < len(tokens):
        kind = tokens.match(j, "places") or (tokens.match(j, "unit_words") if tokens.norm[j] == "chi" else None)
        if not kind:
            break
        kinds.append((j, kind.end))
        j = kind.end
        if j < len(tokens) and tokens.text[j] == "," and tokens.match(j + 1, "places") or (
            j < len(tokens) and tokens.norm[j] == "và" and tokens.match(j + 1, "places")
        ):
            j += 1
            continue
        break
    if not kinds or j >= len(tokens):
        return None
    if tokens.text[j] in ":(":
        j += 1
    prefix = tokens.quote(start, end)
    place_kind = tokens.quote(*kinds[0]) if len(kinds) == 1 else ""
    units, last = _place_items(tokens, j, prefix, place_kind, fold(tokens.quote(start, end)))
    if len(units) < 2:
        return None
    if last < len(tokens) and tokens.text[last] == ")":
        last += 1
    return UnitList(start, last, tuple(units))


def _place_items(
    tokens: Tokens, j: int, prefix: str, place_kind: str, kind: str
) -> tuple[list[UnitParse], int]:
    units: list[UnitParse] = []
    last = j
    own_kind = place_kind
    while j < len(tokens) and tokens.sentence[j] == tokens.sentence[last if last < len(tokens) else j]:
        item = tokens.match(j, "places")
        if item and item.end < len(tokens):
            own_kind, name = tokens.quote(j, item.end), item.end
            if tokens.text[name] == "." and name + 1 < len(tokens):
                own_kind, name = own_kind + ".", name + 1
        else:
            own_kind, name = place_kind, j
        if head_at(tokens, name) and not tokens.match(name, "provinces"):
            break
        end = proper_end(tokens, name, person_may_follow=False)
        if end == name:
            break
        label = " ".join(filter(None, (prefix, own_kind, " ".join(tokens.quote(name, end).split()))))
        units.append(UnitParse(j, end, label, kind, False, False))
        last = end
        after = _next_item(tokens, end)
        if after is None:
            break
        j = after
    return units, last


def _next_item(tokens: Tokens, i: int) -> int | None:
    """The token after the separator of a list at token i, or None where the list ends."""
    if i >= len(tokens):
        return None
    if tokens.text[i] in ",;" and i + 1 < len(tokens):
        return i + 2 if tokens.norm[i + 1] == "và" else i + 1
    return i + 1 if tokens.norm[i] in ("và", "cùng") else None


def _plural_kind(tokens: Tokens, i: int) -> UnitList | None:
    closed = tokens.match(i, "closed_sets")
    j = i + 1
    if j >= len(tokens):
        return None
    head = tokens.match(j, "unit_kinds")
    if not head:
        return UnitList(i, closed.end, (), closed.entry.id) if closed else None
    k = head.end
    colon = k < len(tokens) and tokens.text[k] in ":("
    numbered = k < len(tokens) and tokens.text[k].isdigit()
    if tokens.text[i].isdigit() and not colon:
        return None
    if not colon and not numbered and not (k < len(tokens) and tokens.cap[k]):
        return UnitList(i, closed.end, (), closed.entry.id) if closed else None
    k += colon
    kind = tokens.quote(j, head.end)
    kind = kind[0].upper() + kind[1:]
    units: list[UnitParse] = []
    last = k
    while k < len(tokens) and tokens.sentence[k] == tokens.sentence[i]:
        if head_at(tokens, k) and not tokens.match(k, "provinces") and not tokens.match(k, "unit_words"):
            break
        item = _grow(tokens, k, k, kind=fold(kind), named=False, after_post=False, depth=3)
        if item is None or item.end == k:
            break
        units.append(replace(item, name=f"{kind} {item.name}"))
        last = item.end
        after = _next_item(tokens, item.end)
        if after is None:
            break
        k = after
    if len(units) < 2:
        return None
    return UnitList(i, last, tuple(units))
