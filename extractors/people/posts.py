"""The posts of someone, with units as full as the article allows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..reading import Reading
from ..records import Post
from ..text.language import fold
from ..units.completion import body_within
from ..units.unit_fields import word_goes_on
from ..units.unit_kinds import bodies_headed
from ..units.unit_parse import UnitParse
from .post_groups import PostItem, is_of_organization, names_its_body

# A seat in a committee: its unit is the committee that the following post names.
_SEAT = re.compile(r"\b(?:ban )?(?:thường vụ|chấp hành)$")
_OPEN_SEAT = re.compile(r"(ủy viên|uỷ viên) (ban (?:thường vụ|chấp hành))$", re.IGNORECASE)
_PRESIDIUM = re.compile(r"\bđoàn chủ tịch$")
_COMMITTEE = re.compile(r"(?:tỉnh|thành|huyện|thị|quận|đảng|quân) ủy.*$|(?:tỉnh|thị|huyện|thành) đoàn.*$")
# Bodies of the Party that bear the name of the body whose Party organization they lead.
_PARTY_BODIES = frozenset({"đảng ủy", "đảng bộ", "ban thường vụ", "ban chấp hành", "ban thường vụ đảng ủy", "chi bộ"})
_GROUPS_OF_THE_PARTY = ("đảng đoàn", "ban cán sự")
_FORMS_OF_FIRMS = frozenset({"trách nhiệm hữu hạn", "cổ phần", "một thành viên", "trách nhiệm hữu hạn một thành viên"})
_OF_COMMITTEES = ("ủy", "uỷ", "đoàn")
_OF_A_TERM = frozenset({"nhiệm", "khóa", "khoá", "giai", "thời", "phụ", "thường", "chuyên", "kiêm"})  # `nhiệm kỳ`, …
_OF_MEMBERS = ("chi bộ", "đảng", "đoàn", "hội", "ban", "tổ", "chi hội", "chi đoàn", "bộ môn")  # bare in most articles
_CAUCUSES = frozenset({"ban cán sự đảng", "ban cán sự", "đảng đoàn"})  # … of a ministry, of authorities
_LOCAL_BODIES = frozenset({"huyện ủy", "thị ủy", "quận ủy", "thành ủy", "tỉnh ủy"})
_PLACE = re.compile(
    r"(?:\b(?:tỉnh|huyện|thị xã|quận|thành phố|TP\.?|xã|phường)\s+|(?<!\S)(?:Q|H|TX|P|X)\.\s*)(\S.*)$", re.IGNORECASE
)
# A council of a body stands beside the body's other posts: `Chính ủy, Chủ tịch Hội đồng thi đua, khen thưởng Bộ X`.
_OFFICES = ("Văn phòng", "Thanh tra")  # bear the name of the body whose they are
_SECTIONS = ("Khoa", "Phòng", "Bộ môn", "Tổ", "Đội", "Ban")  # parts of a body, which its heads lead beside their post
_OF_WHOLE_BODIES = ("hiệu trưởng", "giám đốc", "viện trưởng", "tổng biên tập", "cục trưởng")
_OF_A_BODY = ("Văn phòng", "Thanh tra", "Ban")
_LEADING_A_BODY = ("chủ tịch", "bí thư", "tổng thư ký", "giám đốc", "thường trực")
_MINISTRY = "bộ"
_MINISTER = "bộ trưởng"
_CHAIRING = "chủ nhiệm"
_NO_MINISTRIES = ("bộ chính trị", "bộ tư lệnh", "bộ chỉ huy", "bộ chqs", "bộ đội", "bộ tổng", "bộ môn")
# Bodies of the Party's leadership, of which nobody but its members and secretaries holds a post.
_POLITICAL = (
    "bộ chính trị", "trung ương đảng", "ban chấp hành trung ương đảng", "ban bí thư", "quân ủy", "tỉnh ủy",
    "thành ủy", "huyện ủy", "quận ủy", "thị ủy", "ban cán sự", "đảng đoàn",
)  # fmt: skip
_SECRETARIES = ("bí thư", "phó bí thư")
_OF_PLACE = re.compile(
    r"(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd) "
    r"(tỉnh|huyện|thị xã|quận|xã|phường|thị trấn|thành phố|tp\.?)((?: \S.*)?)$",
    re.IGNORECASE,
)
_COMMITTEES = {
    "tỉnh": "Tỉnh ủy", "huyện": "Huyện ủy", "thị xã": "Thị ủy", "quận": "Quận ủy", "xã": "Đảng ủy xã",
    "phường": "Đảng ủy phường", "thị trấn": "Đảng ủy thị trấn", "thành phố": "Thành ủy", "tp": "Thành ủy",
    "tp.": "Thành ủy",
}  # fmt: skip
_OF_THE_PEOPLE = ("hđnd", "hội đồng nhân dân", "ubnd", "ủy ban nhân dân")
_KIND_AND_PLACE = re.compile(r"(?<!\S)(?:tỉnh|huyện|thị xã|quận|thành phố|xã|phường)\s+[A-ZĐÀ-Ỹ]\S*(?:\s+\S+)*$")
_CHIEF = "thủ trưởng"
_OF_THE_PARTY = ("bí thư", "phó bí thư", "ủy viên", "uỷ viên", "uv")
_COUNCIL = re.compile(r"^hội đồng (?:thi đua\W+khen thưởng|trường|thành viên|quản trị|quản lý)\s+(?=\S)", re.IGNORECASE)
_BARE_COUNCIL = re.compile(r"^hội đồng (?:thi đua\W+khen thưởng|trường|thành viên|quản trị|quản lý)$")
# A Party committee is of the place, not of its authorities: `Phó Bí thư Đảng ủy, Chủ tịch UBND xã X`.
_AUTHORITIES = re.compile(r"^(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd)\s+(?=\S)", re.IGNORECASE)


def posts_of(reading: Reading, items: Sequence[PostItem]) -> list[Post]:
    """The posts of a group, those in blocs left out; posts of one unit share it."""
    if not items:
        return []
    own = [item for item in items if item.role is None and item.bloc is None]
    return [_post(reading, own, number) for number in range(len(own))]


def _post(reading: Reading, items: Sequence[PostItem], number: int) -> Post:
    item = items[number]
    title = " ".join(item.title.split())
    unit: str | None = _unit(reading, items, number)
    if item.unit and unit and _is_cut_short(reading, item.unit, unit):
        unit = None
    seat = _OPEN_SEAT.match(reading.names.expand(title)) if item.unit is None else None
    if seat:  # `Ủy viên Ban Thường vụ, Trưởng Ban Dân vận Tỉnh ủy`: the seat is of the committee's own body
        title, unit = seat.group(1), " ".join(filter(None, (seat.group(2), unit)))
    return Post(title=capitalised(title), unit=unit, former=item.former)


def _is_cut_short(reading: Reading, parse: UnitParse, unit: str) -> bool:
    """`Giám đốc Trung tâm | cai nghiện X`, `giám đốc TNHH X`: is a unit read only as its kind or a firm's form?"""
    if fold(unit) in _FORMS_OF_FIRMS:
        return True
    tokens, end, name = reading.tokens, parse.end, fold(parse.name)
    if not parse.bare or name.endswith(_OF_COMMITTEES) or name.startswith(_OF_MEMBERS):
        return False
    short = fold(unit) == fold(reading.names.expand(parse.name)) and end < tokens.size
    return short and word_goes_on(tokens, end) and tokens.norm[end] not in _OF_A_TERM


