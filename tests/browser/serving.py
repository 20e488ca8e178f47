"""An archive that is built and served by the real command line, in processes of their own."""

from __future__ import annotations

import os
import re
import select
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from house import ROOT

SAMPLES = Path("corpus", "samples")
_PATIENCE = 120  # seconds until a server has said where it is
_ADDRESS = re.compile(r" is at (http://[^\s/]+)")
_LETTING_IN = re.compile(r"To decide on its pages, open (http://\S+)")
_NOT_THERE = re.compile(r"40[34] /")  # the server names the pages that readers did not find, or may not see
_ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


@dataclass(frozen=True)
class Site:
    """A website that is being served, and the archive that it shows.

    address: without a slash at its end. letting_in: the address by which a browser may decide, if anybody may.
    """

    address: str
    db: Path
    letting_in: str = ""

    def first(self, query: str) -> str | None:
        """The first field of the first row that a query finds in the archive."""
        connection = sqlite3.connect(self.db)
        try:
            row = connection.execute(query).fetchone()
        finally:
            connection.close()
        return None if row is None else str(row[0])


def build(db: Path, *inputs: Path) -> None:
    """`sovang build`; paths are those of the checkout, so that the archive says the same on every machine."""
    done = subprocess.run(
        _sovang("build", *inputs, "--db", db), cwd=ROOT, env=_ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@contextmanager
def served(db: Path, *options: str) -> Iterator[Site]:
    """`sovang serve` on a free port, while the context lasts. options: more of its options. Whatever the server complains of is a failure."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as complaints:
        server = subprocess.Popen(
            _sovang("serve", "--db", db, "--port", 0, *options),
            cwd=ROOT,
            env=_ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            encoding="utf-8",
        )
        try:
            yield Site(_address(server), db, _letting_in(server) if "--edit" in options else "")
        finally:
            server.send_signal(signal.SIGTERM)
            server.communicate(timeout=_PATIENCE)
            complaints.seek(0)
            said = [line for line in complaints if not _NOT_THERE.match(line)]
        assert said == [], "the server complained:\n" + "".join(said)


def _letting_in(server: subprocess.Popen[str]) -> str:
    """The address with the token, which comes behind the things to look at."""
    assert server.stdout is not None
    for line in server.stdout:
        if found := _LETTING_IN.search(line):
            return found[1]
    raise AssertionError("the server printed no address to decide by")


def _sovang(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "pipeline.cli", *map(str, arguments)]


def _address(server: subprocess.Popen[str]) -> str:
    """Where the server says it is."""
    assert server.stdout is not None
    ready, _, _ = select.select([server.stdout], [], [], _PATIENCE)
    found = _ADDRESS.search(server.stdout.readline()) if ready else None
    assert found, "the server did not say where it is"
    return found[1]
