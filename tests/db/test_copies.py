"""Copies: which articles are one, and which only look alike."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from copied_articles import Written, written
from db.archive import open_archive
from db.copies import Candidate, Copy, find_copies
from db.load import Loader
from db.same_article import compare, names_publisher, source_mark, text_of
from db.site.pages.article import article_page
from db.verify import verify
from db.who import who
from extractors.records import Extraction, Role
from stories import article, dump, extraction, role

ROOT = Path(__file__).parents[2]
CASES = tomllib.loads((Path(__file__).parent / "copies.toml").read_text(encoding="utf-8"))
CAPTION = "Ảnh: "


def passages(base: str) -> list[str]:
    return [passage for passage in CASES["base"][base].strip().split("\n\n") if passage]


def blocks(found: list[str]) -> list[tuple[str, str]]:
    return [("caption" if passage.startswith(CAPTION) else "body", passage.removeprefix(CAPTION)) for passage in found]


def second_text(pair: dict[str, Any]) -> list[str]:
    kept = [p for at, p in enumerate(passages(pair.get("other", pair["base"]))) if at not in pair.get("drop", [])]
    for old, new in pair.get("edits", []):
        kept = [passage.replace(old, new) for passage in kept]
    return [*pair.get("first", []), *kept, *pair.get("add", [])]


def test_there_are_pairs_enough() -> None:
    assert len(CASES["pair"]) >= 60
    assert all(pair["base"] in CASES["base"] for pair in CASES["pair"])


@pytest.mark.parametrize("pair", CASES["pair"], ids=lambda pair: f"{pair['base']}-{pair['why']}")
@pytest.mark.parametrize("turned", [False, True], ids=["", "turned"])
def test_pair(pair: dict[str, Any], turned: bool) -> None:
    one, other = text_of(blocks(passages(pair["base"]))), text_of(blocks(second_text(pair)))
    verdict = compare(other, one, pair.get("days", 0)) if turned else compare(one, other, pair.get("days", 0))
    assert verdict.is_copy is pair["same"], verdict


# --- a thousand articles -----------------------------------------------------------------------------------------


def candidate(of: Written) -> Candidate:
    told = [("title", of.title), *(("body", passage) for passage in of.body)]
    return Candidate(
        id=of.key,
        passages=(*told, *(("caption", passage) for passage in of.captions)),
        published=of.published.isoformat(),
        publisher=of.publisher,
    )


def roots(articles: list[Written], copies: list[Copy]) -> dict[str, str]:
    original_of = {copy.article: copy.original for copy in copies}
    return {one.key: original_of.get(one.key, one.key) for one in articles}


def misses(articles: list[Written], copies: list[Copy]) -> tuple[list[Written], list[str]]:
    """The planted copies that do not stand with their original, and the originals that stand with another one."""
    root_of = roots(articles, copies)
    missed = [one for one in articles if one.original and root_of[one.key] != root_of[one.original]]
    first: dict[str, str] = {}
    joined = [
        one.key for one in articles if not one.original and first.setdefault(root_of[one.key], one.key) != one.key
    ]
    joined += [
        copy.article
        for copy in copies
        if (one := next(a for a in articles if a.key == copy.article)).original and one in missed
    ]
    return missed, joined


@pytest.mark.parametrize("seed", [4, 5, 6])
def test_of_a_thousand_articles_300_copies_are_found_and_no_others(seed: int) -> None:
    articles = written(1000, 300, seed)
    copies = find_copies(map(candidate, articles))
    missed, joined = misses(articles, copies)
    assert len(missed) <= 5, [one.edits for one in missed]
    assert len(joined) <= 2
    # Whose it was is wrong only where two of a group were published on one day.
    root_of, by_key = roots(articles, copies), {one.key: one for one in articles}
    same_day = {one.original for one in articles if one.original and one.published == by_key[one.original].published}
    wrong = [one for one in articles if one.original and root_of[one.key] != one.original]
    assert [one for one in wrong if one not in missed and one.original not in same_day] == []


def test_neither_order_nor_what_else_there_is_counts() -> None:
    articles = written(200, 60)
    found = find_copies(map(candidate, articles))
    assert find_copies(map(candidate, reversed(articles))) == found
    groups = set(roots(articles, found).items())
    more = [*articles, *written(150, 0, seed=99)]
    assert groups <= set(roots(more, find_copies(map(candidate, more))).items())


# --- in an archive -----------------------------------------------------------------------------------------------

ON_THE_HEAD = "Lữ đoàn 816 làm Khối trưởng"


def archive_of(path: Path, *found: Extraction) -> sqlite3.Connection:
    with Loader(path, "1") as loader:
        for one in found:
            loader.add(one)
        loader.finish()
    return open_archive(path)


def report(title: str, *edits: tuple[str, str], more: tuple[str, ...] = (), **about: Any) -> Extraction:
    """The base text `hop` as an article that says who heads the bloc, if its words still stand there."""
    told = [passage.removeprefix(CAPTION) for passage in passages("hop")]
    for old, new in edits:
        told = [passage.replace(old, new) for passage in told]
    of = article(title, *filter(None, told), *more, **about)
    facts = [role(ON_THE_HEAD, "Khối thi đua số 3", 2024, "Lữ đoàn 816")] if ON_THE_HEAD in of.text else []
    return extraction(of, *facts)


def group() -> list[Extraction]:
    """An original, its second edition, and a reprint that was dated a day before it but names its source."""
    return [
        report("Khối 3 tổng kết", published="2023-12-19", publisher="Báo Sông Lam"),
        report("Khối 3 bầu Khối trưởng", ("nhiều mô hình hay", "nhiều cách làm hay"), published="2023-12-20"),
        report("Tin ngắn", more=("Theo Báo Sông Lam",), published="2023-12-18", publisher="Trang tin Tổng hợp"),
    ]


def test_a_group_has_one_original_and_says_why(tmp_path: Path) -> None:
    connection = archive_of(tmp_path / "a.db", *group())
    columns = "title, original_title, kind, similarity, reason"
    found = [tuple(r) for r in connection.execute(f"SELECT {columns} FROM copied_articles ORDER BY title")]
    assert found == [
        (
            *("Khối 3 bầu Khối trưởng", "Khối 3 tổng kết", "edition", 0.982),
            "218 words are the same; 2 are only in the original; 2 are only in the copy",
        ),
        (
            *("Tin ngắn", "Khối 3 tổng kết", "same_text", 1.0),
            "the same words; it names its source: Báo Sông Lam",
        ),
    ]
    assert verify(connection) == []


def test_a_fact_counts_once_and_lists_every_article_of_the_group(tmp_path: Path) -> None:
    connection = archive_of(tmp_path / "a.db", *group())
    (answer,) = who(connection, "khối thi đua 3")
    (said,) = answer.roles
    assert (said.sources, said.further) == (1, [])
    assert said.article_title == "Khối 3 tổng kết"  # the original, although the reprint is dated before it
    named = {said.article_title, *(copy.article_title for copy in said.also_in)}
    assert named == {"Khối 3 tổng kết", "Khối 3 bầu Khối trưởng", "Tin ngắn"}
    (also_in,) = connection.execute("SELECT also_in FROM who_led").fetchone()
    assert also_in.count(" · ") == 1


def test_what_only_a_copy_says_counts_and_is_quoted_from_it(tmp_path: Path) -> None:
    sentence = "Trung đoàn 92 làm Khối phó"
    cut = report("Bản cắt", (f", {sentence} năm 2024", " năm 2024"), published="2023-12-18")
    whole = report("Bản đủ", published="2023-12-19")
    deputy = role(sentence, "Khối thi đua số 3", 2024, "Trung đoàn 92", what=Role.DEPUTY)
    more = extraction(whole.article, deputy)
    connection = archive_of(tmp_path / "a.db", cut, replace(whole, bloc_roles=whole.bloc_roles + more.bloc_roles))
    assert [r["original_title"] for r in connection.execute("SELECT * FROM copied_articles")] == ["Bản cắt"]
    found = connection.execute("SELECT role, article_title, sources, also_in IS NULL FROM who_led ORDER BY role")
    assert [tuple(r) for r in found] == [("deputy", "Bản đủ", 1, 1), ("head", "Bản cắt", 1, 0)]


def test_a_copy_that_contradicts_its_original_is_shown(tmp_path: Path) -> None:
    wrong = report("Bản đầu", ("Lữ đoàn 816 làm", "Lữ đoàn 618 làm"), published="2023-12-18")
    wrong = extraction(wrong.article, role("Lữ đoàn 618 làm Khối trưởng", "Khối thi đua số 3", 2024, "Lữ đoàn 618"))
    connection = archive_of(tmp_path / "a.db", wrong, report("Bản sửa", published="2023-12-19"))
    assert connection.execute("SELECT count(*) FROM copies").fetchone()[0] == 1
    assert connection.execute("SELECT count(*) FROM ledger").fetchone()[0] == 2


@pytest.mark.parametrize(
    ("line", "who_is_named"),
    [
        ("Theo Báo Sông Lam", "Báo Sông Lam"),
        ("(Nguồn: QĐND)", "QĐND"),
        ("Gốc: songlam.example", "songlam.example"),
        ("Theo đồng chí Bí thư, năm qua nhiều việc đã xong. Sang năm còn nhiều việc hơn.", None),
        ("Theo kế hoạch, hội nghị sẽ bàn về những việc cần làm trong thời gian tới tại các đơn vị cơ sở", None),
        ("Hội nghị họp theo Báo Sông Lam", None),
    ],
)
def test_a_line_that_names_a_source(line: str, who_is_named: str | None) -> None:
    assert source_mark(line) == who_is_named


@pytest.mark.parametrize(
    ("named", "publisher", "hosts", "means"),
    [
        ("Báo Sông Lam", "Báo Sông Lam", (), True),
        ("Sông Lam", "Báo Sông Lam", (), True),
        ("QĐND", "Báo Quân đội nhân dân", (), True),
        ("songlam.example", "Sông Lam Online", ("www.songlam.example",), True),
        ("Báo Bến Đá", "Báo Sông Lam", (), False),
        ("Báo", "Báo Sông Lam", (), False),
        ("Báo Sông Lam", None, (), False),
    ],
)
def test_whom_a_mark_means(named: str, publisher: str | None, hosts: tuple[str, ...], means: bool) -> None:
    assert names_publisher(named, publisher, hosts) is means


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_neither_order_nor_number_of_builds_counts(tmp_path: Path, order: tuple[int, ...]) -> None:
    archive_of(tmp_path / "once.db", *group())
    for at in order:
        archive_of(tmp_path / "often.db", group()[at])
    assert dump(tmp_path / "once.db") == dump(tmp_path / "often.db")


def test_sixty_papers_that_print_one_report_are_one_group() -> None:
    base = [passage for passage in passages("hop") if not passage.startswith(CAPTION)]
    found = []
    for number in range(60):
        told = " ".join(base).split()
        told.insert(20 + 2 * number, "ấy")
        told[5 + number] = told[5 + number].upper()
        found.append(Candidate(id=f"a-{number:02}", passages=(("body", " ".join(told)),), published="2023-12-19"))
    copies = find_copies(found)
    assert len(copies) == 59 and len({copy.original for copy in copies}) == 1


def test_reports_that_differ_little_from_one_to_the_next_make_no_chain() -> None:
    names = ("Lò Văn Sáu", "Hờ A Chu", "Tòng Văn Hặc", "Cứ A Páo", "Quàng Văn Pha", "Vì Văn Hùng")
    text = " ".join(passages("khen"))
    listed = "Cầm Bá Lợi, Hà Công Thái, Lương Thị Mai, Ngân Văn Đại, Phạm Bá Hùng, Lê Thị Quyên".split(", ")
    found = []
    for number in range(len(names) + 1):
        changed = text
        for old, new in zip(listed[:number], names[:number], strict=True):
            changed = changed.replace(old, new)
        found.append(Candidate(id=f"a-{number}", passages=(("body", changed),), published="2021-11-20"))
    copies = find_copies(found)
    groups: dict[str, set[str]] = {}
    for copy in copies:
        groups.setdefault(copy.original, {copy.original}).add(copy.article)
    assert max(map(len, groups.values())) <= 3
    assert not any({"a-0", f"a-{len(names)}"} <= group for group in groups.values())


def test_the_pages_of_a_group_name_each_other(tmp_path: Path) -> None:
    connection = archive_of(tmp_path / "a.db", *group())
    copies = {row["article"]: row["original"] for row in connection.execute("SELECT * FROM copies")}
    for one in {*copies, *copies.values()}:
        page = article_page(connection, one)
        assert page is not None
        assert {row["id"] for row in page.copies} == {*copies, *copies.values()} - {one}


def test_the_command_names_the_copies(tmp_path: Path) -> None:
    archive_of(tmp_path / "a.db", *group()).close()
    command = [sys.executable, "-m", "pipeline.cli", "who", "khoi thi dua 3", "--db", str(tmp_path / "a.db")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.count("also in (a copy): ") == 2
    assert "sources" not in done.stdout
    found = json.loads(subprocess.check_output([*command, "--json"], text=True, env=environment))
    assert len(found[0]["roles"][0]["also_in"]) == 2
