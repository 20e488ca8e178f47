"""The command run in real processes, and what it is run on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pipeline.commands.build
import pipeline.commands.explain
import pipeline.commands.export
import pipeline.commands.extract
import pipeline.commands.serve
import pipeline.commands.sites
import pipeline.commands.verify
import pipeline.commands.who  # noqa: F401  loaded here once, not in every process
from pipeline.cli import main

ROOT = Path(__file__).parents[1]
COMMANDS = ("crawl", "extract", "build", "who", "serve", "export", "explain", "sites", "verify")

LED = """Khối thi đua 2 bầu Khối trưởng mới

Sáng 8-10-2020, tại Hà Nội, Khối thi đua 2 (Tổng cục Sông Lam) tổ chức hội nghị tổng kết phong trào thi đua năm 2020.

Khối thi đua 2 gồm Cục Thủy văn, Cục Đo đạc và Cục Bờ bãi. Đại tá Lò Văn Sáu, Cục trưởng Cục Thủy văn chủ trì hội nghị.

Hội nghị thống nhất bầu Cục Đo đạc làm Khối trưởng Khối thi đua 2 năm 2021.
"""
SILENT = """Nước sông lên nhanh

Đêm qua mưa lớn ở thượng nguồn. Nước sông dâng hai mét, bà con chạy lũ trong đêm, chưa có ai bị nạn.
"""


@dataclass
class Done:
    """What a process left."""

    returncode: int
    stdout: str
    stderr: str


def sovang(*arguments: str | Path) -> Done:
    """The command line in a process of its own, forked from this one, which has loaded the libraries already."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        child = os.fork()
        if child == 0:
            _become(out.fileno(), errors.fileno(), [str(a) for a in arguments])
        _, status = os.waitpid(child, 0)
        for file in (out, errors):
            file.seek(0)
        return Done(os.waitstatus_to_exitcode(status), out.read().decode(), errors.read().decode())


def _become(out: int, errors: int, arguments: list[str]) -> NoReturn:
    code = 99
    try:
        os.dup2(out, 1)
        os.dup2(errors, 2)
        sys.stdout, sys.stderr = (os.fdopen(at, "w", encoding="utf-8", closefd=False) for at in (1, 2))
        main(arguments)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 98
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _let_ctrl_c_end_it() -> None:
    """A process that was itself started in the background may ignore Ctrl-C, and its children would too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def started(*arguments: str | Path) -> subprocess.Popen[str]:
    """The command line as the shell starts it."""
    return subprocess.Popen(
        [sys.executable, "-u", "-m", "pipeline.cli", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        preexec_fn=_let_ctrl_c_end_it,  # noqa: PLW1509  the tests have no threads
    )


def redirected(redirection: str, *arguments: str | Path) -> Done:
    """The command line with a standard stream that the shell redirects; its output is not looked at."""
    command = [sys.executable, "-m", "pipeline.cli", *map(str, arguments)]
    done = subprocess.run(
        ["sh", "-c", f'"$@" {redirection}', "sh", *command],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def is_one_line_error(done: Done, *words: str) -> bool:
    lines = done.stderr.strip().splitlines()
    assert all(word in done.stderr for word in words), done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    return done.returncode == 2 and len(lines) == 1
