"""No connection to a private address, and none that floods us: checked where the connection is made.

A check of the name before the request would be no check: the name may be resolved anew, to something else, when the
connection is made (DNS rebinding). So every TCP connection of the process goes through `guard`, be it for a page, a
redirect or robots.txt, and what arrives there is a numeric address or is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from twisted.internet.error import ConnectionAborted
from twisted.protocols.policies import ProtocolWrapper, WrappingFactory
from twisted.python.failure import Failure

from corpus.crawl.addresses import ip_of, is_public


class PrivateAddressError(Exception):
    """A connection to an address that is not public was refused. Its text names the address."""


class FloodError(ConnectionAborted):
    """A server sent more to one request than any answer may have. Headers without end, as bodies are counted before."""


def guard(reactor: Any, *, allow_private: bool, allowed: frozenset[tuple[str, int]], most: int) -> None:
    """Let the reactor connect to public addresses only, and read no more than `most` bytes to one request.

    allowed: (address, port) that may be reached all the same.
    """
    connect: Callable[..., Any] = reactor.connectTCP

    def connect_if_public(host: str, port: int, factory: Any, *args: Any, **named: Any) -> Any:
        if not allow_private:
            refuse_private(host, port, allowed=allowed, names_too=True)
        return connect(host, port, _Counting(factory, most), *args, **named)

    reactor.connectTCP = connect_if_public


class _Counted(ProtocolWrapper):
    """A connection that counts what it receives since it last sent something."""

    factory: _Counting
    _received = 0
    _flooded = False

    def write(self, data: bytes) -> None:
        self._received = 0
        super().write(data)

    def writeSequence(self, data: Iterable[bytes]) -> None:
        self._received = 0
        super().writeSequence(data)

    def dataReceived(self, data: bytes) -> None:
        self._received += len(data)
        if self._received <= self.factory.most:
            super().dataReceived(data)
        elif not self._flooded:
            self._flooded = True
            transport: Any = self.transport
            transport.abortConnection()

    def connectionLost(self, reason: Failure) -> None:  # type: ignore[override]
        super().connectionLost(Failure(FloodError()) if self._flooded else reason)


class _Counting(WrappingFactory):
    """Makes counted connections."""

    protocol = _Counted
    noisy = False

    def __init__(self, factory: Any, most: int) -> None:
        super().__init__(factory)
        self.most = most


def refuse_private(host: str, port: int, *, allowed: frozenset[tuple[str, int]], names_too: bool = False) -> None:
    """Raise PrivateAddressError if a host is an address, in any form, that is not public.

    names_too: also if it is no address but a name, as nothing is left that would check what it stands for.
    """
    ip = ip_of(host)
    if ip is None and not names_too:
        return
    if not is_public(host) and (str(ip), port) not in allowed:
        raise PrivateAddressError(str(ip or host))
