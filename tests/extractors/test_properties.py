"""What holds for every text, whatever it says."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import article_of
from corpus.article import Article
from extractors.documents import find_documents
from extractors.reader import Reader
from extractors.records import extraction_to_json
from extractors.times.dates import find_dates, find_periods, find_relative, meeting_date, meeting_period

# Pieces of which articles of the genre are made, so that arbitrary texts reach deep into the grammar.
PIECES = (
    """
Sáng 31-5|ngày 12 / 9|chiều 8.10.2023|tháng 8 năm 2023|6 tháng đầu năm|năm 2024|, |. |; |: | - | – | (|) |“|”| và | cho | của |
Khối thi đua số 2|Cụm thi đua số VI|Khối trưởng|Cụm phó|Bộ Quốc phòng|Quân khu 1|các Quân khu 1, 2, 3|Ban CHQS các phường: |
Sở Nội vụ|Tổng cục Chính trị|Đại tá |thiếu tướng |PGS.TS. |đồng chí |ông |Lưu Bá Thạnh|H'Mai Niê|TRẦN VĂN HẢO|Phó Giám đốc|
Chính ủy|Bí thư Đảng ủy|chủ trì hội nghị|tổng kết|sơ kết|ký giao ước|bàn giao|trao cờ luân lưu|được bổ nhiệm giữ chức|thay|
bầu|làm|gồm|tặng|đề nghị tặng|Cờ thi đua|Bằng khen|5 tập thể|Quyết định số 12/QĐ-UBND|ngày 29-3-2024|nguyên |Q. |Hoà|\u0301|
leftcenterrightdel|đ|\u00a0| |😀
""".replace("|\n", "|")
    .strip()
    .split("|")
)
paragraphs = st.lists(
    st.one_of(
        st.lists(st.sampled_from(PIECES), min_size=1, max_size=24).map(" ".join),
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80),
    ),
    min_size=1,
    max_size=4,
)
few = settings(
    max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def article(parts: list[str], title: str | None = None) -> Article:
    clean = [" ".join(unicodedata.normalize("NFC", p).split()) for p in parts]
    clean = [p for p in clean if p] or ["Trống."]
    return article_of(*clean, title=title)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="module")
def fresh() -> Reader:
    return Reader()


@few
@given(parts=paragraphs)
def test_reading_raises_nothing_and_evidence_stays_in_its_block(parts: list[str], reader: Reader) -> None:
    read = article(parts)
    found = reader.read(read)
    for key, record in found.records():
        for span in record.evidence:
            assert any(b.start <= span.start < span.end <= b.end for b in read.blocks), (key, record)
    ids = [record.id for _, record in found.records()]
    assert len(ids) == len(set(ids))


@few
@given(parts=paragraphs)
def test_reading_twice_says_the_same(parts: list[str], reader: Reader, fresh: Reader) -> None:
    """Whatever was read before."""
    read = article(parts)
    assert extraction_to_json(reader.read(read)) == extraction_to_json(fresh.read(read))


PLAIN = [
    "Sáng 12-12-2023, tại Hà Nội, Khối thi đua số 4, Bộ Quốc phòng tổ chức hội nghị tổng kết phong trào năm 2023.",
    "Đại tá Lưu Bá Thạnh, Phó cục trưởng Cục Quân y chủ trì hội nghị.",
    "Bộ Quốc phòng tặng Cờ thi đua cho Học viện Phòng không.",
]


@few
@given(noise=st.lists(st.sampled_from(["", " ", "  ", "\u00a0", "\t"]), min_size=3, max_size=3), nfd=st.booleans())
def test_spelling_noise_changes_no_id(noise: list[str], nfd: bool, reader: Reader) -> None:
    """Blanks around a paragraph and decomposed letters are gone once the article is clean."""
    parts = [blank + p + blank for blank, p in zip(noise, PLAIN, strict=True)]
    if nfd:
        parts = [unicodedata.normalize("NFD", p) for p in parts]
    ids = {record.id for _, record in reader.read(article(parts)).records()}
    assert ids == {record.id for _, record in reader.read(article(PLAIN)).records()}


@few
@given(weather=st.sampled_from(["Trời nhiều mây, có mưa rào.", "Giá lúa giữ ở mức cũ.", "Bà con phấn khởi đón xuân."]))
def test_an_unrelated_paragraph_changes_no_id(weather: str, reader: Reader) -> None:
    """Ids rest on what is said, not on where it stands."""
    before = {record.id for _, record in reader.read(article(PLAIN)).records()}
    assert before
    assert before == {record.id for _, record in reader.read(article([weather, *PLAIN])).records()}


@few
@given(parts=paragraphs)
def test_days_and_documents_of_any_text(parts: list[str]) -> None:
    read = article(parts)
    for found in (find_dates(read.text), find_relative(read.text), find_periods(read.text, 2024)):
        assert all(0 <= m.start < m.end <= len(read.text) for m in found)
        assert all(a.end <= b.start for a, b in pairwise(found))
    find_documents(read)


@pytest.mark.parametrize(
    "piece", ["1, ", "1-2-", "ngày 1/2, ", "tổng kết ", "6 tháng đầu năm, ", "Quyết định số 12/QĐ-UBND ngày 1/2 và số "]
)
def test_a_long_monotonous_text_is_read_to_its_end(piece: str) -> None:
    """No pattern and no lookup may grow with the square of the text: such a case would hang here."""
    read = article([piece * (60_000 // len(piece))])
    find_periods(read.text)
    find_documents(read)
    meeting_date(read)
    meeting_period(read)
