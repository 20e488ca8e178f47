"""sovang decide, decisions and review in real processes; review at a pseudo-terminal, with keys."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import time
from pathlib import Path

import pytest

import pipeline.commands.decide
import pipeline.commands.decisions
import pipeline.commands.review  # noqa: F401  loaded here once, not in every process
from cli_runs import is_one_line_error, redirected, sovang
from db.archive import open_archive
from db.decisions import decisions_path
from db.load import Loader
from decided import said, write
from pipeline.commands.review_screen import MARKS, shortened
from stories import dump
from terminals import Terminal

LED = """{title}

{day}, Khối thi đua 2 (Tổng cục Sông Lam) tổng kết. {more}

Hội nghị thống nhất bầu {unit} làm Khối trưởng Khối thi đua 2 năm {year}.
"""
PAGES = (
    ("Khối thi đua 2 bầu Khối trưởng", "Sáng 8-10-2020", "Đại tá", "Cục Đo đạc", 2021),
    ("Một năm của Khối thi đua 2", "Chiều 9-10-2020", "Thượng tá", "Cục Bờ bãi", 2021),
    ("Thêm một năm thi đua", "Sáng 7-10-2021", "Đại tá", "Cục Thủy văn", 2022),
    ("Chuyện một khối thi đua", "Chiều 8-10-2021", "Đại tá", "Cục Hải đồ", 2022),
)
NAMES = ("Lò Văn Bưởi", "Lò Văn Bưởi", "Vi Thị Khoát", "Hà Thị Mận")


@pytest.fixture(scope="module")
def two_heads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of articles that name two heads of one bloc in each of two years, and two people of one name."""
    folder = tmp_path_factory.mktemp("decisions")
    for (title, day, rank, unit, year), name in zip(PAGES, NAMES, strict=True):
        page = folder / "pages" / f"{unit}.txt"
        page.parent.mkdir(exist_ok=True)
        more = f"{rank} {name}, Cục trưởng {unit}, Tổng cục Sông Lam dự."
        page.write_text(LED.format(title=title, day=day, unit=unit, more=more, year=year), encoding="utf-8")
    done = sovang("build", folder / "pages", "--db", folder / "a.db")
    assert done.returncode == 0, done.stderr
    return folder / "a.db"


@pytest.fixture
def db(two_heads: Path, tmp_path: Path) -> Path:
    shutil.copy(two_heads, tmp_path / "a.db")
    return tmp_path / "a.db"


def lines_of(db: Path) -> list[dict[str, object]]:
    path = decisions_path(db)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def value(db: Path, query: str) -> object:
    connection = open_archive(db)
    try:
        return connection.execute(query).fetchone()[0]
    finally:
        connection.close()


def refs(db: Path) -> list[str]:
    found = json.loads(sovang("decisions", "--find", "lo van buoi", "--json", "--db", db).stdout)
    return [named["ref"] for named in found]


# --- decide ----------------------------------------------------------------------------------------------------------


def test_decide_tells_what_changed_and_writes_a_line(db: Path, two_heads: Path) -> None:
    first, second = refs(db)
    done = sovang("decide", "same", first, second, "--why", "một người", "--who", "Ân", "--db", db)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "Lò Văn Bưởi: 2 people → 1, 2 mentions"
    (line,) = lines_of(db)
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", str(line.pop("when")))
    assert line == {"decision": "same", "mentions": [first, second], "who": "Ân", "why": "một người"}
    assert value(db, "SELECT count(*) FROM people") == 3
    assert "decision" not in sovang("build", two_heads.parent / "pages", "--db", db).stderr


