"""What to crawl: a plan in TOML, or the same from the command line; all of it checked before anything is fetched."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from corpus.crawl.addresses import clean_address
from corpus.crawl.bounds import MB
from corpus.crawl.filters import Filters
from corpus.errors import InputError

_SIZE = re.compile(r"(?P<n>\d+(?:\.\d+)?)\s*(?P<unit>[kmg]?)i?b?\Z", re.I)
_UNITS = {"": 1, "k": 1024, "m": MB, "g": 1024 * MB}
_TIME = re.compile(r"(?P<n>\d+(?:\.\d+)?)\s*(?P<unit>s|sec|seconds?|m|min|minutes?|h|hours?|d|days?)?\Z", re.I)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_LARGEST_PLAN = 10 * MB


class Kind(StrEnum):
    """What an address gives: one article, or a list of them."""

    ARTICLE = "article"
    SECTION = "section"
    FEED = "feed"
    SITEMAP = "sitemap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An address to begin with.

    kind: None: seen from what comes back. articles: a regular expression that the addresses of articles match; None:
    those that look like it. next: where a section goes on: a CSS selector of the link, or an address with `{page}`;
    None: the link that says so. pages: pages of the section at most. depth: how many steps of sections below it.
    """

    url: str
    kind: Kind | None = None
    articles: str | None = None
    next: str | None = None
    pages: int = 10
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be crawled, and how. Times in seconds, sizes in bytes; None: no limit.

    max_pages, max_bytes, max_time: after which the crawl stops, to be gone on with by the same command.
    max_response: the largest answer, as sent and unpacked. timeout: the longest that one may take, first byte to last.
    retries: of an answer 429 or 5xx, or none. contact: whom a site's keeper can ask. user_agent: instead of our own.
    """

    sources: tuple[Source, ...]
    words: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    max_pages: int | None = None
    max_bytes: int | None = None
    max_time: float | None = None
    max_response: int = 20 * MB
    timeout: float = 60.0
    delay: float = 1.0
    retries: int = 2
    contact: str | None = None
    user_agent: str | None = None
    allow_private: bool = False

    @property
    def filters(self) -> Filters:
        """Which articles are wanted."""
        return Filters(words=self.words, since=self.since, until=self.until)

    @property
    def fingerprint(self) -> str:
        """Of what decides which addresses are fetched; another one makes another run."""
        return hashlib.sha256(repr((self.sources, self.words, self.since, self.until)).encode()).hexdigest()[:16]


def load_plan(path: Path, changes: Mapping[str, Any] | None = None, more: tuple[str, ...] = ()) -> Plan:
    """The plan in a TOML file. changes: values that stand instead of its own, parsed. more: addresses beside its own.

    Raises InputError with one line that names the file and the key.
    """
    try:
        if path.stat().st_size > _LARGEST_PLAN:
            raise InputError(f"{path}: is larger than {_LARGEST_PLAN // MB} MB: no plan is that long")
        table = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}): check the path") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: is not written in UTF-8: save it as UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"{path}: is no TOML ({error})") from None
    written = table.pop("source", [])
    if not isinstance(written, list) or not all(isinstance(item, dict) for item in written):
        raise InputError(f"{path}: source: must be tables: [[source]] with url = …")
    sources = tuple(_source(item, f"{path}: source {n}") for n, item in enumerate(written, 1))
    values = _values(table, _KEYS, str(path))
    return _plan(str(path), sources + sources_of(more), values | dict(changes or {}))


def plan_of(addresses: tuple[str, ...], values: Mapping[str, Any]) -> Plan:
    """The plan of addresses on the command line; values: parsed, by the names of Plan's fields. Raises InputError."""
    return _plan("", sources_of(addresses), dict(values))


def sources_of(addresses: tuple[str, ...]) -> tuple[Source, ...]:
    """A source for each address; raises InputError where one is none."""
    return tuple(Source(url=parse_value("url", text, where=repr(text))) for text in addresses)


def parse_value(key: str, value: Any, *, where: str) -> Any:
    """The value of a plan's key or of the option that mirrors it. where: who said so, for the error.

    Raises InputError. Days as 2024-01-31, sizes as `500 MB`, times as `90 s`, `15 min`, `2 h`.
    """
    parser = _KEYS.get(key) or _SOURCE_KEYS[key]
    try:
        return parser(value)
    except ValueError as error:
        raise InputError(f"{where}: {error}") from None


