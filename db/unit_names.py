"""Unit names taken apart: what a name is compared by, which places it names, and what it lacks to stand by itself.

A relative name lacks its place or its body (`Sở Y tế`, `Ban Nội chính Tỉnh ủy`); so does one of a district that lies in
several provinces (`Huyện ủy Châu Thành`), and of a school that bears a hero's name.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.text.gazetteer import load
from extractors.text.language import fold
from extractors.units.long_forms import long_forms, written_out
from extractors.units.places_of_provinces import provinces_of, provinces_today
from extractors.units.unit_kinds import Trait, fixed_names, kinds_with

_WORD = re.compile(r"\w+")

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
PROVINCE = "tỉnh"
CITY = "thành phố"
_DISTRICTS = ("huyện", "quận", "thị xã", CITY)
_OF_PROVINCE = "sở"  # belongs to a province or to a city that is one
PROVINCIAL = f"{PROVINCE}|{CITY}"
BODY = "body"


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
            provincial = kind == PROVINCE or kind_of_province(place) == kind
            if provincial:
                provinces.add(place)
            if len(head) == 1 or head == CITY.split():
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
        needs = PROVINCIAL if len(lie_in) > 1 else None
        provinces = lie_in if len(lie_in) == 1 else set()
    return UnitName(" ".join(key), needs, frozenset(places), frozenset(provinces))


def _lie_in(places: set[tuple[str, str]]) -> set[str]:
    """The provinces in which the districts of a name lie, or, of a name without a district, its communes; folded.

    Communes are looked for in the provinces of today too: those that were merged into one of them count as it.
    """
    districts = [place for place in places if place[0] in _DISTRICTS]
    if districts:
        return set.union(*(set(provinces_of(name, kind)) for kind, name in districts))
    return set().union(*(provinces_today(name, kind) for kind, name in places))


def _needs(words: list[str], own: list[bool]) -> str | None:
    """What a name without any place lacks."""
    whole = " ".join(words)
    if whole in _BARE or _ends_bare(words):
        return BODY
    if whole.startswith(_NAMED_ALIKE):
        return PROVINCIAL
    length = next((n for n in range(4, 0, -1) if " ".join(words[:n]) in _BY_FIELD), 0)
    if not length or whole in _fixed():
        return None
    if any(f" {word}" in f" {' '.join(words[length:])} " for word in _NATIONAL):
        return None
    for i in range(length, len(words)):
        for end in range(min(len(words) - 1, i + 3), i, -1):
            if " ".join(words[i:end]) in _BODIES and own[i] and own[end] and not _is_field(words, i, end):
                return None
    return PROVINCIAL if words[0] == _OF_PROVINCE else BODY


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


def kind_of_province(name: str) -> str | None:
    """`tỉnh` or `thành phố` for a province's folded name, else None."""
    return _provinces().get(name)
