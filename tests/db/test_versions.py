"""Versions: a page that changed keeps what it said; the facts are those of the version that counts."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.archive import open_archive
from db.changes import changes
from db.load import Loader
from db.site.app import application
from db.verify import verify
from db.versions import Version, find_articles, versions_of
from extractors.records import Extraction
from stories import article, dump, extraction, role

ROOT = Path(__file__).parents[2]
URL = "https://songlam.example/9"
Input = tuple[Extraction, str | None]


def page(
    head: str, source: str = "nine.html", fetched: str | None = None, title: str = "Họp", digest: str | None = None
) -> Input:
    """A page of one address that names a head of a bloc."""
    of = article(
        title, "Khối thi đua 9 họp.", f"{head} là Khối trưởng năm 2021.", url=URL, source=source, digest=digest
    )
    return extraction(of, role(f"{head} là Khối trưởng", "Khối thi đua 9", 2021, head)), fetched


def build(path: Path, *inputs: Input, fingerprint: str = "1") -> None:
    with Loader(path, fingerprint) as loader:
        for one, fetched in inputs:
            if not loader.is_current(one.article.source, one.article.digest):
                loader.add(one, fetched)
        again = loader.outdated()
        for one, fetched in inputs:
            if one.article.source in again:
                loader.add(one, fetched)
        loader.finish()


def versions(path: Path) -> list[Version]:
    connection = open_archive(path)
    (found,) = find_articles(connection, URL)
    assert verify(connection) == []
    return versions_of(connection, found)


def heads(path: Path) -> list[str]:
    return [row[0] for row in open_archive(path).execute("SELECT unit FROM who_led")]


def test_an_article_of_one_page_has_one_version_whose_text_is_stored_once(tmp_path: Path) -> None:
    build(tmp_path / "a.db", page("Sở Gió"))
    (only,) = versions(tmp_path / "a.db")
    assert (only.latest, only.title, only.sources) == (True, "Họp", ("nine.html",))
    connection = open_archive(tmp_path / "a.db")
    assert [tuple(row) for row in connection.execute("SELECT text FROM versions")] == [(None,)]
    assert connection.execute("SELECT count(*) FROM article_versions").fetchone()[0] == 0


def test_an_overwritten_file_keeps_its_old_texts_in_order_and_gives_the_new_facts(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    for head in ("Sở Gió", "Sở Mưa", "Sở Nắng"):
        build(path, page(head))
    assert [(v.latest, "Sở Gió" in v.text, "Sở Mưa" in v.text) for v in versions(path)] == [
        (False, True, False),
        (False, False, True),
        (True, False, False),
    ]
    assert heads(path) == ["Sở Nắng"]


def test_a_text_that_comes_back_counts_again(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    for head in ("Sở Gió", "Sở Mưa", "Sở Gió"):
        build(path, page(head))
    assert [(v.latest, "Sở Gió" in v.text) for v in versions(path)] == [(False, False), (True, True)]
    assert heads(path) == ["Sở Gió"]


FETCHED = [
    page("Sở Gió", "crawl.warc#1", "2024-01-01T00:00:00+00:00"),
    page("Sở Mưa", "crawl.warc#2", "2024-02-01T00:00:00+00:00"),
    page("Sở Gió", "crawl.warc#3", "2024-03-01T00:00:00+00:00", digest="3" * 64),
    page("Sở Nắng", "crawl.warc#4", "2024-04-01T00:00:00+00:00"),
]


def test_what_was_fetched_last_counts_and_times_are_kept(tmp_path: Path) -> None:
    build(tmp_path / "a.db", *FETCHED)
    found = [(v.fetched_first, v.fetched_last, v.latest, len(v.sources)) for v in versions(tmp_path / "a.db")]
    january, february, march, april = (fetched for _, fetched in FETCHED)
    assert found == [(february, february, False, 1), (january, march, False, 2), (april, april, True, 1)]


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_neither_order_nor_number_of_builds_counts(tmp_path: Path, order: tuple[int, ...]) -> None:
    build(tmp_path / "once.db", *FETCHED)
    for at in order:
        build(tmp_path / "often.db", FETCHED[at])
    assert dump(tmp_path / "once.db") == dump(tmp_path / "often.db")


def test_the_same_bytes_read_by_another_cleaner_are_no_new_version(tmp_path: Path) -> None:
    path, fresh = tmp_path / "a.db", tmp_path / "fresh.db"
    build(path, page("Sở Gió ạ", digest="1" * 64))
    build(path, page("Sở Gió", digest="1" * 64), fingerprint="2")
    build(fresh, page("Sở Gió", digest="1" * 64), fingerprint="2")
    assert len(versions(path)) == 1
    assert dump(path) == dump(fresh)


def test_other_bytes_with_the_same_text_are_no_new_version(tmp_path: Path) -> None:
    build(tmp_path / "a.db", page("Sở Gió", digest="1" * 64), page("Sở Gió", "copy.html", digest="2" * 64))
    (only,) = versions(tmp_path / "a.db")
    assert (only.sources, len(only.digests)) == (("copy.html", "nine.html"), 2)


def test_a_file_that_is_another_article_by_now_gives_up_what_it_said(tmp_path: Path) -> None:
    path, fresh = tmp_path / "a.db", tmp_path / "fresh.db"
    other = (extraction(article("Khác", "Bài khác hẳn.", source="nine.html")), None)
    build(path, page("Sở Gió"), page("Sở Mưa", "kept.html"))
    build(path, other, page("Sở Mưa", "kept.html"))
    build(fresh, other, page("Sở Mưa", "kept.html"))
    assert len(versions(path)) == 1
    assert dump(path) == dump(fresh)


def test_a_change_of_the_headline_only_is_a_version(tmp_path: Path) -> None:
    build(tmp_path / "a.db", page("Sở Gió"))
    build(tmp_path / "a.db", page("Sở Gió", title="Khối 9 họp"))
    assert [v.title for v in versions(tmp_path / "a.db")] == ["Họp", "Khối 9 họp"]


# --- what changed ------------------------------------------------------------------------------------------------

TEXTS = st.lists(st.sampled_from(["một hai ba", "một hai bốn", "năm sáu", "bảy"]), min_size=1).map("\n\n".join)


@given(TEXTS, TEXTS)
def test_the_pieces_make_up_both_texts(old: str, new: str) -> None:
    found = changes(old, new)

    def without(tag: str) -> list[str]:
        kept = [[text for t, text in paragraph if t != tag] for paragraph in found]
        return ["".join(pieces) for pieces in kept if pieces]

    assert without("added") == old.split("\n\n")
    assert without("removed") == new.split("\n\n")


def test_a_changed_word_is_all_that_changed() -> None:
    found = changes("Họp\n\nSở Gió làm Khối trưởng năm nay.", "Họp\n\nSở Mưa làm Khối trưởng năm nay.\n\nHết.")
    assert found == [
        (("same", "Họp"),),
        (("same", "Sở "), ("removed", "Gió "), ("added", "Mưa "), ("same", "làm Khối trưởng năm nay.")),
        (("added", "Hết."),),
    ]


def test_long_texts_are_not_compared_word_by_word() -> None:
    old = " ".join(str(n) for n in range(20_000))
    found = changes("đầu " + old, "đầu " + " ".join(reversed(old.split())))
    assert [tag for tag, _ in found[0]] in ([["removed"], ["same", "removed", "added"]])


# --- the command and the site ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("versions") / "a.db"
    build(path, page("Sở Gió"))
    build(path, page("Sở <b>Mưa</b>"))
    return path


def sovang(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pipeline.cli", "versions", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


@pytest.mark.parametrize("named", [URL, URL + "/", "nine.html", None])
def test_the_command_lists_versions_and_their_changes(changed: Path, named: str | None) -> None:
    article_id = find_articles(open_archive(changed), URL)[0]
    done = sovang(named or article_id, "--diff", "--db", str(changed))
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("nine.html") == 2
    assert "(the one that counts): Họp" in done.stdout
    assert "… 2 paragraphs unchanged …" in done.stdout
    assert "Sở [-Gió-] {+<b>Mưa</b>+} là Khối trưởng năm 2021." in done.stdout


@pytest.mark.parametrize("behind", ["", "/", "#binh-luan", "?utm_source=zalo&fbclid=1", "/?utm_medium=x#top"])
def test_an_address_is_found_as_readers_pass_it_on(changed: Path, behind: str) -> None:
    assert len(find_articles(open_archive(changed), f"https://SongLam.example/9{behind}")) == 1
    assert find_articles(open_archive(changed), f"https://songlam.example/8{behind}") == []


def test_the_command_as_json(changed: Path) -> None:
    found = json.loads(sovang(URL, "--json", "--diff", "--db", str(changed)).stdout)
    assert [version["latest"] for version in found] == [False, True]
    assert found[1]["changes"][-1][1] == ["removed", "Gió "]
    assert "changes" not in json.loads(sovang(URL, "--json", "--db", str(changed)).stdout)[1]


def test_an_article_that_is_not_there_is_one_line(changed: Path) -> None:
    done = sovang("https://nowhere.example/", "--db", str(changed))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)


def test_an_input_of_several_articles_asks_for_an_id(tmp_path: Path) -> None:
    build(tmp_path / "a.db", page("Sở Gió", "one.html"))
    other = extraction(replace(article("Khác", "Bài khác hẳn.", source="two.html"), url=URL + "/"))
    build(tmp_path / "a.db", (other, None))
    done = sovang(URL, "--db", str(tmp_path / "a.db"))
    assert done.returncode == 2 and "several articles" in done.stderr


def test_the_page_of_an_article_shows_what_changed_and_escapes_it(changed: Path) -> None:
    article_id = find_articles(open_archive(changed), URL)[0]
    response = asyncio.run(application(changed).client.get(f"/archive/articles/{article_id}"))
    assert response.status_code == 200
    assert 'id="versions"' in response.text
    assert "<del>Gió </del><ins>&lt;b&gt;Mưa&lt;/b&gt; </ins>" in response.text
    assert "<b>" not in response.text
