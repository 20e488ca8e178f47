"""Which unit a name means. `Quân khu 4` is one everywhere; `Sở Y tế` and `Ban Nội chính Tỉnh ủy` are relative: each
province has one, so such a name is a unit only together with the place or the body that its article gives for it.

The context of a relative name in an article is, in this order: the superior that the article states for it, the scope
of the bloc in which the article names it, the name in full elsewhere in the article, and, for the bodies of a
province, the one province that the article names. Completed by it, the name has the key of the name in full
(`Sở Y tế` in Hòa Bình is `Sở Y tế tỉnh Hòa Bình`). Without a context it is the article's own: a missing merge can be
mended by a person, a wrong one hides who is who.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from extractors.text.gazetteer import load
from extractors.text.language import fold
from extractors.units.long_forms import long_forms, written_out
from extractors.units.places_of_provinces import provinces_of
from extractors.units.unit_kinds import Trait, fixed_names, kinds_with

_WORD = re.compile(r"\w+")
MARK = "§"  # in the key of a name that only its article knows; never in a name's own words

# Words that a place's name follows, and the kind of place that they speak of.
_PLACE_KINDS = {
    "tỉnh": ("tỉnh", "tỉnh ủy", "tỉnh đoàn"),
    "thành phố": ("thành phố", "tp", "thành ủy", "thành đoàn"),
    "huyện": ("huyện", "huyện ủy", "huyện đoàn"),
    "quận": ("quận", "quận ủy", "quận đoàn"),
    "thị xã": ("thị xã", "thị ủy", "thị đoàn"),
    "xã": ("xã",),
    "phường": ("phường",),
    "thị trấn": ("thị trấn",),
    "đặc khu": ("đặc khu",),
}
_PROVINCE = "tỉnh"
_CITY = "thành phố"
_DISTRICTS = ("huyện", "quận", "thị xã", _CITY)
_OF_PROVINCE = "sở"  # belongs to a province or to a city that is one
_PROVINCIAL = f"{_PROVINCE}|{_CITY}"
_BODY = "body"


def _words(listed: str) -> tuple[str, ...]:
    """The words and phrases of a list whose items stand apart by semicolons."""
    return tuple(" ".join(item.split()) for item in listed.split(";"))


# Kinds of unit whose name goes on with a field of work: the number or the field tells no two of them apart.
_BY_FIELD = _words(
    """
    sở; vụ; phòng; ban; văn phòng; khoa; đội; tổ; bộ môn; ủy ban kiểm tra; thanh tra; trung đội; đại đội; tiểu đoàn;
    bộ tham mưu; ban chấp hành; ban thường vụ; hội đồng thi đua
    """
)
# Kinds that are no unit's whole name.
_BARE = _words(
    """
    đảng ủy; đảng bộ; chi bộ; chi ủy; công an; cơ quan; bộ tư lệnh; bộ chỉ huy; bộ chqs; báo; đài;
    bộ chỉ huy quân sự; trường; học viện; bệnh viện; viện; công ty; chi cục; trung tâm; chi nhánh; ủy ban nhân dân;
    ubnd; hội đồng nhân dân; hđnd; ủy ban; hội đồng; mặt trận tổ quốc; thường trực; ủy ban mttq;
    ủy ban mặt trận tổ quốc; hội nông dân; hội phụ nữ; hội liên hiệp phụ nữ; công đoàn; hội cựu chiến binh;
    đoàn thanh niên; liên đoàn lao động; chi đoàn; tòa án nhân dân; tòa án; viện kiểm sát nhân dân; viện kiểm sát;
    kho bạc; trường chính trị; trường quân sự; đảng ủy quân sự; bộ; tổng cục; cục; vụ; tiểu đoàn; đại đội;
    bộ tham mưu; ban chỉ huy; ban giám đốc; phân hiệu
    """
)
# Words that make a name one of the whole country.
_NATIONAL = _words(
    """
    trung ương; chính phủ; quốc hội; nhà nước; quân đội; việt nam; quốc gia; chủ tịch nước; tối cao; toàn quân;
    quốc phòng
    """
)
# Kinds of body that make a name whole if a name or a number of their own follows them.
_BODIES = _words(
    """
    bộ; tổng cục; cục; vụ; học viện; trường; đại học; bệnh viện; viện; công ty; tập đoàn; tổng công ty; quân khu;
    quân đoàn; quân chủng; binh chủng; binh đoàn; sư đoàn; lữ đoàn; vùng; trung đoàn; nhà máy; xí nghiệp;
    nhà xuất bản; báo; đoàn; khối; ngân hàng; hải quân; hải đoàn; công an; bộ tư lệnh; tòa án; trung tâm; khu;
    trại giam; đồn biên phòng; lăng; cảng
    """
)
# Schools that bear heroes' names, as others do in other provinces.
_NAMED_ALIKE = _words(
    """
    trường thpt; trường thcs; trường tiểu học; trường mầm non; trường trung học phổ thông; trường trung học cơ sở;
    trường th; trường mẫu giáo; trung tâm giáo dục thường xuyên
    """
)
# What begins as a body's name and is a field or a body without a name of its own.
_OWN_FIELDS = _words("bộ tham mưu; bộ chỉ huy; bộ chqs; bộ binh; bộ môn; bộ tư lệnh")
_LONGEST = 6  # words


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit's name as it is compared.

    key: folded words, without `tỉnh` before a province's name. needs: None for a name that stands by itself, else
    the kind of place whose name it lacks, or `body`. places: (kind, folded name) of each place named with its kind;
    provinces: those named in any way.
    """

    key: str
    needs: str | None
    places: frozenset[tuple[str, str]]
    provinces: frozenset[str]