def capitalised(text: str) -> str:
    """With a capital first letter: national papers write ranks and posts in lower case."""
    return text[:1].upper() + text[1:]


def _unit(reading: Reading, items: Sequence[PostItem], number: int) -> str | None:
    item = items[number]
    if item.unit is None:
        shared = _shared(reading, items, number)
        return shared or (None if _is_with_a_committee(items, number) else _led(reading, item))
    if not (item.unit.bare or item.unit.open_place):
        return reading.unit_name(item.unit)
    name = fold(item.unit.name)
    following = next((i.unit for i in items[number + 1 :] if i.unit and not _is_group_of_the_party(i.unit)), None)
    if item.unit.bare and following is None and name in _PARTY_BODIES:
        led = next(filter(None, (_led(reading, i) for i in items[number + 1 :])), None)
        return f"{reading.names.expand(item.unit.name)} {led}" if led else reading.unit_name(item.unit)
    if item.unit.bare and following and name in _PARTY_BODIES:
        body = _AUTHORITIES.sub("", _COUNCIL.sub("", reading.unit_name(following)))
        if _BARE_COUNCIL.match(fold(body)):
            return reading.unit_name(item.unit)  # `Bí thư Đảng ủy, Chủ tịch Hội đồng trường`: of the same body, unnamed
        committee = _COMMITTEE.search(fold(body))
        return reading.names.expand(f"{item.unit.name} {body[committee.start() :] if committee else body}")
    if item.unit.bare and name in _CAUCUSES and (led_body := _body_beside(reading, items, number)):
        return f"{reading.names.expand(item.unit.name)} {led_body}"
    near = _named_beside(reading, items, number)
    if near and item.unit.bare and name in _OF_THE_PEOPLE and (seat := _KIND_AND_PLACE.search(near)):
        return reading.names.expand(f"{item.unit.name} {seat.group()}")
    place = _PLACE.search(near) if near and item.unit.bare and name in _LOCAL_BODIES else None
    if place and place.group(1)[0].isupper():
        return reading.names.expand(f"{item.unit.name} {place.group(1)}")
    return reading.unit_name(item.unit, near=near)


def _is_group_of_the_party(unit: UnitParse) -> bool:
    """Is a bare unit a group of the Party in another body, which lends its name to no committee: `Đảng đoàn`?"""
    return unit.bare and fold(unit.name).startswith(_GROUPS_OF_THE_PARTY)


def _body_beside(reading: Reading, items: Sequence[PostItem], number: int) -> str | None:
    """`Bí thư Ban cán sự đảng, Chủ tịch | UBND tỉnh X`: the body of the first post behind one of a caucus."""
    for k in range(number + 1, len(items)):
        unit = items[k].unit
        if unit and not fold(unit.name).startswith((*_PARTY_BODIES, *_POLITICAL)):
            return _unit(reading, items, k)
    return None


