"""The README tells the truth: its files exist, its commands run, and its example answers as printed."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from house import ROOT

READMES = ("README.md", "README.vi.md")
PAGES = (*READMES, "docs/record-format.md", "CHANGES.md")
FOLDERS = "corpus|extractors|db|pipeline|tests|docs|[.]ci"


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks_of(page: str) -> list[str]:
    """The contents of the console blocks."""
    return re.findall(r"^```console\n(.*?)^```$", text_of(page), re.MULTILINE | re.DOTALL)


def commands_of(page: str) -> list[tuple[str, str]]:
    """(command, the output printed below it) in the page's order."""
    parts = [part for block in blocks_of(page) for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    return [(command, output) for command, _, output in (part.partition("\n") for part in parts)]


def sovang(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The command as its script would run it: the folder that one stands in is not searched for packages."""
    code = "import sys; sys.argv[0] = 'sovang'; from pipeline.cli import main; main()"
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1", "COLUMNS": "120"}
    command = [sys.executable, "-P", "-c", code, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("page", PAGES)
def test_links_and_files_exist(page: str) -> None:
    text = text_of(page)
    links = [link for link in re.findall(r"\]\(([^)#]+)[^)]*\)", text) if "://" not in link]
    files = re.findall(rf"`((?:{FOLDERS})/[\w./-]+|[\w-]+\.(?:md|lock|toml))`", text)
    missing = [
        name for name in (*links, *files) if not ((ROOT / page).parent / name).exists() and not (ROOT / name).exists()
    ]
    assert missing == []


def test_both_languages_show_the_same() -> None:
    assert blocks_of("README.md") == blocks_of("README.vi.md")
    english, vietnamese = (text_of(page) for page in READMES)
    for pattern in (r"^#+ ", r"^> .*", r"^    .*", r"^\| `[^|]*\|", r"\]\([^)]*/[^)]*\)"):
        found = [re.findall(pattern, text, re.MULTILINE) for text in (english, vietnamese)]
        assert found[0] == found[1], pattern


def test_make_knows_the_targets() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*##", text_of("Makefile"), re.MULTILINE))
    named = {match for page in READMES for match in re.findall(r"make ([a-z-]+)", text_of(page))}
    assert {"demo", "test"} <= named <= targets


def test_commands_run_and_answer_as_printed(tmp_path: Path) -> None:
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    (tmp_path / "demo").mkdir()
    told = [
        (shlex.split(command)[1:], output) for command, output in commands_of("README.md") if command.startswith("sov")
    ]
    assert [arguments[0] for arguments, _ in told] == [
        "build",
        "who",
        "who",
        "explain",
        "extract",
        "serve",
        "export",
        "verify",
        "evaluate",
    ]
    for arguments, output in told:
        if arguments[0] == "serve":
            arguments = ["serve", "--help"]
        done = sovang(*arguments, folder=tmp_path)
        assert done.returncode == 0, f"{arguments}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        if output:
            assert done.stdout == output, arguments


def test_the_record_format_names_every_key() -> None:
    # Imported here: the other tests of this file need no library.
    from dataclasses import fields

    from extractors import records

    text = text_of("docs/record-format.md")
    ticked = set(re.findall(r"`(\w+)`", text))
    renamed = {"giver": "from", "taker": "to"}
    keys = {renamed.get(field.name, field.name) for kind in records.KINDS.values() for field in fields(kind)}
    enums = (records.MeetingKind, records.Role, records.Basis, records.Part, records.RecipientKind)
    values = {member.value for enum in (*enums, records.AwardStatus, records.HandoverKind) for member in enum}
    assert (keys | values | set(records.KINDS)) - ticked == set()
