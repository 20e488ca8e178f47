"""Numbered documents that an article rests on.

Read are: `Quyết định số 1350/QĐ-BQP ngày 18-3-2024 của Bộ trưởng …` · `Chỉ thị 05-CT/TW` · `Nghị định 98/2023/NĐ-CP` ·
`Hướng dẫn số 11 của …` · several numbers after one kind (`các Quyết định số 12, 13/QĐ-UBND`) · a number alone whose
code says the kind (`văn bản số 77/KH-UBND`, `Báo cáo thẩm tra số 5/BC-UBPL ngày …`) · `Ngày 29-3-2024, Bộ trưởng …
ký Quyết định số …` · `Quyết định số … do Bộ trưởng … ký ngày 29-3-2024`, `… được Bộ trưởng … ký ngày`, `… của Bộ
trưởng …, ngày 29-3-2024` · `Nghị quyết này được … thông qua ngày …` · `Quyết định ngày 29-3-2024 số …` ·
`Quyết định số … cùng ngày` (as the one named before) ·
`ký Quyết định số 397 giao quyền …`, `Tại Quyết định số 654, Thủ tướng …` · `Chỉ thị số 32 CT/TW`.
Not read: a law or a resolution without a number, a site's or a firm's licence, what a list of related texts names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from corpus.article import Article

from .passed_papers import passed_day
from .records import Document, Span, record_id
from .text.plain_text import LOWER, UPPER, has_any, lowered_text, sentences_by_block
from .times.dates import DateMention, complete, find_dates, resolver

RULE = "documents.numbered"
_PASSED = ("Nghị quyết", "Luật", "Bộ luật", "Pháp lệnh")  # kinds of what assemblies pass
# The code in a number → the kind of document.
KIND_OF_CODE = {
    "QĐ": "Quyết định", "HD": "Hướng dẫn", "CT": "Chỉ thị", "NĐ": "Nghị định", "KH": "Kế hoạch", "NQ": "Nghị quyết",
    "TT": "Thông tư", "TTLT": "Thông tư liên tịch", "CV": "Công văn", "TB": "Thông báo", "TTr": "Tờ trình",
    "KL": "Kết luận", "QĐi": "Quy định", "QyĐ": "Quy định", "CTr": "Chương trình", "CĐ": "Công điện", "BC": "Báo cáo",
    "ĐA": "Đề án", "QC": "Quy chế", "L": "Lệnh",
}  # fmt: skip
_KINDS = sorted({*KIND_OF_CODE.values(), "Luật", "Pháp lệnh", "Sắc lệnh", "Văn bản"}, key=len, reverse=True)
# The end of a number → its issuer, where the article names that body.
ISSUER_OF_CODE = {
    "TTg": "Thủ tướng Chính phủ", "CP": "Chính phủ", "CTN": "Chủ tịch nước", "BQP": "Bộ Quốc phòng",
    "BCA": "Bộ Công an", "BNV": "Bộ Nội vụ", "BGDĐT": "Bộ Giáo dục và Đào tạo", "BTC": "Bộ Tài chính",
    "BTP": "Bộ Tư pháp", "BYT": "Bộ Y tế", "QUTW": "Quân ủy Trung ương", "TCCT": "Tổng cục Chính trị",
    "BTTM": "Bộ Tổng Tham mưu", "VKSTC": "Viện kiểm sát nhân dân tối cao", "TANDTC": "Tòa án nhân dân tối cao",
    "TLĐ": "Tổng Liên đoàn Lao động Việt Nam",
}  # fmt: skip

# What a document's number needs: a code behind it, or `số` before it and behind it what `_BARE_FOLLOWS` names.
_CODED = re.compile(r"[0-9][A-Za-z]?\s?(?:[/-]\s?(?:19|20)\d\d\s?)?[/-]\s?[^\W\d_]")
_IN_CODES = ("/", "-")
# Behind a number without a code: who signed it, when, what about; behind those of orders what the document does.
_BARE_LINKS = r"\s+(?:của|ngày|do|về)(?!\w)|\s*\)"
_DOES = (
    r"\s+(?:giao|điều động|luân chuyển|bổ nhiệm|miễn nhiệm|phê chuẩn|phê duyệt|chỉ định|phân công|thành lập|công nhận|"
    rf"tổ chức|tặng|khen thưởng)(?!\w)|,\s+(?=[{UPPER}][{LOWER}])"
)
_SPACED_CODE = r"\s(?:QĐ|CT|NQ|KL|TB|HD|QyĐ|QĐi|KH|CV|TTr|CTr)\s?[/-]\s?TW(?!\w)"  # `số 32 CT/TW`
_BARE = re.compile(rf"[Ss][Ốố]\s*:?\s*\d{{1,5}}[A-Za-z]?(?:{_BARE_LINKS}|{_DOES}|{_SPACED_CODE})")
_NO_ORDERS = ("Chương trình", "Báo cáo", "Đề án", "Luật", "Quy chế")  # numbered in other rows as well
_NUMBER_WORD = "số"
_DAY_WORD = "ngày "
_KIND = re.compile(r"(?<!\w)(?P<kind>" + "|".join(k.replace(" ", r"\s+") for k in _KINDS) + r")(?!\w)", re.I)
_PART = r"[A-ZĐÂÊÔƠƯ][A-ZĐÂÊÔƠƯa-z]{0,9}\d{0,3}"  # QĐ, TTg, QH15
_TAIL = rf"(?P<tail>(?:\s?[/-]\s?(?:19|20)\d\d)?\s?[/-]\s?{_PART}(?:\s?[/&.–-]\s?{_PART}){{0,4}}(?!\w))"
_ALONE = re.compile(rf"(?<![\w/.,-])(?P<n>\d{{1,5}}[a-z]?){_TAIL}")
# the next number after a kind, or after a number and a comma: `số 12`, `, 13/QĐ-UBND`, ` và số 98/2023/NĐ-CP`
_NEXT = re.compile(
    rf"(?P<and>\s*[,;]\s*|\s+và\s+)?\s*\(?\s*(?P<so>(?:số\s*:?\s*){{1,2}})?(?P<n>\d{{1,5}}[a-z]?)"
    rf"(?:{_TAIL}|(?P<spaced>{_SPACED_CODE})|(?![\w/]|[.,-]\d))",
    re.I,
)
_GOES_ON = re.compile(r"\s*,\s*(?:số\s+)?\d|\s+và\s+(?:số\s+)?\d")
_BARE_FOLLOWS = re.compile(_BARE_LINKS)
_ORDER_FOLLOWS = re.compile(f"{_BARE_LINKS}|{_DOES}")
_SIGNED = re.compile(
    r"\s*[,(]?\s*(?:(?:cùng|đều|được|đã)\s+)*(?:(?:ký|kí|ban hành|thông qua|phát hành|đề)\s+)*"
    r"(?:lúc\s+\d{1,2}\s*(?:giờ|h)\s*(?:\d{1,2}\s*(?:phút)?)?\s*,?\s*)?(?:vào\s+)?(?:cùng\s+)?(?:ngày\s+)?",
    re.I,
)
_SAME_DAY = re.compile(r"\s*[,(]?\s*(?:được\s+)?(?:(?:ký|kí|ban hành)\s+)?cùng\s+ngày(?!\s*\d)", re.I)
_ISSUED = re.compile(
    rf"\s*,\s*(?P<issuer>[{UPPER}][^,.;:]{{2,80}}?)\s+(?:đã\s+)?(?:ký\s+ban hành|ký|kí|ban hành|có)\s+(?:các\s+)?"
)
# `do Bộ trưởng Bộ X ký ngày`, `của UBND tỉnh ban hành ngày`: between a number and its day
_BY = re.compile(
    rf"\s*,?\s*(?:do|của|được)\s+(?P<issuer>[{UPPER}][^,.;:()\d]{{2,70}}?)\s+(?:đã\s+)?"
    r"(?:(?:được\s+)?(?:ký|kí|ban hành|thông qua)\s+)(?:ban hành\s+)?(?:vào\s+)?ngày\s+"
)
# `của Bộ trưởng Bộ X(,) ngày 1/2/2024`: without a verb between
_OF_DAY = re.compile(
    rf"\s*,?\s*của\s+(?P<issuer>[{UPPER}](?:(?!\s(?:về|tại|cho|để|trong|từ|với|bổ nhiệm|điều động|công nhận|"
    r"quy định|tổ chức|thành lập|phê duyệt|tặng|trao)\s)[^,.;:()\d]){2,70}?),?\s+ngày\s+"
    r"(?=\d{1,2}\s*(?:[-/.]\s*\d{1,2}\s*[-/.]|tháng)\s*)"
)
_DAY_FIRST = re.compile(r"\s+(?:ký\s+)?ngày\s+")
# `Lúc 13 giờ ngày 1/2, ông A, Chủ tịch UBND tỉnh, Trưởng ban …, đã ký ban hành`: a signer with posts
_SIGNED_BY = re.compile(
    rf"\s*,\s*(?:ông\s+|bà\s+|đồng\s+chí\s+)?[{UPPER}][^,.;:]{{2,60}}(?:,\s+[{UPPER}][^.;:]{{2,140}}?)?\s*,?\s+"
    r"(?:đã\s+|vừa\s+)?(?:ký\s+ban\s+hành|ký|kí)\s+(?:các\s+)?"
)
_RELATED = re.compile(
    r"\W*(?:(?:văn bản|tin|bài|bài viết)(?: \w+)? liên quan|xem thêm|tin khác|các bài đã đăng|>>)", re.I
)
_LICENCE = re.compile(r"(?:giấy phép|giấy xác nhận|giấy mời|biển số|đăng ký kinh doanh)[^.;]{0,40}$", re.I)
_OF = re.compile(
    rf"\s*,?\s*(?:năm\s+(?:19|20)\d\d\s+)?(?:của|do)\s+"
    rf"(?=[{UPPER}]|(?:ban|bộ|sở|hội|tỉnh|thành|chủ tịch|văn phòng)\s+(?:[uủ][ỷy]\s+)?[{UPPER}])"
)
_ISSUER_END = re.compile(
    r"\s+(?:về|quy định|hướng dẫn|ban hành|năm|nhằm|tại|với|cho|đến|thành lập|phê duyệt|công nhận|tặng|khen|bổ nhiệm|"
    r"điều động|phát động|triển khai|sửa đổi|đã|được|là|có|để|trong|từ|trên|giao|phân công|cùng|thực hiện|gồm|kèm|nêu|"
    r"yêu cầu|chỉ đạo|ký|ngày|tháng|số|nay|vừa|thông báo|phê chuẩn|miễn nhiệm|luân chuyển|tiếp nhận|thay thế|"
    r"bãi bỏ|cũng)(?!\w)"
    rf"|\s+và\s+(?=[{LOWER}]|(?:Quyết|Hướng|Chỉ|Nghị|Kế|Thông tư|Thông báo|Công văn|Tờ|Bộ|Ban|Ủy|UBND|Hội)(?!\w))"
    rf"|\s*(?:(?<!TP)\.|[,;:()\"“”\n])|\s+[-–]\s+(?=[{LOWER}])"
)


_JOINED = re.compile(r"\s*(?:[,;]|và)\s+(?:số\s+)?")

_Meant = Callable[[DateMention], date | None]


@dataclass(slots=True)
class _Found:
    number: str
    kind: str | None
    spans: list[Span]
    signed: date | None = None
    issuer: str | None = None
    same_day: bool = False  # as the one before


def find_documents(article: Article) -> tuple[Document, ...]:
    """The numbered documents that the article names, in order, each once, with the passages that name it."""
    merged: dict[str, _Found] = {}
    meant, lower = resolver(article), lowered_text(article)
    last: date | None = None  # the day of the document named before
    for block, spans in sentences_by_block(article):
        if _RELATED.match(article.text, block.start, block.end):
            continue
        for start, end in spans:
            if not _may_name_one(article.text, start, end, lower[start:end]):
                continue
            for found in _dated_alike(article.text, list(_in_sentence(article.text, meant, start, end))):
                if found.same_day:
                    found.signed = found.signed or last
                last = found.signed or last
                known = merged.setdefault(found.number.casefold(), found)
                if known is not found:
                    known.spans += found.spans
                    known.kind, known.signed = known.kind or found.kind, known.signed or found.signed
                    known.issuer = known.issuer or found.issuer
    for key in [key for key, found in merged.items() if found.number.isdigit()]:
        if _named_in_full(merged[key], merged.values()):
            del merged[key]
    _date_passed(article.text, merged.values(), meant)
    return tuple(
        Document(
            id=record_id(article.id, Document, key),
            evidence=tuple(sorted(set(found.spans))),
            rule=RULE,
            number=found.number,
            kind=found.kind,
            date=found.signed.isoformat() if found.signed else None,
            issuer=found.issuer or _issuer_of_code(article, found.number),
        )
        for key, found in merged.items()
    )


def _date_passed(text: str, named: Iterable[_Found], meant: _Meant) -> None:
    """`Nghị quyết này được Quốc hội … thông qua ngày D`: the day of the one of its kind that has none."""
    for kind in _PASSED:
        own = [found for found in named if found.kind == kind]
        if len(own) == 1 and own[0].signed is None and (passed := passed_day(text, kind, meant)):
            own[0].signed, span = passed
            own[0].spans.append(span)


def _named_in_full(short: _Found, others: Iterable[_Found]) -> _Found | None:
    """`Quyết định số 397/QĐ-TTg … Quyết định số 397`: that of the same kind whose number goes on with a code."""
    start = tuple(f"{short.number}{mark}" for mark in _IN_CODES)
    same = [other for other in others if other.kind == short.kind and other.number.startswith(start)]
    return same[0] if len(same) == 1 else None


def _may_name_one(text: str, start: int, end: int, lower: str) -> bool:
    """Does a passage (`lower` in lower case) hold what looks like a document's number? Most hold none."""
    if has_any(lower, _IN_CODES) and _CODED.search(text, start, end):
        return True
    return _NUMBER_WORD in lower and _BARE.search(text, start, end) is not None


