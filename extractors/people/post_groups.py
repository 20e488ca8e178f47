"""Groups of posts in a sentence: `Phó Bí thư Thường trực Đảng ủy Quân sự tỉnh, Chính ủy Bộ CHQS tỉnh Lạng Sơn`.

Whose posts they are is for others to say: `people` ties them to the names beside them, `post_handovers` to those who
take them up.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

from ..chunks import PLAIN, Chunk, Kind, Row, is_word, words
from ..text.language import fold
from ..text.words import ACTING, AND, IN_CHARGE, IS, OF, UNDER
from ..units.long_forms import known_long_forms, long_forms
from ..units.unit_kinds import closing_words
from ..units.unit_parse import UnitParse
from .names import is_syllable
from .others_posts import BEFORE_OTHERS, NEW, is_of_who_empowers, is_passed_on
from .place_posts import OPEN_PLACES, unit_of_open_place, unit_of_place
from .terms import TERM_OPENINGS, behind_term

# Posts that are over, of one word and of two.
_FORMER = frozenset({"nguyên", "cựu", "từng là", "từng làm"})
_ONCE = "từng"
_NOBODYS = ("đảng , nhà nước", "đảng và nhà nước", "nhà nước", "đảng")  # who grant awards and hold no post
_NO_ACTING = frozenset({"chính", "ủy"})  # with what follows other words: `chính quyền`, `ủy quyền`
# Syllables of what stands between `từng` and a post: `từng giữ các chức vụ:`, `từng đảm nhiệm`, `từng kinh qua`.
_HELD = frozenset({"giữ", "chức", "vụ", "đảm", "nhiệm", "kinh", "qua", "trải", "các", "cương", "vị", IS, "làm", ":"})
_ACTING = frozenset({ACTING, "q", "q."})
# Words for a post just taken up or held now, right before it.
_PRESENT = frozenset({NEW, "hiện", "đang"})
_IN, _CHARGE = IN_CHARGE.split()
POSTS = frozenset({Kind.POST, Kind.ROLE})
_OPENING = frozenset({*_FORMER, *_ACTING, *_PRESENT, _ONCE})
# What joins two posts of one person.
_LINKS = frozenset({",", "-", "–", "—", AND, "kiêm", "đồng", "thời", IS})
_LONGEST_LINK = 4  # chunks
_TWO = 2  # … of a name and the mark behind it
_LONGEST_FIELD = 7  # chunks of what a deputy is in charge of
_FIELD_ENDS = frozenset({",", ";", ".", ")"})
_FIRM = "công ty"
_OF_FIRMS = (
    "tổng giám đốc", "phó tổng giám đốc", "giám đốc", "phó giám đốc", "chủ tịch hđqt", "chủ tịch hđtv", "chủ tịch",
    "chủ tịch hội đồng quản trị", "chủ tịch hội đồng thành viên", "phó chủ tịch", "phó chủ tịch thường trực",
    "giám đốc điều hành", "tổng thư ký",
)  # fmt: skip
_SHORTEST_BRAND = 3  # letters
_FOREIGN_FIELDS = frozenset({"marketing", "logistics", "digital", "sales"})  # `Giám đốc điều hành Marketing`
_LEADING = ("phó", "ủy", "uỷ", "uv", "đại biểu", "thành viên")
_NO_POSTS = ("cán bộ", "nhân viên", "giáo viên")  # without a unit they say no more than that someone serves
_CHIEF = "thủ trưởng"  # in lower case anyone's: `và thủ trưởng, cơ quan các đơn vị`
_LONGEST_CRAFT = 4  # chunks
_THE_SCHOOL = "nhà trường"
_SCHOOL = "Trường"
_LONGEST_OPENING = 8  # chunks before a title: `nguyên`, `hiện đang là`, `Q.`


# Titles that say whose they are, as they stand and written out: the State's, and those of villages.
_OF_THE_STATE = (
    "thường trực ban bí thư", "tổng tham mưu trưởng", "phó tổng tham mưu trưởng", "đại biểu quốc hội",
    "ủy viên ban thường vụ tỉnh ủy", "chủ tịch nước", "phó chủ tịch nước", "tổng bí thư", "thủ tướng", "phó thủ tướng",
    "tổng thanh tra", "phó tổng thanh tra", "tổng kiểm toán", "phó tổng kiểm toán", "thống lĩnh",
)  # fmt: skip
_OF_A_VILLAGE = (
    "đại biểu hđnd", "đại biểu hội đồng nhân dân", "tổ trưởng tổ dân phố", "trưởng thôn", "trưởng bản", "trưởng xóm",
    "trưởng ấp", "trưởng buôn", "trưởng làng", "trưởng khu", "trưởng khóm",
)  # fmt: skip
_GRADES = ("viên cao cấp", "viên trung cấp", "viên sơ cấp", "viên chính", "thẩm phán cao cấp", "thẩm phán trung cấp")
# A title that holds its body: `Tỉnh ủy viên`, `Huyện ủy viên`.
_MEMBER = "ủy viên"
_MEMBER_LENGTH = 3  # syllables of such a title


# Bodies of the Party and of unions inside a body, which lend their name to no post of its own.
_ORGANIZATIONS = (
    "đảng ủy", "đảng bộ", "chi bộ", "chi ủy", "ban thường vụ", "ban chấp hành", "công đoàn", "đoàn thanh niên",
    "hội phụ nữ", "hội cựu chiến binh", "ban cán sự", "đảng đoàn", "quân ủy",
)  # fmt: skip


def is_of_organization(unit: UnitParse | None) -> bool:
    """Is a unit a Party committee or a union?"""
    return unit is not None and names_organization(unit.name)


def names_organization(unit: str) -> bool:
    """Is a unit's name that of a Party committee or a union?"""
    return fold(unit).startswith(_ORGANIZATIONS)