@lru_cache(maxsize=65_536)
def unit_name(name: str) -> UnitName:
    """A unit's name taken apart."""
    # Two articles may write one unit short and in full.
    spelt = _WORD.findall(written_out(unicodedata.normalize("NFC", name), long_forms()))
    words = [fold(word) for word in spelt]
    own = [word[0].isupper() or word[0].isdigit() for word in spelt]  # words that may be of a proper name
    if not words:
        return UnitName(fold(name), None, frozenset(), frozenset())
    key: list[str] = []
    places: set[tuple[str, str]] = set()
    provinces: set[str] = set()
    bare: str | None = None  # the kind of place in which the name ends
    i = 0
    while i < len(words):
        kind, after = _place_kind(words, i)
        start = after if kind else i
        end = _proper_end(words, own, start) if kind else _province_end(words, own, start)
        place = " ".join(words[start:end])
        head = words[i:after] if kind else []
        if kind and end > start:
            places.add((kind, place))
            provincial = kind == _PROVINCE or _kind_of_province(place) == kind
            if provincial:
                provinces.add(place)
            if len(head) == 1 or head == _CITY.split():
                head = [] if provincial else kind.split()
            key += [*head, place]
        elif end > start:
            provinces.add(place)
            key.append(place)
        elif kind:
            bare = kind if after == len(words) else bare
            key += head
        else:
            key.append(words[i])
            end = i + 1
        i = max(end, after)
    needs = bare or (None if places or provinces else _needs(words, own))
    if places and not provinces and needs is None:
        lie_in = _lie_in(places)
        if len(lie_in) == 1 and any(kind in _DISTRICTS for kind, _ in places):
            key.append(next(iter(lie_in)))
        needs = _PROVINCIAL if len(lie_in) > 1 else None
        provinces = lie_in if len(lie_in) == 1 else set()
    return UnitName(" ".join(key), needs, frozenset(places), frozenset(provinces))


def _lie_in(places: set[tuple[str, str]]) -> set[str]:
    """The provinces in which the districts of a name lie, or, of a name without a district, its communes; folded.

    Communes are looked for in the provinces of today too: those that were merged into one of them count as it.
    """
    districts = [place for place in places if place[0] in _DISTRICTS]
    if districts:
        return set.union(*(set(provinces_of(name, kind)) for kind, name in districts))
    found = set()
    for kind, name in places:
        found |= {_today(p) for p in provinces_of(name, kind)} | set(provinces_of(name, kind, after=True))
    return found


def _needs(words: list[str], own: list[bool]) -> str | None:
    """What a name without any place lacks."""
    whole = " ".join(words)
    if whole in _BARE or _ends_bare(words):
        return _BODY
    if whole.startswith(_NAMED_ALIKE):
        return _PROVINCIAL
    length = next((n for n in range(4, 0, -1) if " ".join(words[:n]) in _BY_FIELD), 0)
    if not length or whole in _fixed():
        return None
    if any(f" {word}" in f" {' '.join(words[length:])} " for word in _NATIONAL):
        return None
    for i in range(length, len(words)):
        for end in range(min(len(words) - 1, i + 3), i, -1):
            if " ".join(words[i:end]) in _BODIES and own[i] and own[end] and not _is_field(words, i, end):
                return None
    return _PROVINCIAL if words[0] == _OF_PROVINCE else _BODY