def test_decide_a_contradiction_without_a_terminal(db: Path) -> None:
    wrong = value(db, "SELECT second_claim FROM contradictions WHERE year = 2021")
    done = sovang("decide", "wrong", str(wrong), "--db", db)
    assert "2021, head: contradicted → Cục" in done.stdout
    assert value(db, "SELECT count(*) FROM contradictions") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("same", "official-x#name", "official-y#name"), ("official-x", "no claim of this archive", "--force")),
        (("same", "{first}", "{claim}#rank"), ("no single mention", "the claim holds {second}")),
        (("wrong", "nothing"), ("nothing", "no claim of this archive")),
        (("same", "{first}"), ("needs 2 mentions",)),
        (("same", "{first}", "{claim}"), ("is about mentions",)),
        (("wrong", "{first}"), ("is about claims",)),
        (("alias", "{first}"), ("an alias has a name",)),
        (("right", "{claim}", "--name", "x"), ("others", "none")[1:]),
        (("altered", "official-x", "--set", "rank=Đại tá"), ("official-x", "no claim of this archive", "--force")),
        (("altered", "{claim}", "--set", "year=2022"), ("{claim}", "year is no field of officials")),
        (("altered", "{claim}", "--set", "part=sing"), ("part is 'sing', not one of chair",)),
        (("altered", "{claim}", "--set", "name="), ("name needs a value",)),
        (("altered", "{claim}", "--set", "name= Lò Văn  Bưởi "), ("says that already",)),
        (("altered", "{claim}", "--set", "Rank=x"), ("'Rank' is no name of a field",)),
        (("altered", "{first}", "--set", "rank=x"), ("is about claims",)),
        (("altered", "{claim}", "official-x", "--set", "rank=x"), ("is about one claim",)),
        (("wrong", "{claim}", "--set", "rank=x"), ("other decisions have none",)),
    ],
)
def test_what_fits_nothing_is_refused_in_one_line(db: Path, arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    first, second = refs(db)
    known = {"first": first, "second": second, "claim": second.partition("#")[0]}
    done = sovang("decide", *(a.format(**known) for a in arguments), "--db", db)
    assert is_one_line_error(done, *(w.format(**known) for w in words))
    assert lines_of(db) == []


def test_force_keeps_what_fits_nothing_yet(db: Path, two_heads: Path) -> None:
    done = sovang("decide", "wrong", "award-later", "--force", "--db", db)
    assert done.returncode == 0 and done.stdout.startswith("unmatched: ")
    built = sovang("build", two_heads.parent / "pages", "--db", db)
    told = [line for line in built.stderr.splitlines() if "decision" in line]
    assert told == [f"1 decision matches nothing (any more): sovang decisions --unmatched --db {db}"]
    assert sovang("verify", "--db", db).returncode == 0
    listed = sovang("decisions", "--unmatched", "--db", db)
    assert "award-later" in listed.stdout and "unmatched" in listed.stdout


def test_decide_reads_lines_of_the_files_format(db: Path, tmp_path: Path) -> None:
    first, second = refs(db)
    given = tmp_path / "given.jsonl"
    given.write_text(
        json.dumps({"decision": "different", "mentions": [first, second]}) + "\n\n# nothing\n"
        + json.dumps({"decision": "alias", "mentions": [first], "name": "Ba Bưởi"}, ensure_ascii=False) + "\n",
        encoding="utf-8",
    )  # fmt: skip
    assert redirected(f"<{given}", "decide", "-", "--who", "Ân", "--db", db).returncode == 0
    assert [line["decision"] for line in lines_of(db)] == ["different", "alias"]
    given.write_text('{"decision": "maybe"}\n', encoding="utf-8")
    done = redirected(f"<{given}", "decide", "-", "--db", db)
    assert is_one_line_error(done, "-:1:", "'maybe'")


@pytest.mark.parametrize("command", [("decide", "wrong", "x"), ("decisions",), ("review",)])
def test_without_an_archive_nothing_is_made(tmp_path: Path, command: tuple[str, ...]) -> None:
    assert is_one_line_error(sovang(*command, "--db", tmp_path / "a.db"), "a.db")
    assert list(tmp_path.iterdir()) == []


def test_altered_tells_what_changed_and_writes_what_was_set(db: Path) -> None:
    claim = str(value(db, "SELECT claim FROM claim_bloc_roles WHERE unit = 'Cục Bờ bãi'"))
    done = sovang("decide", "altered", claim, "--set", "unit=Cục Đo đạc", "--set", "since=", "--set", "year=2020",
                  "--who", "Ân", "--db", db)  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == f"{claim}: year 2021 → 2020, unit Cục Bờ bãi → Cục Đo đạc"
    (line,) = lines_of(db)
    assert line["fields"] == {"unit": "Cục Đo đạc", "since": None, "year": 2020}
    assert value(db, f"SELECT year FROM claim_bloc_roles WHERE claim = '{claim}'") == 2020
    listed = sovang("decisions", "--db", db).stdout
    assert f"1  altered  {claim} unit=Cục Đo đạc since= year=2020  applied" in listed
    assert json.loads(sovang("decisions", "--json", "--db", db).stdout)[0]["fields"] == line["fields"]
    assert sovang("verify", "--db", db).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("altered", "c-1"), "needs --set FIELD=VALUE"),
        (("altered", "c-1", "--set", "year"), "--set year: give FIELD=VALUE"),
        (("altered", "c-1", "--set", "year=1", "--set", "year=2"), "given twice"),
    ],
)
def test_what_is_set_wrongly_is_a_usage_error(db: Path, arguments: tuple[str, ...], words: str) -> None:
    done = sovang("decide", *arguments, "--db", db)
    assert done.returncode == 2 and words in done.stderr and lines_of(db) == []


