"""Where a meeting was held: a unit's house, a hall, a town.

tại TP. X · tại trụ sở Y · tại Hội trường Sở Z · tại quân cảng X (tỉnh Y) · ở Bà Rịa - Vũng Tàu
Hội trường Y là nơi … họp · chọn X, Y làm nơi ký kết · Hội trường Y sáng 17-8 chật kín người
"""

from __future__ import annotations

import re

from ..chunks import Kind, Row, is_word, words
from ..people.names import run_end
from ..reading import Reading
from ..records import Span
from ..text.language import fold
from ..text.words import AT, IN, IS

# Houses and grounds in which meetings are held, as the text spells them.
_VENUE = re.compile(
    r"(?:trụ sở|hội trường|nhà văn hóa|khách sạn|tòa nhà|trung tâm (?:hội nghị|văn hóa|chính trị|thương mại|tổ chức)|"
    r"nhà khách|nhà truyền thống|sân vận động|quảng trường|phòng (?:họp|hội đồng|hội nghị|khánh tiết)|hội sở|"
    r"giảng đường|cung (?:văn hóa|thiếu nhi|hội nghị|thể thao)|nhà hát|khu du lịch|khu di tích|sở chỉ huy|quân cảng|"
    r"điểm cầu(?: trung tâm| chính)?|đầu cầu|nhà thi đấu|nhà đa năng|bảo tàng|nhà tưởng niệm|tượng đài|thao trường|"
    r"doanh trại|khu nghỉ dưỡng|nhà hàng)\b"
)
# … that are only with a name of their own right behind.
_NAMED_VENUE = re.compile(
    r"(?:bãi biển|công viên|cảng|tân cảng|bến (?:cảng|phà|tàu)|cửa khẩu|nghĩa trang|phố đi bộ|phố cổ|trung tâm phố cổ|"
    r"căn cứ|cơ sở|điểm trường|đền|chùa|đình|nhà rông|văn miếu|hoàng thành|phủ chủ|lăng|đài tưởng niệm|đài liệt sĩ|"
    r"thao trường|trường bắn|sân bay|sân golf|làng|bản|buôn|thôn|ấp|khu phố|đảo|hồ|khu chế xuất|nhà máy|công trường) "
)
_VENUE_END = re.compile(
    r"[,;:]|(?<!TP)(?<!Tp)\.(?!\w)|\s(?:đã|tổ chức|diễn ra|do|với|và|nhằm|"
    r"(?:tham |đến |về |tới )?dự|nhân (?:dịp|kỷ niệm|ngày)|để|là|đặt|"
    r"sáng|chiều|tối|ngày|,|đông kín|chật kín|rộn ràng|bộ tư lệnh .*? chủ trì)\s"
    r"|\s(?=Khối thi đua|Cụm thi đua)"
)
_TRAILING_BRACKET = re.compile(r"\s*\([^)]*\)?\s*$")
_DATELINE = re.compile(r"(?P<place>[^\W\d_][^\n(),.]{2,30}?) ?\((?:TTXVN|VNA|VOV|Vietnam\+|[A-ZĐ]{3,6})\) ?[-–—] ")
# What `tại` leads to that is no place: the meeting itself, in full and by its first syllable, and pointers.
_NO_PLACES = ("hội nghị", "buổi lễ", "đại hội", "chương trình", "cuộc họp", "địa phương", "khu vực")
_NO_PLACE_SYLLABLES = frozenset({"hội", "lễ", "buổi", "đây"})
# Before `tại`: where someone works or which posts are, not where they met (`nhận công tác tại`, `lãnh đạo tại`).
_STAYING = re.compile(
    r"\b(?:(?:nhận|đang|về|từng|chuyển|đến|người|trí) (?:công tác|làm việc|học tập)(?: chuyên trách| biệt phái)?|"
    r"(?:vị trí|chức danh|chức vụ|các|nhiều|số) (?:cán bộ |nhân sự )?lãnh đạo|vị trí|chức danh|chức vụ|"
    r"cán bộ (?:lãnh đạo|chủ chốt|đầu tiên|chủ trì)|"
    r"(?:điều động|bổ nhiệm|kiện toàn|bố trí|luân chuyển|bổ sung) nhân sự|sinh sống|thường trú|cư trú|"
    r"nhiệm vụ(?: mới| khác)?|quyết định đến|quê(?: quán)?|sinh ra) \w+$"
)
_OWN = " của mình"
_OPENS = frozenset("“‘«")
_CLOSES = frozenset("”’»")
_CAMPUS = "cơ sở"
_GOES_ON = re.compile(r"\s+và\s+(?=[A-ZĐ])")  # the second half of a house's kind: `Nhà hát và Triển lãm …`
_COUNTRY = "việt nam"  # too wide to be where a meeting was
_THE_PLACE = "nơi"  # X là nơi … họp; chọn X làm nơi …
_BEFORE_PLACES = frozenset({AT, IN})
_TIMES = ("sáng", "chiều", "tối")
_FULL = frozenset({("đông", "kín"), ("chật", "kín"), ("rộn", "ràng")})  # of people, as a hall is
_CHOOSES = "chọn"
_MAKES = "làm"
_SCREEN = ("điểm cầu", "đầu cầu")
_NO_TOWNS = frozenset({Kind.UNIT, Kind.UNITS, Kind.BLOC, Kind.POST, Kind.NAME, Kind.ROLE, Kind.WORD})
_TOWN_ENDS = frozenset({",", "(", "."})
_DASHES = ("-", "–")
_PLACE_REACH = 12  # chunks between a place and what calls it that
_LONGEST_PLACE = 90  # code points
_GENERIC = 2  # syllables of a kind of body that tells nothing alone
_LONGEST_TOWN = 6  # tokens

