"""Days and periods: what must be found, what must not, and which year a day without one is in."""

from __future__ import annotations

from datetime import date

import pytest

from articles import article_of
from extractors.times.dates import (
    DateMention,
    complete,
    find_dates,
    find_periods,
    find_relative,
    meeting_date,
    meeting_period,
    years_spoken,
)

# text, the days in it: (year, month, day)
DAYS = [
    ("Sáng 31/01/2024, tại hội trường", [(2024, 1, 31)]),
    ("Sáng 31-5, tại thành phố Thái Bình", [(None, 5, 31)]),
    ("Chiều 8.10, tại Hà Nội", [(None, 10, 8)]),
    ("Sáng 14.12.2022, các đơn vị", [(2022, 12, 14)]),
    ("sáng 31 - 5, tại sở chỉ huy", [(None, 5, 31)]),
    ("Ngày 12 / 9, Khối thi đua", [(None, 9, 12)]),
    ("Ngày 25/7/2023tại Nhà văn hóa", [(2023, 7, 25)]),
    ("Ngày 10 tháng 01 năm 2024, tại", [(2024, 1, 10)]),
    ("Ngày 10 tháng 01, tại", [(None, 1, 10)]),
    ("ngày 9 tháng 12/2022", [(2022, 12, 9)]),
    ("Trong hai ngày 28 và 29/11, tại", [(None, 11, 28)]),
    ("Từ ngày 28-29/11/2023, tại", [(2023, 11, 28)]),
    ("ngày 8, 9 và 10-10, Cụm thi đua", [(None, 10, 8)]),
    ("từ ngày 28 đến ngày 30/11, tại", [(None, 11, 28)]),
    ("ngày 28 và 29 tháng 11 năm 2022", [(2022, 11, 28)]),
    ("Quyết định ký ngày 29-3-2024", [(2024, 3, 29)]),
    ("Đăng ngày 19 Tháng Mười Một, 2022", [(2022, 11, 19)]),
    ("18 Tháng Tám, 2020", [(2020, 8, 18)]),
    ("trong tháng 8 năm 2023", [(2023, 8, None)]),
    ("từ tháng 8/2023", [(2023, 8, None)]),
    ("kể từ tháng 10, đồng chí", [(None, 10, None)]),
    ("Sáng nay (30/12), tại", [(None, 12, 30)]),
    ("Chiều qua, 5/3, tại", [(None, 3, 5)]),
    ("Sáng thứ hai, 5/3, tại", [(None, 3, 5)]),
    ("Thứ Sáu, 15/3, Khối", [(None, 3, 15)]),
    ("hội nghị tổ chức hôm 6/2 tại", [(None, 2, 6)]),
    ("diễn ra sáng 12/6 do", [(None, 6, 12)]),
    ("nghỉ hưu từ ngày 1/3.", [(None, 3, 1)]),
    ("từ 15-3 đến 20-3, các đơn vị", [(None, 3, 15), (None, 3, 20)]),
    ("(22/12/1944 - 22/12/2024)", [(1944, 12, 22), (2024, 12, 22)]),
    ("nhân Ngày truyền thống (22-12)", [(None, 12, 22)]),
    ("ngày 10/9 năm 2022", [(2022, 9, 10)]),
    ("Rạng sáng 3/4, lực lượng", [(None, 4, 3)]),
    ("ngày 29-2, tại", [(None, 2, 29)]),
    # no days
    ("Đội khối 12 thắng 2-1 ở hiệp hai", []),
    ("thắng chung cuộc (3-1)", []),
    ("thu hoạch 4.500 tấn lúa", []),
    ("tăng 3,5% so với cùng kỳ", []),
    ("theo Nghị định 98/2023/NĐ-CP", []),
    ("Thông tư số 01/2024/TT-BNV", []),
    ("Quyết định số 1350/QĐ-BQP", []),
    ("ngày 20/2/QĐ", []),
    ("trực sẵn sàng chiến đấu 24/7", []),
    ("quân số trực từ 24/7 trở đi", []),
    ("1/3 số đơn vị đạt loại giỏi", []),
    ("chiếm từ 1/3 số đơn vị trở lên", []),
    ("giảm từ 2-3 đơn vị", []),
    ("kéo dài từ 7-10 ngày", []),
    ("mỗi ngày 2-3 lượt tuần tra", []),
    ("điện thoại 0205 000 111", []),
    ("hotline 0912.345.678", []),
    ("ngày 21-7123", []),
    ("ngày 32/13 vừa qua", []),
    ("ngày 30/2/2023", []),
    ("ngày 31-4, tại", []),
    ("trong 9 tháng 12 đơn vị", []),
    ("trong 6 tháng 9 đơn vị", []),
    ("Sáng 8.10% quân số", []),
    ("điểm 9/10, xếp thứ nhất", []),
    ("giai đoạn 2021-2025", []),
    ("Km 12/9 quốc lộ 1", []),
    ("đạt 2/3 chỉ tiêu", []),
    ("lớp 10/12 và 11/12", []),
]