def _in_sentence(text: str, meant: _Meant, start: int, end: int) -> Iterator[_Found]:
    taken, read = start, list[Span]()
    for kind in _KIND.finditer(text, start, end):
        if kind.start() < taken or _LICENCE.search(text[max(start, kind.start() - 80) : kind.start()]):
            continue
        group = _numbers_after(text, meant, kind, end)
        if not group:
            continue
        taken = max(s.end for f in group for s in f.spans)
        issuer = _issuer_before_day(text, group[-1], end) or _issuer_after(text, taken, end)
        signed_before = _signed_before(text, meant, start, kind.start())
        for found in group:
            found.issuer = issuer
            if signed_before and found.signed is None:
                found.signed, first, found.issuer = signed_before[0], signed_before[1], issuer or signed_before[2]
                found.spans = [Span(start=first, end=found.spans[0].end)]
        yield from group
        read += [s for f in group for s in f.spans]
    for match in _ALONE.finditer(text, start, end):  # a number alone, whose code says the kind
        named = _kind_of_number(match["n"] + match["tail"])
        if any(s.start <= match.start() < s.end for s in read):
            continue
        if (
            named
            and "-" in _tidy(match["tail"])
            and not _LICENCE.search(text[max(start, match.start() - 80) : match.start()])
        ):
            signed, stop = _date_after(text, meant, match.end(), end)
            spans = [Span(start=match.start(), end=stop)]
            yield _Found(number=_tidy(match["n"] + match["tail"]), kind=named, spans=spans, signed=signed)


