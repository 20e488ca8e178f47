"""No connection to a private address: checked where the connection is made, on the address that it is made to.

A check of the name before the request would be no check: the name may be resolved anew, to something else, when the
connection is made (DNS rebinding). So every TCP connection of the process goes through `guard`, be it for a page, a
redirect or robots.txt, and what arrives there is a numeric address or is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from corpus.crawl.addresses import ip_of, is_public


class PrivateAddressError(Exception):
    """A connection to an address that is not public was refused. Its text names the address."""


def guard(reactor: Any, *, allow_private: bool, allowed: frozenset[tuple[str, int]]) -> None:
    """Let the reactor connect to public addresses only. allowed: (address, port) that may be reached all the same."""
    if allow_private:
        return
    connect: Callable[..., Any] = reactor.connectTCP

    def connect_if_public(host: str, port: int, *args: Any, **named: Any) -> Any:
        refuse_private(host, port, allowed=allowed, names_too=True)
        return connect(host, port, *args, **named)

    reactor.connectTCP = connect_if_public


def refuse_private(host: str, port: int, *, allowed: frozenset[tuple[str, int]], names_too: bool = False) -> None:
    """Raise PrivateAddressError if a host is an address, in any form, that is not public.

    names_too: also if it is no address but a name, as nothing is left that would check what it stands for.
    """
    ip = ip_of(host)
    if ip is None and not names_too:
        return
    if not is_public(host) and (str(ip), port) not in allowed:
        raise PrivateAddressError(str(ip or host))