@pytest.mark.parametrize(("text", "expected"), DAYS, ids=[t for t, _ in DAYS])
def test_days(text: str, expected: list[tuple[int | None, int, int | None]]) -> None:
    found = find_dates(text)
    assert [(m.year, m.month, m.day) for m in found] == expected
    for mention in found:
        quote = text[mention.start : mention.end]
        assert quote[0].isdigit() if mention.day else quote.casefold().startswith("tháng")


RELATIVE = [
    ("Sáng nay, tại Hà Nội", [0]),
    ("chiều nay (30/12), Khối", [0]),
    ("Hôm nay, Cụm thi đua", [0]),
    ("Sáng qua, tại trụ sở", [-1]),
    ("hôm qua, Sở Nội vụ", [-1]),
    ("hôm kia", [-2]),
    ("sáng mai sẽ", [1]),
    ("trong thời gian qua", []),
    ("những năm qua", []),
    ("từ đó cho đến hôm nay", []),
    ("cuộc sống hôm nay", []),
    ("buổi sáng", []),
    ("hiện nay", []),
]


@pytest.mark.parametrize(("text", "expected"), RELATIVE, ids=[t for t, _ in RELATIVE])
def test_relative_days(text: str, expected: list[int]) -> None:
    assert [m.days for m in find_relative(text)] == expected


# month, day; published; years; the day meant
COMPLETED = [
    ((5, 31), "2024-06-01", (), "2024-05-31"),
    ((5, 31), "2024-05-31", (), "2024-05-31"),
    ((12, 28), "2024-01-03", (), "2023-12-28"),  # a December meeting reported in January
    ((1, 2), "2024-12-30", (), "2025-01-02"),  # announced a few days ahead
    ((1, 2), "2025-01-03", (), "2025-01-02"),
    ((7, 1), "2024-06-12", (), "2024-07-01"),  # `từ 1/7`, said in June, is not the July before
    ((12, 20), "2024-11-25", (), "2024-12-20"),
    ((6, 1), "2024-12-20", (), "2024-06-01"),
    ((2, 29), "2024-03-02", (), "2024-02-29"),
    ((2, 29), "2023-03-02", (), "2020-02-29"),
    ((10, 8), None, (2020,), "2020-10-08"),
    ((10, 8), None, (2020, 2021), "2020-10-08"),
    ((2, 29), None, (2023,), None),
    ((10, 8), None, (), None),
    ((10, 8), "2019-10-09", (2024,), "2019-10-08"),  # the day of publication weighs more than the years spoken of
]


@pytest.mark.parametrize(("day", "published", "years", "expected"), COMPLETED)
def test_years_left_out(
    day: tuple[int, int], published: str | None, years: tuple[int, ...], expected: str | None
) -> None:
    mention = DateMention(start=0, end=4, year=None, month=day[0], day=day[1])
    found = complete(mention, date.fromisoformat(published) if published else None, years)
    assert found == (date.fromisoformat(expected) if expected else None)


def test_a_year_that_is_said_stays() -> None:
    mention = DateMention(start=0, end=10, year=2019, month=4, day=5)
    assert complete(mention, date(2024, 1, 1), (2022,)) == date(2019, 4, 5)


def test_a_month_is_no_day() -> None:
    mention = DateMention(start=0, end=10, year=2019, month=4, day=None)
    assert complete(mention, date(2024, 1, 1), ()) is None
    assert mention.iso == "2019-04"


# text, year known to the caller, the periods in it
PERIODS = [
    ("Trong 6 tháng đầu năm 2023, các đơn vị", None, ["2023-H1"]),
    ("6 tháng cuối năm 2024", None, ["2024-H2"]),
    ("sáu tháng đầu năm", 2022, ["2022-H1"]),
    ("sáu tháng đầu năm", None, []),
    ("06 tháng đầu năm 2021", None, ["2021-H1"]),
    ("sơ kết 6 tháng đầu năm và phát động đợt thi đua 6 tháng cuối năm 2024", None, ["2024-H1", "2024-H2"]),
    ("nửa đầu năm 2024", None, ["2024-H1"]),
    ("quý III/2023", None, ["2023-Q3"]),
    ("quý 3 năm 2023", None, ["2023-Q3"]),
    ("giao ban quý IV", 2020, ["2020-Q4"]),
    ("kết quả 9 tháng năm 2022", None, ["2022-9M"]),
    ("9 tháng đầu năm 2022", None, ["2022-9M"]),
    ("tổng kết năm 2020", None, ["2020"]),
    ("cả năm 2023 và năm 2024", None, ["2023", "2024"]),
    ("giai đoạn 2021-2025", None, ["2021/2025"]),
    ("giai đoạn 2021 – 2025", None, ["2021/2025"]),
    ("giai đoạn từ năm 2021 đến năm 2025", None, ["2021/2025"]),
    ("nhiệm kỳ 2020 - 2025", None, ["2020/2025"]),
    ("năm học 2023-2024", None, ["2023/2024"]),
    ("năm học 2023 – 2024", None, ["2023/2024"]),
    ("Luật Thi đua, khen thưởng năm 2022", None, []),
    ("năm 2023-2024", None, []),
    ("giai đoạn 2025-2021", None, []),
    ("năm đơn vị thành viên", 2024, []),
    ("trong 6 tháng qua", 2024, []),
    ("quý vị đại biểu", 2024, []),
    ("ngày 15/3/2024", None, []),
]