def _dated_alike(text: str, found: list[_Found]) -> list[_Found]:
    """`Quyết định số 12/QĐ-X và Quyết định số 13/QĐ-X, ngày 1/2/2024`: those joined to a dated one share its day."""
    for left, right in reversed(list(pairwise(found))):
        a, b = left.spans[-1].end, right.spans[0].start
        undated = left.signed is None and right.signed is not None and left.kind == right.kind
        if undated and a < b and _JOINED.fullmatch(text, a, b):
            left.signed, left.issuer = right.signed, left.issuer or right.issuer
            left.spans = [Span(start=left.spans[0].start, end=right.spans[-1].end)]
    return found


def _numbers_after(text: str, meant: _Meant, kind: re.Match[str], end: int) -> list[_Found]:
    """The documents that follow the word for their kind; those before a shared code (`12, 13/QĐ-UBND`) get it too."""
    at, found = kind.end(), list[_Found]()
    named = _kind_name(kind["kind"])
    day, at = _day_first(text, meant, at, end)
    waiting: list[str] = []  # numbers that still lack their code
    while match := _NEXT.match(text, at, end):
        if not found and not waiting and match["and"]:
            break
        number, tail = match["n"], match["tail"] or (f"-{match['spaced'].strip()}" if match["spaced"] else None)
        if tail is None:
            follows = _BARE_FOLLOWS if named in _NO_ORDERS else _ORDER_FOLLOWS
            if match["so"] and follows.match(text, match.end(), end):
                signed, stop = _date_after(text, meant, match.end(), end)
                span = Span(start=kind.start(), end=stop)
                found.append(_Found(number=number, kind=named, spans=[span], signed=signed or day))
                break
            if found or not _GOES_ON.match(text, match.end(), end):
                break
            waiting.append(number)
            at = match.end()
            continue
        signed, stop = _date_after(text, meant, match.end(), end)
        span = Span(start=kind.start(), end=stop)
        same = signed is None and _SAME_DAY.match(text, stop, end) is not None
        for bare in [*waiting, number]:
            number = _tidy(bare + tail)
            found.append(_Found(number=number, kind=named, spans=[span], signed=signed or day, same_day=same))
        waiting, at = [], stop
    for one in found[:-1]:  # `số 12/QĐ-X và 13/QĐ-X, ngày 1/2/2024`
        one.signed = one.signed or found[-1].signed
    return found


