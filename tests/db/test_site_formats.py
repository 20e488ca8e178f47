"""How the website writes numbers, days, shares and what sources say, in both languages."""

from __future__ import annotations

import pytest

from db.site.texts import LANGUAGES, number
from db.site.view import day_text, saying_text, words


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [(0, "0", "0"), (999, "999", "999"), (1000, "1.000", "1,000"), (1234567, "1.234.567", "1,234,567"), (-1000, "-1.000", "-1,000")],
)  # fmt: skip
def test_numbers_have_the_separators_of_their_language(value: int, vi: str, en: str) -> None:
    assert [number(value, language) for language in LANGUAGES] == [vi, en]


@pytest.mark.parametrize(
    ("day", "vi", "en"),
    [
        ("2021-10-13", "13/10/2021", "13 October 2021"),
        ("2021-01-02", "2/1/2021", "2 January 2021"),
        ("2021-10", "10/2021", "October 2021"),
        ("2021", "2021", "2021"),
        ("", "", ""),
        (None, "", ""),
        ("2021-13", "13/2021", "13 2021"),
        ("2021-00", "0/2021", "00 2021"),
        ("giữa năm 2021", "giữa năm 2021", "giữa năm 2021"),
        ("2021-10-13T08:00:00", "2021-10-13T08:00:00", "2021-10-13T08:00:00"),
        ("2021-06-30/2021-07-01", "2021-06-30/2021-07-01", "2021-06-30/2021-07-01"),
        ("1-2-3-4", "1-2-3-4", "1-2-3-4"),
    ],
)
def test_days_are_written_as_people_write_them(day: str | None, vi: str, en: str) -> None:
    assert [day_text(day, language) for language in LANGUAGES] == [vi, en]


@pytest.mark.parametrize(
    ("said", "vi", "en"),
    [
        ("head", "Trưởng", "Head"),
        ("standing_deputy", "Phó thường trực", "Standing deputy"),
        ("2021-10-13", "13/10/2021", "13 October 2021"),
        ("Lò Văn Xa, 2021-10-13", "Lò Văn Xa, 13/10/2021", "Lò Văn Xa, 13 October 2021"),
        ("Đại tá, 2021", "Đại tá, 2021", "Đại tá, 2021"),
        ("Cục Gió", "Cục Gió", "Cục Gió"),
        ("Cục Gió, Cục Mưa", "Cục Gió, Cục Mưa", "Cục Gió, Cục Mưa"),
        ("12/QĐ-BQP", "12/QĐ-BQP", "12/QĐ-BQP"),
        ("Ban A <b>, 2021-10-13", "Ban A <b>, 13/10/2021", "Ban A <b>, 13 October 2021"),
        ("", "", ""),
    ],
)
def test_a_side_of_a_contradiction_is_said_in_words(said: str, vi: str, en: str) -> None:
    assert [saying_text(said, language) for language in LANGUAGES] == [vi, en]


@pytest.mark.parametrize(
    ("share", "vi", "en"), [(0.9, "90 %", "90%"), (0, "0 %", "0%"), (1, "100 %", "100%"), (0.005, "0 %", "0%")]
)
def test_shares_are_whole_per_cents(share: float, vi: str, en: str) -> None:
    assert [words(language)["percent"](share) for language in LANGUAGES] == [vi, en]
