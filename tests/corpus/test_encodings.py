"""Legacy encodings → Unicode; and text that is right already stays as it is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import encoders
from corpus.clean import clean_text
from corpus.encodings import decode, mend_decoded, mend_passage
from corpus.encodings.syllables import is_syllable
from corpus.errors import UnreadableError

ROOT = Path(__file__).parents[2]
ARTICLES = (
    "Khối thi đua số 3 tổng kết phong trào thi đua yêu nước năm 2009\n"
    "Sáng 12/11, tại thành phố Vĩnh Sơn, Khối thi đua số 3 tổ chức hội nghị tổng kết. Đồng chí Trần Văn Hữu, "
    "Phó Chủ tịch Ủy ban, khối trưởng, chủ trì hội nghị. Cùng dự có đại diện 14 đơn vị (98,5% thành viên).\n"
    "Năm 2010, khối bầu ông Lê Quý Dũng làm khối trưởng; bà Nguyễn Thị Mỹ là khối phó.\n",
    "Trao cờ thi đua cho các đơn vị dẫn đầu\n"
    "Ngày 5-1-2008, Bộ trưởng đã ký quyết định tặng Cờ thi đua cho 6 tập thể: \"Đơn vị quyết thắng\".\n"
    "Thiếu tướng Phạm Ngọc Khuê phát biểu: Kết quả ấy là của cán bộ, chiến sĩ toàn quân khu.\n",
    "Hội nghị giao ban cụm thi đua miền núi\n"
    "Cụm trưởng nêu rõ những việc chưa làm được: xây dựng điển hình tiên tiến, kiểm tra chéo, chấm điểm.\n"
    "Các đại biểu đề nghị sửa quy chế ở điều 7; thư ký ghi biên bản.\n",
)  # fmt: skip
CAPITALS = "HỘI NGHỊ TỔNG KẾT PHONG TRÀO THI ĐUA, KHEN THƯỞNG NĂM 2007\nĐÀ LẠT, NGÀY 5 THÁNG 12"


def read(content: bytes, *, charset: str | None = None, markup: bool = False) -> str:
    return clean_text(decode(content, charset=charset, markup=markup).text)


@pytest.mark.parametrize("article", ARTICLES)
@pytest.mark.parametrize("charset", [None, "iso-8859-1", "windows-1252", "x-user-defined", "windows-1258", "utf-8"])
@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "viscii", "cp1258"])
def test_bytes_come_back(article: str, charset: str | None, encoding: str) -> None:
    legacy = getattr(encoders, encoding)(article)
    content = legacy if isinstance(legacy, bytes) else legacy.encode("latin-1")
    found = decode(content, charset=charset, markup=False)
    expected = article.replace("Ủy", "ủy") if encoding == "tcvn3" else article  # it has no such capital
    assert clean_text(found.text) == clean_text(expected)
    assert found.encoding == encoding
    assert found.confidence >= 0.85


@pytest.mark.parametrize("article", ARTICLES)
@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_text_in_a_unicode_page_comes_back(article: str, encoding: str) -> None:
    found = decode(getattr(encoders, encoding)(article).encode(), charset=None, markup=False)
    expected = article.replace("Ủy", "ủy") if encoding == "tcvn3" else article
    assert found.text == expected
    assert (found.encoding, found.mended) == ("utf-8", (encoding,))
    assert mend_decoded(getattr(encoders, encoding)(article)).text == expected


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_capitals_come_back(encoding: str) -> None:
    assert read(getattr(encoders, encoding)(CAPITALS).encode()) == CAPITALS
    assert read(getattr(encoders, encoding)(CAPITALS).encode("latin-1")) == CAPITALS


def test_capitals_of_viscii_and_windows_come_back() -> None:
    assert read(encoders.viscii(CAPITALS)) == CAPITALS
    assert read(encoders.cp1258(CAPITALS)) == CAPITALS


@pytest.mark.parametrize("letter", encoders.LETTERS)
def test_every_letter(letter: str) -> None:
    assert len(encoders.LETTERS) == 134
    lines = "\n" + ARTICLES[1]
    assert read(encoders.viscii(f"b{letter}{lines}")).startswith(f"b{letter}\n")
    assert read(encoders.cp1258(f"b{letter}{lines}")).startswith(f"b{letter}\n")
    beside = "tổng kết"  # one word alone may be one in Unicode, too
    assert mend_passage(encoders.vni(f"b{letter} {beside}"), "VNI-Times") == f"b{letter} {beside}"
    small = letter if letter in "ĂÂÊÔƠƯĐ" else letter.lower()
    assert mend_passage(encoders.tcvn3(f"b{letter} {beside}"), ".VnTime") == f"b{small} {beside}"
    assert mend_passage(encoders.tcvn3(f"b{letter} {beside}"), ".VnTimeH") == f"B{letter} {beside}".upper()


@pytest.mark.parametrize(
    ("legacy", "right"),
    [
        ("Céng hoµ x· héi", "Cộng hoà xã hội"),
        ("Coäng hoøa xaõ hoäi", "Cộng hòa xã hội"),
        ("Hµ Néi", "Hà Nội"),
        ("Tr-êng §¹i häc Th¸i Nguyªn", "Trường Đại học Thái Nguyên"),  # a soft hyphen that became a hyphen
        ("§¶ng uû Qu©n khu", "Đảng uỷ Quân khu"),
        ("HéI NGHÞ TæNG KÕT", "HỘI NGHỊ TỔNG KẾT"),
    ],
)
def test_short_lines(legacy: str, right: str) -> None:
    assert mend_passage(legacy) == right


@pytest.mark.parametrize(
    ("legacy", "font", "right"),
    [
        ("Céng hoµ", ".VnTime", "Cộng hoà"),
        ("héi nghÞ tæng kÕt", ".VnTimeH", "HỘI NGHỊ TỔNG KẾT"),
        ("héi nghÞ", ".VnArialH", "HỘI NGHỊ"),
        ("héi nghÞ", ".VnHelvetInsH", "HỘI NGHỊ"),
        ("héi nghÞ", ".VnHelvetIns", "hội nghị"),
        ("Ñaø Laït", "VNI-Times", "Đà Lạt"),
        ("Hà Nội", ".VnTime", None),  # converted long ago, the font left standing
        ("Ha Noi", ".VnTime", None),
    ],
)
def test_fonts_say_it(legacy: str, font: str, right: str | None) -> None:
    assert mend_passage(legacy, font) == right


UNICODE_CHROME = "<div>Trang chủ | Tin tức | Liên hệ</div>"


@pytest.mark.parametrize(
    ("page", "right"),
    [
        ('<font face=".VnTime">Céng hoµ x· héi</font>', '<font face=".VnTime">Cộng hoà xã hội</font>'),
        ('<font face=".VnTimeH">khèi thi ®ua</font>', '<font face=".VnTimeH">KHỐI THI ĐUA</font>'),
        ("<span style='font-family:\".VnTime\"'>tæng kÕt</span>", "<span style='font-family:\".VnTime\"'>tổng kết</span>"),
        ('<font face=".VnTime"><b>&#184;p l&#249;c</b></font>', '<font face=".VnTime"><b>áp lực</b></font>'),
        ('<font face=".VnTime">&aacute; ph&#161;c t&aelig;ng</font>', '<font face=".VnTime">ỏ phĂc tổng</font>'),
        ('<font face=".VnTime">A &lt; B, tæng</font>', '<font face=".VnTime">A &lt; B, tổng</font>'),
        ('<font face=".VnTime">tæng</font> José', '<font face=".VnTime">tổng</font> José'),
        ('<font face=".VnTime">tæng <font face="Arial">José</font></font>', '<font face=".VnTime">tổng <font face="Arial">José</font></font>'),
        ('<font face="VNI-Times">thi ñua</font>', '<font face="VNI-Times">thi đua</font>'),
        ("<p>Céng hoµ x· héi chñ nghÜa</p><p>ViÖt Nam</p>", "<p>Cộng hoà xã hội chủ nghĩa</p><p>Việt Nam</p>"),
        ("<p>Th&#184;ng m&#173;êi, khèi thi ®ua tæng kÕt</p>", "<p>Tháng mười, khối thi đua tổng kết</p>"),
        (
            '<meta content="Tæng kÕt khèi thi ®ua"><img alt="Hµ Néi" src="Céng.jpg"><p>Th¸ng m­êi, khèi thi ®ua tæng kÕt</p>',
            '<meta content="Tổng kết khối thi đua"><img alt="Hà Nội" src="Céng.jpg"><p>Tháng mười, khối thi đua tổng kết</p>',
        ),
        ("<style>.a1 {color:red;font-family:.VnTime}</style><p class=a1>tæng kÕt</p>", "<style>.a1 {color:red;font-family:.VnTime}</style><p class=a1>tổng kết</p>"),
        ('<font face=".VnTime">Hội nghị ở Đà Lạt, Cà Mau, José</font>', '<font face=".VnTime">Hội nghị ở Đà Lạt, Cà Mau, José</font>'),
        ("<script>var a='Céng hoµ x· héi chñ nghÜa'</script><p>Hội</p>", "<script>var a='Céng hoµ x· héi chñ nghÜa'</script><p>Hội</p>"),
        ("<!-- Céng hoµ x· héi chñ nghÜa", "<!-- Céng hoµ x· héi chñ nghÜa"),
    ],
)  # fmt: skip
def test_passages_in_a_page(page: str, right: str) -> None:
    for chrome in ("", UNICODE_CHROME):
        assert decode((chrome + page).encode(), charset=None, markup=True).text == chrome + right


def test_names_beside_legacy_lines_stay() -> None:
    legacy = encoders.tcvn3("Hội đồng thi đua tỉnh Hà Giang")
    page = "Hội nghị\nHà Nam, José, Cô Lê\n"
    assert decode((page + legacy).encode(), charset=None, markup=False).text == page + "Hội đồng thi đua tỉnh Hà Giang"


RIGHT = (
    "Đặng Thùy Trâm", "José", "Düsseldorf", "Pháp: L'Équipe", "São Paulo, João, ação", "Hà Nam, Cà Mau, Hòa Bình",
    "Les élèves de l'école ont été très fêtés à la mairie, où le thé était déjà prêt.",
    "El niño comió más piñas en España; él sí está aquí, según qué día.",
    "Die Größe der Bäume überraschte Frau Müller aus Köln; schöne Grüße!",
    "Åse Bjørnsen og Søren Kjær kom fra Tromsø til Malmö.",
    "© 2024 Báo Sông Đà · Mọi quyền được bảo lưu ® «Nhân dân» § 5 ¶ 3 × 4 µm 20° ½",
    "© 2024 Example® · § 5 ¶ 3 × 4 µm 20° ½ «oui» ±3 m² a¹",
    "Xã Mai Châu, bà Lò Thị Hà", "cô Tú, bé Na, chú Ba", "Ai đó? Không ai? Vì sao?", "mẹ về à? Ừ.",
    "Trường Đại học", "\u00c1 h\u00e0 b\u00e1 c\u00e1", "To\u0302\u0309ng ke\u0302\u0301t",
)  # fmt: skip


@pytest.mark.parametrize("text", RIGHT)
@pytest.mark.parametrize("markup", [True, False])
def test_what_is_right_stays(text: str, markup: bool) -> None:
    for whole in (text, f"{text}\n" * 30, f"<p>{text}</p>{UNICODE_CHROME}"):
        found = decode(whole.encode(), charset="utf-8", markup=markup)
        assert (found.text, found.confidence, found.mended) == (whole, 1.0, ())
    assert mend_passage(text) is None


def test_every_article_of_ours_stays() -> None:
    files = [p for d in ("tests/gold", "tests/unseen", "corpus/samples") for p in (ROOT / d).rglob("*.*")]
    files = [p for p in files if p.suffix in (".html", ".txt", ".json")]
    assert len(files) > 100
    for path in files:
        text = path.read_bytes().decode("utf-8-sig")
        for markup in (True, False):
            found = decode(path.read_bytes(), charset=None, markup=markup)
            assert (found.text, found.mended) == (text, ()), path
        for line in text.splitlines():
            assert mend_passage(line) is None, line


@pytest.mark.parametrize("article", ARTICLES)
@pytest.mark.parametrize("misread", ["latin-1", "cp1252"])
@pytest.mark.parametrize("times", [1, 2])
def test_mojibake_is_mended(article: str, misread: str, times: int) -> None:
    text = article
    for _ in range(times):
        content = text.encode()
        text = content.decode(misread, "replace") if misread == "latin-1" else _sloppy(content)
    found = decode(text.encode(), charset=None, markup=False)
    assert found.text == article
    assert found.mended == ("mojibake",)


def _sloppy(content: bytes) -> str:
    """cp1252 as browsers read it: its five gaps are control characters."""
    return "".join(chr(b) if b in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([b]).decode("cp1252") for b in content)


def test_a_line_of_mojibake_among_others() -> None:
    page = "Tin tức mới: José «Nhân dân» “hai” ﬁ\nTá»•ng káº¿t khá»‘i thi Ä‘ua\nHết"
    assert decode(page.encode(), charset=None, markup=False).text.split("\n") == [
        "Tin tức mới: José «Nhân dân» “hai” ﬁ",
        "Tổng kết khối thi đua",
        "Hết",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "T?ng k?t kh?i thi ?ua n?m 2009, t?nh Ngh? An",
        "T\ufffdng k\ufffdt kh\ufffdi thi \ufffdua",
        "Tá»?ng káº?t khá»?i thi Ä?ua yÃªu nÆ°á»?c cá»§a tá»?nh",
    ],
)
@pytest.mark.parametrize("markup", [True, False])
def test_lost_letters_are_refused(text: str, markup: bool) -> None:
    with pytest.raises(UnreadableError) as caught:
        decode((f"<p>{text}</p>" if markup else text).encode(), charset=None, markup=markup)
    assert caught.value.code == "encoding"
    assert "letters" in caught.value.reason


@pytest.mark.parametrize(
    "text",
    [
        '<a href="/x?a=1">Tổng kết</a><a href="/y?b=2">Tin</a><a href="/z?c=3">Bài</a><script>a?b:c?d:e?f:g</script>',
        "<p>Xem http://bao.example/tin?id=1 http://bao.example/tin?id=2 http://bao.example/tin?id=3</p>",
        "<p>Vì sao?Ai biết?Không ai?Ta hỏi: " + "lời đáp của dân bản, " * 20 + "</p>",
    ],
)
def test_question_marks_are_no_loss(text: str) -> None:
    assert decode(text.encode(), charset=None, markup=True).text == text


def test_unsure_bytes_of_other_languages_are_read_as_declared() -> None:
    french = "Les élèves de l'école ont été très fêtés à la mairie, où le thé était déjà prêt."
    found = decode(french.encode("cp1252"), charset="iso-8859-1", markup=False)
    assert (found.text, found.encoding) == (french, "cp1252")
    assert 0.5 <= found.confidence < 1


_SYLLABLES = "tổng kết khối thi đua phường nghĩa quyết giếng huyện thưởng ngoằn yếu khuya uỷ oai rượu chuyển gì quốc ngõ ghế kỹ".split()


@pytest.mark.parametrize("word", [*_SYLLABLES, "Nguyễn", "HOÀ", "hòa", "hoà", "xoong", "quá", "giữ"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", "Đắk Josộ ngh ká cế kho\u0300\u0301 école bằp qong tõp mìch zà fò".split())
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


@given(st.lists(st.sampled_from([w for w in _SYLLABLES if not w.isascii()]), min_size=6, max_size=40, unique=False))
def test_any_syllables_come_back(words: list[str]) -> None:
    text = " ".join([*words, *_SYLLABLES[:9]])
    for encode in (encoders.tcvn3, encoders.vni):
        assert read(encode(text).encode()) == text
        assert read(encode(text).encode("latin-1")) == text
    assert read(encoders.viscii(text)) == text
    assert read(encoders.cp1258(text)) == text


@given(st.text(max_size=300), st.booleans())
def test_any_text_is_read_or_refused(text: str, markup: bool) -> None:
    try:
        mend_decoded(text, markup=markup)
    except UnreadableError as error:
        assert error.code == "encoding"


@pytest.mark.parametrize(
    "text",
    ["<" * 300_000, "<!--" * 100_000, "<script>" * 50_000, "a?b" * 200_000, "µ¸" + "a" * 300_000, "µ¸" + "a-" * 200_000,
     "µ¸ .Vn" + "{.a-" * 100_000, "<b>µ¸</i>" * 30_000, "Tá»" * 100_000, "µ¸" + "a" * 300_000 + "đ"],
)  # fmt: skip
def test_hostile_text_comes_to_an_end(text: str) -> None:
    for markup in (True, False):
        try:
            mend_decoded(text, markup=markup)
        except UnreadableError as error:
            assert error.code == "encoding"
