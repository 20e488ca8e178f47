"""No article was published after the day on which it was fetched, or read."""

from datetime import UTC, date, datetime

import pytest

from corpus.article import Page
from corpus.read import read
from corpus_pages import LAST, MORE, PARAGRAPH

BODY = f"<h1>Khối thi đua số 8 sơ kết quý I năm nay</h1><p>{PARAGRAPH}</p><p>{MORE}</p><p>{LAST}</p>"


def page(head: str, fetched: datetime | None) -> Page:
    content = f"<html><head>{head}</head><body>{BODY}</body></html>".encode()
    return Page(source="bai.html", content=content, media_type="text/html", fetched=fetched)


FETCHED = datetime(2024, 4, 10, 20, 0, tzinfo=UTC)  # already the 11th in Vietnam
JSON_LD = (
    '<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "x", "datePublished": "{}"}}</script>'
)
META = '<meta property="article:published_time" content="{}">'


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (META.format("2024-04-10"), date(2024, 4, 10)),
        (META.format("2024-04-11"), date(2024, 4, 11)),
        (META.format("2024-04-12"), None),
        (JSON_LD.format("2042-04-10") + META.format("2024-04-09"), date(2024, 4, 9)),
    ],
)
def test_not_after_it_was_fetched(head: str, day: date | None) -> None:
    assert read(page(head, FETCHED)).published == day


def test_not_after_today_where_nobody_knows_when_it_was_fetched() -> None:
    some = page(META.format("2031-01-01"), None)
    assert read(some).published == date(2031, 1, 1)
    assert read(some, today=date(2030, 12, 31)).published is None
    assert read(some, today=date(2031, 1, 1)).published == date(2031, 1, 1)
