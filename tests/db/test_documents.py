"""The register of numbered decisions: which citations are of one document, what is known of it, what rests on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from contradicting_articles import AROUND
from db.archive import open_archive
from db.decisions import Decision, Ref
from db.documents import number_key
from db.load import Loader
from extractors.records import Extraction, MeetingKind
from following import BLOC, SCOPE, build, given, rows, signed, started, tells
from stories import article, bloc, extraction, meeting, role

NAM, BẮC = "UBND tỉnh Nam Giang", "UBND tỉnh Bắc Giang"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("612/QĐ-BTL", "0612/QĐ-BTL", True),
        ("612/QĐ-BTL", "612/QĐ – BTL", True),
        ("612/QĐ-BTL", "612 / QĐ - BTL", True),
        ("612/QĐ-BTL", "612/qđ-btl", True),
        ("417-QĐ/TU", "417 - QĐ/TU", True),
        ("612/QĐ-BTL", "6120/QĐ-BTL", False),
        ("612/QĐ-BTL", "612/QĐ-BQP", False),
        ("612/QĐ-BTL", "612/QD-BTL", False),
        ("175/2024/QH15", "175/2025/QH15", False),
        ("0/QĐ-BTL", "00/QĐ-BTL", True),
    ],
)
def test_numbers(one: str, other: str, same: bool) -> None:
    assert (number_key(one) == number_key(other)) is same


def cite(number: str = "12/QĐ-UBND", day: str | None = None, issuer: str | None = NAM) -> Any:
    return signed(f"Quyết định số {number} ngày {day} của {issuer}.", number, day, issuer)


Told = tuple[str | None, Any]


def archive_of(told: Sequence[Told]) -> list[Extraction]:
    return [tells(day, *(fact if isinstance(fact, list) else [fact])) for day, fact in told]


@pytest.mark.parametrize(
    ("told", "documents"),
    [
        # One number, issuer and year: one, whatever is left out where only one fits.
        ([("2021-03-01", cite(day="2021-02-01")), ("2021-04-01", cite(day="2021-02-01"))], 1),
        ([("2021-03-01", cite(day="2021-02-01")), ("2021-04-01", cite("012/QĐ – UBND"))], 1),
        ([("2021-03-01", cite(day="2021-02-01")), ("2021-04-01", cite(issuer=None))], 1),
        ([("2021-03-01", cite(day="2021-02-01", issuer=None)), ("2021-04-01", cite())], 1),
        ([("2021-03-01", cite()), ("2021-04-01", cite())], 1),
        ([("2021-03-01", cite(issuer=None)), ("2021-04-01", cite(issuer=None))], 1),
        ([("2021-03-01", cite(day="2021-02")), ("2021-04-01", cite(day="2021-02-17"))], 1),
        # Two days of one year: one document that two papers date differently.
        ([("2021-03-01", cite(day="2021-02-01")), ("2021-04-01", cite(day="2021-02-11"))], 1),
        # An issuer spelt shorter, or as the person who signs for it.
        ([("2021-03-01", cite(issuer="Bộ Tư lệnh Quân khu 4")), ("2021-04-01", cite(issuer="Quân khu 4"))], 1),
        ([("2021-03-01", cite(issuer="Tư lệnh Quân khu 4")), ("2021-04-01", cite(issuer="Bộ Tư lệnh Quân khu 4"))], 1),
        ([("2021-03-01", cite(issuer=f"Chủ tịch {NAM}")), ("2021-04-01", cite(issuer=NAM))], 1),
        ([("2021-03-01", cite(issuer="Ủy ban nhân dân tỉnh Nam Giang")), ("2021-04-01", cite(issuer=NAM))], 1),
        ([("2021-03-01", cite(issuer="Bộ CHQS tỉnh Nam Giang")),
          ("2021-04-01", cite(issuer="Bộ Chỉ huy quân sự tỉnh Nam Giang"))], 1),
        # A later article that names no day: the last document of that number until then, not one to come.
        ([("2021-03-01", cite(day="2021-02-01")), ("2023-04-01", cite())], 1),
        ([("2021-03-01", cite(day="2021-02-01")), ("2020-04-01", cite())], 2),
        ([("2010-03-01", cite(day="2010-02-01")), ("2023-04-01", cite())], 2),
        # Numbers begin anew each year, and at each issuer.
        ([("2021-03-01", cite(day="2021-02-01")), ("2022-03-01", cite(day="2022-02-01"))], 2),
        ([("2021-03-01", cite()), ("2022-03-01", cite())], 2),
        ([("2021-03-01", cite(day="2021-02-01")), ("2021-03-01", cite(day="2021-02-01", issuer=BẮC))], 2),
        ([("2021-03-01", cite()), ("2021-03-01", cite(issuer=BẮC))], 2),
        ([("2021-03-01", cite(issuer=None)), ("2022-03-01", cite(issuer=None))], 2),
        # Two issuers, and one citation that names none: it is neither's.
        ([("2021-03-01", cite(day="2021-02-01")), ("2021-03-01", cite(day="2021-02-01", issuer=BẮC)),
          ("2021-03-02", cite(issuer=None))], 3),
        # Each province has its `UBND tỉnh`: one with another only where number and day, or nothing else, fit.
        ([("2021-03-01", cite(day="2021-02-01", issuer="UBND tỉnh")),
          ("2021-05-01", cite(day="2021-02-01", issuer="UBND tỉnh"))], 1),
        ([("2021-03-01", cite(day="2021-02-01", issuer="UBND tỉnh")),
          ("2021-05-01", cite(day="2021-02-07", issuer="UBND tỉnh"))], 2),
        ([("2021-03-01", cite(day="2021-02-01", issuer="UBND tỉnh")), ("2021-03-01", cite(day="2021-02-01"))], 1),
        ([("2021-03-01", cite(day="2021-02-01", issuer="UBND tỉnh")), ("2021-03-01", cite(day="2021-02-07"))], 2),
        ([("2021-03-01", cite(issuer="UBND tỉnh")), ("2021-03-01", cite(day="2021-02-07"))], 1),
        ([("2021-03-01", cite(issuer="UBND tỉnh")), ("2021-03-01", cite()), ("2021-03-01", cite(issuer=BẮC))], 3),
        # Articles without a day.
        ([(None, cite()), (None, cite())], 1),
        ([(None, cite(day="2021-02-01")), (None, cite())], 1),
        ([("2021-03-01", [cite("12/QĐ-UBND"), cite("13/QĐ-UBND")])], 2),
    ],
)  # fmt: skip
def test_documents_are_one_or_two(tmp_path: Path, told: list[Told], documents: int) -> None:
    found = archive_of(told)
    answers = []
    for order in (found, found[::-1]):
        connection = build(tmp_path / "a.db", order)
        answers.append(rows(connection, "SELECT * FROM documents ORDER BY id"))
        assert rows(connection, "SELECT count(*) FROM document_claims") == [(sum(len(e.documents) for e in found),)]
        connection.close()
    assert answers[0] == answers[1]
    assert len(answers[0]) == documents


def test_what_is_known_of_a_document(tmp_path: Path) -> None:
    told = [
        ("2021-03-01", cite("012/QĐ-UBND", "2021-02-01", f"Chủ tịch {NAM}")),
        ("2021-03-05", cite(day="2021-02-11")),
        ("2021-04-29", cite(day="2021-02-11")),
        ("2021-05-10", cite(issuer=None)),
    ]
    connection = build(tmp_path / "a.db", archive_of(told))
    (row,) = rows(connection, "SELECT number, number_key, kind, signed, announced, issuer, sources FROM documents")
    assert row == ("12/QĐ-UBND", "12/qđ-ubnd", "Quyết định", "2021-02-11", None, NAM, 4)
    (quote,) = rows(connection, "SELECT q.published FROM documents d JOIN claim_quotes q ON q.claim = d.claim")
    assert quote == ("2021-03-01",)  # the earliest that gives a day


ANNOUNCES = "Tại hội nghị, lãnh đạo Sở Gió công bố Quyết định số 12/QĐ-UBND của UBND tỉnh Nam Giang."


def met(sentence: str, day: str | None, kind: MeetingKind, signing: str | None = "2021-02-01") -> Extraction:
    """A report on a meeting, with a sentence that cites a document."""
    text = article(f"Họp {day} {kind} {sentence[:20]}", "Sáng nay họp.", sentence, published=day)
    return extraction(text, meeting("họp", BLOC, day, kind), signed("12/QĐ-UBND", "12/QĐ-UBND", signing, NAM))


PLAIN = "Theo Quyết định số 12/QĐ-UBND của UBND tỉnh Nam Giang, khối có năm đơn vị."
MENTIONED = "Tại hội nghị, đại biểu nhắc lại Quyết định số 12/QĐ-UBND công bố từ lâu."
EARLIER = "Tại hội nghị, đại biểu nói tỉnh đã công bố Quyết định số 12/QĐ-UBND từ lâu."


@pytest.mark.parametrize(
    ("found", "announced"),
    [
        ([met(PLAIN, "2021-03-01", MeetingKind.ESTABLISHMENT)], "2021-03-01"),
        ([met(PLAIN, "2021-03-01", MeetingKind.APPOINTMENT)], "2021-03-01"),
        ([met(PLAIN, "2021-03-01", MeetingKind.AWARD)], "2021-03-01"),
        ([met(PLAIN, "2021-03-01", MeetingKind.SUMMARY)], None),
        ([met(ANNOUNCES, "2021-03-01", MeetingKind.SUMMARY)], "2021-03-01"),
        ([met(MENTIONED, "2021-03-01", MeetingKind.SUMMARY)], None),
        ([met(EARLIER, "2021-03-01", MeetingKind.SUMMARY)], None),
        # The first of several; not before it was signed, nor years later.
        ([met(PLAIN, "2021-03-09", MeetingKind.AWARD), met(PLAIN, "2021-03-02", MeetingKind.AWARD)], "2021-03-02"),
        ([met(PLAIN, "2021-01-09", MeetingKind.AWARD)], None),
        ([met(PLAIN, "2023-03-09", MeetingKind.AWARD)], None),
        ([met(PLAIN, "2021-02-01", MeetingKind.AWARD)], "2021-02-01"),
    ],
)
def test_the_day_on_which_it_was_announced(tmp_path: Path, found: list[Extraction], announced: str | None) -> None:
    connection = build(tmp_path / "a.db", found)
    assert rows(connection, "SELECT announced FROM documents") == [(announced,)]


def test_a_meeting_that_was_called_wrong_announces_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    ((claim,),) = rows(build(path, [met(PLAIN, "2021-03-01", MeetingKind.AWARD)]), "SELECT claim FROM claim_meetings")
    with Loader(path, "1") as loader:
        loader.decide([Decision(decision="wrong", mentions=(Ref(claim),))], date(2026, 1, 1))
    assert rows(open_archive(path), "SELECT announced FROM documents") == [(None,)]


def test_a_citation_that_was_called_wrong_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    found = archive_of([("2021-03-01", cite(day="2021-02-01")), ("2021-04-01", cite(day="2021-02-11"))])
    connection = build(path, found)
    (claim,) = [r for (r,) in rows(connection, "SELECT claim FROM claim_documents WHERE date = '2021-02-01'")]
    connection.close()
    with Loader(path, "1") as loader:
        loader.decide([Decision(decision="wrong", mentions=(Ref(claim),))], date(2026, 1, 1))
    assert rows(open_archive(path), "SELECT signed, sources FROM documents") == [("2021-02-11", 1)]


def test_what_stands_in_the_same_sentence_rests_on_it(tmp_path: Path) -> None:
    sentence = "Theo Quyết định số 12/QĐ-UBND, Viện Gió làm Khối trưởng, nhận cờ, ông Lò Văn Sáu nhận chức."
    other = "Viện Mưa làm Khối phó và được khen."
    found = tells(
        "2021-03-01",
        signed(sentence, "12/QĐ-UBND"),
        role(sentence, BLOC, 2021, "Viện Gió"),
        given(sentence, "Cờ thi đua", "Viện Gió"),
        started(sentence, "Viện trưởng", "Viện Gió", "Lò Văn Sáu"),
        given(other, "Bằng khen", "Viện Mưa"),
        signed("Quyết định số 13/QĐ-UBND nói chuyện khác.", "13/QĐ-UBND"),
    )
    connection = build(tmp_path / "a.db", [found])
    query = (
        "SELECT d.number, c.kind FROM document_rests r JOIN documents d ON d.id = r.document "
        "JOIN claims c ON c.id = r.claim ORDER BY d.number, c.kind"
    )
    assert rows(connection, query) == [("12/QĐ-UBND", kind) for kind in ("awards", "bloc_roles", "handovers")]


def founding(day: str, sentence: str, number: str | None = "12/QĐ-BG", *, establishing: bool = False) -> Extraction:
    facts: list[Any] = [bloc(sentence, BLOC, SCOPE)]
    if number:
        facts.append(signed(sentence, number))
    if establishing:
        facts.append(meeting(sentence, BLOC, day, MeetingKind.ESTABLISHMENT))
    return tells(day, *facts)


@pytest.mark.parametrize(
    ("found", "by"),
    [
        ([founding("2021-03-01", "Khối thi đua 1 thành lập theo Quyết định 12/QĐ-BG.")], "12/QĐ-BG"),
        ([founding("2021-03-01", "Theo Quyết định 12/QĐ-BG, khối có ba viện.", establishing=True)], "12/QĐ-BG"),
        ([founding("2021-03-01", "Theo Quyết định 12/QĐ-BG, khối có ba viện.")], None),
        ([founding("2021-03-01", "Khối thi đua 1 thành lập từ lâu.", None)], None),
        # What most articles say.
        (
            [
                founding("2021-03-01", "Khối thi đua 1 thành lập theo Quyết định 12/QĐ-BG."),
                founding("2021-03-02", "Khối thành lập bởi Quyết định 12/QĐ-BG."),
                founding("2021-03-03", "Khối thành lập do Quyết định 9/QĐ-BG.", "9/QĐ-BG"),
            ],
            "12/QĐ-BG",
        ),
    ],
)
def test_by_which_a_bloc_was_founded(tmp_path: Path, found: list[Extraction], by: str | None) -> None:
    query = "SELECT d.number FROM blocs b LEFT JOIN documents d ON d.id = b.founded_by"
    assert rows(build(tmp_path / "a.db", found), query) == [(by,)]


def test_a_reprint_of_a_founding_is_no_second_word(tmp_path: Path) -> None:
    """Two articles that name one decision count more than one, of which there are copies, that names another."""

    def told(
        day: str, sentence: str, number: str, around: Sequence[str] = (), publisher: str = "Báo Núi"
    ) -> Extraction:
        return tells(day, bloc(sentence, BLOC, SCOPE), signed(sentence, number), around=around, publisher=publisher)

    once = "Khối thi đua 1 thành lập theo Quyết định 9/QĐ-BG."
    found = [told(f"2021-03-0{at}", once, "9/QĐ-BG", AROUND, f"Báo {at}") for at in range(1, 5)]
    found.append(told("2021-05-01", "Quyết định 12/QĐ-BG thành lập Khối thi đua 1.", "12/QĐ-BG"))
    found.append(told("2022-06-01", "Khối ra đời, được thành lập bởi Quyết định 12/QĐ-BG.", "12/QĐ-BG"))
    connection = build(tmp_path / "a.db", found)
    assert rows(connection, "SELECT count(*) FROM copies") == [(3,)]
    assert rows(connection, "SELECT d.number FROM blocs b JOIN documents d ON d.id = b.founded_by") == [("12/QĐ-BG",)]
