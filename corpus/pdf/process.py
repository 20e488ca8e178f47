"""The worker's process: started with a PDF, stopped in time, its answer taken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from corpus.errors import UnreadableError
from corpus.lines import Line
from corpus.pdf.layout import Laid
from corpus.pdf.limits import CPU_SECONDS, WALL_SECONDS

_ROOT = Path(__file__).parents[2]


def laid_out(content: bytes) -> Laid:
    """The paragraphs of a PDF in reading order.

    Raises UnreadableError: `encrypted`, `damaged`, `needs_ocr`, `no_unicode`, `no_text`, `too_large`, `too_slow` (it
    took more than its time, counted in seconds of the processor, so that a busy machine changes nothing).
    """
    # -P: what lies in the working folder is not imported.
    command = [sys.executable, "-P", "-m", "corpus.pdf.worker", str(CPU_SECONDS)]
    path = os.pathsep.join([str(_ROOT), *filter(None, sys.path)])
    try:
        done = subprocess.run(
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WALL_SECONDS,
            env={**os.environ, "PYTHONPATH": path},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_slow() from None
    if done.returncode < 0 and not done.stdout:
        raise _too_slow()  # SIGXCPU or SIGKILL
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise UnreadableError("damaged", "the PDF could not be read to its end: save it anew") from None
    if "error" in answer:
        raise UnreadableError(*answer["error"])
    day = answer["day"]
    lines = tuple(Line(**line) for line in answer["lines"])
    return Laid(lines=lines, headline=answer["headline"], day=date.fromisoformat(day) if day else None)


def _too_slow() -> UnreadableError:
    return UnreadableError("too_slow", f"the PDF takes more than {CPU_SECONDS} s to read: print its pages to a new one")
