"""Of which unit the post is that someone takes up: as named with it, else as the sentence and the article tell.

giữ chức Giám đốc Sở X · đến nhận công tác tại Sở X, giữ chức Phó Giám đốc · Phó Chính ủy Sư đoàn X … giữ chức Chính ủy
HĐND tỉnh X bầu ông A … làm Chủ tịch UBND tỉnh · quyền Bộ trưởng, Bí thư Ban cán sự Đảng Bộ X
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..chunks import Kind, is_word
from ..people.people import Mention
from ..people.post_groups import PostItem, names_organization
from ..people.posts import posts_of
from ..reading import Reading
from ..records import Handover, Post
from ..text.language import fold
from ..text.plain_text import LOWER, UPPER
from ..text.words import AT, IN
from ..units.unit_parse import UnitParse
from .post_changes import RULE_PASSED, Change, core_of, is_complete, plain_title

_OF_THE_PARTY = ("bí thư", "phó bí thư")
_COMMITTEE = "ủy "
# Who appoints to the posts of others, and whose own are told by their titles.
_APPOINTING = ("bộ chính trị", "ban bí thư", "quốc hội", "chính phủ", "ủy ban thường vụ quốc hội")
_MINISTERS = ("bộ trưởng", "thứ trưởng")
_MINISTRY = "bộ "
_MINISTRY_AT_END = re.compile(r"(?<=ng )Bộ .+$")
_NO_MINISTRY = ("bộ tư lệnh", "bộ chỉ huy", "bộ tham mưu", "bộ tổng tham mưu", "bộ đội")
_PARTY_COMMITTEE = re.compile(r"(?:tỉnh|thành|huyện|quận|thị|đảng|quân|khu) ủy(?!\w)")
_IN_COMMITTEES = ("bí thư", "ủy viên", "thường trực", "trưởng ban", "chánh văn phòng", "chủ nhiệm")
_OF_INSPECTORS = re.compile(r"^(?:phó )?tổng thanh tra$")
_GOVERNMENT = re.compile(r"\s+Chính phủ(?!\w)", re.I)
_INSPECTORATE = "Thanh tra Chính phủ"
_OF_A_PERSON = ("trợ lý", "thư ký")
_PROVINCE = "tỉnh"
_CITY = "thành phố"
# A capital right behind a title that has no unit.
_NAMED_BEHIND = re.compile(rf" +[{UPPER}]")
# A word of a field in lower case behind a title; nothing that a clause goes on with.
_FIELD_BEHIND = re.compile(
    rf" +(?!(?:này|đó|của|thuộc|tại|ở|từ|kể|thay|thế|nhiệm|khóa|khoá|với|trong|trên|và|để|sau|cho|kiêm|phụ|theo|đối|do|"
    rf"là|thời|hạn|có|khi|đến|vào|gồm|mới|được|bị|đã|vừa|lần|năm|ngày|nếu|vì|mà|cũng|còn|nên|thường|chuyên|vị|trước|về)(?!\w))"
    rf"[{LOWER}]{{2,}}"
)
_OF_A_PROVINCE = (" tỉnh", "tỉnh ủy", " thành phố", "thành ủy")
_PLACE_KIND = re.compile(r"^(?:tỉnh|thành phố|tp\.?)\s+", re.I)
_IN_PROVINCE = re.compile(r"(?<!\w)[Tt]ỉnh (?:[uủ][yỷ] )?(\w.*)$")
_BOARD = re.compile(r"^(?:hội đồng (?:quản trị|thành viên)|ban (?:giám đốc|lãnh đạo)|HĐQT|HĐTV)\s+(?=\S)", re.I)


def unit_of(reading: Reading, change: Change, item: PostItem, post: Post, earlier: Sequence[Handover]) -> str | None:
    """The unit of the new post: as named with it, else as the sentence and the article let it be known."""
    giver, taker, title, named = change.giver, change.taker, post.title, post.unit
    if (
        named is not None
        and item.unit
        and not any(one.unit and (one.unit.bare or one.unit.open_place) for one in change.items)
    ):
        return named
    old = _posts_unit(reading, giver) if giver and change.rule == RULE_PASSED else _posts_unit(reading, taker)
    place = reading.unit_name(change.place) if change.place else None
    if place and all(one.unit is None for one in change.items):
        return place
    if is_complete(title):
        return named if item.unit else None
    if _OF_INSPECTORS.search(fold(title)) and _GOVERNMENT.match(reading.article.text, item.title_end):
        return _INSPECTORATE
    if named is not None and item.unit is None and not _may_have(title, named):
        return _ministry_beside(reading, change) if core_of(title) in _MINISTERS else None
    if named is not None and item.unit and (beside := _province_beside(reading, change, item.unit)):
        return reading.unit_name(item.unit, near=beside)
    if named is not None:
        return next((unit for unit in (place, old) if unit and _stands_short(change, unit)), None) or named
    kind = next((one.takes for one in change.items if one.takes), "")
    if kind:
        if _FIELD_BEHIND.match(reading.article.text, change.items[0].title_end):
            return None  # `Phó Trưởng ban | kinh doanh`: of a section that is no unit for the reader
        own = old if old and fold(old).startswith(f"{fold(kind)} ") else None
        return own or reading.names.best_of_kind(kind, change.items[0].title_end)
    if _NAMED_BEHIND.match(reading.article.text, item.title_end):
        return None  # of a body that is no unit for the reader: `làm Tư lệnh Cảnh …`
    if old and (change.rule == RULE_PASSED or _is_ladder(reading, taker, title)):
        return old
    giver_s = _posts_unit(reading, giver) if giver else None
    if old and names_organization(old) and not _is_ladder(reading, taker, title):
        old = None  # `Phó Bí thư Chi bộ 2 … chuyển sang làm chuyên viên`
    if old and plain_title(title).startswith(_OF_THE_PARTY) and not (names_organization(old) or _is_committee(old)):
        old = None  # `được chỉ định làm Phó Bí thư tỉnh X` of someone at a school
    alike = (h.organization for h in reversed(earlier) if core_of(h.post) == core_of(title) and h.organization)
    guesses = (giver_s, next(alike, None), old, _of_the_sentence(reading, change))
    return next((unit for unit in guesses if unit and _may_have(title, unit)), None)


def _ministry_beside(reading: Reading, change: Change) -> str | None:
    """`quyền Bộ trưởng, Bí thư Ban cán sự Đảng Bộ X`: the ministry whose Party body stands beside a minister's post."""
    names = (reading.unit_name(item.unit) for item in change.items if item.unit)
    return next((found[0] for name in names if (found := _MINISTRY_AT_END.search(name))), None)


