"""The addresses that wait: by host, one of a host at a time, articles before further lists."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from time import monotonic

from corpus.crawl.addresses import host_of
from corpus.crawl.journal import Entry
from corpus.crawl.plan import Kind


@dataclass(slots=True)
class _Host:
    articles: deque[Entry] = field(default_factory=deque)
    lists: deque[Entry] = field(default_factory=deque)
    entry: Entry | None = None
    free_at: float = 0.0


class Frontier:
    """Which address is next. What is taken stays its host's own until it is given back with `done` or `again`."""

    def __init__(self) -> None:
        self._hosts: dict[str, _Host] = {}

    def add(self, entry: Entry) -> None:
        """Put an address at the end of its host's queue."""
        host = self._hosts.setdefault(host_of(entry.address), _Host())
        (host.articles if entry.kind == Kind.ARTICLE else host.lists).append(entry)

    def take(self) -> Entry | None:
        """The next address of a host that is not at work, or None; hosts take turns."""
        for name, host in list(self._hosts.items()):
            if host.entry is None and (host.articles or host.lists):
                host.entry = (host.articles or host.lists).popleft()
                self._hosts[name] = self._hosts.pop(name)
                return host.entry
        return None

    def done(self, entry: Entry) -> None:
        """An address has got its row; its host is free."""
        self._hosts[host_of(entry.address)].entry = None

    def again(self, entry: Entry, wait: float) -> None:
        """An address is to be asked for again; its host is left in peace for `wait` seconds."""
        host = self._hosts[host_of(entry.address)]
        (host.articles if entry.kind == Kind.ARTICLE else host.lists).appendleft(entry)
        host.entry, host.free_at = None, monotonic() + wait

    def wait_of(self, address: str) -> float:
        """The seconds for which the host of an address is still to be left in peace."""
        host = self._hosts.get(host_of(address))
        return max(0.0, host.free_at - monotonic()) if host else 0.0

    def waiting(self) -> list[Entry]:
        """What has no row yet, what is at work included."""
        hosts = self._hosts.values()
        return [e for h in hosts for e in (*([h.entry] if h.entry else ()), *h.articles, *h.lists)]

    def is_empty(self) -> bool:
        """Does no address wait? Those at work are not counted."""
        return not any(host.articles or host.lists for host in self._hosts.values())
