"""What is missing on a machine is said in one line, with the packages that bring it; tests then skip or fail by it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from browser import needs
from house import ROOT

_ALONE = "--confcutdir=tests/browser"  # without what the other tests load
_ONE_TEST = "tests/browser/test_pages.py::test_it_opens[vi-home]"


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """The environment of a machine that has npm, and neither Chromium nor Java."""
    (tmp_path / "npm").write_text("#!/bin/sh\n", encoding="utf-8")
    (tmp_path / "npm").chmod(0o755)
    return {k: v for k, v in os.environ.items() if k != needs.REQUIRED} | {"PATH": str(tmp_path)}


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_script_names_what_is_missing(bare: dict[str, str]) -> None:
    done = run(bare, "tests/browser/needs.py")
    told = (
        "Tests in a browser: chromium, java not found: apt-get install chromium fonts-liberation default-jre-headless\n"
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", told)
    done = run(bare, "tests/browser/needs.py", "--packages")
    assert (done.returncode, done.stdout, done.stderr) == (0, "chromium fonts-liberation default-jre-headless\n", "")


def test_the_script_is_silent_where_nothing_is_missing(bare: dict[str, str], tmp_path: Path) -> None:
    for command in needs.NEEDS:
        (tmp_path / command).write_text("#!/bin/sh\n", encoding="utf-8")
        (tmp_path / command).chmod(0o755)
    for arguments, told in (((), ""), (("--packages",), "\n")):
        done = run(bare, "tests/browser/needs.py", *arguments)
        assert (done.returncode, done.stdout, done.stderr) == (0, told, "")


@pytest.mark.parametrize(("required", "outcome"), [("", "1 skipped"), ("required", "1 error")])
def test_tests_skip_unless_a_browser_is_required(bare: dict[str, str], required: str, outcome: str) -> None:
    done = run(bare | {needs.REQUIRED: required}, "-m", "pytest", "-p", "no:cacheprovider", _ALONE, _ONE_TEST)
    assert outcome in done.stdout.splitlines()[-1], done.stdout
    assert "chromium, java not found: apt-get install chromium fonts-liberation default-jre-headless" in done.stdout
    assert "Traceback" not in done.stdout
