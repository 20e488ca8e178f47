"""Which articles are wanted: folded words, days, what may be passed over unseen; and when to ask again."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime

import pytest

from corpus.crawl.filters import Filters, Teaser, fold
from corpus.crawl.retry import seconds_of, wait_of

WORDS = Filters(words=("khối thi đua", "Cụm thi đua"))
LEAD = "Sáng nay, tại thành phố, các đơn vị đã họp bàn việc."


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("khối thi đua", "KHỐI THI ĐUA số 3", True),
        ("khối thi đua", unicodedata.normalize("NFD", "Khối thi đua số 3"), True),
        ("khối thi đua", "các khối  thi\nđua", True),
        ("khối thi đua", "(khối thi đua)", True),
        ("khối thi đua", "khối thi đuaa", False),
        ("khối thi đua", "khôi thi đua", False),
        ("khối thi đua", "khối của thi đua", False),
        ("khối thi đua", "khoi thi dua", False),
        ("khoi thi dua", "Khối thi đua", True),
        ("thi dua", "thị đúa", True),
        ("hoà", "Hòa", True),
        ("hòa", "hoà", True),
        ("thuỷ", "thủy", True),
        ("khoẻ", "khỏe", True),
        ("Hòa Bình", "Hoà Bình", True),
        ("hòa-bình", "hoà-bình", True),
        ("hòa", "hóa", False),
        ("quý", "quý 3", True),
        ("hùng", "hưng", False),
        ("hoàn", "hoan", False),
    ],
)
def test_words(word: str, text: str, found: bool) -> None:
    assert Filters(words=(word,)).has_words(text) is found


def test_fold_is_stable() -> None:
    for text in ("Hoà thuỷ khoẻ quý giá", "KHỐI THI ĐUA", "toà án", "của quốc gia"):
        assert fold(fold(text)) == fold(text) == fold(unicodedata.normalize("NFD", text))
    assert fold("của mùa") == "của mùa"


@pytest.mark.parametrize(
    ("teaser", "outcome"),
    [
        ({"title": "Khối thi đua 3 họp", "lead": LEAD, "whole_lead": True}, None),
        ({"title": "Mùa lũ", "lead": "Khối thi đua 3 đi giúp dân vùng lũ trong đêm.", "whole_lead": True}, None),
        ({"title": "Mùa lũ", "lead": LEAD, "whole_lead": True}, "filtered_words"),
        ({"title": "Mùa lũ", "lead": LEAD, "whole_lead": False}, None),
        ({"title": "Mùa lũ"}, None),
        ({}, None),
    ],
)
def test_words_before_fetching(teaser: dict[str, object], outcome: str | None) -> None:
    assert WORDS.before_fetching(Teaser(address="x", **teaser)) == outcome  # type: ignore[arg-type]


RANGE = Filters(since=date(2024, 1, 1), until=date(2024, 12, 31))


@pytest.mark.parametrize(
    ("published", "modified", "outcome"),
    [
        ("2024-01-01", None, None),
        ("2024-12-31", None, None),
        ("2023-12-31", None, "filtered_date"),
        ("2025-01-01", None, "filtered_date"),
        (None, None, None),
        (None, "2023-12-31", "filtered_date"),
        (None, "2025-06-01", None),  # changed after the range, perhaps published in it
        ("2024-06-01", "2025-06-01", None),
    ],
)
def test_days_before_fetching(published: str | None, modified: str | None, outcome: str | None) -> None:
    days = {k: date.fromisoformat(v) for k, v in (("published", published), ("modified", modified)) if v}
    assert RANGE.before_fetching(Teaser(address="x", **days)) == outcome  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("titles", "leads", "day", "outcome"),
    [
        (("Khối thi đua 3",), (None,), "2024-05-01", None),
        (("Mùa lũ",), ("Cụm thi đua giúp dân",), None, None),
        (("Mùa lũ",), (LEAD,), None, "filtered_words"),
        (("Mùa lũ", "Khối thi đua 3"), (LEAD, None), None, None),  # as the listing had it
        ((None, None), (None, None), None, None),
        (("Khối thi đua 3",), (None,), "2025-05-01", "filtered_date"),
    ],
)
def test_after_fetching(
    titles: tuple[str | None, ...], leads: tuple[str | None, ...], day: str | None, outcome: str | None
) -> None:
    both = Filters(words=WORDS.words, since=RANGE.since, until=RANGE.until)
    assert (
        both.after_fetching(titles=titles, leads=leads, published=date.fromisoformat(day) if day else None) == outcome
    )


NOW = datetime(2026, 11, 29, 8, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        (" 7 ", 7.0),
        ("Sun, 29 Nov 2026 08:01:30 GMT", 90.0),
        ("Sun, 29 Nov 2026 15:00:30 +0700", 30.0),
        ("Sun, 29 Nov 2026 07:00:00 GMT", 0.0),
        ("Sunday, 29-Nov-26 08:00:10 GMT", 10.0),
        (None, None),
        ("", None),
        ("-3", None),
        ("1.5", None),
        ("bald", None),
        ("9" * 40, None),
    ],
)
def test_retry_after(header: str | None, seconds: float | None) -> None:
    assert seconds_of(header, at=NOW) == seconds


@pytest.mark.parametrize(
    ("header", "attempt", "wait"),
    [
        ("5", 1, 5.0),
        ("5", 3, 5.0),
        ("86400", 1, 300.0),
        (None, 1, 1.0),
        (None, 2, 2.0),
        (None, 3, 4.0),
        (None, 30, 300.0),
        ("0", 1, 0.0),
    ],
)
def test_wait(header: str | None, attempt: int, wait: float) -> None:
    assert wait_of(header, at=NOW, attempt=attempt, least=1.0, most=300.0) == wait