def names_its_body(title: str) -> bool:
    """Does a title say whose it is, so that it shares no unit with another one: `Tỉnh ủy viên`, `Thủ tướng`?

    Nor does a grade of the service (`Kiểm sát viên trung cấp, Viện trưởng Viện X`).
    """
    folded = fold(title)
    return is_of_the_state(title) or folded.startswith(_OF_A_VILLAGE) or folded.endswith(_GRADES)


def is_of_the_state(title: str) -> bool:
    """Does a title make an official by itself: `Thủ tướng`, `Tỉnh ủy viên`?"""
    written = fold(long_forms().get(title, title))
    member = written.endswith(_MEMBER) and len(written.split()) == _MEMBER_LENGTH
    return member or written.startswith(_OF_THE_STATE)


class PostItem(NamedTuple):
    """A post in a group: chunks `first` to `last` (exclusive).

    unit: as the group gives it, perhaps short. former: the sentence says that it is over. role, bloc: where it is one
    of a bloc, its chunks. title_end: the offset where the title ends. takes: the kind of unit that the title swallows.
    """

    first: int
    last: int
    title: str
    unit: UnitParse | None
    former: bool
    role: Chunk | None = None
    bloc: Chunk | None = None
    title_end: int = 0
    takes: str = ""


class PostGroup(NamedTuple):
    """Posts of one person, chunks `first` to `last` (exclusive)."""

    first: int
    last: int
    items: list[PostItem]


def post_groups(row: Row, named: Sequence[int], syllables: Set[str]) -> list[PostGroup]:
    """The groups of posts of a sentence, in order.

    named: the chunks that are neither words nor marks. syllables: the sentence's folded ones.
    """
    opens = range(len(row)) if not _OPENING.isdisjoint(syllables) else named
    groups: list[PostGroup] = []
    free = 0  # the chunk from which on none is in a group yet
    for i in [k for k in opens if row[k].kind in POSTS or row[k].norm in _OPENING]:
        group = _group_at(row, i) if i >= free else None
        if group:
            groups.append(group)
            free = group.last
    return groups


