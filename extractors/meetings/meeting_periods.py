"""The period of a meeting: the one that it looks back on (tổng kết …), else the one that it opens (phát động …)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from corpus.article import Article, Block

from ..records import Span
from ..text.plain_text import LAST_ARTICLES, Spans, has_any, lowered_text, sentences_by_block
from ..times.periods import PeriodMention, find_periods, may_leave_year_out
from ..times.spoken_years import known_year, years_spoken


@dataclass(frozen=True, slots=True)
class _Cue:
    """Words that speak of a period. signs: pieces of words of which one stands in each of them."""

    signs: tuple[str, ...]
    pattern: re.Pattern[str]


# The words that open a look back and a look ahead; what they speak of stands after them in the sentence.
_BACK = _Cue(
    ("kết", "đánh giá", "nhìn lại", "rút kinh nghiệm", "giao ban", "bình xét", "khép lại", "phiên", "họp báo"),
    re.compile(
        r"(?<!\w)(?:tổng kết|sơ kết|sơ, tổng kết|đánh giá (?:kết quả|tình hình|công tác|hoạt động|phong trào)|"
        r"đánh giá(?= (?:0?[69]|sáu|chín) tháng| quý| năm)|"
        r"(?:họp phiên|phiên họp|họp báo)(?: thường kỳ)?(?= (?:0?[69]|sáu|chín) tháng| quý)|"
        r"nhìn lại|rút kinh nghiệm|giao ban|bình xét (?:thi đua|khen thưởng)|khép lại|kết thúc)(?!\w)",
        re.I,
    ),
)
_AHEAD = _Cue(
    (
        *("phát động", "giao ước", "chủ đề thi đua", "triển khai", "ra quân", "phương hướng", "hưởng ứng", "bàn "),
        *("đăng ký thi đua", "bầu "),
    ),
    re.compile(
        r"(?<!\w)(?:phát động|ký(?: kết)? giao ước|kí(?: kết)? giao ước|triển khai|ra quân|phương hướng|hưởng ứng|"
        r"giao ước|chủ đề thi đua|bàn (?:phương hướng|nhiệm vụ|việc)|đăng ký thi đua|"
        r"bầu (?:ra )?(?:khối trưởng|cụm trưởng|trưởng khối|trưởng cụm))(?!\w)",
        re.I,
    ),
)
# What is rewarded, or chosen for it, is the work of the period behind it.
_REWARDED = _Cue(
    ("khen thưởng", "dương", "tôn vinh", "vinh danh", "bình ", "xét tặng", "suy tôn", "tiêu biểu", "xuất sắc"),
    re.compile(
        r"(?<!\w)(?:khen thưởng|tuyên dương|biểu dương|tôn vinh|vinh danh|bình xét|bình bầu|bình chọn|xét tặng|"
        r"suy tôn|(?:tập thể|cá nhân|đơn vị) (?:tiêu biểu|xuất sắc))(?!\w)",
        re.I,
    ),
)
# Congresses of emulation look back on the years since the last one.
_CONGRESS = _Cue(
    ("đại hội thi đua", "điển hình tiên tiến"),
    re.compile(r"(?<!\w)(?:đại hội thi đua|điển hình tiên tiến)(?!\w)[^.;:]{0,90}?(?=giai đoạn)", re.I),
)
_REPORTED = re.compile(r"(?:^|[.:;,]\s+)(?:trong|qua|trải qua|sau|theo báo cáo)\s+$|^\s*$|[.:]\s+$", re.I)
_TARGET = re.compile(r"(?<!\w)(?:đến|tới|hết|tầm nhìn|trước|từ|mục tiêu)\s+$", re.I)
_PLAN_OF = re.compile(
    r"(?:kế hoạch|chương trình|đề án|nghị quyết|chỉ thị|đại hội|mục tiêu|nhân điển hình tiên tiến)[^,;.]{0,40}$", re.I
)
_FUTURE = re.compile(
    r"(?:trong )?(?:thời gian tới|năm tới|giai đoạn tới|(?:6|sáu) tháng cuối năm)|từ nay đến|phương hướng", re.I
)
_SUBJECT = re.compile(r",?\s*|\s+của [^,.;]{1,60}\s(?:đã )?được\s+", re.I)  # `Năm 2021 của X được nhìn lại`
_BATCH = "đợt"
_SUMS_UP = "tổng kết"  # a whole year, so after its end
_EMULATION = ("thi đua", "tổng kết", "sơ kết", "khen thưởng")  # without these nothing is looked back on
_REGULAR = ("đánh giá tình hình", "đánh giá kết quả", "thường kỳ", "giao ban")  # … but what such a meeting says itself
_HONOURS = ("vinh danh", "tuyên dương", "tôn vinh", "biểu dương")  # … nor without these rewarded
# Between what is rewarded and a year: `tôn vinh …, nhân dịp Xuân … năm 2025`.
_ANOTHER_THING = (";", "dịp", "xuân", "tết")
_LAST_YEARS = 2  # before an article's own year, on which a report may look back without saying so
HEAD_LENGTH = 2500  # code points in which an article says what the meeting was and when
_LEAD_LENGTH = 700  # code points of the headline and the first paragraph or two
_REACH = 220  # code points within which a cue speaks of a period
_CUE_LENGTH = 40  # code points, more than any cue before a period has

Found = tuple[str, Span]


@lru_cache(maxsize=LAST_ARTICLES)
def meeting_period(article: Article) -> Found | None:
    """The period that the meeting looks back on (tổng kết, sơ kết … năm N), else the one that it opens (phát động …).

    The span covers the cue and the period. What stands in the headline and the opening paragraphs comes first; a
    slogan's `giai đoạn`, a congress's term and a plan's year win over nothing.
    """
    if has_any(lowered_text(article), _EMULATION):
        return _Periods(article).of_meeting()
    if has_any(lowered_text(article), _REGULAR) and (found := _Periods(article).looked_back_on()):
        return found
    return _Periods(article).honoured() if has_any(lowered_text(article)[:_LEAD_LENGTH], _HONOURS) else None


class _Periods:
    """The periods that an article's sentences name, each sentence read once."""

    def __init__(self, article: Article) -> None:
        self._article, self._text, self._lower = article, article.text, lowered_text(article)
        self._found: dict[tuple[int, int], list[PeriodMention]] = {}

    @cached_property
    def _year(self) -> int | None:
        """The year of a half year without one; to know it costs a look at the whole article."""
        return known_year(self._article)

    def _periods(self, start: int, end: int) -> list[PeriodMention]:
        if (start, end) not in self._found:
            text = self._text[start:end]
            self._found[start, end] = find_periods(text, self._year if may_leave_year_out(text) else None)
        return self._found[start, end]

    def looked_back_on(self) -> Found | None:
        """The period of a meeting that looks back on one in so many words."""
        return self._first_after(_BACK, self._head())

    def honoured(self) -> Found | None:
        """The period whose work a ceremony without a word of emulation rewards: `Vinh danh 74 … năm 2017`."""
        lead = [(block, spans) for block, spans in self._head() if block.start < _LEAD_LENGTH]
        found = self._first_after(_REWARDED, lead)
        told = self._lower[found[1].start : found[1].end] if found else ""
        return None if has_any(told, _ANOTHER_THING) else found

    def _head(self) -> list[tuple[Block, Spans]]:
        """The first blocks, each with its sentences, without those on what is to come."""
        return [
            (block, spans)
            for block, spans in sentences_by_block(self._article)
            if block.start < HEAD_LENGTH and not _FUTURE.match(self._text, block.start, block.end)
        ]

    def of_meeting(self) -> Found | None:
        """The period of a meeting of emulation, by all that may tell it."""
        head = self._head()
        lead = [(block, spans) for block, spans in head if block.start < _LEAD_LENGTH]
        return (
            self._first_after(_BACK, head)
            or self._first_after(_AHEAD, head)
            or next((found for block, _ in lead if (found := self._of_congress(block))), None)
            or self._first_after(_REWARDED, lead)
            or self._reported()
        )

    def _first_after(self, cue: _Cue, blocks: Sequence[tuple[Block, Spans]]) -> Found | None:
        """The first period that a cue in some blocks speaks of."""
        return next(
            (
                found
                for _, spans in blocks
                for start, end in spans
                if has_any(self._lower[start:end], cue.signs) and (found := self._after(cue, start, end))
            ),
            None,
        )

    def _after(self, cue: _Cue, first: int, last: int) -> Found | None:
        """The first period that a cue in a sentence speaks of: after it, before another cue."""
        text, periods = self._text, self._periods(first, last)
        if not periods:
            return None
        for match in cue.pattern.finditer(text, first, last):
            reach = min(last, match.end() + _REACH)
            other = (_AHEAD if cue is _BACK else _BACK).pattern.search(text, match.end(), reach)
            limit = other.start() if other else reach
            nearby = bisect_left(periods, match.end() - first, key=lambda p: p.start)
            for period in periods[nearby : nearby + 4]:
                at, stop = first + period.start, first + period.end
                between = text[match.end() : at]
                if at >= limit or _TARGET.search(text[max(first, at - 20) : at]):
                    continue
                if cue is _REWARDED and _BATCH in between:
                    continue  # `khen thưởng cấp Nhà nước đợt I năm 2023`: when it was proposed
                if period.kind == "term" or (
                    period.kind == "span" and (_PLAN_OF.search(between) or "," in between or ";" in between)
                ):
                    continue
                if not (cue is _AHEAD and period.kind == "span"):
                    return period.value, Span(start=match.start(), end=stop)
            before = periods[nearby - 1] if nearby else None
            if cue is _AHEAD or before is None or before.kind not in ("year", "half"):
                continue
            if _SUBJECT.fullmatch(text[first + before.end : match.start()]):  # `Năm 2023, tổng kết …`
                return before.value, Span(start=first + before.start, end=match.end())
        return None

    def _of_congress(self, block: Block) -> Found | None:
        """`Đại hội Thi đua quyết thắng …, giai đoạn 2019-2024`: the years on which a congress looks back."""
        if not has_any(self._lower[block.start : block.end], _CONGRESS.signs):
            return None
        match = _CONGRESS.pattern.search(self._text, block.start, block.end)
        if match is None:
            return None
        named = self._periods(match.end(), block.end)
        period = next((p for p in named if p.start == 0 and p.kind == "span"), None)
        return (period.value, Span(start=match.start(), end=match.end() + period.end)) if period else None

    def _reported(self) -> Found | None:
        """A period without a cue: `Theo báo cáo: Trong 6 tháng đầu năm 2023, …`."""
        latest = self._year or max(years_spoken(self._text), default=0)
        reach = _LAST_YEARS if self._year else 1  # a tie of years is a career's: `Năm 2014, ông … Năm 2016, ông …`
        for start, period in self._all_periods():
            if period.kind not in ("year", "half", "quarter", "months", "school_year"):
                continue
            if not -1 <= latest - int(period.value[:4]) <= reach:
                continue  # years of the past in which an award was given
            at = start + period.start
            if _REPORTED.search(self._text[max(start, at - _CUE_LENGTH) : at]):
                return period.value, Span(start=at, end=start + period.end)
        return None

    def _all_periods(self) -> Iterator[tuple[int, PeriodMention]]:
        """The periods that the article names, each with the start of its block."""
        for block in self._article.blocks:
            for period in self._periods(block.start, block.end):
                yield block.start, period


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a meeting's words say of its period: is it over (looks_back), summed up, only rewarded?"""

    looks_back: bool
    sums_up: bool
    rewards: bool  # without a word for a look back


def outlook(article: Article, span: Span) -> Outlook:
    """What the passage that names a meeting's period says of it."""
    back, ahead = (cue.pattern.search(article.text, span.start, span.end) is not None for cue in (_BACK, _AHEAD))
    sums_up = _SUMS_UP in lowered_text(article)[span.start : span.end]
    return Outlook(looks_back=back or not ahead, sums_up=sums_up, rewards=not back)