# --- decisions -------------------------------------------------------------------------------------------------------


def test_decisions_are_listed_with_what_came_of_them(db: Path, two_heads: Path) -> None:
    first, second = refs(db)
    write(db, [said("same", first, second), said("different", first, second, why="hai người"), said("right", "gone")])
    stale = sovang("decisions", "--db", db)
    assert "changed since the archive was built" in stale.stderr
    assert sovang("build", two_heads.parent / "pages", "--db", db).returncode == 0
    done = sovang("decisions", "--db", db)
    assert done.stderr == ""
    assert [line.split()[:2] for line in done.stdout.splitlines() if line[0] != " "] == [
        ["1", "same"],
        ["2", "different"],
        ["3", "right"],
    ]
    assert "overruled (a later line says the contrary)" in done.stdout and "Ân, 2026-01-02: hai người" in done.stdout
    rows = json.loads(sovang("decisions", "--json", "--db", db).stdout)
    assert [row["status"] for row in rows] == ["overruled", "applied", "unmatched"]
    rows = json.loads(sovang("decisions", "--json", "--unmatched", "--db", db).stdout)
    assert [row["mentions"] for row in rows] == [["gone"]]


def test_references_of_a_name_are_found(db: Path) -> None:
    done = sovang("decisions", "--find", "Lò Văn Bưởi", "--db", db)
    assert done.returncode == 0 and done.stdout.count("Lò Văn Bưởi (person, person-") == 2
    for ref in refs(db):
        assert f"  {ref}\n" in done.stdout and ref.endswith("#name=Lò Văn Bưởi")
    assert "“Sáng 8-10-2020" in done.stdout or "“Đại tá Lò Văn Bưởi" in done.stdout
    nobody = sovang("decisions", "--find", "Lò Văn Bười", "--db", db)
    assert (nobody.returncode, nobody.stdout) == (1, "") and "Lò Văn Bười" in nobody.stderr


# --- review ----------------------------------------------------------------------------------------------------------

KEYS = "? keys"


def test_review_needs_a_terminal(db: Path) -> None:
    done = sovang("review", "--db", db)
    assert is_one_line_error(done, "review needs a terminal; use sovang decide")


def test_a_contradiction_is_decided_with_one_key(db: Path) -> None:
    terminal = Terminal("review", "--kind", "contradictions", "--who", "Ân", "--db", db)
    asked = terminal.expect(KEYS)
    assert "1 of 2 · contradictions · bloc head" in asked and "Khối thi đua 2, 2022" in asked
    units = re.findall(r"^\(\d\) (.+?)\s*$", asked, re.MULTILINE)
    assert sorted(units) == ["Cục Hải đồ", "Cục Thủy văn"]
    for unit in units:
        assert f"bầu {MARKS[0]}{unit} làm Khối trưởng" in " ".join(asked.split())
    after = terminal.press("1", until=KEYS)
    assert f"2022, head: contradicted → {units[0]}" in " ".join(after.split()) and "2 of 2 ·" in after
    terminal.press("q", until="1 decision taken.")
    assert terminal.end() == 0
    (line,) = lines_of(db)
    assert line["decision"] == "wrong" and line["who"] == "Ân"
    assert value(db, "SELECT unit FROM who_led WHERE year = 2022 AND role = 'head'") == units[0]
    terminal = Terminal("review", "--kind", "contradictions", "--db", db)
    assert "1 of 1 ·" in terminal.expect(KEYS)  # what is decided is not asked again
    terminal.press("n", until="Nothing more is open.")
    assert terminal.end() == 0