def _group_at(row: Row, i: int) -> PostGroup | None:
    items: list[PostItem] = []
    at, former = i, False
    behind_name = _is_behind_name(row, i)
    while item := _item_at(row, at, former):
        if items and behind_name and item.last < len(row) and row[item.last].kind is Kind.NAME and row[item.last].full:
            break  # `A - Cụm trưởng và Giám đốc Sở X B`: the last post is the next person's
        items.append(item)
        if (
            len(items) == 1
            and i
            and (row[i - 1].norm in BEFORE_OTHERS or row[i].norm == NEW)
            and _is_others(row, i, item)
        ):
            break
        former = item.former and (item.unit is None or item.unit.bare)
        at = _behind_link(row, item.last)
    return PostGroup(i, items[-1].last, items) if items else None


def _is_behind_name(row: Row, i: int) -> bool:
    """`A - | Cụm trưởng …`: may the posts at chunk i be those of the one named before a mark?

    Not behind a semicolon, nor where that one has posts in front: `Bí thư X A, | Phó Bí thư Y, Chủ tịch Z B`.
    """
    if i < _TWO or row[i - 1].kind is not Kind.MARK or row[i - 1].text == ";" or row[i - 2].kind is not Kind.NAME:
        return False
    return i == _TWO or row[i - 3].kind not in (Kind.UNIT, Kind.POST)


def _is_others(row: Row, first: int, item: PostItem) -> bool:
    """Is the first post of a group nobody's who stands behind it: the sender's, or one that is handed over?"""
    of_body = item.unit is not None and not item.unit.bare
    return is_of_who_empowers(row, first, item.last) or is_passed_on(row, item.first, item.last, of_body=of_body)


def _behind_link(row: Row, i: int) -> int:
    """The chunk after the link between two posts at chunk i, perhaps behind a term; the row's end where none stands."""
    if i + 1 < len(row) and row[i].text == "," and row[i + 1].norm in TERM_OPENINGS:
        i = _behind_term(row, i)
    j = i
    while j < len(row) and j - i < _LONGEST_LINK and row[j].norm in _LINKS and row[j].kind in PLAIN:
        j += 1
    return j if j > i else len(row)


def _behind_term(row: Row, i: int) -> int:
    """`Ủy viên Ủy ban X | , nhiệm kỳ 2014-2019 |, Bí thư Y`: the chunk after a term behind a comma; i where none is."""
    end = behind_term(row, i + 1)
    return end if end > i + 1 else i


def _item_at(row: Row, first: int, former: bool) -> PostItem | None:
    """The post at chunk `first`, what says that it is over, acting or present included. former: said before it."""
    if first >= len(row):
        return None
    head, i, acting = row[first], first, ""
    if head.kind not in POSTS:
        if head.norm not in _OPENING:
            return None
        if first and head.norm == ACTING and row[first - 1].norm in _NO_ACTING:
            return None  # `chính quyền | Chủ tịch X`, `thừa ủy quyền | Bộ trưởng X`
        i, acting, over = _opening(row, first)
        former = former or over
        if i >= len(row) or row[i].kind not in POSTS:
            return None
        head = row[i]
    if head.norm in _NOBODYS:
        return None
    if head.kind is Kind.ROLE:
        bloc = row[i + 1] if i + 1 < len(row) and row[i + 1].kind is Kind.BLOC else None
        return PostItem(first, i + (2 if bloc else 1), head.text, None, former, head, bloc, head.b)
    title = head.text if head.unit is None else _own_title(head)
    title_end = head.a + len(title)
    end = i + 1
    in_charge = IN_CHARGE in head.norm and fold(title).endswith(f" {IN_CHARGE}")
    field_end = _field_end(row, end) if in_charge else end
    if field_end > end:
        title, end = title[: -len(IN_CHARGE) - 1], field_end
    elif end + 1 < len(row) and is_word(row[end], _IN) and is_word(row[end + 1], _CHARGE):
        title, end = f"{title} {row[end].text} {row[end + 1].text}", end + 2
    if acting:
        title = f"{acting} {title}"
    bloc = row[end] if head.unit is None and end < len(row) and row[end].kind is Kind.BLOC else None
    if bloc and bloc.bloc and not bloc.bloc.bare:
        return PostItem(first, end + 1, title, None, former, bloc=bloc, title_end=title_end)
    unit, end = (head.unit, end) if head.unit else _unit_behind(row, end)
    if unit is None and _is_of_staff(head):
        craft = _craft_end(row, end)
        if craft > end:
            made = " ".join(c.text for c in row[end:craft] if c.kind is Kind.WORD and not is_word(c, OF, UNDER))
            title, unit, end = f"{title} {made}", row[craft].unit, craft + 1
    if unit is None and (head.norm in _NO_POSTS or (head.norm == _CHIEF and head.text.islower())):
        return None
    if unit:
        end = _chain_end(row, end, unit)
    takes = head.field("takes")
    brand = _brand_end(row, end) if unit is None and fold(title) in _OF_FIRMS else end
    if brand > end:
        unit, end = UnitParse(row[end].start, row[brand - 1].end, _written(row[end:brand]), _FIRM, False, False), brand
    if unit is None and end < len(row) and row[end].kind is Kind.PLACE:
        unit = unit_of_place(title, row[end])
        end += int(unit is not None)
    elif unit is None and end < len(row) and row[end].norm in OPEN_PLACES:
        unit, end = unit_of_open_place(title, row, end)
    if unit is None and end + 1 < len(row) and words(row, end, end + 2) == _THE_SCHOOL:
        end, takes = end + 2, _SCHOOL
    return PostItem(first, end, title, unit, former, title_end=title_end, takes=takes)