def _day_first(text: str, meant: _Meant, at: int, end: int) -> tuple[date | None, int]:
    """`Quyết định ngày 1/2/2024 số 12/QĐ-X`: a day between the kind and the number, and where it ends."""
    word = _DAY_FIRST.match(text, at, end)
    return _day_at(text, meant, word.end(), end, at) if word else (None, at)


def _date_after(text: str, meant: _Meant, at: int, end: int) -> tuple[date | None, int]:
    """The day of signing that follows a number, and where the passage ends."""
    by = _BY.match(text, at, end) or _OF_DAY.match(text, at, end)
    if by:
        return _day_at(text, meant, by.end(), end, at)
    for mention in find_dates(text[at : min(end, at + 60)]):
        gap = text[at : at + mention.start]
        if mention.day is not None and _SIGNED.fullmatch(gap):
            stop = at + mention.end
            return _complete(meant, mention, text[max(0, at - 40) : at]), stop + (
                text[stop : stop + 1] == ")" and "(" in gap
            )
        break
    return None, at


def _day_at(text: str, meant: _Meant, start: int, end: int, at: int) -> tuple[date | None, int]:
    """The day that begins at an offset, and where it ends; else nothing, and where the number ends (`at`)."""
    mention = next((m for m in find_dates(text[start - len(_DAY_WORD) : min(end, start + 40)]) if m.day), None)
    if mention is None or mention.start > len(_DAY_WORD):
        return None, at
    return meant(mention), start - len(_DAY_WORD) + mention.end