def test_people_are_the_same_or_not(db: Path) -> None:
    connection = sqlite3.connect(db)
    first, second = sorted(i for (i,) in connection.execute("SELECT id FROM people WHERE name = 'Lò Văn Bưởi'"))
    with connection:  # as likely as can be
        connection.execute("INSERT INTO possibly_same VALUES ('person', ?, ?, 0.9, 'one name')", (first, second))
    connection.close()
    terminal = Terminal("review", "--kind", "people", "--db", db)
    asked = " ".join(terminal.expect(KEYS).split())
    assert "one name; 90% likely" in asked and asked.count("Lò Văn Bưởi (1 mention)") == 2
    assert "rank: Đại tá" in asked and "post: Cục trưởng – Cục Bờ bãi" in asked
    terminal.press("y", until="Lò Văn Bưởi: 2 people → 1, 2 mentions")
    terminal.expect("1 decision taken.")
    assert terminal.end() == 0


def test_undo_asks_again_and_leaves_nothing(db: Path) -> None:
    before = dump(db)
    terminal = Terminal("review", "--db", db)
    terminal.expect(KEYS)
    terminal.press("u", until="Nothing was decided in this session.")
    after = terminal.press("2", until=KEYS)
    assert "the second is right" in after and "→ " in after and "2 of " in after
    again = terminal.press("u", until=KEYS)
    assert "undone" in again and "→ contradicted" in again.replace("\n", " ") and "1 of " in again
    terminal.press("q", until="0 decisions taken.")
    assert terminal.end() == 0
    assert dump(db) == before and not decisions_path(db).exists()


def test_keys_are_explained_skipping_and_limits(db: Path) -> None:
    terminal = Terminal("review", "--limit", "2", "--db", db)
    assert "1 of 2 ·" in terminal.expect(KEYS)
    told = terminal.press("?", until="the keys")
    assert "undo the last decision" in told and "neither is right" in told
    assert "2 of 2 ·" in terminal.press("s", until=KEYS)
    terminal.press("s", until="0 decisions taken.")
    assert terminal.end() == 0


def test_both_are_right_only_with_an_explanation(db: Path) -> None:
    terminal = Terminal("review", "--kind", "contradictions", "--limit", "1", "--db", db)
    terminal.expect(KEYS)
    terminal.press("b", until="how so:")
    terminal.type("")
    terminal.expect("only with an explanation")
    terminal.press("w", until="Why:")
    terminal.type("hai nửa năm")
    terminal.expect(KEYS)
    terminal.press("b", until="1 decision taken.")
    assert terminal.end() == 0
    (line,) = lines_of(db)
    assert line["decision"] == "right" and line["why"] == "hai nửa năm" and len(line["mentions"]) == 2  # type: ignore[arg-type]
    assert value(db, "SELECT count(*) FROM contradictions") == 2  # it is kept and shown
    terminal = Terminal("review", "--kind", "contradictions", "--db", db)
    assert "1 of 1 ·" in terminal.expect(KEYS)  # and asked no more
    terminal.press("q", until="0 decisions taken.")
    assert terminal.end() == 0


@pytest.mark.parametrize(("key", "kind"), [("y", "right"), ("n", "wrong")])
def test_claims_are_right_or_wrong(db: Path, key: str, kind: str) -> None:
    connection = sqlite3.connect(db)
    with connection:
        connection.execute("UPDATE claims SET confidence = 0.5 WHERE kind = 'bloc_roles'")
    connection.close()
    terminal = Terminal("review", "--kind", "claims", "--limit", "1", "--db", db)
    asked = terminal.expect(KEYS)
    assert "1 of 1 · claims · 50% sure, by rule" in asked and MARKS[0] in asked
    terminal.press(key, until="1 decision taken.")
    assert terminal.end() == 0
    assert [line["decision"] for line in lines_of(db)] == [kind]