def _is_field(words: list[str], i: int, end: int) -> bool:
    """`Bộ Tham mưu` in `Phòng Quân lực Bộ Tham mưu` names no ministry."""
    return any(" ".join(words[i : end + n]) in _OWN_FIELDS for n in (1, 2, 3))


@cache
def _fixed() -> frozenset[str]:
    return frozenset(" ".join(_WORD.findall(name)) for name in fixed_names())


def _ends_bare(words: list[str]) -> bool:
    """`Bộ Tư lệnh Quân khu`, `Quân khu`."""
    tails = kinds_with(Trait.TAIL)
    return any(" ".join(words[-n:]) in tails for n in (1, 2) if len(words) >= n)


@cache
def _place_words() -> dict[str, str]:
    return {fold(form): kind for kind, forms in _PLACE_KINDS.items() for form in forms}


def _place_kind(words: list[str], i: int) -> tuple[str | None, int]:
    for n in (2, 1):
        kind = _place_words().get(" ".join(words[i : i + n])) if i + n <= len(words) else None
        if kind:
            return kind, i + n
    return None, i


def _proper_end(words: list[str], own: list[bool], i: int) -> int:
    """Where a place's name that starts at word i ends: a province's, a number, or a run of capitalised words."""
    end = _province_end(words, own, i)
    if end > i or i >= len(words) or not own[i]:
        return end
    if words[i].isdigit():
        return i + 1
    end = i + 1
    while end < len(words) and own[end] and not _place_kind(words, end)[0]:
        end += 1
    return end


def _province_end(words: list[str], own: list[bool], i: int) -> int:
    if i < len(words) and own[i]:
        for n in range(min(_LONGEST, len(words) - i), 0, -1):
            if " ".join(words[i : i + n]) in _provinces():
                return i + n
    return i


@cache
def _provinces() -> dict[str, str]:
    """Folded names of provinces with their kind."""
    named = ((form, entry.fields["kind"]) for entry in load("provinces") for form in entry.forms())
    return {" ".join(_WORD.findall(fold(form))): kind for form, kind in named}


def _kind_of_province(name: str) -> str | None:
    return _provinces().get(name)


@cache
def _today(province: str) -> str:
    """What a province is since July 2025; folded names."""
    rows = {entry.id: entry for entry in load("provinces")}
    row = next((entry for entry in rows.values() if fold(entry.name) == province), None)
    return fold(rows[row.fields["successor"]].name) if row and row.fields["successor"] else province


@dataclass
class Context:
    """What an article (with its copies) says of its units.

    names: all units and scopes that it names; superiors: by a unit's key; scopes: of the blocs in which it names a
    unit, by the unit's key.
    """

    article: str
    names: set[str] = field(default_factory=set)
    superiors: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    scopes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _keys: dict[str, str] = field(default_factory=dict)

    def key(self, name: str, superior: str | None = None) -> str:
        """The identity of the unit that a name means here. superior: the one that the same claim states."""
        parsed = unit_name(name)
        if parsed.needs is None:
            return parsed.key
        if superior is not None:
            found = self._by_superior(parsed, {superior}, frozenset((parsed.key,)))
            if found:
                return found
        if parsed.key not in self._keys:
            self._keys[parsed.key] = self._resolve(parsed, frozenset())
        return self._keys[parsed.key]

    def _resolve(self, name: UnitName, above: frozenset[str]) -> str:
        """above: the names whose superiors are being followed, so that a circle of them ends."""
        if name.needs is None:
            return name.key
        if name.key in above:
            return self._alone(name)
        found = self._by_superior(name, self.superiors.get(name.key, ()), above | {name.key})
        return found or self._by_scope(name) or self._by_full_name(name) or self._by_province(name) or self._alone(name)

    def _by_superior(self, name: UnitName, superiors: Iterable[str], above: frozenset[str]) -> str | None:
        parsed = {unit_name(superior).key: unit_name(superior) for superior in superiors}
        if name.needs != _BODY:
            return _in_place(name, _places(parsed.values(), name.needs))
        keys = {self._resolve(one, above) for one in parsed.values()}
        return _joined(name.key, next(iter(keys))) if len(keys) == 1 else None

    def _by_scope(self, name: UnitName) -> str | None:
        scopes = {unit_name(scope).key: unit_name(scope) for scope in self.scopes.get(name.key, ())}
        if name.needs != _BODY:
            return _in_place(name, _places(scopes.values(), name.needs))
        keys = {scope.key for scope in scopes.values() if scope.needs is None}
        return _joined(name.key, next(iter(keys))) if len(keys) == 1 == len(scopes) else None

    def _by_full_name(self, name: UnitName) -> str | None:
        """The one name in full that begins as this one."""
        parsed = (unit_name(other) for other in self.names)
        base = _open_end(name)
        keys = {p.key for p in parsed if p.needs is None and p.key.startswith(f"{base} ") and (p.places or p.provinces)}
        return next(iter(keys)) if len(keys) == 1 else None

    def _by_province(self, name: UnitName) -> str | None:
        """The one province that the article names, where it is named as one."""
        if name.needs not in (_PROVINCE, _CITY, _PROVINCIAL):
            return None
        parsed = [unit_name(other) for other in self.names]
        provinces = {province for p in parsed for province in p.provinces}
        places = _places(parsed, name.needs)
        return _in_place(name, places) if {place for _, place in places} == provinces else None

    def _alone(self, name: UnitName) -> str:
        return f"{name.key} {MARK} {self.article}"