def _plan(where: str, sources: tuple[Source, ...], values: dict[str, Any]) -> Plan:
    plan = Plan(sources=tuple(dict.fromkeys(sources)), **values)
    prefix = f"{where}: " if where else ""
    if not plan.sources:
        raise InputError(f"{prefix}names no address: add [[source]] with url = …" if where else "no address is named")
    if plan.since and plan.until and plan.since > plan.until:
        raise InputError(f"{prefix}since ({plan.since}) is later than until ({plan.until}): no day is in between")
    return plan


def _source(table: dict[str, Any], where: str) -> Source:
    values = _values(table, _SOURCE_KEYS, where)
    if "url" not in values:
        raise InputError(f"{where}: url is missing: say where to begin")
    return Source(**values)


def _values(table: dict[str, Any], keys: Mapping[str, Callable[[Any], Any]], where: str) -> dict[str, Any]:
    for key in table:
        if key not in keys:
            raise InputError(f"{where}: {key}: is no key of a plan; there are {', '.join(keys)}")
    return {key: parse_value(key, value, where=f"{where}: {key}") for key, value in table.items()}


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{value!r} is no text: write it between quotation marks")
    return value.strip()


def _header(value: Any) -> str:
    text = _text(value)
    if not text.isascii() or not text.isprintable():
        raise ValueError(f"{value!r} cannot stand in a header: plain letters, digits and signs only")
    return text


def _words(value: Any) -> tuple[str, ...]:
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list | tuple) or not items:
        raise ValueError(f'{value!r} are no words: write ["…", "…"]')
    return tuple(_text(item) for item in items)


def _day(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value.strip()):
            return date.fromisoformat(value.strip())
    except ValueError:
        pass
    raise ValueError(f"{str(value)!r} is no day: write it as 2024-01-31")


def _count(value: Any, least: int = 1) -> int:
    if isinstance(value, str) and re.fullmatch(r"\d{1,12}", value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise ValueError(f"{value!r} is no number: write a whole one, {least} or more")
    return value


def _none_or_more(value: Any) -> int:
    return _count(value, least=0)


def _measure(value: Any, pattern: re.Pattern[str], units: Mapping[str, int], example: str) -> float:
    if isinstance(value, str) and (match := pattern.match(value.strip())):
        value = float(match["n"]) * units[(match["unit"] or "")[:1].lower() or min(units, key=lambda u: units[u])]
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e15:
        raise ValueError(f"{value!r} cannot be: write it as {example}")
    return float(value)


def _size(value: Any) -> int:
    size = int(_measure(value, _SIZE, _UNITS, '"500 MB"'))
    if size < 1:
        raise ValueError(f"{value!r} is nothing at all")
    return size


def _time(value: Any) -> float:
    time = _measure(value, _TIME, _SECONDS, '"90 s", "15 min" or "2 h"')
    if time <= 0:
        raise ValueError(f"{value!r} is no time at all")
    return time


def _delay(value: Any) -> float:
    delay = _measure(value, _TIME, _SECONDS, '1.5 or "2 s"')
    if delay > 300:
        raise ValueError(f"{value!r} is too long: five minutes at most")
    return delay


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false")
    return value


def _address(value: Any) -> str:
    address = clean_address(value) if isinstance(value, str) else None
    if address is None:
        raise ValueError(f"{value!r} is no address: write http:// or https://, the host and the path")
    return address


def _kind(value: Any) -> Kind:
    if value not in list(Kind):
        raise ValueError(f"{value!r} is no kind of source; there are {', '.join(Kind)}")
    return Kind(value)


def _pattern(value: Any) -> str:
    text = _text(value)
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError) as error:
        raise ValueError(f"{text!r} is no regular expression ({error})") from None
    return text


_KEYS: dict[str, Callable[[Any], Any]] = {
    "words": _words,
    "since": _day,
    "until": _day,
    "max_pages": _count,
    "max_bytes": _size,
    "max_time": _time,
    "max_response": _size,
    "timeout": _time,
    "delay": _delay,
    "retries": _none_or_more,
    "contact": _header,
    "user_agent": _header,
    "allow_private": _flag,
}
_SOURCE_KEYS: dict[str, Callable[[Any], Any]] = {
    "url": _address,
    "kind": _kind,
    "articles": _pattern,
    "next": _text,
    "pages": _count,
    "depth": _none_or_more,
}