Place = tuple[str, Span]


def place_in(reading: Reading, row: Row) -> Place | None:
    """What a sentence says of where its meeting was, with where it stands."""
    for k in [k for k in range(1, len(row)) if row[k - 1].norm in _BEFORE_PLACES or row[k].norm == _THE_PLACE]:
        if _is_quoted(row, k):
            continue
        if is_word(row[k - 1], AT, IN):
            found = _at(reading, row, k)
        elif is_word(row[k], _THE_PLACE):
            found = _called_the_place(reading, row, k)
        else:
            continue
        if found:
            return found
    if dateline := _dateline(reading, row):
        return dateline
    # Only a house opens a sentence on its meeting: `Hội trường Y sáng 17-8 chật kín người`.
    if any(is_word(c, *_TIMES) for c in row[1:_PLACE_REACH]):
        return _venue(reading, row, 0)
    return _crowded(reading, row)


def _is_quoted(row: Row, k: int) -> bool:
    """`hội thảo “Trí tuệ nhân tạo tại tỉnh X”`: is chunk k within the name of a meeting, a paper or a slogan?"""
    opened = max((i for i in range(k) if row[i].text in _OPENS), default=None)
    return opened is not None and not any(c.text in _CLOSES for c in row[opened + 1 : k])


def _crowded(reading: Reading, row: Row) -> Place | None:
    """`Sáng 11/3, Hội trường A1 đông kín người dự …`: a house full of people, behind the day."""
    full = next((i for i in range(2, len(row)) if (row[i - 1].norm, row[i].norm) in _FULL), None)
    begins = [k for k in range(1, min(full or 0, _PLACE_REACH)) if row[k - 1].text == "," and row[k].text[0].isupper()]
    return next((found for k in begins if (found := _venue(reading, row, k))), None)


def _dateline(reading: Reading, row: Row) -> Place | None:
    """`Hà Nội (TTXVN) - Chiều 4/4, …`: where an agency's report was written, if the sentence says no other place."""
    start = reading.block(row[0]).start
    if start != row[0].a or row[0].kind in _NO_TOWNS:
        return None
    found = _DATELINE.match(reading.article.text, start, start + _LONGEST_PLACE)
    if found is None or len(found["place"].split()) > _LONGEST_TOWN:
        return None
    return found["place"], reading.span(*found.span("place"))