@pytest.mark.parametrize(("text", "year", "expected"), PERIODS, ids=[t for t, *_ in PERIODS])
def test_periods(text: str, year: int | None, expected: list[str]) -> None:
    found = find_periods(text, year)
    assert [p.value for p in found] == expected
    assert all(text[p.start : p.end].strip() == text[p.start : p.end] for p in found)


# paragraphs, published; the meeting's day, its period
MEETINGS = [
    (
        ["Chiều 8-10, tại Hải Phòng, Khối thi đua 7 tổ chức tổng kết phong trào thi đua năm 2020.",
         "Năm 2021, các đơn vị tập trung vào việc khó."],
        None, "2020-10-08", "2020",
    ),
    (
        ["Sáng 12-1, tại Huế, Khối thi đua số 3 tổng kết phong trào thi đua năm 2022 và ký giao ước thi đua năm 2023."],
        None, "2023-01-12", "2022",
    ),
    (
        ["Sáng 20-12, Cụm thi đua số 1 phát động phong trào thi đua năm 2024."],
        None, "2023-12-20", "2024",
    ),
    (
        ["Sáng 28/12, Cụm thi đua số 1 tổng kết phong trào thi đua năm 2023."],
        "2024-01-02", "2023-12-28", "2023",
    ),
    (
        ["Sáng nay, Khối thi đua các cơ quan tham mưu sơ kết phong trào thi đua 6 tháng đầu năm."],
        "2022-07-06", "2022-07-06", "2022-H1",
    ),
    (
        ["Chiều qua, Khối thi đua số 5 ký giao ước thi đua năm 2022."],
        "2022-02-16", "2022-02-15", "2022",
    ),
    (
        ["Thực hiện Quyết định số 77/QĐ-BQP ngày 18-3-2024, sáng 31-5, Khối thi đua số 8 ra mắt và phát động đợt thi đua "
         "6 tháng cuối năm 2024."],
        None, "2024-05-31", "2024-H2",
    ),
    (
        ["Trong hai ngày 28 và 29/11, tại Vinh, Cụm thi đua số VI họp tổng kết năm 2022."],
        "2022-12-01", "2022-11-28", "2022",
    ),
    (
        ["Nhân kỷ niệm ngày 22-12, chiều 20-12, Cụm thi đua số 9 tổ chức gặp mặt tổng kết thi đua năm 2021."],
        "2021-12-21", "2021-12-20", "2021",
    ),
    (
        ["Theo báo cáo tại hội nghị: Trong 6 tháng đầu năm 2023, phong trào thi đua của Khối thi đua 9 có nét mới.",
         "Thời gian tới, Khối chuẩn bị tổng kết phong trào thi đua năm 2023; thực hiện đề án giai đoạn 2021-2025."],
        None, None, "2023-H1",
    ),
    (
        ["Sáng 3/8/2023, Khối thi đua các phòng giáo dục tổng kết công tác thi đua năm học 2022-2023."],
        None, "2023-08-03", "2022/2023",
    ),
    (
        ["Sáng 5/8, Khối thi đua các trường tổng kết công tác thi đua năm học 2022-2023."],
        None, "2023-08-05", "2022/2023",
    ),
    (
        ["Quyết định được công bố chiều 5/3. Bà Lý Thị Sen nghỉ hưu từ ngày 1/3."],
        "2024-03-05", "2024-03-05", None,
    ),
    (
        ["Chiều 14/7, tại Bộ CHQS tỉnh diễn ra hội nghị bàn giao chức vụ. Ông Mùa A Sử giữ chức này từ năm 2018."],
        None, None, None,
    ),
    (
        ["Khối thi đua số 2 họp tổng kết phong trào thi đua năm 2023."],
        None, None, "2023",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "published", "day", "period"), MEETINGS, ids=[m[0][0][:50] for m in MEETINGS])
def test_meetings(paragraphs: list[str], published: str | None, day: str | None, period: str | None) -> None:
    read = article_of(*paragraphs, published=published)
    found_day, found_period = meeting_date(read), meeting_period(read)
    assert (found_day[0] if found_day else None) == day
    assert (found_period[0] if found_period else None) == period
    for found in (found_day, found_period):
        if found:
            read.block_at(found[1].start)
            assert "\n" not in read.text[found[1].start : found[1].end]


def test_years_spoken_leave_out_spans_and_laws() -> None:
    text = (
        "Năm 2023, theo Luật Thi đua, khen thưởng năm 2022, giai đoạn 2021-2025; ngày 15/3/2024; 6 tháng đầu năm 2023."
    )
    assert years_spoken(text) == {2023: 2, 2024: 1}
