"""`.ci/run` on machines that only pretend: it installs what is missing and nothing else, and ends with pytest's line."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from browser.needs import NEEDS
from house import ROOT

_TOOLS = ("bash", "cat", "dirname", "env", "grep", "mktemp", "rm", "tail", "tee")
_LAST = "=== 3 passed, 1 skipped in 0.12s ==="
_STUBS = {
    "python3": f'exec "{sys.executable}" "$@"',
    "id": "echo 0",
    "sleep": "exit 0",
    "apt-get": 'echo "$*" >> "$NOTES/apt"; echo "E: no such package"; [ ! -e "$NOTES/apt.fails" ]',
    "make": f'echo "$SOVANG_BROWSER $*" >> "$NOTES/make"; [ "$*" = test ] || exit 0; echo "{_LAST}"; echo afterwards;'
    ' [ ! -e "$NOTES/test.fails" ]',
}


class Machine:
    """A checkout with `.ci/run`, and what was asked for on it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.commands = folder, folder / "commands"
        for name in (".ci/run", "tests/browser/needs.py"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
        self.commands.mkdir()
        for name in _TOOLS:
            found = shutil.which(name)
            assert found, name
            (self.commands / name).symlink_to(found)
        for name, does in _STUBS.items():
            self.has(name, does)

    def has(self, command: str, does: str = "exit 0") -> None:
        (self.commands / command).write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        (self.commands / command).chmod(0o755)

    def run(self) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": str(self.commands), "NOTES": str(self.folder)}
        command = [self.commands / "bash", self.folder / ".ci" / "run"]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    def asked(self, what: str) -> list[str]:
        notes = self.folder / what
        return notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_nothing_is_installed_where_nothing_is_missing(machine: Machine) -> None:
    for command in NEEDS:
        machine.has(command)
    done = machine.run()
    assert (done.returncode, done.stdout.splitlines()[-1], done.stderr) == (0, _LAST, "")
    assert machine.asked("apt") == []
    assert machine.asked("make") == [" --keep-going lint", "required test"]


def test_what_is_missing_is_installed_first(machine: Machine) -> None:
    machine.has("npm")
    done = machine.run()
    assert (done.returncode, done.stdout.splitlines()[-1], done.stderr) == (0, _LAST, "")
    update, install = machine.asked("apt")
    assert update.endswith(" update")
    assert install.endswith(" install --yes --no-install-recommends chromium fonts-liberation default-jre-headless")
    assert "Installing chromium fonts-liberation default-jre-headless" in done.stdout


def test_what_cannot_be_installed_is_tried_again_and_told(machine: Machine) -> None:
    machine.has("java")
    machine.has("npm")
    (machine.folder / "apt.fails").touch()
    done = machine.run()
    assert len(machine.asked("apt")) == 2  # each time the lists of packages, which fail already
    assert "E: no such package" in done.stderr
    assert ".ci/run: apt-get could not install chromium fonts-liberation, see above" in done.stderr
    assert machine.asked("make")[-1] == "required test"  # which fails by what it lacks
    assert done.stdout.splitlines()[-1] == _LAST


def test_it_fails_as_the_tests_do(machine: Machine) -> None:
    for command in NEEDS:
        machine.has(command)
    (machine.folder / "test.fails").touch()
    done = machine.run()
    assert (done.returncode, done.stdout.splitlines()[-1]) == (1, _LAST)
    assert ".ci/run: not everything passed, see above" in done.stderr