def _brand_end(row: Row, k: int) -> int:
    """The chunk after the short name of a firm, a union or a club at chunk k; k where none stands.

    `Tổng Giám đốc | Hatrimex` · `EVNGENCO2` · `PC Đà Nẵng` · `CĐ DKVN` · `HLG tỉnh Phú Thọ`
    """
    if k >= len(row) or row[k].kind is not Kind.WORD or row[k].text in known_long_forms():
        return k
    end = k + 1
    goes_on = end < len(row) and _are_letters(row[k]) and not row[k - 1].text.isupper()
    if goes_on and (row[end].kind is Kind.PLACE or (row[end].kind is Kind.WORD and _are_letters(row[end]))):
        return end + 1
    if not _is_brand(row[k]):
        return k
    return end + int(end < len(row) and row[end].kind is Kind.NUMBER and row[end].a == row[k].b)


def _are_letters(chunk: Chunk) -> bool:
    return chunk.text.isalpha() and chunk.text.isupper() and len(chunk.text) >= _TWO


def _written(chunks: Row) -> str:
    """The text of chunks, those that touch without a blank."""
    return "".join(("" if n == 0 or chunks[n - 1].b == c.a else " ") + c.text for n, c in enumerate(chunks))


def _is_brand(chunk: Chunk) -> bool:
    """`Tổng Giám đốc | Hatrimex`: a firm's name that is no Vietnamese word."""
    if chunk.kind is not Kind.WORD or not chunk.text[0].isupper() or len(chunk.text) < _SHORTEST_BRAND:
        return False
    return chunk.text.isalpha() and not is_syllable(chunk.text) and chunk.norm not in _FOREIGN_FIELDS


def _field_end(row: Row, start: int) -> int:
    """`Phó Giám đốc phụ trách | văn hóa - xã hội`: the chunk after the field, start where it names none.

    Without a field the words say that someone acts as the head.
    """
    end = start
    while end < len(row) and end - start < _LONGEST_FIELD and _is_of_field(row[end]):
        end += 1
    if end == start or row[start].norm in closing_words() or row[start].kind is Kind.MARK:
        return start
    closed = end == len(row) or row[end].kind is Kind.UNIT or row[end].text in _FIELD_ENDS
    return end if closed else start


def _is_of_field(chunk: Chunk) -> bool:
    return chunk.kind in (Kind.WORD, Kind.DECOY, Kind.BLOC) or chunk.text in "-–"


