"""The copy that everybody may read: the quotes of the archive, and nothing else of its texts, paths, notes or names."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import export_archive
from db.archive import ArchiveError, open_archive
from db.exports.tables import PUBLIC
from db.exports.working_copy import leaving
from db.names import folded_words, plain_words
from db.outgoing import tables_of
from db.public_copy import MADE_ANEW, NOT_SHOWN, SHOWN, blanked, public_copy
from db.redaction import masking
from db.search import Hit, Query, search
from db.search_words import indexed
from db.verify import verify
from decided import of_person, rows, said
from extractors.records import Extraction
from extractors.text.language import fold, plain
from public_desk import GONE, WHO, WHY, WRONG, build, desk, spans_shown, spellings, texts_hidden, texts_of
from stories import dump


@pytest.fixture(scope="module")
def of_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("desk") / "a.db", *desk())


@pytest.fixture(scope="module")
def of_samples(tmp_path_factory: pytest.TempPathFactory, readings: dict[str, Extraction]) -> Path:
    """The sample pages; some who are named in many of them are suppressed, and facts of every kind called wrong."""
    found = list(readings.values())
    officials = [record for one in found for record in one.officials]
    named = sorted({record.name for record in officials}, key=lambda name: (-len(name), name))[:4]
    gone = [next(record for record in officials if record.name == name) for name in named]
    wrong = [
        record.id for one in found[::3] for kind in ("awards", "meetings", "handovers") for record in getattr(one, kind)
    ]
    decisions = [said("suppressed", f"{record.id}#name", why=WHY) for record in gone]
    return build(
        tmp_path_factory.mktemp("samples") / "a.db", found, [*decisions, *(said("wrong", claim) for claim in wrong)]
    )


@pytest.fixture(scope="module")
def of_planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in which a suppressed name stands in every text."""
    path = export_archive.build(tmp_path_factory.mktemp("planted") / "a.db")
    connection = sqlite3.connect(path)
    export_archive.plant(connection, GONE)
    connection.commit()
    connection.close()
    return path


@dataclass(frozen=True)
class Both:
    """An archive and its copy, both open, and the bytes of the copy."""

    archive: sqlite3.Connection
    copy: sqlite3.Connection
    content: bytes


@contextmanager
def copied(path: Path) -> Iterator[Both]:
    with public_copy(path) as place:
        archive, copy = open_archive(path), open_archive(place)
        try:
            yield Both(archive, copy, place.read_bytes())
        finally:
            archive.close()
            copy.close()


@pytest.fixture(scope="module", params=["of_desk", "of_samples", "of_planted"])
def both(request: pytest.FixtureRequest) -> Iterator[Both]:
    with copied(request.getfixturevalue(request.param)) as found:
        yield found


def find(connection: sqlite3.Connection, words: str) -> list[Hit]:
    return search(connection, Query(words)).hits


# --- what stays ------------------------------------------------------------------------------------------------------


def test_the_archives_have_what_must_go(of_desk: Path, of_samples: Path) -> None:
    for path in (of_desk, of_samples):
        connection = open_archive(path)
        assert rows(connection, "SELECT DISTINCT status FROM decisions") == [("applied",)]
        for table in ("suppressed_names", "judged_claims", "sources", "versions", "unread"):
            assert rows(connection, f"SELECT * FROM {table}"), table
        assert rows(connection, WRONG)
        connection.close()


def test_every_quote_is_the_archive_s(both: Both) -> None:
    """But for names blacked out; computed here from the archive's own text."""
    mask = masking(both.archive)
    texts = {
        article_id: mask(article_id, text) for article_id, text in both.archive.execute("SELECT id, text FROM articles")
    }
    expected: dict[str, list[str]] = {}
    for claim, article_id, start, end in rows(
        both.archive,
        "SELECT claim, article, sentence_start, sentence_end FROM evidence "
        f"WHERE claim NOT IN ({WRONG}) ORDER BY claim, sentence_start",
    ):
        sentence = texts[article_id][start:end]
        if sentence not in expected.setdefault(claim, []):
            expected[claim].append(sentence)
    quotes = dict(rows(both.copy, "SELECT claim, quote FROM claim_quotes"))
    assert {claim: " … ".join(sentences) for claim, sentences in expected.items()} == quotes
    parts = 'SELECT claim, position, quote, substr(a.text, e."start" + 1, e."end" - e."start") FROM evidence e JOIN articles a ON a.id = e.article'
    assert all(told == stands for *_, told, stands in rows(both.copy, parts))