def _province_beside(reading: Reading, change: Change, unit: UnitParse) -> str | None:
    """`HĐND tỉnh X bầu ông A … làm Chủ tịch UBND tỉnh`: the province that a sentence names before it, if it is one.

    `Tại X, ông A được bầu làm Bí thư Thành ủy`: that with which it opens.
    """
    if not (unit.bare or unit.open_place) or not fold(unit.name).endswith(_OF_A_PROVINCE):
        return None
    row = reading.rows[change.row]
    if len(row) > 2 and is_word(row[0], AT, IN) and row[1].kind is Kind.PLACE and row[2].text == ",":
        kind = _PROVINCE if fold(unit.name).endswith(_OF_A_PROVINCE[:2]) else _CITY
        return f"{kind} {_PLACE_KIND.sub('', row[1].text)}"
    told = [c for c in row if c.kind in (Kind.UNIT, Kind.PLACE) and c.b <= change.taker.a]
    found = {place[1]: None for c in told if (place := _IN_PROVINCE.search(c.text)) and place[1][0].isupper()}
    return f"{_PROVINCE} {next(iter(found))}" if len(found) == 1 else None


def _may_have(title: str, unit: str) -> bool:
    """May a post be one of a unit that the sentence does not name with it? No chairman leads a Party committee."""
    folded, core = fold(unit), core_of(title)
    if folded in _APPOINTING or core.startswith(_OF_A_PERSON):
        return False
    if core in _MINISTERS:
        return folded.startswith(_MINISTRY) and not folded.startswith(_NO_MINISTRY)
    return core.startswith(_IN_COMMITTEES) or not _PARTY_COMMITTEE.match(folded)


def _is_committee(unit: str) -> bool:
    """Is a unit a committee of the Party: `Tỉnh ủy X`, `Huyện ủy Y`?"""
    return _COMMITTEE in fold(unit)


def _of_the_sentence(reading: Reading, change: Change) -> str | None:
    """`Hội đồng quản trị Công ty X bổ nhiệm ông A giữ chức Giám đốc`: the last unit named before the taker."""
    before = (c for c in reversed(reading.rows[change.row]) if c.kind is Kind.UNIT and c.b <= change.taker.a)
    chunk = next((c for c in before if c.unit and not c.unit.bare), None)
    return _BOARD.sub("", reading.unit_name(chunk.unit)) if chunk and chunk.unit else None


def _posts_unit(reading: Reading, mention: Mention) -> str | None:
    """The unit of someone's posts: of those that the mention gives, else of all."""
    posts = posts_of(reading, mention.items)
    if not posts:
        posts = [post for m in reading.by_person.get(mention.person or "", []) for post in posts_of(reading, m.items)]
    return next((post.unit for post in posts if post.unit), None)


def _is_ladder(reading: Reading, mention: Mention, title: str) -> bool:
    """Does someone who was the deputy rise, or step aside in one house: `Phó Chính ủy … giữ chức Chính ủy`?"""
    return any(core_of(post.title) == core_of(title) for post in posts_of(reading, mention.items))


def _stands_short(change: Change, unit: str) -> bool:
    """`Phó giám đốc Sở Y tế … quyền Giám đốc sở`: does the post name the kind of the unit known only?"""
    units = (item.unit for item in change.items)
    return any(fold(unit).startswith(f"{fold(short.name)} ") for short in units if short and short.bare)
