"""The year of an article's days from the other news that it tells of: they came shortly before.

Chiều 16-4, … · Trước đó vào tháng 1-2019, …         2019: the first 16 April behind that month
Sáng 12/2, … · Trước đó, hồi tháng 11/2020, …        2021
Ngày 3/6, … · Giữa tháng 5/2019, tại kỳ họp …        2019: within weeks
… từ ngày 16/9 · Ông giữ chức X từ tháng 7/2019.     2019
Not: the months of a career (`Tháng 9/2014, bà làm …`, `từ tháng 8/2012 đến tháng 8/2015`), nor one before others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from corpus.article import Article

from ..text.plain_text import LAST_ARTICLES
from .days import DateMention, calendar_day, find_dates, is_birth

_FIRST_YEAR = 2000  # of those that an article may be of
_MIDDLE = 15  # the day for which a month stands
_BEFORE = re.compile(r"(?<!\w)trước đó(?!\w)[^.;\d]{0,40}$", re.I)
_CAREER_BEFORE = re.compile(
    r"(?<!\w)(?:từng|đến|tới|khi|sinh|giai đoạn|nhiệm kỳ|ký|số)(?!\w)[^.;\d]{0,25}$|\d\s?[-–]\s?$", re.I
)
_CAREER_BEHIND = re.compile(
    r"\s*(?:[-–:]|đến|tới|\W{0,2}(?:ông|bà|anh|chị|đồng chí|đ/c|được|làm|giữ|là|tôi|cô|thầy)(?!\w))", re.I
)
# Within weeks: a part of a month, or the month since when someone has a post.
_NEAR = re.compile(r"(?<!\w)(?:đầu|giữa|cuối|hồi|trong|vào)\s+(?:tháng\s+)?$", re.I)
_SINCE = re.compile(r"(?<!\w)từ\s+(?:tháng\s+)?$", re.I)
_END = re.compile(r"\s*[.\n]")
_TO_COME = re.compile(r"(?<!\w)(?:hết|trước(?! đó)|dự kiến|sẽ|sắp|thời hạn|sau)(?!\w)[^.;,]{0,30}$", re.I)
_WITHIN_A_YEAR = timedelta(days=330)
_WITHIN_WEEKS = timedelta(days=75)
_SAME_MONTH = timedelta(days=_MIDDLE)


@dataclass(frozen=True, slots=True)
class _News:
    """The latest day or month of which an article tells, by its middle. surely: as of news before its own."""

    when: date
    whole_month: bool
    surely: bool


@lru_cache(maxsize=LAST_ARTICLES)
def _latest(article: Article) -> _News | None:
    """The latest news with their year; None where that is of a career, or still to come."""
    text = article.text
    latest: tuple[date, DateMention] | None = None
    for mention in find_dates(text):
        if mention.year and mention.month and mention.year >= _FIRST_YEAR and not is_birth(text, mention.start):
            when = calendar_day(mention.year, mention.month, mention.day or _MIDDLE)
            if when and (latest is None or when >= latest[0]):
                latest = when, mention
    if latest is None:
        return None
    when, mention = latest
    before, behind = text[max(0, mention.start - 60) : mention.start], text[mention.end : mention.end + 30]
    if _TO_COME.search(before) or _CAREER_BEFORE.search(before):
        return None
    surely = _BEFORE.search(before) is not None
    near = _NEAR.search(before) or (_SINCE.search(before) and _END.match(behind))
    if _SINCE.search(before) and not near:
        return None
    if not surely and (mention.day or not near or _CAREER_BEHIND.match(behind)):
        return None
    return _News(when, mention.day is None, surely)


def year_behind_news(article: Article, mention: DateMention) -> int | None:
    """The year of a day without one, that of the first such day behind the latest news that the article tells of."""
    news = _latest(article) if mention.day and mention.month else None
    if news is None or mention.day is None or mention.month is None:
        return None
    earliest = news.when - (_SAME_MONTH if news.whole_month else timedelta())
    limit = news.when + (_WITHIN_A_YEAR if news.surely else _WITHIN_WEEKS)
    for year in (news.when.year, news.when.year + 1):
        day = calendar_day(year, mention.month, mention.day)
        if day and earliest <= day <= limit:
            return year
    return None


def year_of_news(article: Article) -> int | None:
    """The year of news without a day: that of the news which came before them."""
    news = _latest(article)
    return news.when.year if news and news.surely else None
