"""How `make` makes its environment, with a Python that only pretends: what is whole is kept, what is not is made anew."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from house import ROOT

# Notes what it is asked for; makes an "environment" that holds itself; its pip fails where a file says so.
PRETENDER = """#!/bin/sh
echo "$*" >> "$NOTES"
case "$*" in
    "-m venv --clear "*) rm -rf "$4"; mkdir -p "$4/bin"; cp "$0" "$4/bin/python" ;;
    *--require-hashes*) [ ! -e "$NOTES.fail" ] ;;
esac
"""


class Making:
    """A Makefile's folder of its own, and what its Python was asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notes = folder / "notes"
        self.failing = folder / "notes.fail"
        for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
            shutil.copyfile(ROOT / name, folder / name)
        (folder / "python").write_text(PRETENDER, encoding="utf-8")
        (folder / "python").chmod(0o755)

    def make(self, stamp: str) -> tuple[int, list[str]]:
        """The exit code, and which of `venv`, `runtime` and `dev` was made or installed."""
        self.notes.write_text("", encoding="utf-8")
        environment = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")} | {"NOTES": str(self.notes)}
        command = ["make", f"PYTHON={self.folder / 'python'}", f".venv/{stamp}"]
        done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, check=False)
        asked = self.notes.read_text(encoding="utf-8").splitlines()
        names = {"venv --clear": "venv", "requirement requirements.lock": "runtime", "requirements-dev.lock": "dev"}
        return done.returncode, [name for line in asked for part, name in names.items() if part in line]

    def newer_lock(self) -> None:
        """As after a change of the lock files."""
        for name in ("requirements.lock", "requirements-dev.lock"):
            later = (self.folder / ".venv" / ".ready").stat().st_mtime + 5
            os.utime(self.folder / name, (later, later))


@pytest.fixture
def making(tmp_path: Path) -> Making:
    if not shutil.which("make"):
        pytest.skip("make is not installed")
    return Making(tmp_path)


def test_an_environment_is_made_once(making: Making) -> None:
    assert making.make(".ready") == (0, ["venv", "runtime"])
    assert making.make(".ready") == (0, [])
    assert making.make(".ready-dev") == (0, ["dev"])
    assert making.make(".ready") == (0, [])


def test_an_environment_follows_the_locks(making: Making) -> None:
    making.make(".ready-dev")
    making.newer_lock()
    assert making.make(".ready") == (0, ["dev"])  # it stays the development environment


def test_what_could_not_be_installed_is_made_anew(making: Making) -> None:
    making.failing.touch()
    code, asked = making.make(".ready")
    assert (code, asked) == (2, ["venv", "runtime"]) and not (making.folder / ".venv" / ".ready").exists()
    making.failing.unlink()
    assert making.make(".ready") == (0, ["venv", "runtime"])
    making.newer_lock()
    making.failing.touch()
    assert making.make(".ready") == (2, ["runtime"])
    making.failing.unlink()
    assert making.make(".ready-dev") == (0, ["venv", "dev"])


def test_an_environment_of_somebody_else_is_made_anew(making: Making) -> None:
    (making.folder / ".venv" / "bin").mkdir(parents=True)
    shutil.copy(making.folder / "python", making.folder / ".venv" / "bin" / "python")
    assert making.make(".ready") == (0, ["venv", "runtime"])
