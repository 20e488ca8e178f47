"""sovang sites in real processes: over an archive in which one paper has a new design, and from saved pages."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from cli_runs import ROOT, is_one_line_error, sovang
from corpus.families import FAMILIES
from corpus.sites import sites
from pages import FOLDER, expected

PAPER = next(site for site in sites() if site.name == "qdnd")
HOST = PAPER.hosts[0]
# (page, host of its address): the paper as its site file knows it, the paper in a new design, and hosts without a file.
OLD = ("army_paper/01", "army_paper/02", "army_paper/03")
NEW = ("mixed_portal/01", "mixed_portal/06", "vietnamese_names/06")
OTHERS = (
    ("hashed_classes/02", "bao.songlam.example"),
    ("hashed_classes/03", "bao.songlam.example"),
    ("nukeviet/01", "www.camle.example"),
)


def put(folder: Path, name: str, host: str | None, day: str | None = None) -> None:
    """A page as if saved from a host; day: on which it says that it was published."""
    text = (FOLDER / f"{name}.html").read_text(encoding="utf-8")
    address = f"https://{host}/tin/{name.replace('/', '-')}.html"
    head = f'<link rel="canonical" href="{address}">' if host else ""
    if day:
        head += f'<meta property="article:published_time" content="{day}">'
    start = text.index(">", text.lower().index("<head")) + 1
    path = folder / f"{name.replace('/', '_')}.html"
    path.write_text(text[:start] + head + text[start:], encoding="utf-8")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sites")
    saved = folder / "pages"
    saved.mkdir()
    for number, name in enumerate(OLD, 1):
        put(saved, name, HOST, f"2025-01-0{number}")
    for number, name in enumerate(NEW, 1):
        put(saved, name, HOST, f"2026-03-0{number}")
    for name, host in OTHERS:
        put(saved, name, host)
    (saved / "a.txt").write_text("Nước sông lên nhanh\n\nĐêm qua mưa lớn ở thượng nguồn, nước dâng hai mét.\n", "utf-8")
    done = sovang("build", saved, "--db", folder / "a.db")
    assert done.returncode == 0, done.stderr
    return folder / "a.db"


def test_the_list_has_every_file_and_family() -> None:
    done = sovang("sites")
    assert done.returncode == 0 and done.stderr == "" and "\x1b" not in done.stdout
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["name", "publisher", "hosts", "software", "verified"]
    named = [line.split()[0] for line in lines[1:-2]]
    assert named == [site.name for site in sites()] + [family.name for family in FAMILIES]
    row = next(line for line in lines if line.startswith("qdnd "))
    assert PAPER.publisher in row and HOST in row and "from hearsay" in row
    assert lines[-1] == f"{len(sites())} site files, {len(FAMILIES)} families."


def test_the_list_for_programs() -> None:
    rows = json.loads(sovang("sites", "--json").stdout)
    (row,) = (row for row in rows if row["name"] == "qdnd")
    assert row == {
        "kind": "site",
        "name": "qdnd",
        "publisher": PAPER.publisher,
        "hosts": list(PAPER.hosts),
        "software": "post_subinfo",
        "designs": len(PAPER.layouts),
        "verified": None,
    }
    days = {row["name"]: row["verified"] for row in rows}
    assert all(day is None or len(day) == 10 for day in days.values()) and any(days.values())


def test_a_new_design_is_noticed(archive: Path) -> None:
    done = sovang("sites", "--db", archive)
    assert done.returncode == 0 and done.stderr == "" and "\x1b" not in done.stdout
    lines = done.stdout.splitlines()
    assert lines[0] == (
        "qdnd: body found nothing on 3 of 6 pages, first 2026-03-01, last 2026-03-03; read till 2025-01-03; "
        "likely a new design"
    )
    assert lines[1] == ""
    assert lines[2].split("  ")[0] == "name" and lines[3].startswith("qdnd ")
    assert "2025-01-01 to 2025-01-03" in lines[3] and "3, till 2026-03-03" in lines[3]


def test_hosts_without_a_file_are_listed_with_their_number(archive: Path) -> None:
    text = sovang("sites", "--db", archive).stdout
    rows = [line.split() for line in text[text.index("Hosts without") :].splitlines() if ".example" in line]
    assert [(row[0], row[1]) for row in rows] == [("bao.songlam.example", "2"), ("camle.example", "1")]
    assert rows[0][-3:] == ["general", "path", "2"] and rows[1][-2:] == ["nukeviet", "1"]
    assert HOST not in text[text.index("Hosts without") :]
    assert text.splitlines()[-1] == "1 article without an address, so that no site file can be known for them."


def test_an_archive_for_programs(archive: Path) -> None:
    found = json.loads(sovang("sites", "--db", archive, "--json").stdout)
    assert [row["name"] for row in found["sites"]] == ["qdnd", "nukeviet"]
    paper = found["sites"][0]
    assert paper["matched"] == {"pages": 3, "first": "2025-01-01", "last": "2025-01-03"}
    assert paper["missed"]["body"] == {"pages": 3, "first": "2026-03-01", "last": "2026-03-03"}
    assert (paper["pages"], paper["attention"], paper["redesigned"], paper["kind"]) == (6, ["body"], True, "site")
    assert [(host["host"], host["pages"], host["read_by"]) for host in found["hosts"]] == [
        ("bao.songlam.example", 2, {"": 2}),
        ("camle.example", 1, {"nukeviet": 1}),
    ]
    assert found["without_address"] == 1


def test_what_no_page_was_for_is_listed_when_asked(archive: Path) -> None:
    used = json.loads(sovang("sites", "--db", archive, "--used", "--json").stdout)["sites"]
    every = json.loads(sovang("sites", "--db", archive, "--all", "--json").stdout)["sites"]
    assert every[: len(used)] == used == json.loads(sovang("sites", "--db", archive, "--json").stdout)["sites"]
    assert sorted(row["name"] for row in every) == sorted(one.name for one in (*sites(), *FAMILIES))
    assert {row["pages"] for row in every[len(used) :]} == {0}
    assert sovang("sites", "--db", archive, "--all").stdout.splitlines()[3].startswith("qdnd ")


def test_an_address_that_a_terminal_would_obey_is_none(tmp_path: Path) -> None:
    """What a page says of its address reaches the list of hosts, so an escape sequence in it would."""
    put(tmp_path, "mixed_portal/02", "songlam&#27;c.example")
    assert sovang("build", tmp_path / "mixed_portal_02.html", "--db", tmp_path / "a.db").returncode == 0
    done = sovang("sites", "--db", tmp_path / "a.db")
    assert done.returncode == 0 and all(line.isprintable() for line in done.stdout.splitlines())


def test_an_archive_without_pages_of_sites(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nước sông lên nhanh\n\nĐêm qua mưa lớn ở thượng nguồn, nước dâng.\n", "utf-8")
    assert sovang("build", tmp_path / "a.txt", "--db", tmp_path / "a.db").returncode == 0
    done = sovang("sites", "--db", tmp_path / "a.db")
    assert done.returncode == 0 and "No page of this archive was read by a site file" in done.stdout


@pytest.mark.parametrize("content", [None, b"", b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_missing_or_foreign_archive_is_one_line(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "a.db").write_bytes(content)
    assert is_one_line_error(sovang("sites", "--db", tmp_path / "a.db"), "a.db")


@pytest.mark.parametrize(("variable", "coloured"), [("X", True), ("NO_COLOR", False)])
def test_on_a_terminal_it_has_colours_unless_told_otherwise(archive: Path, variable: str, coloured: bool) -> None:
    leader, follower = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
    environment |= {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLUMNS": "150", variable: "1"}
    command = [sys.executable, "-m", "pipeline.cli", "sites", "--db", str(archive)]
    process = subprocess.Popen(command, env=environment, stdout=follower, stderr=follower, stdin=subprocess.DEVNULL)
    os.close(follower)
    shown = b""
    with contextlib.suppress(OSError):  # how the end of a terminal reads
        while piece := os.read(leader, 4096):
            shown += piece
    os.close(leader)
    assert process.wait(timeout=60) == 0
    assert b"qdnd" in shown and (b"\x1b[33m" in shown) is coloured


# --- new ----------------------------------------------------------------------------------------------------


def test_a_skeleton_and_its_test_are_written(tmp_path: Path) -> None:
    put(tmp_path, "mixed_portal/02", "www.songlam.example")
    out = tmp_path / "new" / "site"
    saved = tmp_path / "mixed_portal_02.html"
    done = sovang("sites", "new", saved, "--out", out)
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == ["songlam.html", "songlam.json", "songlam.py"]
    assert (out / "songlam.html").read_bytes() == saved.read_bytes()
    said = json.loads((out / "songlam.json").read_text(encoding="utf-8"))
    want = expected("mixed_portal/02")
    assert said["reviewed"] is False and said["absent"] == []
    assert said["address"] == said["url"] == "https://www.songlam.example/tin/mixed_portal-02.html"
    assert (said["title"], said["published"], tuple(said["byline"])) == (want.title, want.published, want.byline)
    assert tuple(map(tuple, said["blocks"])) == want.blocks
    keys = json.loads((FOLDER / "mixed_portal" / "02.json").read_text(encoding="utf-8")).keys()
    assert said.keys() == keys | {"reviewed"}
    assert 'hosts=("songlam.example",)' in (out / "songlam.py").read_text(encoding="utf-8")
    assert "corpus/sites/" in done.stdout and "tests/pages/sites/" in done.stdout and "reviewed" in done.stdout
    assert len(done.stdout.splitlines()) <= 6


def test_nothing_is_overwritten_without_force(tmp_path: Path) -> None:
    page, out = FOLDER / "hashed_classes" / "01.html", tmp_path / "out"
    told = ("sites", "new", page, "--url", "https://songlam.example/1.html", "--out", out)
    assert sovang(*told).returncode == 0
    assert sovang(*told).returncode == 0  # the same again is no loss
    (out / "songlam.json").write_text("mended", encoding="utf-8")
    assert is_one_line_error(sovang(*told), "songlam.json", "--force")
    assert (out / "songlam.json").read_text(encoding="utf-8") == "mended"
    assert sovang(*told, "--force").returncode == 0
    assert json.loads((out / "songlam.json").read_text(encoding="utf-8"))["reviewed"] is False


def test_the_address_may_stand_in_what_holds_the_page(tmp_path: Path) -> None:
    page = (FOLDER / "mixed_portal" / "03.html").read_bytes().replace(b"canonical", b"x")
    saved = tmp_path / "www.songlam.example" / "tin" / "1.html"  # as in a mirror
    saved.parent.mkdir(parents=True)
    saved.write_bytes(page)
    out = tmp_path / "out"
    done = sovang("sites", "new", tmp_path / "www.songlam.example", "--out", out)
    assert is_one_line_error(done, "is a folder")
    marked = tmp_path / "marked.html"
    marked.write_bytes(page.replace(b">", b"><!-- saved from url=(0035)https://www.songlam.example/tin/1.html -->", 1))
    done = sovang("sites", "new", marked, "--out", out)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads((out / "songlam.json").read_text("utf-8"))["url"] == "https://www.songlam.example/tin/1.html"


def test_a_page_of_a_host_with_a_file_makes_a_new_design(tmp_path: Path) -> None:
    put(tmp_path, "mixed_portal/06", HOST)
    done = sovang("sites", "new", tmp_path / "mixed_portal_06.html", "--out", tmp_path / "out")
    assert done.returncode == 0 and "corpus/sites/qdnd.py" in done.stdout and "above" in done.stdout
    assert 'name="qdnd"' in (tmp_path / "out" / "qdnd.py").read_text(encoding="utf-8")


def test_a_page_that_its_file_reads_is_a_test_of_it(tmp_path: Path) -> None:
    put(tmp_path, OLD[0], HOST)
    done = sovang("sites", "new", tmp_path / "army_paper_01.html", "--out", tmp_path / "out")
    assert done.returncode == 0 and "corpus/sites/qdnd.py reads this page already" in done.stdout


def test_a_page_on_the_standard_input(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pipeline.cli", "sites", "new", "-", "--out", str(tmp_path / "out")]
    done = subprocess.run(
        [*command, "--url", "https://songlam.example/1.html", "--name", "song_lam"],
        input=(FOLDER / "hashed_classes" / "03.html").read_bytes(),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "out" / "song_lam.html").read_bytes() == (FOLDER / "hashed_classes" / "03.html").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("missing.html",), ("missing.html", "does not exist")),
        (("a.txt",), ("a.txt", "no HTML")),
        (("empty.html",), ("empty.html", "empty")),
        (("menu.html",), ("menu.html", "no article")),
        (("page.html",), ("page.html", "--url")),
        ((".",), ("folder",)),
        (("page.html", "--url", "songlam.example/1"), ("--url", "address")),
        (("page.html", "--url", "file:///etc/passwd"), ("--url", "address")),
        (("page.html", "--url", "http://[a/1"), ("--url", "address")),
        (("page.html", "--url", "https://songlam.example/1", "--name", "../x"), ("--name", "module")),
        (("page.html", "--url", "https://songlam.example/1", "--name", "qdnd"), ("qdnd", "--name")),
        (("page.html", "--url", "https://songlam.example/1", "--out", "a.txt"), ("a.txt", "--out")),
        (("page.html", "--url", "https://songlam.example/1", "--out", ""), ("--out",)),
    ],
)
def test_what_cannot_be_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.html").write_bytes((FOLDER / "mixed_portal" / "03.html").read_bytes().replace(b"canonical", b"x"))
    Path("a.txt").write_text("Nước sông lên nhanh", encoding="utf-8")
    Path("empty.html").write_bytes(b"")
    Path("menu.html").write_text("<nav>Trang chủ</nav>", encoding="utf-8")
    out = () if "--out" in arguments else ("--out", "out")
    assert is_one_line_error(sovang("sites", "new", *arguments, *out), *words)
    assert not Path("out").exists()


def test_help_has_an_example_and_options_stand_where_they_belong(archive: Path) -> None:
    done = sovang("sites", "new", "--help")
    assert done.returncode == 0 and "Example: sovang sites new" in " ".join(done.stdout.split())
    wrong = sovang("sites", "--db", archive, "new", FOLDER / "nukeviet" / "01.html", "--out", "x")
    assert wrong.returncode == 2 and "Traceback" not in wrong.stderr