def _at(reading: Reading, row: Row, k: int) -> Place | None:
    """The place that begins at chunk k, behind `tại`."""
    if _STAYING.search(words(row, k - 6, k)):
        return None
    house = _venue(reading, row, k)
    if house:
        return house
    if row[k].norm.startswith(_NO_PLACES) or row[k].norm in _NO_PLACE_SYLLABLES:
        return None
    return _unit_or_place(reading, row, k) or _town(reading, row, k)


def _called_the_place(reading: Reading, row: Row, k: int) -> Place | None:
    """`X là nơi …`, `chọn X, Y làm nơi …`, the word at chunk k."""
    if k >= 2 and is_word(row[k - 1], IS):
        return next((found for j in range(k - 1) if (found := _venue(reading, row, j))), None) or _unit_or_place(
            reading, row, 0
        )
    if not (k >= 2 and is_word(row[k - 1], _MAKES)):
        return None
    chosen = next((j for j in range(k - 2, max(0, k - _PLACE_REACH), -1) if is_word(row[j], _CHOOSES)), None)
    if chosen is None:
        return None
    return _at(reading, row, chosen + 1)


def _unit_or_place(reading: Reading, row: Row, k: int) -> Place | None:
    chunk = row[k]
    if chunk.norm == _COUNTRY:
        return None
    if chunk.kind is Kind.UNIT and chunk.unit:
        name = reading.unit_name(chunk.unit, chunk.a)
        bare = reading.tokens.match(chunk.start, "unit_kinds")
        if bare and len(name.split()) <= bare.end - bare.start <= _GENERIC:
            return None  # `tại Trung tâm`, of which the text does not say which one
        return name, reading.unit_span(chunk.unit, chunk.a)
    return (chunk.text, reading.span(chunk.a, chunk.b)) if chunk.kind is Kind.PLACE else None


def _town(reading: Reading, row: Row, k: int) -> Place | None:
    """`tại Đà Lạt,`, `ở Bà Rịa - Vũng Tàu,`: a town or two halves of a province without their kind, before a mark."""
    tokens = reading.tokens
    start = row[k].start
    end = run_end(tokens, start)
    if end + 1 < len(tokens) and tokens.text[end] in _DASHES and run_end(tokens, end + 1) > end + 1:
        end = run_end(tokens, end + 1)
    if not 2 <= end - start <= _LONGEST_TOWN or end >= len(tokens) or tokens.text[end] not in _TOWN_ENDS:
        return None
    if end - start > 3 and not any(tokens.text[i] in _DASHES for i in range(start, end)):
        return None
    return tokens.quote(start, end), reading.span(row[k].a, tokens.end[end - 1])


def _venue(reading: Reading, row: Row, k: int) -> Place | None:
    """A house or a ground that begins at chunk k: with the unit whose it is, else up to the next mark or verb."""
    start = row[k].a
    text = reading.article.text[start : min(row[-1].b, start + _LONGEST_PLACE)]
    folded = fold(text)
    house = _VENUE.match(folded)
    if house is None and (named := _NAMED_VENUE.match(folded)):
        first = text[named.end() : named.end() + 1]
        house = named if first.isupper() or (first.isdigit() and folded.startswith(_CAMPUS)) else None
    if house is None or len(folded) != len(text):
        return None
    behind = next((c for c in row[k:] if c.a >= start + house.end() - 1), None)
    if behind and behind.unit and behind.kind is Kind.UNIT and behind.a <= start + house.end() + 1:
        span = reading.unit_span(behind.unit, start)
        return reading.article.text[span.start : span.end], span
    goes_on = _GOES_ON.match(text, house.end())
    end = _VENUE_END.search(text, goes_on.end() if goes_on else house.end())
    name = _TRAILING_BRACKET.sub("", text[: end.start()] if end else text).strip(" .,–-")
    name = name.removesuffix(_OWN)
    if len(name) <= house.end() or folded.startswith(_SCREEN):
        return None  # a screen is where the one is whose house is named
    return name, reading.span(start, start + len(name))
