"""Stories about blocs, documents and awards: what is a contradiction, and what only looks like one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from extractors.records import Basis, Extraction, RecipientKind, Role
from following import BLOC, SCOPE, given, proposed, signed, tells
from stories import bloc, handover, role

OTHER = "Khối thi đua 9"
GIÓ, MƯA, ĐẤT = "Viện Gió", "Viện Mưa", "Viện Đất"
# Renamed on 1-7-2025.
BEFORE, AFTER = "Cục Thi hành án dân sự tỉnh Nghệ An", "Thi hành án dân sự tỉnh Nghệ An"
LABOUR = "Huân chương Lao động hạng"


def heads(unit: str, year: int | None = 2021, **more: Any) -> Any:
    return role(f"{unit} là Khối trưởng năm {year} ({more.get('basis', 'nói rõ')}).", BLOC, year, unit, **more)


def assists(unit: str, year: int = 2021, what: Role = Role.DEPUTY, **more: Any) -> Any:
    return role(f"{unit} là Khối phó năm {year} ({what.value}).", BLOC, year, unit, what=what, **more)


def passes(giver: str | None, taker: str, year: int | None, day: str | None = None) -> Any:
    return handover(f"{giver} trao cờ cho {taker} ngày {day}, năm {year}.", BLOC, giver, taker, year, day)


def founds(
    number: str, *, of: str = BLOC, day: str | None = None, issuer: str = SCOPE, scope: str = SCOPE,
    word: str = "thành lập",
) -> Any:  # fmt: skip
    """A sentence with a document and a bloc."""
    words = f"{of} được {word} theo Quyết định {number}."
    return signed(words, number, day, issuer), bloc(words, of, scope)


def cites(number: str, day: str | None = None, issuer: str | None = SCOPE) -> Any:
    return signed(f"Quyết định số {number} ngày {day} của {issuer}.", number, day, issuer)


def awarded(award: str, to: str = GIÓ, **more: Any) -> Any:
    return given(f"{to} nhận {award} {more or ''}.", award, to, **more)


def several(fact: Any) -> Any:
    """One fact or several as several."""
    return fact if isinstance(fact, list) or isinstance(fact[0], tuple) else (fact,)


def told(kind: str, *facts: tuple[str, Any], more: Sequence[Extraction] = (), id: str) -> Any:
    """Articles from (day, fact or facts); where there is a kind, the first two contradict each other."""
    found = [*(tells(day, *several(of)) for day, of in facts), *more]
    return pytest.param(kind, found, id=f"{kind}-{id}")


def near(*facts: tuple[str, Any], more: Sequence[Extraction] = (), id: str, marks: Any = ()) -> Any:
    """Articles that look like a contradiction."""
    return pytest.param([*(tells(day, *several(of)) for day, of in facts), *more], id=id, marks=marks)


CONTRADICTING = [
    told("bloc_head", ("2021-03-01", heads(GIÓ)), ("2021-06-01", heads(MƯA)), id="two-heads"),
    told(
        "bloc_head",
        ("2021-03-01", heads(GIÓ)),
        ("2021-06-01", heads(MƯA)),
        ("2021-12-20", passes(GIÓ, MƯA, 2022, "2021-12-18")),
        id="a-handover-for-the-next-year-explains-nothing",
    ),
    told(
        "bloc_head",
        ("2021-03-01", heads(GIÓ, until="2021-07-01")),
        ("2021-06-01", heads(MƯA, since="2021-06-01")),
        id="terms-that-overlap",
    ),
    told(
        "bloc_head",
        ("2021-03-01", heads(GIÓ, basis=Basis.ELECTED)),
        ("2021-06-01", heads(MƯA, basis=Basis.ASSIGNED)),
        ("2021-07-01", heads(ĐẤT, basis=Basis.CHAIRED)),
        id="an-inferred-third-takes-no-part",
    ),
    told("handover_giver", ("2021-01-10", passes(GIÓ, ĐẤT, 2021)), ("2021-01-12", passes(MƯA, ĐẤT, 2021)), id="two"),
    told(
        "handover_giver",
        ("2021-01-10", passes(GIÓ, ĐẤT, 2021, "2021-01-09")),
        ("2022-01-12", passes(MƯA, ĐẤT, 2021)),
        id="told-a-year-later",
    ),
    told(
        "handover_giver",
        ("2021-01-10", passes(GIÓ, ĐẤT, 2021)),
        ("2021-01-12", passes(MƯA, ĐẤT, 2021)),
        ("2022-01-12", passes(ĐẤT, MƯA, 2022)),
        id="and-the-next-one",
    ),
    told(
        "handover_day",
        ("2021-01-10", passes(GIÓ, MƯA, 2021, "2021-01-08")),
        ("2021-01-12", passes(GIÓ, MƯA, 2021, "2021-01-09")),
        id="a-day-apart",
    ),
    told(
        "handover_day",
        ("2023-07-02", passes(GIÓ, MƯA, 2023, "2023-06-28")),
        ("2023-12-12", passes(GIÓ, MƯA, 2023, "2023-06-30")),
        id="told-at-the-end-of-the-year",
    ),
    told(
        "handover_day",
        ("2021-12-20", passes(GIÓ, MƯA, 2022, "2021-12-18")),
        ("2022-01-12", passes(GIÓ, MƯA, 2022, "2022-01-10")),
        id="over-new-year",
    ),
    told("role_both", ("2021-03-01", heads(GIÓ)), ("2021-06-01", assists(GIÓ)), id="head-and-deputy"),
    told(
        "role_both",
        ("2021-03-01", heads(GIÓ)),
        ("2021-06-01", assists(GIÓ, what=Role.STANDING_DEPUTY)),
        id="head-and-standing-deputy",
    ),
    told(
        "role_both",
        ("2021-03-01", heads(GIÓ, basis=Basis.ASSIGNED)),
        ("2021-06-01", assists(GIÓ)),
        ("2022-01-12", passes(GIÓ, MƯA, 2022, "2022-01-10")),
        id="a-handover-in-the-next-year",
    ),
    told("bloc_founding", ("2021-03-01", founds("145/QĐ-BG")), ("2024-06-01", founds("27/QĐ-BG")), id="two-numbers"),
    told(
        "bloc_founding",
        ("2021-03-01", founds("145/QĐ-BG", day="2021-02-02")),
        ("2021-03-02", founds("145/QĐ-BM", day="2021-02-02", issuer="Bộ Mưa")),
        id="two-issuers",
    ),
    told(
        "bloc_founding",
        ("2021-03-01", founds("145/QĐ-BG")),
        ("2024-06-01", founds("27/QĐ-BG")),
        ("2022-06-01", [cites("30/QĐ-BG")]),
        id="a-third-that-founds-nothing",
    ),
    told(
        "document_date",
        ("2020-03-01", cites("12/QĐ-BG", "2020-02-17")),
        ("2025-02-01", cites("12/QĐ-BG", "2020-02-27")),
        id="ten-days",
    ),
    told(
        "document_date",
        ("2020-03-01", cites("0012/QĐ - BG", "2020-02-17")),
        ("2020-03-02", cites("12/QĐ-BG", "2020-02-16")),
        id="a-number-spelt-in-two-ways",
    ),
    told(
        "document_date",
        ("2020-03-01", cites("12/QĐ-BG", "2020-02-17")),
        ("2020-03-02", cites("12/QĐ-BG", "2020-02-16", None)),
        id="one-names-no-issuer",
    ),
    told(
        "award_grade",
        ("2021-03-01", awarded(f"{LABOUR} Ba", year=2021)),
        ("2021-03-02", awarded(f"{LABOUR} Nhì", year=2021)),
        id="a-unit",
    ),
    told(
        "award_grade",
        ("2021-03-01", awarded(f"{LABOUR} Ba")),
        ("2021-11-02", awarded(f"{LABOUR} Nhì", year=2021)),
        id="one-names-no-year",
    ),
    told(
        "award_grade",
        ("2021-03-01", awarded(f"{LABOUR} Nhất")),
        ("2021-03-02", awarded(f"{LABOUR} Nhì")),
        ("2020-03-02", awarded(f"{LABOUR} Ba")),
        id="the-grade-of-the-year-before-is-none",
    ),
    told(
        "award_grade",
        ("2021-03-01", awarded(f"{LABOUR} Nhì", year=2020)),
        ("2022-02-02", awarded(f"{LABOUR} Ba", year=2020)),
        id="one-rewarded-year-told-in-two-years",
    ),
]


NEAR_MISSES = [
    # bloc_head
    near(
        ("2021-03-01", heads(GIÓ)),
        ("2021-06-01", heads(MƯA)),
        ("2021-05-02", passes(GIÓ, MƯA, 2021, "2021-05-01")),
        id="heads-with-a-handover-between",
    ),
    near(("2021-03-01", heads(GIÓ)), ("2021-06-01", heads(MƯA, basis=Basis.CHAIRED)), id="heads-one-inferred"),
    near(("2021-03-01", heads(GIÓ)), ("2021-06-01", heads(MƯA, 2022)), id="heads-of-two-years"),
    near(
        ("2021-03-01", heads(GIÓ)),
        more=[tells("2021-06-01", heads(MƯA), scope="Bộ Mưa")],
        id="heads-of-two-blocs-of-one-name",
    ),
    near(("2021-03-01", assists(GIÓ)), ("2021-06-01", assists(MƯA)), id="two-deputies"),
    near(("2021-03-01", heads(GIÓ)), ("2021-06-01", heads(MƯA, None)), id="heads-one-of-no-year"),
    near(
        ("2025-03-01", heads(BEFORE, 2025)),
        ("2025-09-01", heads(AFTER, 2025)),
        id="heads-of-one-unit-before-and-after-it-was-renamed",
    ),
    # handover_giver
    near(("2021-01-10", passes(GIÓ, ĐẤT, 2021)), ("2022-01-12", passes(MƯA, ĐẤT, 2022)), id="givers-of-two-years"),
    near(
        ("2021-01-10", passes(GIÓ, MƯA, 2021, "2021-01-09")),
        ("2021-07-12", passes(MƯA, ĐẤT, 2021, "2021-07-10")),
        id="givers-in-a-chain",
    ),
    near(("2021-01-10", passes(None, ĐẤT, 2021)), ("2021-01-12", passes(MƯA, ĐẤT, 2021)), id="one-giver-not-named"),
    near(
        ("2021-01-10", passes(GIÓ, ĐẤT, 2021)),
        more=[tells("2021-01-12", passes(MƯA, ĐẤT, 2021), scope="Bộ Mưa")],
        id="givers-in-two-blocs-of-one-name",
    ),
    near(
        ("2021-01-10", passes("Sở Gió", ĐẤT, 2021)),
        ("2021-01-12", passes("Sở Gió tỉnh Nam Giang", ĐẤT, 2021)),
        id="givers-that-may-be-one",
    ),
    near(
        ("2025-07-10", passes(BEFORE, ĐẤT, 2025)),
        ("2025-07-12", passes(AFTER, ĐẤT, 2025)),
        id="givers-one-renamed-into-the-other",
    ),
    # handover_day
    near(
        ("2021-01-10", passes(GIÓ, MƯA, 2021, "2021-01-09")),
        ("2021-01-12", passes(GIÓ, MƯA, 2021, "2021-01-09")),
        id="one-day",
    ),
    near(
        ("2021-01-10", passes(GIÓ, MƯA, 2021, "2021-01-09")),
        ("2021-01-12", passes(GIÓ, MƯA, 2021, "2021-01")),
        id="a-day-and-its-month",
    ),
    near(
        ("2021-01-10", passes(GIÓ, MƯA, 2021, "2021-01-09")),
        ("2023-01-12", passes(GIÓ, MƯA, 2023, "2023-01-10")),
        id="the-same-two-units-two-years-later",
    ),
    near(
        ("2021-01-10", [passes(GIÓ, MƯA, 2021, "2021-01-09"), passes(GIÓ, MƯA, 2021, "2021-01-10")]),
        ("2021-01-12", passes(GIÓ, MƯA, 2021, "2021-01-10")),
        id="an-article-that-says-both-days",
    ),
    near(
        ("2021-01-10", passes(GIÓ, MƯA, 2021, "2021-01-09")),
        ("2021-07-12", passes(MƯA, GIÓ, 2021, "2021-07-10")),
        id="there-and-back",
    ),
    # role_both
    near(
        ("2021-03-01", assists(MƯA)),
        ("2021-09-01", heads(MƯA)),
        ("2021-07-01", passes(GIÓ, MƯA, 2021, "2021-06-30")),
        id="a-deputy-that-took-over",
    ),
    near(("2021-03-01", heads(GIÓ)), ("2021-09-01", assists(GIÓ, 2022)), id="head-then-deputy"),
    near(("2021-03-01", heads(GIÓ)), ("2021-09-01", assists(MƯA)), id="head-and-deputy-are-two"),
    near(
        ("2021-03-01", heads(GIÓ, basis=Basis.CHAIRED)),
        ("2021-09-01", assists(GIÓ)),
        id="a-deputy-that-only-chaired",
    ),
    near(
        ("2021-03-01", heads(GIÓ)),
        more=[tells("2021-06-01", assists(GIÓ), scope="Bộ Mưa")],
        id="head-and-deputy-in-two-blocs-of-one-name",
    ),
    # bloc_founding
    near(("2021-03-01", founds("145/QĐ-BG")), ("2024-06-01", founds("0145/QĐ-BG")), id="founded-twice-by-one"),
    near(
        ("2021-03-01", founds("145/QĐ-BG")),
        ("2024-06-01", founds("27/QĐ-BG", word="bổ sung thành viên")),
        id="founded-then-enlarged",
    ),
    near(("2021-03-01", founds("145/QĐ-BG")), ("2021-04-01", founds("27/QĐ-BG", of=OTHER)), id="two-blocs-founded"),
    near(
        ("2021-03-01", founds("145/QĐ-BG")),
        more=[tells("2021-04-01", *founds("9/QĐ-BM", issuer="Bộ Mưa", scope="Bộ Mưa"), scope="Bộ Mưa")],
        id="two-blocs-of-one-name-founded",
    ),
    # document_date
    near(
        ("2020-03-01", cites("12/QĐ-UBND", "2020-02-17", "UBND tỉnh Nam Giang")),
        ("2020-03-02", cites("12/QĐ-UBND", "2020-01-11", "UBND tỉnh Bắc Giang")),
        id="a-number-of-two-issuers",
    ),
    near(
        ("2020-03-01", cites("12/QĐ-BG", "2020-02-17")),
        ("2021-03-02", cites("12/QĐ-BG", "2021-02-11")),
        id="a-number-of-two-years",
    ),
    near(
        ("2020-03-01", cites("12/QĐ-BG", "2020-02-17")), ("2020-03-02", cites("12/QĐ-BG", "2020-02")), id="a-month-only"
    ),
    near(
        ("2020-03-01", cites("12/QĐ-BG", "2020-02-17")), ("2020-03-02", cites("13/QĐ-BG", "2020-02-18")), id="two-numbers"
    ),
    near(
        ("2020-03-01", [cites("12/QĐ-BG", "2020-02-17"), cites("12/QĐ-BG", "2020-02-18")]),
        ("2020-03-02", cites("12/QĐ-BG", "2020-02-18")),
        id="an-article-that-says-both-signing-days",
    ),
    # award_grade
    near(
        ("2021-03-01", awarded(f"{LABOUR} Ba", year=2021)),
        ("2022-03-02", awarded(f"{LABOUR} Nhì", year=2022)),
        id="two-grades-in-two-years",
    ),
    near(
        ("2021-03-01", awarded(f"{LABOUR} Ba", year=2015)),
        ("2021-03-02", awarded(f"{LABOUR} Nhì", year=2021)),
        id="an-older-grade-that-is-told-of",
    ),
    near(
        ("2021-03-01", proposed("Đề nghị.", f"{LABOUR} Nhì", GIÓ, year=2021)),
        ("2021-09-02", awarded(f"{LABOUR} Ba", year=2021)),
        id="proposed-for-one-grade-given-another",
    ),
    near(
        ("2021-03-01", awarded(f"{LABOUR} Ba")),
        ("2021-03-02", awarded(f"{LABOUR} Nhì", MƯA)),
        id="two-recipients",
    ),
    near(
        ("2021-03-01", awarded(f"{LABOUR} Ba")),
        ("2021-03-02", awarded("Huân chương Bảo vệ Tổ quốc hạng Nhì")),
        id="two-orders",
    ),
    near(
        ("2021-03-01", [awarded(f"{LABOUR} Ba"), awarded(f"{LABOUR} Nhì")]),
        ("2021-03-02", awarded(f"{LABOUR} Nhì")),
        id="an-article-that-names-both-grades",
    ),
    near(
        ("2021-03-01", awarded("Bằng khen", kind=RecipientKind.UNIT)),
        ("2021-03-02", awarded("Cờ thi đua")),
        id="awards-without-grades",
    ),
]  # fmt: skip

# One difference each, so that the second can be a corrected edition of the first.
PAIRS = {
    kind: [several(of) for of in both]
    for kind, both in {
        "bloc_head": (heads(GIÓ), heads(MƯA)),
        "handover_giver": (passes(GIÓ, ĐẤT, 2021), passes(MƯA, ĐẤT, 2021)),
        "handover_day": (passes(GIÓ, MƯA, 2021, "2021-02-08"), passes(GIÓ, MƯA, 2021, "2021-02-09")),
        "role_both": (heads(GIÓ), assists(GIÓ)),
        "bloc_founding": (founds("145/QĐ-BG"), founds("27/QĐ-BG")),
        "document_date": (cites("12/QĐ-BG", "2021-02-17"), cites("12/QĐ-BG", "2021-02-27")),
        "award_grade": (awarded(f"{LABOUR} Ba"), awarded(f"{LABOUR} Nhì")),
    }.items()
}
# What two editions of an article share.
AROUND = (
    "Sáng nay trời quang, gió nhẹ từ phía sông thổi vào, mái hội trường phủ nắng vàng suốt buổi.",
    "Người dự ngồi kín các dãy ghế gỗ, chăm chú theo dõi màn hình dựng ở góc trái sân khấu nhỏ.",
    "Ngoài hành lang bày ảnh chụp những mùa lũ cũ, vài chiếc thuyền thúng, lưới đánh cá đã bạc màu.",
    "Cuối buổi mọi người cùng trồng hàng bưởi non dọc lối đi, tưới nước rồi mới chia tay ra về.",
    "Trẻ con trong xóm kéo tới xem, cười nói ríu rít, có đứa mang theo cả con diều giấy tự dán.",
)
