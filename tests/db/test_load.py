"""Loading: the same rows in any order and any number of builds, and an archive that is old or new, never between."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import load
from db.archive import ArchiveError, open_archive
from db.decisions import decisions_path
from db.derive import derive
from db.load import Loader, Summary
from db.rows import rows_fingerprint
from db.verify import verify
from decided import DAY, said
from extractors.records import Extraction, Span
from stories import article, bloc, dump, extraction, official, role, story

ROOT = Path(__file__).parents[2]


def build(path: Path, found: list[Extraction], fingerprint: str = "1") -> Summary:
    """A build as the run does it: what is current is skipped, what lost its reading is read again."""
    with Loader(path, fingerprint) as loader:
        for one in found:
            if not loader.is_current(one.article.source, one.article.digest):
                loader.add(one)
        again = loader.outdated()
        for one in found:
            if one.article.source in again:
                loader.add(one)
        return loader.finish()


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    connection = open_archive(path)
    try:
        return [tuple(row) for row in connection.execute(query)]
    finally:
        connection.close()


def test_a_second_build_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    build(path, story())
    before, when = dump(path), path.stat().st_mtime_ns
    summary = build(path, story())
    assert (summary.read, summary.unchanged, summary.changed) == (0, 5, False)
    assert dump(path) == before
    assert path.stat().st_mtime_ns == when


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(5)), st.integers(0, 5))
def test_neither_order_nor_number_of_builds_counts(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], cut: int
) -> None:
    folder = tmp_path_factory.mktemp("order")
    build(folder / "once.db", story())
    shuffled = [story()[at] for at in order]
    build(folder / "twice.db", shuffled[:cut])
    build(folder / "twice.db", shuffled[cut:])
    assert dump(folder / "once.db") == dump(folder / "twice.db")


def test_another_reader_reads_again_and_the_same_claims_give_the_same_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    build(path, story(), "1")
    before = rows(path, "SELECT * FROM ledger")
    summary = build(path, story(), "2")
    assert (summary.read, summary.unchanged) == (5, 0)
    assert rows(path, "SELECT * FROM ledger") == before
    assert rows(path, "SELECT DISTINCT fingerprint FROM articles") == [(f"2-{rows_fingerprint()}",)]


def test_new_code_derives_anew_from_the_same_claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    build(path, story())
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM ledger_claims")
    connection.commit()
    connection.close()
    assert not build(path, story()).changed
    monkeypatch.setattr("db.archive.code_fingerprint", lambda: "other code")
    summary = build(path, story())
    assert (summary.changed, summary.read) == (True, 0)
    assert verify(open_archive(path)) == []


def test_what_vanished_from_the_folder_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    build(path, story())
    before = dump(path)
    build(path, story()[:2])
    assert dump(path) == before


@pytest.mark.parametrize("digests", ["12", "21"])
def test_a_page_that_was_moved_and_then_put_right_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, digests: str
) -> None:
    monkeypatch.chdir(tmp_path)
    url = "https://songlam.example/9"
    wrong = extraction(article("Sai", "Khối họp.", url=url, source="old.html", digest=digests[0] * 64))
    right = extraction(article("Đúng", "Khối họp.", url=url, source="new/old.html", digest=digests[1] * 64))
    (tmp_path / "old.html").write_text("wrong")
    build(tmp_path / "a.db", [wrong])
    (tmp_path / "old.html").unlink()
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "old.html").write_text("right")
    build(tmp_path / "a.db", [right])
    assert rows(tmp_path / "a.db", "SELECT title, source FROM articles") == [("Đúng", "new/old.html")]


def test_a_pipe_or_a_device_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ArchiveError, match="is no file"):
        build(tmp_path / "pipe", story())
    assert (tmp_path / "pipe").is_fifo()


def test_one_article_under_two_paths_is_one_with_two_sources(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    first = story()[0]
    second = replace(first, article=replace(first.article, source="elsewhere/1.html"))
    build(path, [second, first])
    assert rows(path, "SELECT count(*) FROM articles") == [(1,)]
    assert rows(path, "SELECT source FROM sources ORDER BY source") == sorted(
        [(first.article.source,), ("elsewhere/1.html",)]
    )
    assert rows(path, "SELECT source FROM articles") == [(min("elsewhere/1.html", first.article.source),)]


def versions() -> tuple[Extraction, Extraction]:
    """Two pages of one address that do not say the same."""
    url = "https://songlam.example/9"
    one = article("Một", "Khối thi đua 9 họp.", url=url, source="one.html", digest="1" * 64)
    two = article("Hai", "Khối thi đua 8 họp.", url=url, source="two.html", digest="2" * 64)
    return extraction(one, bloc("Khối thi đua 9", "Khối thi đua 9")), extraction(
        two, bloc("Khối thi đua 8", "Khối thi đua 8")
    )


@pytest.mark.parametrize("turn", [1, -1])
def test_of_two_versions_of_an_address_the_same_one_counts_in_any_order(tmp_path: Path, turn: int) -> None:
    path = tmp_path / "a.db"
    build(path, list(versions())[::turn])
    assert rows(path, "SELECT title, source FROM articles") == [("Hai", "two.html")]
    before = dump(path)
    assert build(path, list(versions())).unchanged == 2
    assert dump(path) == before


def test_of_two_versions_the_one_fetched_last_counts(tmp_path: Path) -> None:
    one, two = versions()
    with Loader(tmp_path / "a.db", "1") as loader:
        loader.add(one, "2024-05-02T00:00:00+00:00")
        loader.add(two, "2024-05-01T00:00:00+00:00")
        loader.finish()
    assert rows(tmp_path / "a.db", "SELECT title FROM articles") == [("Một",)]


def test_when_the_version_that_counted_is_gone_the_other_is_read_again(tmp_path: Path) -> None:
    path, fresh = tmp_path / "a.db", tmp_path / "fresh.db"
    one, two = versions()
    build(path, [one, two])
    changed = extraction(article("Ba", "Chẳng có gì.", source="two.html"))
    build(path, [one, changed])
    build(fresh, [one, changed])
    assert dump(path) == dump(fresh)
    assert rows(path, "SELECT title FROM articles ORDER BY title") == [("Ba",), ("Một",)]


def test_a_page_that_changed_gives_up_its_article(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    build(path, [extraction(article("Cũ", "Bài cũ.", source="x.html"))])
    build(path, [extraction(article("Mới", "Bài mới.", source="x.html"))])
    assert rows(path, "SELECT title FROM articles") == [("Mới",)]


def test_what_could_not_be_read_is_a_row_and_goes_when_it_can(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    one = story()[0]
    with Loader(path, "1") as loader:
        loader.fail(one.article.source, "empty", "the file is empty")
        loader.finish()
    assert rows(path, "SELECT code, reason FROM not_read") == [("empty", "the file is empty")]
    build(path, [one])
    assert rows(path, "SELECT * FROM not_read") == []


def test_what_can_no_longer_be_read_keeps_its_article(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    one = story()[0]
    build(path, [one])
    before = dump(path)
    with Loader(path, "1") as loader:
        loader.fail(one.article.source, "binary", "it holds binary data")
        loader.finish()
    assert rows(path, "SELECT code, read_before_as FROM not_read") == [("binary", one.article.id)]
    build(path, [one])
    assert dump(path) == before


def test_an_unfit_record_changes_nothing_and_stops_nothing(tmp_path: Path) -> None:
    fine, unfit = story()[0], extraction(article("Sai", "Năm sai."), role("Năm sai", "Khối thi đua 1", 2020, "A"))
    unfit = replace(unfit, bloc_roles=(replace(unfit.bloc_roles[0], since="hôm qua"),))
    with Loader(tmp_path / "a.db", "1") as loader:
        with pytest.raises(sqlite3.IntegrityError):
            loader.add(unfit)
        loader.add(fine)
        summary = loader.finish()
    assert summary.articles == 1
    assert verify(open_archive(tmp_path / "a.db")) == []


def test_evidence_outside_the_text_is_refused(tmp_path: Path) -> None:
    unfit = extraction(article("Sai", "Ông Lò Văn Sáu."), official("Ông Lò Văn Sáu", "Lò Văn Sáu"))
    record = replace(unfit.officials[0], evidence=(Span(start=5, end=500),))
    with Loader(tmp_path / "a.db", "1") as loader, pytest.raises(sqlite3.IntegrityError):
        loader.add(replace(unfit, officials=(record,)))


def test_two_records_that_say_the_same_are_both_kept(tmp_path: Path) -> None:
    text = article("Hai lần", "Ông Lò Văn Sáu đến. Ông Lò Văn Sáu đi.")
    one = extraction(text, official("Ông Lò Văn Sáu", "Lò Văn Sáu"))
    build(tmp_path / "a.db", [replace(one, officials=one.officials * 2)])
    assert rows(tmp_path / "a.db", "SELECT count(*) FROM claim_officials") == [(2,)]


def test_a_build_that_fails_leaves_the_old_archive_and_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    build(path, story()[:2])
    before = path.read_bytes()
    with pytest.raises(RuntimeError), Loader(path, "1") as loader:
        loader.add(story()[2])
        raise RuntimeError
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["a.db"]


def test_a_row_that_refers_to_none_stops_a_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    build(path, story()[:2])
    before = path.read_bytes()

    def derive_wrongly(connection: sqlite3.Connection, *decisions: object, **how: object) -> None:
        derive(connection)
        connection.execute("DELETE FROM people")

    monkeypatch.setattr(load, "derive", derive_wrongly)
    with pytest.raises(ArchiveError, match=r"a row of .* refers to no row of people.* the archive is as it was"):
        build(path, story())
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["a.db"]


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Loader(path, "1"), pytest.raises(ArchiveError, match="another process"), Loader(path, "1"):
        pass
    build(path, story())


KILLED = """
import sys, time
from pathlib import Path
from stories import story
from db.load import Loader
with Loader(Path(sys.argv[1]), "2") as loader:
    for one in story():
        loader.add(one)
    print("half-way", flush=True)
    time.sleep(60)