def is_open(key: str) -> bool:
    """Whether a unit's key is one that only its article knows."""
    return MARK in key


def may_be_one(one: str, other: str) -> bool:
    """Whether two keys may be those of one unit: at least one of them is open, and their names agree so far."""
    bases = [key.partition(f" {MARK} ")[0] for key in (one, other)]
    bare = [
        base.removesuffix(f" {_PROVINCE}") if is_open(key) else base
        for base, key in zip(bases, (one, other), strict=True)
    ]
    if not is_open(one) and not is_open(other):
        return one == other
    longer, shorter = sorted(bare, key=len, reverse=True)
    return longer == shorter or (longer.startswith(f"{shorter} ") and is_open((one, other)[bare.index(shorter)]))


def _places(names: Iterable[UnitName], needs: str | None) -> set[tuple[str, str]]:
    """The places of the needed kind; of a city, only one that is a province can stand for a Sở's."""
    kinds = (needs or "").split("|")
    found = {(kind, place) for name in names for kind, place in name.places if kind in kinds}
    if needs == _PROVINCIAL:
        found = {(kind, place) for kind, place in found if kind == _PROVINCE or _kind_of_province(place) == kind}
    return found


def _open_end(name: UnitName) -> str:
    """A name's key up to where the place's name goes in: `Công an tỉnh` in Hòa Bình is `Công an Hòa Bình`."""
    return f" {name.key}".removesuffix(f" {_PROVINCE}").strip() if name.needs == _PROVINCE else name.key


def _in_place(name: UnitName, places: set[tuple[str, str]]) -> str | None:
    if len(places) != 1:
        return None
    kind, place = next(iter(places))
    base = _open_end(name)
    if kind == _CITY and _kind_of_province(place) == kind:
        base = base.removesuffix(f" {_CITY}")
    return f"{base} {place}".strip()


def _joined(name: str, body: str) -> str:
    """A name with the body behind it; words that end the one and begin the other stand once."""
    words, rest = name.split(), body.split()
    overlap = next((n for n in range(min(len(words), len(rest)), 0, -1) if words[-n:] == rest[:n]), 0)
    return " ".join([*words, *rest[overlap:]])


def contexts(
    named: Iterable[tuple[str, str]],
    superiors: Iterable[tuple[str, str, str]],
    scopes: Iterable[tuple[str, str, str]],
    group_of: Mapping[str, str],
) -> dict[str, Context]:
    """The context of each article. named: (article, name); superiors: (article, unit, superior); scopes: (article,
    unit, scope of a bloc in which it is named). group_of: article → the one that stands for it and its copies."""
    found: dict[str, Context] = {article: Context(article) for article in set(group_of.values())}
    for article, name in named:
        found[group_of[article]].names.add(name)
    for article, unit, superior in superiors:
        context = found[group_of[article]]
        context.superiors[unit_name(unit).key].add(superior)
        context.names.add(superior)
    for article, unit, scope in scopes:
        context = found[group_of[article]]
        context.scopes[unit_name(unit).key].add(scope)
        context.names.add(scope)
    return found
