"""Bytes → text → clean text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.clean import clean_line, clean_text, decode
from corpus.errors import UnreadableError

VIETNAMESE = "Đại tá Nguyễn Thị Hường, Phó Chủ nhiệm Ủy ban, dự hội nghị tổng kết ở Đắk Lắk.\n"


def decoded(content: bytes, charset: str | None = None, markup: bool = False) -> str:
    return clean_text(decode(content, charset=charset, markup=markup))


def to_1258(text: str) -> bytes:
    """As Windows writes it: the tone marks apart from letters that already bear a hook or a hat."""
    out = bytearray()
    for letter in text:
        for form in (letter, *_split_tone(letter)):
            try:
                out += form.encode("cp1258")
                break
            except UnicodeEncodeError:
                continue
        else:
            raise AssertionError(letter)
    return bytes(out)


def _split_tone(letter: str) -> list[str]:
    parts = unicodedata.normalize("NFD", letter)
    tones = [c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323"]
    rest = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
    return [rest + "".join(tones)]


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        (VIETNAMESE.encode(), None),
        (b"\xef\xbb\xbf" + VIETNAMESE.encode(), None),
        (unicodedata.normalize("NFD", VIETNAMESE).encode(), None),
        (VIETNAMESE.encode("utf-16"), None),
        (b"\xff\xfe" + VIETNAMESE.encode("utf-16-le"), None),
        (b"\xfe\xff" + VIETNAMESE.encode("utf-16-be"), None),
        (VIETNAMESE.encode("utf-16-le"), None),
        (VIETNAMESE.encode("utf-16-be"), None),
        (VIETNAMESE.encode("utf-32"), None),
        (to_1258(VIETNAMESE), "windows-1258"),
        (to_1258(VIETNAMESE), None),
        (to_1258(VIETNAMESE), "iso-8859-1"),  # declared wrongly, as old servers do
        (to_1258(VIETNAMESE), "no-such-charset"),
        (VIETNAMESE.encode(), "windows-1258"),  # UTF-8 that a server calls otherwise
    ],
)
def test_every_encoding_gives_the_same_text(content: bytes, charset: str | None) -> None:
    assert decoded(content, charset) == VIETNAMESE
    assert unicodedata.is_normalized("NFC", decoded(content, charset))


def test_a_page_declares_its_own_encoding() -> None:
    html = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1258"><p>Đ ư ờ n g</p>'
    assert "Đ ư ờ n g" in decoded(to_1258(html), markup=True)


def test_a_text_cut_in_the_middle_of_a_letter_is_read() -> None:
    assert decoded((VIETNAMESE * 20 + "Đ").encode()[:-1]).startswith(VIETNAMESE)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"%PDF-1.4 \xe2\xe3", "binary"),
        (b"PK\x03\x04word/document.xml", "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0", "binary"),
        (b"\0\x01\x02\x03\xff\xfe\xfd" * 30, "binary"),
        (b"\xff\xfe" + b"\x00\xd8" * 50, "encoding"),
        (bytes(range(1, 9)) * 20, "binary"),
    ],
)
def test_what_is_no_text_says_so(content: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(content, charset=None, markup=False)
    assert caught.value.code == code
    assert "\n" not in caught.value.reason


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("Nguyễn\u00a0Văn  Đức", "Nguyễn Văn Đức"),
        ("Khối\u200bthi", "Khốithi"),
        ("hội\u00ad nghị", "hội nghị"),
        ("\ufeffSáng", "Sáng"),
        ("Ðại tá", "Đại tá"),
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("  \u3000đầu dòng \t", "đầu dòng"),
        ("e\u200b\u0301", "é"),  # what is invisible stands between a letter and its mark
        ("Hòa Hoà", "Hòa Hoà"),  # where the tone stands is the article's own spelling
        ("một\x00hai\x07", "mộthai"),
        ("a\ud800b\uffff", "ab"),
    ],
)
def test_cleaning(dirty: str, clean: str) -> None:
    assert clean_text(dirty) == clean


@given(st.text())
def test_cleaning_clean_text_changes_nothing(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "  " not in once
    line = clean_line(text)
    assert clean_line(line) == line
    assert "\n" not in line
