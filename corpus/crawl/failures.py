"""What goes wrong between a request and its answer, as outcomes."""

from __future__ import annotations

import gzip
import re
import zlib

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from corpus.crawl.guard import FloodError, PrivateAddressError
from corpus.crawl.outcomes import Outcome

_WRAPPED = re.compile(r"\[?<twisted\.python\.failure\.Failure [\w.]+: (.*?)>\]?", re.S)


class RefusedError(IgnoreRequest):
    """A request that is not sent: why, as an outcome, with a note."""

    def __init__(self, outcome: str, note: str | None = None) -> None:
        super().__init__(outcome)
        self.outcome, self.note = outcome, note


_OUTCOMES: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], Outcome, bool], ...] = (
    (PrivateAddressError, Outcome.PRIVATE_ADDRESS, False),
    (IgnoreRequest, Outcome.DECOMPRESSION_BOMB, False),  # Scrapy's own, of a body that unpacks to too much
    (DownloadTimeoutError, Outcome.TIMEOUT, False),  # after the whole time that an answer may take: once is enough
    (DownloadCancelledError, Outcome.TOO_LARGE, False),
    (CannotResolveHostError, Outcome.UNRESOLVED, True),
    (DownloadConnectionRefusedError, Outcome.UNREACHABLE, True),
    (ResponseDataLossError, Outcome.INCOMPLETE, True),
    (DownloadFailedError, Outcome.INCOMPLETE, True),
    ((zlib.error, gzip.BadGzipFile, EOFError), Outcome.UNDECODABLE, False),
    (OSError, Outcome.UNREACHABLE, True),
)


def failure_of(error: BaseException) -> tuple[str, str | None, bool]:
    """(outcome, note, may it pass?) of what a download raised."""
    if isinstance(error, RefusedError):
        return error.outcome, error.note, False
    if any(reason.check(FloodError) for reason in getattr(error.__cause__, "reasons", ())):
        return Outcome.TOO_LARGE, "more in its headers than an answer may have", False
    for kind, outcome, transient in _OUTCOMES:
        if isinstance(error, kind):
            return outcome, _note(error), transient
    if type(error).__name__ == "ZstdError" or type(error).__module__.startswith("brotli"):
        return Outcome.UNDECODABLE, _note(error), False
    return Outcome.FAILED, f"{type(error).__name__}: {_note(error)}", True


def _note(error: BaseException) -> str | None:
    """Its words, without the wrapping that Twisted prints around the error inside."""
    return " ".join(_WRAPPED.sub(r"\1", str(error)).split())[:200] or None