def _is_with_a_committee(items: Sequence[PostItem], number: int) -> bool:
    """`Bộ trưởng, Chủ nhiệm Ủy ban X`: is a minister one of no ministry, at the head of a body of a ministry's rank?"""
    following = items[number + 1 : number + 2]
    return fold(items[number].title) == _MINISTER and bool(following) and fold(following[0].title) == _CHAIRING


def _led(reading: Reading, item: PostItem) -> str | None:
    """The unit of a post that stands alone: the one of its kind that the article is about, or named just before."""
    if names_its_body(item.title):
        return None
    last = reading.names.last_of_kind(item.takes, item.title_end) if item.takes else None
    if last and fold(item.takes) == _MINISTRY and fold(last).startswith(_NO_MINISTRIES):
        return None
    kinds = (f"{fold(item.takes)} ",) if item.takes else bodies_headed().get(fold(item.title), ())
    return last or (reading.names.main_of_kinds(kinds, item.title_end) if kinds else None)


def _named_beside(reading: Reading, items: Sequence[PostItem], number: int) -> str | None:
    """The unit of another post that is named in full, the following ones first."""
    units = (item.unit for item in (*items[number + 1 :], *items[:number]))
    full = next((unit for unit in units if unit and not (unit.bare or unit.open_place)), None)
    return reading.names.expand(full.name) if full else None


def _committee_of(authorities: str) -> str | None:
    """`Phó Bí thư, Chủ tịch UBND huyện X`: the Party committee of the place whose authorities are named."""
    found = _OF_PLACE.match(authorities)
    return f"{_COMMITTEES[fold(found.group(1))]}{found.group(2)}" if found else None


def _lends(item: PostItem, beside: PostItem, whole: str, *, before: bool) -> bool:
    """Does a post's unit hold for the one beside it? Not where the title wants another kind; a Party body's ahead."""
    takes, kind = fold(item.takes), fold(whole)
    if takes and item.takes not in (beside.takes, *_OFFICES) and not kind.startswith(takes):
        return False
    if takes == _MINISTRY and kind.startswith(_NO_MINISTRIES):
        return False  # `Thứ trưởng, Ủy viên Bộ Chính trị`
    if beside.takes in _SECTIONS and fold(item.title).endswith(_OF_WHOLE_BODIES):
        return False
    if fold(item.title).startswith(_OF_THE_PARTY):
        return True
    return not (kind.startswith(_POLITICAL) and not takes) and not (before and is_of_organization(beside.unit))


def _body_of_office(item: PostItem, beside: PostItem, whole: str) -> str | None:
    """`Phó Bí thư, Trưởng Ban Tuyên giáo | Thành đoàn`, `Phó Chủ tịch, Chánh Văn phòng | UBND tỉnh X`: the whole body.

    So it is of a post that leads a body beside one that leads an office of it; any other shares the office.
    """
    if is_of_organization(beside.unit) and not fold(item.title).startswith(_OF_THE_PARTY):
        return body_within(whole)  # `Chính ủy, Bí thư Đảng ủy | Lữ đoàn 22`
    if beside.takes not in _OF_A_BODY or item.takes or not fold(item.title).endswith(_LEADING_A_BODY):
        return whole
    committee = _COMMITTEE.search(fold(whole))
    return whole[committee.start() :] if committee else body_within(whole) or whole


def _shared(reading: Reading, items: Sequence[PostItem], number: int) -> str | None:
    """The unit that a post without one shares with its neighbour, the following one first."""
    if names_its_body(items[number].title):
        return None
    order = (*range(number + 1, len(items)), *range(number - 1, -1, -1))
    beside = next((j for j in order if items[j].unit), None)
    whole = _unit(reading, items, beside) if beside is not None else None
    if beside is None or whole is None:
        return None
    above = items[beside].unit and items[beside].unit.above
    if _PRESIDIUM.search(fold(items[number].title)) and above and items[beside].takes in _SECTIONS:
        return reading.unit_name(above)  # `Ủy viên Đoàn Chủ tịch, Trưởng Ban X, Tổng LĐLĐ Y`
    if above and items[beside].takes in _SECTIONS and fold(items[number].title).endswith(_OF_WHOLE_BODIES):
        return reading.unit_name(above)  # `Phó Hiệu trưởng, Trưởng khoa X, Trường Y`
    whole = _body_of_office(items[number], items[beside], _COUNCIL.sub("", whole))
    if whole is None or not _lends(items[number], items[beside], whole, before=beside < number):
        return None
    if above and fold(items[beside].title).endswith(_CHIEF):  # `Phó Giám đốc, Thủ trưởng Cơ quan X Công an tỉnh Y`
        return reading.unit_name(above)
    if fold(items[number].title).startswith(_SECRETARIES):
        return _committee_of(whole) or whole
    if not _SEAT.search(fold(reading.names.expand(items[number].title))):
        return whole
    committee = _COMMITTEE.search(fold(whole))
    return whole[committee.start() :] if committee else None
