"""Where the checkout is and which files belong to it, for the tests of the house."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("corpus", "extractors", "db", "pipeline")
# What a checkout without git may hold beside the project's files.
_LEFT_BY_TOOLS = {"__pycache__", "build", "demo", "dist", "node_modules"}


def project_files() -> list[Path]:
    """The files of the project: what git tracks or would track, else all but what tools leave behind."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        if done.returncode == 0:  # git refuses a checkout of somebody else
            names = {name for name in os.fsdecode(done.stdout).split("\0") if name}
            return sorted(path for name in names if (path := ROOT / name).is_file())
    return sorted(_walk(ROOT))


def _walk(folder: Path) -> list[Path]:
    found: list[Path] = []
    for path in folder.iterdir():
        if path.is_dir():
            hidden = path.name.startswith(".") and path.name != ".ci"
            if not hidden and path.name not in _LEFT_BY_TOOLS and not path.name.endswith(".egg-info"):
                found += _walk(path)
        elif not path.name.endswith((".db", ".db-wal", ".db-shm", ".pyc")):
            found.append(path)
    return found
