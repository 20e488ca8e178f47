"""Suppressed people are in no export: their names are blacked out, whatever the spelling, wherever they stand."""

from __future__ import annotations

import io
import re
import sqlite3
import unicodedata
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

import export_archive
from db.exports import FORMATS, Filters, export
from db.exports.working_copy import leaving
from db.redaction import ANYWHERE, masking, masking_addresses
from export_archive import opened, rows_of_text
from extractors.text.language import fold, plain

NAME = "Khoát Thị Hoà"


def suppressing(*names: tuple[str, str]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE suppressed_names (article TEXT, name TEXT)")
    connection.executemany("INSERT INTO suppressed_names VALUES (?, ?)", names)
    return connection


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Bà Khoát Thị Hoà dự.", "Bà █████ ███ ███ dự."),
        ("Bà Khoát Thị Hòa dự.", "Bà █████ ███ ███ dự."),
        ("BÀ KHOÁT THỊ HOÀ DỰ.", "BÀ █████ ███ ███ DỰ."),
        ("Khoát Thị\nHoà", "█████ ███\n███"),
        ("Khoát  Thị\u00a0Hoà,", "█████  ███\u00a0███,"),
        ("“Khoát-Thị-Hoà”", "“█████████████”"),
        ("Khoát Thị Hoàn, Khoát Thị Hoa, Thị Hoà", "Khoát Thị Hoàn, Khoát Thị Hoa, Thị Hoà"),
        ("Khoát, Thị Hoà", "Khoát, Thị Hoà"),
        ("Khoát Khoát Thị Hoà Hoà", "Khoát █████ ███ ███ Hoà"),
        ("", ""),
    ],
)
def test_a_name_is_blacked_out(text: str, masked: str) -> None:
    mask = masking(suppressing(("a-1", NAME)))
    assert mask("a-1", text) == masked
    assert mask("a-2", text) == text  # a namesake in another article


def test_texts_of_no_article_hold_no_name_that_is_suppressed_in_any() -> None:
    mask = masking(suppressing(("a-1", NAME), ("a-2", "Bưởi Ân")))
    assert mask(ANYWHERE, "Khoát Thị Hoà, Bưởi Ân, Lò Sáu") == "█████ ███ ███, ████ ██, Lò Sáu"
    assert masking(suppressing())(ANYWHERE, "Bưởi Ân") == "Bưởi Ân"


def test_a_name_that_is_not_composed_is_blacked_out() -> None:
    text = unicodedata.normalize("NFD", "Bà Khoát Thị Hoà dự")
    masked = masking(suppressing(("a-1", NAME)))("a-1", text)
    assert len(masked) == len(text) and re.fullmatch(r"\w+\W? █+ █+ █+ \w+\W*", masked)


def test_the_longer_of_two_names_is_taken() -> None:
    mask = masking(suppressing(("a-1", "Khoát Thị"), ("a-1", NAME)))
    assert mask("a-1", "Khoát Thị Hoà và Khoát Thị An") == "█████ ███ ███ và █████ ███ An"


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/khoat-thi-hoa-nhan-nhiem-vu.html",
        "https://a.example/Khoat_Thi_Hoa",
        f"https://a.example/?q={quote('Khoát Thị Hoà')}",
        "pages/khoatthihoa.html",
        "pages/Khoát Thị Hoà.html",
    ],
)
def test_addresses_hold_no_name_either(address: str) -> None:
    masked = masking_addresses(suppressing(("a-1", NAME)))("a-1", address)
    assert len(masked) == len(address) and "█" in masked and "hoa" not in masked.lower()


@given(before=st.text(max_size=20), after=st.text(max_size=20), upper=st.booleans())
def test_whatever_stands_around_a_name_offsets_hold(before: str, after: str, upper: bool) -> None:
    text = f"{before} {NAME.upper() if upper else NAME} {after}"
    masked = masking(suppressing(("a-1", NAME)))("a-1", text)
    assert len(masked) == len(text)
    assert masked[len(before) + 1 : len(before) + 1 + len(NAME)] == "█████ ███ ███"
    assert masked.replace("█", "") in (masked.replace("█", ""), text)


