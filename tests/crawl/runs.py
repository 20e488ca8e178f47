"""The command run in processes of its own, and what it left in its folder."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator

ROOT = Path(__file__).parents[2]
# Every option that makes a crawl of the tests' own server quick.
QUICK = ("--allow-private", "--delay", "0")
# The command with a list of private addresses that may be reached: what no option offers.
WITH_ALLOWED = """
import sys
from pathlib import Path
from corpus.crawl.bounds import Bounds
from corpus.crawl.plan import load_plan
from corpus.crawl.run import crawl
plan, out, port = sys.argv[1:]
crawl(load_plan(Path(plan)), Path(out), bounds=Bounds(allowed_peers=frozenset({("127.0.0.1", int(port))})))
"""


@dataclass
class Done:
    """What a process left."""

    returncode: int
    stdout: str
    stderr: str


def started(*arguments: str | Path, code: str | None = None) -> subprocess.Popen[str]:
    """`sovang crawl …`, or a program of its own, as the shell starts it."""
    program = ["-c", code] if code else ["-m", "pipeline.cli", "crawl"]
    return subprocess.Popen(
        [sys.executable, *program, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "http_proxy": "http://127.0.0.1:9", "NO_COLOR": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def crawl(*arguments: str | Path, given: str = "", code: str | None = None) -> Done:
    """The command from its beginning to its end."""
    process = started(*arguments, code=code)
    out, errors = process.communicate(given, timeout=90)
    assert "Traceback" not in errors, errors
    return Done(process.returncode, out, errors)


def rows(out: Path) -> list[dict[str, Any]]:
    """The rows of the log that are about addresses."""
    return [row for row in all_rows(out) if "address" in row]


def all_rows(out: Path) -> list[dict[str, Any]]:
    """Every row of the log."""
    return [json.loads(line) for line in (out / "crawl.log.jsonl").read_bytes().splitlines()]


def outcomes(out: Path, base: str) -> dict[str, str]:
    """Path → what became of it in the end."""
    return {row["address"].removeprefix(base): row["outcome"] for row in rows(out)}


@dataclass(frozen=True)
class Kept:
    """A record of a WARC file: of its type, with what stands in it."""

    kind: str
    address: str
    headers: dict[str, str]
    http: dict[str, str]
    status: str
    raw: bytes
    file: str


def records(out: Path) -> Iterator[Kept]:
    """Every record, its digests checked; a file that does not read whole raises."""
    for path in sorted(out.glob("*.warc.gz")):
        with path.open("rb") as file:
            iterator = ArchiveIterator(file, check_digests="raise", no_record_parse=False)
            for record in iterator:
                raw = record.raw_stream.read()
                http = dict(record.http_headers.headers) if record.http_headers else {}
                status = record.http_headers.get_statuscode() if record.http_headers else ""
                headers = dict(record.rec_headers.headers)
                address = headers.get("WARC-Target-URI", "")
                yield Kept(record.rec_type, address, headers, http, status, raw, path.name)


def pages(out: Path) -> list[tuple[str, str]]:
    """(address, payload digest) of every response, in order; the digest counted anew."""
    found = []
    for record in records(out):
        if record.kind == "response":
            digest = "sha1:" + base64.b32encode(hashlib.sha1(record.raw).digest()).decode()
            assert digest == record.headers["WARC-Payload-Digest"]
            found.append((record.address, digest))
    return found
