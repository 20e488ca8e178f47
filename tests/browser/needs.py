"""What the tests in a browser need of the machine, and the packages of Debian that bring it. Runs on any Python 3.

As a script it says in one line what is missing, and fails if anything is; with `--packages` it prints packages only.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

NEEDS = {"chromium": ("chromium", "fonts-liberation"), "java": ("default-jre-headless",), "npm": ("npm",)}
"""Command → the packages of Debian that bring it; with Chromium the letters that its pages are laid out with."""

MODULES = Path(__file__).parent / "node_modules"
"""What npm installs here: axe-core, and the W3C's checker."""

READY = MODULES / ".ready"
"""Stands there once they are whole; see the Makefile."""

REQUIRED = "SOVANG_BROWSER"
"""Set to `required`, this variable makes a failure of what would be skipped."""


def missing() -> list[str]:
    """The commands that are not on this machine."""
    return [command for command in NEEDS if not shutil.which(command)]


def packages_of(commands: list[str]) -> list[str]:
    """The packages of Debian that bring commands."""
    return [package for command in commands for package in NEEDS[command]]


def complaint(commands: list[str]) -> str:
    """One line on commands that are missing, and how to get them."""
    return f"{', '.join(commands)} not found: apt-get install {' '.join(packages_of(commands))}"


def is_required() -> bool:
    """Whether a machine without a browser fails the tests."""
    return os.environ.get(REQUIRED) == "required"


def main(arguments: list[str]) -> int:
    """The script: 0 where nothing is missing."""
    commands = missing()
    if arguments == ["--packages"]:
        print(*packages_of(commands))
        return 0
    if commands:
        print("Tests in a browser:", complaint(commands), file=sys.stderr)
    return int(bool(commands))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
