"""`sovang who` on posts and days, in real processes, on the bundled pages."""

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

COMMAND_OF_CAO_BANG = "Bộ Chỉ huy quân sự tỉnh Cao Bằng"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("who") / "archive.db"
    assert sovang("build", ROOT / "corpus" / "samples", "--db", path).returncode == 0
    return path


@pytest.mark.parametrize("day", ["2021-06-01", "1-6-2021", "1/6/2021", "01/06/2021"])
@pytest.mark.parametrize("name", [COMMAND_OF_CAO_BANG, "Bộ CHQS tỉnh Cao Bằng", "bchqs cao bang"])
def test_who_held_a_post_on_a_day(archive: Path, name: str, day: str) -> None:
    done = sovang("who", name, "--post", "chi huy truong", "--on", day, "--db", archive)
    assert done.returncode == 0
    first, header, row, *rest = done.stdout.splitlines()
    assert first == f"{COMMAND_OF_CAO_BANG}, on 2021-06-01" and header.split() == ["post", "answer", "who", "why"]
    assert [cell.strip() for cell in row.split("  ") if cell] == [
        "Chỉ huy trưởng",
        "sure",
        "Đàm Viết Thuận",
        "cited on 2020-11-12, cited on 2021-12-20",
    ]
    assert any("“Đại tá Đàm Viết Thuận, Chỉ huy trưởng" in line for line in rest)
    assert "\x1b" not in done.stdout


def test_unknown_says_who_is_known_before_and_after(archive: Path) -> None:
    done = sovang("who", "Bộ CHQS tỉnh Cao Bằng", "--post", "Chỉ huy trưởng", "--on", "2024-09-02", "--db", archive)
    assert done.returncode == 0 and "unknown" in done.stdout
    assert "known before: Mông Thế Hùng on 2023-03-15; known after: Triệu Quang Thủy on 2025-03-10" in done.stdout


def test_all_holders_of_a_post_in_time(archive: Path) -> None:
    done = sovang("who", "Bộ CHQS tỉnh Cao Bằng", "--post", "Chỉ huy trưởng", "--db", archive)
    lines = done.stdout.splitlines()
    assert lines[1].split()[3:] == "first cited last cited start end former since sources".split()
    names = [" ".join(line.split()[:3]) for line in lines[2:7]]
    assert names == ["Nông Quốc Trị", "Bế Hoàng Tuyển", "Đàm Viết Thuận", "Mông Thế Hùng", "Triệu Quang Thủy"]
    told = json.loads(
        sovang("who", "Bộ CHQS tỉnh Cao Bằng", "--post", "Chỉ huy trưởng", "--json", "--db", archive).stdout
    )
    (thuan,) = [tenure for tenure in told[0]["tenures"] if tenure["person"] == "Đàm Viết Thuận"]
    assert (thuan["started"], thuan["ended"]) == ("2019-03-29", "2022-10-28") and len(thuan["evidence"]) >= 4


def test_all_posts_of_a_unit_on_a_day(archive: Path) -> None:
    told = json.loads(sovang("who", "Bộ CHQS Cao Bằng", "--on", "2021-05-19", "--json", "--db", archive).stdout)
    found = {post["title"]: (post["status"], [c["name"] for c in post["candidates"]]) for post in told}
    assert found["Chỉ huy trưởng"] == ("sure", ["Đàm Viết Thuận"]) and found["Chính ủy"] == (
        "sure",
        ["Nguyễn Đình Khoát"],
    )
    evidence = [quote for post in told for c in post["candidates"] for quote in c["evidence"]]
    assert evidence and all(e["quote"] and e["source"] and e["claim"] for e in evidence)


def test_who_headed_a_bloc_on_a_day(archive: Path) -> None:
    done = sovang("who", "khoi thi dua so 4", "--on", "15/1/2022", "--db", archive)
    assert done.returncode == 0
    assert done.stdout.startswith("Khối thi đua số 4 (Quân khu 4), on 2022-01-15\n")
    assert "sure    Lữ đoàn Phòng không 627 (Lê Xuân Thủy)  started on 2021-11-05, cited on 2022-06-29" in done.stdout
    (told,) = json.loads(sovang("who", "khoi thi dua so 4", "--on", "2029-01-15", "--json", "--db", archive).stdout)
    assert (told["status"], told["scope"]) == ("unknown", "Quân khu 4") and told["before"] and told["reason"]


@pytest.mark.parametrize(
    "day", ["2021-02-30", "31/4/2021", "6/31/2021", "2021", "hôm qua", "", "1-6/2021", "9999-01-01"]
)
def test_a_wrong_day_is_one_line(archive: Path, day: str) -> None:
    done = sovang("who", "Trung đoàn 893", "--on", day, "--db", archive)
    assert is_one_line_error(done) and "--on" in done.stderr and "2021-06-01" in done.stderr


def test_a_year_goes_with_no_day(archive: Path) -> None:
    done = sovang("who", "khoi thi dua so 4", "--on", "2022-01-15", "--year", "2022", "--db", archive)
    assert done.returncode == 2 and "--year" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("Bộ CHQS tỉnh Cao Bàng", "--post", "Chỉ huy trưởng"), COMMAND_OF_CAO_BANG),
        (("Bộ CHQS tỉnh Cao Bàng", "--on", "2021-06-01"), COMMAND_OF_CAO_BANG),
        (("Trung đoàn 893", "--post", "Giám đốc"), "Trung đoàn trưởng"),
        (("Cụm thi đua số 99", "--on", "2021-06-01"), "Cụm thi đua số 1"),
        (("bo chqs cao bang", "--year", "2022"), "but a unit does; --year is about blocs"),
        (("khoi thi dua so 4", "--post", "Khối trưởng"), "but a bloc does"),
    ],
)
def test_nothing_fits(archive: Path, arguments: tuple[str, ...], named: str) -> None:
    done = sovang("who", *arguments, "--db", archive)
    assert (done.returncode, done.stdout) == (1, "") and named in done.stderr and len(done.stderr.splitlines()) == 1
    assert sovang("who", *arguments, "--json", "--db", archive).stdout == "[]\n"


@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_only_on_a_terminal(archive: Path, variables: dict[str, str], coloured: bool) -> None:
    ours, theirs = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"PYTHONPATH": str(ROOT), "TERM": "xterm"}
    command = [
        sys.executable,
        "-m",
        "pipeline.cli",
        "who",
        "Trung đoàn 893",
        "--on",
        "2019-09-02",
        "--db",
        str(archive),
    ]
    process = subprocess.Popen(command, env=environment | variables, stdout=theirs)
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # Linux ends a terminal's output with an error
        while piece := os.read(ours, 65536):
            shown += piece
    os.close(ours)
    assert process.wait(20) == 0
    assert "Triệu Quang Thủy" in shown.decode() and (b"\x1b[32m" in shown) is coloured