def test_every_view_says_what_a_public_export_of_the_archive_says(both: Both) -> None:
    views = [name for (name,) in both.archive.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
    assert len(views) > 15
    wrong = {claim for (claim,) in rows(both.archive, WRONG)}
    with leaving(both.archive, [], PUBLIC) as exported:
        for view in views:
            expected = sorted((tuple(row) for row in exported.execute(f"SELECT * FROM {view}")), key=repr)
            found = sorted(rows(both.copy, f"SELECT * FROM {view}"), key=repr)
            if view in ("not_read", "article_versions"):
                assert found == []
            elif view == "articles_without_facts":
                assert set(expected) <= set(found)
            else:
                assert found == [row for row in expected if not wrong & set(row)], view


def test_it_is_an_archive_that_is_whole(both: Both) -> None:
    assert rows(both.copy, "PRAGMA integrity_check") == [("ok",)]
    assert rows(both.copy, "PRAGMA foreign_key_check") == []


@pytest.mark.parametrize("name", ["of_desk", "of_samples"])
def test_it_is_what_an_archive_says_it_is(request: pytest.FixtureRequest, name: str) -> None:
    with copied(request.getfixturevalue(name)) as both:
        assert verify(both.archive) == []
        without_pages = re.compile("an article has no source|an article has not one version")
        assert [fault for fault in verify(both.copy) if not without_pages.match(fault)] == []


def test_what_follows_from_decisions_stays(of_desk: Path) -> None:
    with copied(of_desk) as both:
        assert rows(both.copy, "SELECT name FROM entity_names WHERE mentions = 0") == [("Khối Bảy Núi",)]
        assert [hit.name for hit in find(both.copy, "khoi bay nui")] == ["Khối thi đua 7"]
        assert rows(both.copy, "SELECT judgement FROM judged_claims") == [("right",)]
        assert rows(both.copy, "SELECT count(*) FROM people") == rows(both.archive, "SELECT count(*) FROM people")


def test_every_table_was_decided_about(of_desk: Path) -> None:
    connection = open_archive(of_desk)
    tables = [name for name in tables_of(connection) if not name.startswith("search")]
    assert sorted([*SHOWN, *NOT_SHOWN, *MADE_ANEW]) == sorted(tables)


# --- what goes -------------------------------------------------------------------------------------------------------


def test_of_texts_only_titles_and_quoted_sentences_can_be_read(both: Both) -> None:
    mask = masking(both.archive)
    for article_id, text in both.archive.execute("SELECT id, text FROM articles").fetchall():
        ((shown,),) = rows(both.copy, "SELECT text FROM articles WHERE id = ?", article_id)
        masked, spans = mask(article_id, text), spans_shown(both.archive, article_id)
        assert len(shown) == len(text)
        for at, char in enumerate(shown):
            if any(start <= at < end for start, end in spans):
                assert char == masked[at]
            else:
                assert char == ("\n" if text[at] == "\n" else " ")


def in_bytes(content: bytes, text: str) -> bool:
    return any(text.encode(encoding) in content for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def test_no_sentence_without_a_quote_is_in_the_file(both: Both) -> None:
    legible = texts_of(both.copy)
    hidden = [text for text in texts_hidden(both.archive) if text not in legible]
    assert hidden or not texts_hidden(both.archive)
    for text in hidden:
        for form in {text, folded_words(text), plain_words(text), text[: max(12, len(text) // 2)]}:
            assert not in_bytes(both.content, form) or form in legible, text


def test_no_word_that_stands_in_hidden_texts_only_can_be_searched_for(both: Both) -> None:
    def words(text: str) -> set[str]:
        return set(re.findall(r"\w+", fold(text))) | set(re.findall(r"\w+", plain(text)))

    legible = texts_of(both.copy)
    written_out = {word for row in indexed(legible) for word in row.split()}  # `BCH` is found by `chấp hành`, too
    only = words(" ".join(texts_hidden(both.archive))) - words(legible) - written_out
    for (index,) in rows(both.copy, "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%fts5%'"):
        both.copy.execute(f"CREATE VIRTUAL TABLE temp.terms_{index} USING fts5vocab(main, {index}, row)")
        terms = {term for (term,) in rows(both.copy, f"SELECT term FROM temp.terms_{index}")}
        assert len(terms) > 10 and not terms & only
        both.copy.execute(f"DROP TABLE temp.terms_{index}")


def test_no_suppressed_name_is_in_the_file_in_any_spelling(both: Both) -> None:
    names = {name for (name,) in rows(both.archive, "SELECT name FROM suppressed_names")}
    assert names
    theirs = {fold(name) for (name,) in rows(both.archive, "SELECT name FROM people")}  # a namesake elsewhere
    for name in names:
        assert fold(name) not in theirs
        for form in spellings(name):
            assert not in_bytes(both.content, form), form
        assert plain(name) not in re.sub(r"[\W_]+", " ", plain(texts_of(both.copy, apart_from="\0")))
        assert [hit for hit in find(both.copy, plain(name)) if hit.in_a_row] == []


def test_no_path_and_no_note_is_in_the_file(both: Both) -> None:
    paths = {value for row in rows(both.archive, "SELECT source, file FROM sources") for value in row}
    paths |= {
        value for (value,) in rows(both.archive, "SELECT source FROM unread UNION SELECT source FROM version_pages")
    }
    paths = {path for path in paths if "://" not in path}
    notes = {value for row in rows(both.archive, "SELECT who, why, note FROM decisions") for value in row if value}
    for text in paths | notes | {WHY, WHO, "kho-rieng"}:
        assert not in_bytes(both.content, text), text
    for table in NOT_SHOWN:
        assert rows(both.copy, f"SELECT * FROM {table}") == []
    for article_id, url, source in rows(both.copy, "SELECT id, url, source FROM articles"):
        assert source == (url or article_id)


def test_what_was_called_wrong_is_told_nowhere(of_desk: Path) -> None:
    with copied(of_desk) as both:
        wrong = [claim for (claim,) in rows(both.archive, WRONG)]
        assert len(wrong) == 2
        for claim in wrong:
            assert not in_bytes(both.content, claim)
        legible = texts_of(both.copy)
        assert "là Giám đốc." not in legible
        assert "Ông Lò Văn Khoát, ông Quàng Văn Nhái cùng dự họp." in legible  # another fact rests on it
        assert "bến đò cũ" not in legible and "họp ở chợ" in legible


# --- the file --------------------------------------------------------------------------------------------------------


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for temporary files."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def test_it_is_the_same_each_time(of_desk: Path, of_samples: Path) -> None:
    for path in (of_desk, of_samples):
        with public_copy(path) as one, public_copy(path) as two:
            assert one != two and dump(one) == dump(two)
            assert one.read_bytes() == two.read_bytes()


def test_it_is_its_owner_s_and_the_archive_is_only_read(of_desk: Path, temporary: Path) -> None:
    before = of_desk.read_bytes(), sorted(of_desk.parent.iterdir())
    mask = os.umask(0)
    try:
        with public_copy(of_desk) as place:
            assert stat.S_IMODE(place.stat().st_mode) == 0o600
            assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
            assert list(place.parent.iterdir()) == [place] and place.parent.parent == temporary
            assert str(of_desk).encode() not in place.read_bytes()
    finally:
        os.umask(mask)
    assert (of_desk.read_bytes(), sorted(of_desk.parent.iterdir())) == before
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, RuntimeError])
def test_it_goes_whatever_ends_the_block(of_desk: Path, temporary: Path, error: type[BaseException]) -> None:
    with pytest.raises(error), public_copy(of_desk) as place:
        assert place.exists()
        raise error
    assert list(temporary.iterdir()) == []


def test_it_goes_when_it_is_interrupted_while_it_is_made(
    of_desk: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(connection: sqlite3.Connection) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("db.public_copy.write_index", interrupted)
    with pytest.raises(KeyboardInterrupt), public_copy(of_desk):
        pass
    assert list(temporary.iterdir()) == []


def test_what_a_killed_website_left_goes_with_the_next(of_desk: Path, temporary: Path) -> None:
    child = os.fork()
    if child == 0:
        with public_copy(of_desk):
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    (left,) = temporary.iterdir()
    with public_copy(of_desk) as place:
        assert not left.exists() and place.exists()
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("made", [None, b"", b"no archive at all" * 100])
def test_an_archive_that_cannot_be_opened_is_one_line(tmp_path: Path, temporary: Path, made: bytes | None) -> None:
    path = tmp_path / "a.db"
    if made is not None:
        path.write_bytes(made)
    with pytest.raises(ArchiveError, match=r"a\.db: "), public_copy(path):
        pass
    assert list(temporary.iterdir()) == []


def test_no_place_for_it_is_one_line_too(of_desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    with pytest.raises(ArchiveError, match="TMPDIR"), public_copy(of_desk):
        pass


@given(text=st.text(max_size=40), cuts=st.lists(st.integers(0, 40), max_size=8))
def test_a_blanked_text_keeps_its_spans_and_its_lines_and_nothing_else(text: str, cuts: list[int]) -> None:
    spans = sorted((min(pair), max(pair)) for pair in zip(cuts[::2], cuts[1::2], strict=False))
    found = blanked(text, spans)
    assert len(found) == len(text)
    for at, char in enumerate(text):
        kept = char == "\n" or any(start <= at < end for start, end in spans)
        assert found[at] == (char if kept else " ")


def test_a_namesake_in_another_article_stays(tmp_path: Path) -> None:
    one, other = (
        of_person("Mưa", "Lò Văn Bưởi", ("Giám đốc", "Viện Mưa")),
        of_person("Nắng", "Lò Văn Bưởi", ("Nhạc trưởng", "Đoàn Kèn")),
    )
    path = build(tmp_path / "a.db", [one, other], [said("suppressed", f"{one.officials[0].id}#name")])
    with copied(path) as both:
        assert rows(both.copy, "SELECT name FROM people") == [("Lò Văn Bưởi",)]
        assert rows(both.copy, "SELECT quote FROM officials_named") == [("Ông Lò Văn Bưởi dự Nắng.",)]
        assert {hit.id for hit in find(both.copy, '"lo van buoi"')} >= {other.article.id}
        assert one.article.id not in {hit.id for hit in find(both.copy, '"lo van buoi"')}