@pytest.mark.parametrize("columns", [60, 120])
def test_every_word_of_evidence_is_marked_at_every_width(db: Path, columns: int) -> None:
    terminal = Terminal("review", "--kind", "contradictions", "--db", db, columns=columns)
    asked = terminal.expect(KEYS)
    assert max(len(line) for line in asked.splitlines()) <= columns
    assert asked.count(MARKS[0]) == asked.count(MARKS[1]) >= 2
    terminal.press("q", until="taken.")
    terminal.end()


def test_colours_mark_the_evidence_where_there_are_any(db: Path) -> None:
    terminal = Terminal("review", "--kind", "contradictions", "--db", db, colours=True)
    terminal.expect(KEYS)
    assert MARKS[0] not in terminal.plain and "\x1b[1;4m" in terminal.shown
    terminal.press("q", until="taken.")
    assert terminal.end() == 0


def test_ctrl_c_ends_it_and_leaves_the_archive_whole(db: Path) -> None:
    terminal = Terminal("review", "--db", db)
    terminal.expect(KEYS)
    terminal.press("1", until=KEYS)
    after = dump(db)
    terminal.press("\x03", until="Interrupted.")
    assert terminal.end() == 130
    assert dump(db) == after and len(lines_of(db)) == 1
    assert sovang("verify", "--db", db).returncode == 0
    assert "Traceback" not in terminal.plain


@pytest.mark.parametrize("wait", [0.0, 0.05, 0.2])
def test_ctrl_c_while_it_decides_leaves_the_archive_whole(db: Path, wait: float) -> None:
    before = dump(db)
    terminal = Terminal("review", "--db", db)
    terminal.expect(KEYS)
    terminal.press("1", until="the first is right")
    time.sleep(wait)
    os.kill(terminal.pid, signal.SIGINT)
    assert terminal.end() == 130
    assert (dump(db) == before) is (lines_of(db) == [])
    assert sovang("verify", "--db", db).returncode == 0


def test_a_terminal_that_is_closed_leaves_the_archive_whole(db: Path) -> None:
    terminal = Terminal("review", "--db", db)
    terminal.expect(KEYS)
    terminal.press("1", until=KEYS)
    after = dump(db)
    terminal.hang_up()
    assert dump(db) == after
    assert sovang("verify", "--db", db).returncode == 0


def test_an_archive_that_is_being_built_is_told_and_asked_again(db: Path) -> None:
    terminal = Terminal("review", "--db", db)
    terminal.expect(KEYS)
    with Loader(db, "1"):
        terminal.press("1", until="another process")
    terminal.press("1", until="→")
    terminal.expect(KEYS)
    terminal.press("q", until="1 decision taken.")
    assert terminal.end() == 0


# --- the screen ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("spans", [[(0, 8)], [(900, 930)], [(1890, 1899)], [(10, 20), (1500, 1530)], [(0, 1899)], []])
def test_a_long_sentence_is_shortened_around_its_evidence(spans: list[tuple[int, int]]) -> None:
    text = "".join(f"từ {n:05d} " for n in range(211))[:1899]
    short, moved = shortened((text, spans))
    assert [short[start:end] for start, end in moved] == [text[start:end] for start, end in spans]
    if spans != [(0, 1899)]:
        assert len(short) < 500
    for piece in short.split("…"):
        assert piece.strip() in text


def test_a_short_sentence_stays_whole_and_spans_that_meet_are_one() -> None:
    assert shortened(("một hai ba bốn", [(4, 11), (0, 7)])) == ("một hai ba bốn", [(0, 11)])


def test_what_would_steer_the_terminal_is_not_shown(db: Path) -> None:
    first, _ = refs(db)
    done = sovang("decide", "alias", first, "--name", "Ba\x1b[31m Bưởi", "--db", db)
    assert done.returncode == 0
    terminal = Terminal("review", "--db", db)
    terminal.expect(KEYS)
    assert "\x1b[31m" not in terminal.shown
    terminal.press("q", until="taken.")
    terminal.end()
    assert "\x1b" not in decisions_path(db).read_text(encoding="utf-8")
