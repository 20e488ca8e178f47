"""The command line at a pseudo-terminal: what it shows, and keys that are pressed."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
import traceback
from pathlib import Path
from typing import NoReturn

from pipeline.cli import main

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


class Terminal:
    """A process of the command line at a terminal of its own; forked from this one, which has loaded the libraries."""

    def __init__(self, *arguments: str | Path, columns: int = 80, colours: bool = False) -> None:
        self.shown = ""
        self._seen = 0
        pid, self._master = pty.fork()
        if pid == 0:
            _become([str(a) for a in arguments], columns, colours)
        self.pid = pid

    @property
    def plain(self) -> str:
        """All that was shown, without colours."""
        return _ESCAPES.sub("", self.shown).replace("\r\n", "\n")

    def expect(self, words: str, timeout: float = 30) -> str:
        """Wait until words are shown that were not waited for before; what was shown up to them."""
        end = time.monotonic() + timeout
        while (at := self.plain.find(words, self._seen)) < 0:
            assert self._read(max(0.0, end - time.monotonic())), f"no {words!r} in:\n{self.plain[self._seen :]}"
        before = self.plain[self._seen : at]
        self._seen = at + len(words)
        return before

    def press(self, key: str, until: str) -> str:
        """Press a key once the command listens for one (what comes before is lost), and wait for words."""
        for _ in range(300):
            if not termios.tcgetattr(self._master)[3] & termios.ICANON:
                break
            self._read(0.1)
        os.write(self._master, key.encode())
        return self.expect(until)

    def type(self, line: str) -> None:
        """Type a line; the command was seen to ask for one."""
        time.sleep(0.2)
        os.write(self._master, f"{line}\n".encode())

    def end(self) -> int:
        """Wait for the end; its exit code (a signal's negative)."""
        while self._read(30):
            pass
        return self._reap()

    def hang_up(self) -> int:
        """Close the terminal while the command runs."""
        os.close(self._master)
        return self._reap()

    def _reap(self) -> int:
        for _ in range(300):
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.1)
        os.kill(self.pid, signal.SIGKILL)
        raise AssertionError("it did not end")

    def _read(self, timeout: float) -> bool:
        if not select.select([self._master], [], [], timeout)[0]:
            return False
        try:
            content = os.read(self._master, 65536)
        except OSError:  # the other side has gone
            return False
        self.shown += content.decode("utf-8", "replace")
        return bool(content)


def _become(arguments: list[str], columns: int, colours: bool) -> NoReturn:
    code = 99
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        for name in ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR"):
            os.environ.pop(name, None)
        os.environ |= {"TERM": "xterm-256color"} | ({} if colours else {"NO_COLOR": "1"})
        sys.stdin, sys.stdout, sys.stderr = (
            os.fdopen(at, mode, encoding="utf-8", closefd=False) for at, mode in ((0, "r"), (1, "w"), (2, "w"))
        )
        sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr  # type: ignore[misc]
        main(arguments)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 98
    except BaseException:
        traceback.print_exc()
    finally:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code)