# --- in every export -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in which every text of one article, and all that rests on it, names a suppressed person."""
    path = export_archive.build(tmp_path_factory.mktemp("redaction") / "a.db")
    connection = sqlite3.connect(path)
    export_archive.plant(connection, NAME)
    connection.commit()
    connection.close()
    return path


def letters(folder: Path) -> str:
    """All that the files of an export say, unpacked, folded, without what may stand between words."""
    content = []
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        content.append(path.name)
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                content += [packed.read(name).decode() for name in packed.namelist()]
        elif path.suffix == ".parquet":
            content += rows_of_text(path)
        else:
            content.append(data.decode("utf-8"))
    return "\n".join(content)


SPELLINGS = (NAME, "Khoát Thị Hòa", NAME.upper(), unicodedata.normalize("NFD", NAME), quote(NAME), plain(NAME))


def found_in(text: str) -> list[str]:
    apart = re.sub(r"[\W_]+", " ", fold(text))
    bare = re.sub(r"[\W_]+", " ", plain(text))
    return [s for s in SPELLINGS if s in text or fold(s) in apart or plain(s) in bare]


def test_the_name_is_in_the_archive(planted: Path) -> None:
    connection = opened(planted)
    assert export_archive.planted_columns(connection, NAME) >= 60


@pytest.mark.parametrize("profile", ["full", "public"])
@pytest.mark.parametrize("file_format", FORMATS)
def test_a_suppressed_person_is_in_no_export(planted: Path, tmp_path: Path, file_format: str, profile: str) -> None:
    export(opened(planted), tmp_path, file_format, profile=profile)
    assert found_in(letters(tmp_path)) == []
    assert "█" in letters(tmp_path)


@pytest.mark.parametrize("file_format", FORMATS)
def test_nor_in_a_filtered_one(planted: Path, tmp_path: Path, file_format: str) -> None:
    (unit,) = opened(planted).execute("SELECT id FROM units WHERE name LIKE ?", (f"%{NAME}%",)).fetchone()
    for filters in (Filters(years=(2020, 2021)), Filters(units=(unit,))):
        export(opened(planted), tmp_path, file_format, filters=filters)
        assert found_in(letters(tmp_path)) == []


def test_quotes_are_still_what_stands_in_the_text(planted: Path) -> None:
    with leaving(opened(planted), [], "full") as copy:
        assert copy.execute("PRAGMA foreign_key_check").fetchall() == []
        wrong = (
            "SELECT e.claim FROM evidence e JOIN articles a ON a.id = e.article "
            'WHERE substr(a.text, e."start" + 1, e."end" - e."start") <> e.quote'
        )
        assert copy.execute(wrong).fetchall() == []
        assert copy.execute("SELECT count(*) FROM evidence WHERE quote LIKE '%█%'").fetchone()[0] > 0


def test_two_units_whose_names_look_alike_when_blacked_out_stay_two(tmp_path: Path) -> None:
    path = export_archive.build(tmp_path / "a.db")
    connection = sqlite3.connect(path)
    units = connection.execute(
        "SELECT unit, min(article) FROM unit_mentions JOIN claims ON id = claim GROUP BY 1 LIMIT 2"
    )
    for (unit, article), name in zip(units.fetchall(), (NAME, "Khuất Thị Hoè"), strict=True):
        connection.execute(
            "UPDATE units SET name = ?, key = ? WHERE id = ?", (f"Đội {name}", fold(f"Đội {name}"), unit)
        )
        connection.execute("INSERT INTO suppressed_names VALUES (?, ?)", (article, name))
    connection.commit()
    connection.close()
    with leaving(opened(path), [], "full") as copy:
        assert copy.execute("PRAGMA foreign_key_check").fetchall() == []
        assert copy.execute("SELECT count(*) FROM units WHERE name = 'Đội █████ ███ ███'").fetchone() == (2,)
