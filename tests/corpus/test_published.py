"""Days of publication."""

from datetime import date

import pytest

from corpus.published import TRUST, choose, parse_day, parse_line, settle_year, years_in


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-11-28T16:41:00+07:00", "2023-11-28"),
        ("2020-08-18T20:40:00+00:00", "2020-08-19"),  # past midnight in Vietnam
        ("2020-08-18T20:40:00Z", "2020-08-19"),
        ("2020-08-18T20:40:00.123Z", "2020-08-19"),
        ("2022-11-19T08:12:44+0700", "2022-11-19"),
        ("2024-03-27", "2024-03-27"),
        ("31/01/2024 - 14:01", "2024-01-31"),
        ("Thứ ba, 7/2/2023 - 11:20", "2023-02-07"),
        ("8.10.2020", "2020-10-08"),
        ("19 Tháng Mười Một, 2022", "2022-11-19"),
        ("5 tháng Mười Hai 2021", "2021-12-05"),
        ("12 tháng 12, 2022", "2022-12-12"),
        ("ngày 28 tháng 12 năm 2024", "2024-12-28"),
        ("Tháng Chín 27, 2023", "2023-09-27"),
        ("March 5, 2024", "2024-03-05"),
        ("27/12/2024 03:05:00 CH", "2024-12-27"),
        ("T5, 01/09/2025 - 10:27", "2025-01-09"),  # the ninth of January was the Thursday
        ("13/25/2024", None),
        ("31/02/2024", None),
        ("0001-01-01T00:00:00", None),
        ("1970-01-01T00:00:00Z", None),
        ("03-07, 17:58", None),
        ("", None),
        ("hôm qua", None),
        ("7/5/2024 3:22:41 PM", None),  # May or July: nobody says
        ("7/25/2024 3:22:41 PM", "2024-07-25"),
        ("5/5/2024 3:22 PM", "2024-05-05"),
    ],
)
def test_days(text: str, day: str | None) -> None:
    assert parse_day(text) == (date.fromisoformat(day) if day else None)


def test_american_order_where_the_site_writes_so() -> None:
    assert parse_day("7/5/2024 3:22:41 PM", us_order=True) == date(2024, 7, 5)
    assert parse_day("27/12/2024 03:05:00 CH", us_order=True) == date(2024, 12, 27)
    assert parse_day("5/7/2024 15:22", us_order=True) == date(2024, 7, 5)


@pytest.mark.parametrize(
    ("line", "day", "rest"),
    [
        ("Ngày đăng: 31/01/2024 - 14:01", "2024-01-31", ""),
        ("Thứ sáu - 15/03/2024 19:50", "2024-03-15", ""),
        ("Đăng bởi: Quản trị | 09:30 | 12 tháng 12, 2022", "2022-12-12", "Quản trị"),
        ("16/03/2022 07:45 | Ngọc Lan", "2022-03-16", "Ngọc Lan"),
        ("Submitted by admin on T2, 03/21/2022 - 07:45", "2022-03-21", "admin"),
        ("Được gửi bởi admin vào T2, 03/21/2022 - 07:45", "2022-03-21", "admin"),
        ("Thời gian đăng: 21/03/2022 07:45", "2022-03-21", ""),
        ("21 Th3, 2022", "2022-03-21", ""),
        ("28/11/2023 16:41 (GMT+7) 1.204 lượt xem In bài", "2023-11-28", ""),
        ("Số lượt xem 4341Ngày cập nhật 27/05/2021", "2021-05-27", ""),
        ("date 2025-09-24", "2025-09-24", ""),
        ("Chuyên mục: Tin Công ty | 22.12.2022", "2022-12-22", "Tin Công ty"),
        ("August 15, 2022 | Tin nội bộ", "2022-08-15", "Tin nội bộ"),
    ],
)
def test_date_lines(line: str, day: str, rest: str) -> None:
    parsed = parse_line(line)
    assert parsed is not None
    assert (parsed.day, parsed.rest) == (date.fromisoformat(day), rest)


@pytest.mark.parametrize(
    "line",
    [
        "Sáng 31/01/2024, tại Hà Nội, khối tổ chức hội nghị.",
        "Đại biểu chụp ảnh ngày 12/3/2022",
        "Cụm thi đua số 3 tổng kết năm 2022",
        "Quyết định 12/QĐ-UBND ngày 02/02/2024 về việc chia khối",
        "Tỷ số 3-1 lúc 17:58",
        "Chiều 8-10, tại Hà Nội",
    ],
)
def test_lines_that_only_speak_of_a_day(line: str) -> None:
    assert parse_line(line) is None


@pytest.mark.parametrize(
    ("years", "day"),
    [
        ({2023}, date(2023, 7, 3)),
        ({2022, 2023, 2024}, date(2023, 7, 3)),
        ({2024}, None),  # no Monday
        (set(), None),
        ({2017, 2023}, None),  # both are
    ],
)
def test_a_year_is_settled_by_the_weekday_alone(years: set[int], day: date | None) -> None:
    line = parse_line("QĐO - Thứ Hai, 03-07, 17:58")
    assert line is not None
    assert line.day is None
    assert settle_year(line, years) == day


def test_years_of_a_text() -> None:
    assert years_in("năm 2023, nhiệm kỳ 2020 - 2025, số 2022/QĐ, 2.024 đồng, 12021") == {2023, 2020, 2025}


def test_order_of_trust() -> None:
    days = {name: date(2024, 1, i) for i, name in enumerate(TRUST, 1)}
    for i, name in enumerate(TRUST):
        assert choose({n: None if n in TRUST[:i] else d for n, d in days.items()}) == days[name]
    assert choose(dict.fromkeys(TRUST)) is None
