"""The work on a text grows with its length, not with the square of it, whatever the text.

Counted is what is called, not how long it takes: a coarse guard, which sees a scan over all that was found before.
"""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from articles import article_of
from corpus.article import Article
from extractors.reader import Reader
from extractors.text.doc_words import words_of
from extractors.text.language import LONGEST_SENTENCE, blank_pipeline

LENGTH = 6_000  # code points; more than the longest sentence
MOST_GROWTH = 2.4  # of the work on twice the text; it is 2.25 where work inside one long sentence weighs most


def repeated(piece: str, length: int) -> Article:
    return article_of((piece * (length // len(piece))).strip())


@pytest.fixture(scope="module")
def reader() -> Reader:
    """One that has met all these words, so that nothing is looked up for the first time while it is watched."""
    made = Reader()
    for piece in PIECES:
        made.read(repeated(piece, 600))
    return made


def calls(reader: Reader, read: Article) -> int:
    """How many functions, of Python and of C, are called while an article is read."""
    count = 0

    def watch(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(watch)
    try:
        reader.read(read)
    finally:
        sys.setprofile(None)
    return count


PIECES = (
    "(",
    "7",
    "12 3/4 ",
    "q. ",
    "nguyên ",
    "Nguyễn ",
    "“",
    "bàn giao cho ",
    "tặng Bằng khen cho ",
    "chủ trì hội nghị ",
    "Sở Nội vụ, Sở Y tế và ",
    "Đại tá Nguyễn Văn Ổi, Phó Giám đốc Sở Nội vụ, ",
    "Đại tá Nguyễn Văn Ổi phát biểu. Đại tá Ổi nói. ",
    "bổ nhiệm ông Lê Văn Mít giữ chức Giám đốc Sở Y tế thay ông Lê Văn Na. ",
    "bầu Sở Y tế làm Khối trưởng Khối thi đua số 2 năm 2024. ",
    "có 6 đơn vị:\n- Sở Y tế\n",
    "Cục Tuyên huấn, Tổng cục Chính trị (TCCT). ",
)


@pytest.mark.parametrize("piece", PIECES)
def test_twice_the_text_is_about_twice_the_work(piece: str, reader: Reader) -> None:
    once, twice = repeated(piece, LENGTH), repeated(piece, 2 * LENGTH)
    assert calls(reader, twice) < MOST_GROWTH * calls(reader, once)


@pytest.mark.parametrize("piece", ["(", "7", "bàn giao cho ", "tặng Bằng khen cho ", "Nguyễn ", "Sở Y tế, "])
def test_a_very_long_sentence_is_read_to_its_end(piece: str, reader: Reader) -> None:
    reader.read(repeated(piece, 100_000))


@pytest.mark.parametrize("piece", ["Nguyễn ", "( ", "tặng "])
def test_sentences_are_bounded(piece: str) -> None:
    doc = blank_pipeline()(piece * (2 * LONGEST_SENTENCE + 10))
    starts = [i for i, starts in enumerate(words_of(doc).starts) if starts]
    assert starts == [0, LONGEST_SENTENCE, 2 * LONGEST_SENTENCE]