"""


def test_a_killed_build_leaves_the_old_archive_and_the_next_one_is_undisturbed(tmp_path: Path) -> None:
    path, fresh = tmp_path / "a.db", tmp_path / "fresh.db"
    build(path, story()[:2])
    before = path.read_bytes()
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(KILLED), str(path)], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None and process.stdout.readline() == "half-way\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert path.read_bytes() == before
    build(path, story(), "2")
    build(fresh, story(), "2")
    assert dump(path) == dump(fresh)
    assert sorted(os.listdir(tmp_path)) == ["a.db", "fresh.db"]


def test_the_archive_can_be_read_while_it_is_built(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    build(path, story()[:1])
    reader = open_archive(path)
    build(path, story())
    assert reader.execute("SELECT count(*) FROM articles").fetchone()[0] == 1
    assert rows(path, "SELECT count(*) FROM articles") == [(5,)]
    assert rows(path, "PRAGMA journal_mode") == [("delete",)]


def test_an_empty_build_makes_an_empty_archive(tmp_path: Path) -> None:
    summary = build(tmp_path / "a.db", [])
    assert (summary.articles, summary.changed) == (0, True)
    assert verify(open_archive(tmp_path / "a.db")) == []


@pytest.mark.parametrize(
    ("content", "says"), [(b"hello", "no archive"), (b"SQLite format 3\0" + b"x" * 5000, "damaged")]
)
def test_a_foreign_file_is_refused_and_left_alone(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match=says):
        build(path, story())
    assert path.read_bytes() == content
    assert os.listdir(tmp_path) == ["a.db"]


def test_another_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE mine (x)")
    other.commit()
    other.close()
    with pytest.raises(ArchiveError, match="no archive of sovang"):
        build(path, story())
    assert sqlite3.connect(path).execute("SELECT count(*) FROM mine").fetchone() == (0,)


def test_a_name_may_hold_any_character(tmp_path: Path) -> None:
    path = tmp_path / "kho ?#% vàng.db"
    build(path, story())
    assert rows(path, "SELECT count(*) FROM articles") == [(5,)]


def test_a_link_to_an_archive_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "a.db").symlink_to(tmp_path / "real" / "b.db")
    build(tmp_path / "a.db", story())
    assert (tmp_path / "a.db").is_symlink() and (tmp_path / "real" / "b.db").is_file()


def test_a_record_of_a_collection_is_there_as_long_as_its_file_is(tmp_path: Path) -> None:
    (tmp_path / "new.warc").write_text("there")
    url = "https://songlam.example/9"
    old = extraction(article("Cũ", "Khối họp.", url=url, source="old.warc#1", digest="2" * 64))
    new = extraction(article("Mới", "Khối họp.", url=url, source="new.warc#1", digest="1" * 64))
    with Loader(tmp_path / "a.db", "1") as loader:
        loader.add(new, None, str(tmp_path / "new.warc"))
        loader.add(old, None, str(tmp_path / "old.warc"))
        loader.finish()
    assert rows(tmp_path / "a.db", "SELECT title, source FROM articles") == [("Mới", "new.warc#1")]


def test_an_article_knows_the_site_file_that_read_it(tmp_path: Path) -> None:
    read = replace(article("Một", "Khối họp."), site="nukeviet", missed=("songlam:body", "songlam:title"))
    build(tmp_path / "a.db", [extraction(read), extraction(article("Hai", "Khối họp."))])
    found = rows(tmp_path / "a.db", "SELECT site, missed FROM articles ORDER BY title")
    assert found == [(None, "[]"), ("nukeviet", '["songlam:body", "songlam:title"]')]


def test_a_loader_that_failed_to_finish_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    first, second = story()[:2]
    build(path, [first])
    before = dump(path)
    decided = decisions_path(path)
    with Loader(path, "1") as loader:
        loader.add(second)
        decided.write_text("no decision", encoding="utf-8")
        with pytest.raises(ArchiveError, match="is no JSON object"):
            loader.finish()
        decided.unlink()
        right = said("right", first.blocs[0].id)
        for again in (
            loader.finish,
            lambda: loader.add(second),
            lambda: loader.decide([right], DAY),
            lambda: loader.take_back([right]),
        ):
            with pytest.raises(RuntimeError, match="take another Loader"):
                again()
        assert not decided.exists()
    assert dump(path) == before
    assert build(path, [first, second]).articles == 2