def _opening(row: Row, first: int) -> tuple[int, str, bool]:
    """(the chunk of the title, the words for an acting holder, whether the post is over) from chunk `first` on."""
    i, acting, former = first, "", False
    while i < min(first + _LONGEST_OPENING, len(row)) and row[i].kind in (Kind.WORD, Kind.MARK):
        if row[i].norm in _FORMER:
            former, i = True, i + 1
        elif words(row, i, i + 2) in _FORMER:
            former, i = True, i + 2
        elif row[i].norm == _ONCE:
            former, i = True, i + 1
            while i < min(first + _LONGEST_OPENING, len(row)) and row[i].norm in _HELD:
                i += 1
        elif row[i].norm in _ACTING or (row[i].text == "." and acting):
            acting += row[i].text
            i += 1
        elif _is_present(row, i) or (row[i].norm == IS and i > first):
            i += 1
        else:
            break
    return i, acting, former


def _is_present(row: Row, i: int) -> bool:
    follows = i + 1 < len(row) and row[i + 1].kind in (Kind.POST, Kind.WORD)
    return row[i].norm in _PRESENT and follows


def _own_title(head: Chunk) -> str:
    """The title's own words, where the chunk holds the swallowed unit as well."""
    if head.entry is None:
        return head.text
    syllables = head.text.split()
    for form in sorted(head.entry.forms(), key=len, reverse=True):
        own = " ".join(syllables[: len(form.split())])
        if fold(own) == fold(form):
            return own
    return head.entry.name


def _unit_behind(row: Row, end: int) -> tuple[UnitParse | None, int]:
    """The unit behind a title that ends before chunk `end`, with `của` or without, and the chunk after it.

    A comma may stand behind those of the staff (`Trợ lý Dân vận, Phòng Chính trị`), and before a unit of the kind that
    the title is of: `Tiểu đoàn trưởng, Tiểu đoàn 4`.
    """
    if end + 1 < len(row) and row[end].text == "," and row[end + 1].kind is Kind.UNIT:
        post, unit = row[end - 1], row[end + 1].unit
        led = post.field("takes") and unit is not None and fold(unit.name).startswith(f"{fold(post.field('takes'))} ")
        if led or _is_of_staff(post):
            return unit, end + 2
    if end < len(row) and row[end].kind is Kind.UNIT:
        return row[end].unit, end + 1
    if end + 1 < len(row) and is_word(row[end], OF, UNDER) and row[end + 1].kind is Kind.UNIT:
        return row[end + 1].unit, end + 2
    return None, end


def _is_of_staff(post: Chunk) -> bool:
    """Is a post that of one among many (`Trợ lý`, `Giáo viên`), who leads nothing and sits in no committee?"""
    leads = post.field("takes") or post.norm.startswith(_LEADING)
    return post.kind is Kind.POST and post.field("single") == "no" and not leads


def _craft_end(row: Row, start: int) -> int:
    """`nhân viên | quân y | Trung đoàn 92`: the chunk of the unit behind someone's craft, start where there is none."""
    end = start
    while end < len(row) and end - start < _LONGEST_CRAFT and _is_craft(row[end]):
        end += 1
    joined = end < len(row) and (row[end].text == "," or is_word(row[end], OF, UNDER))
    if end + 1 < len(row) and end > start and joined and row[end + 1].kind is Kind.UNIT:
        return end + 1
    return end if end < len(row) and row[end].kind is Kind.UNIT else start


def _is_craft(chunk: Chunk) -> bool:
    return chunk.kind is Kind.WORD and chunk.text.islower() and chunk.norm not in closing_words()


def _chain_end(row: Row, end: int, unit: UnitParse) -> int:
    """The chunk after a unit with all that stands above it (`Cục X (Bộ Y)`), from the one after its own chunk."""
    while end < len(row) and row[end].start < unit.last:
        end += 1
    closes = end < len(row) and row[end].text == ")" and row[end].start == unit.last
    return end + 1 if closes and unit.above else end