def _complete(meant: _Meant, mention: DateMention, number: str) -> date | None:
    year = re.search(r"/((?:19|20)\d\d)/[^\s/]+\s*$", number)
    return complete(mention, None, (int(year[1]),)) if year else meant(mention)


def _signed_before(text: str, meant: _Meant, start: int, kind_start: int) -> tuple[date, int, str | None] | None:
    """`Ngày 29-3-2024, Bộ trưởng … ký ban hành` right before the kind: (day, its start, issuer if a body)."""
    start = max(start, kind_start - 240)
    for mention in reversed(find_dates(text[start:kind_start])):
        between = text[start + mention.end : kind_start]
        issued = _ISSUED.fullmatch(between) or _SIGNED_BY.fullmatch(between)
        day = meant(mention) if issued else None
        if issued and day is not None:
            return day, start + mention.start, issued.groupdict().get("issuer")
    return None


def _issuer_before_day(text: str, found: _Found, end: int) -> str | None:
    """The body between a number and its day: `số 12/QĐ-X do Bộ trưởng Bộ Y ký ngày 1/2/2024`."""
    passage = text[found.spans[0].start : min(end, found.spans[0].end)]
    by = next(_BY.finditer(passage), None) or next(_OF_DAY.finditer(passage), None)
    return by["issuer"] if by else None


def _issuer_after(text: str, at: int, end: int) -> str | None:
    """The body after `của`, up to what the document does."""
    of = _OF.match(text, at, end)
    if not of:
        return None
    stop = _ISSUER_END.search(text, of.end(), end)
    issuer = text[of.end() : stop.start() if stop else end].strip(" .…")
    return issuer if 0 < len(issuer.split()) <= 14 else None


def _issuer_of_code(article: Article, number: str) -> str | None:
    """The body that the number's code stands for, where the article names it (never a body it does not name)."""
    issuer = ISSUER_OF_CODE.get(re.split(r"[-/]", number)[-1])
    return issuer if issuer and issuer.casefold() in article.text.casefold() else None


def _kind_name(text: str) -> str:
    words = " ".join(text.split())
    return words[0].upper() + words[1:].lower()


def _kind_of_number(number: str) -> str | None:
    code = re.match(r"\d+[a-z]?[/-](?:\d{4}/)?(\w+)", _tidy(number))
    return KIND_OF_CODE.get(code[1]) if code else None


def _tidy(number: str) -> str:
    return re.sub(r"\s+", "", number).replace("–", "-")
