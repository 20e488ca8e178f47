"""Copies: articles that are one, at several addresses, reprinted, cut or put right in a second edition.

Candidates are found by near-duplicate hashing in time that grows with the number of articles: an article is known by
its rarest runs of three words among those that another article has too (what many reports share says nothing), these
are hashed into a MinHash (datasketch), and articles that agree in two neighbouring values of it are compared word by
word (`same_article`). Headlines and bylines take no part.

Articles gather around the longest text, and each is compared with that one: similar pairs make no chain. The original
of a group is whom the others name as their source (`Theo Báo X`), and not one that names another; else what was
published first, else fetched first, else of the smallest id. Nothing depends on the order in which articles come.

A group is one source: a fact counts once, however many of the group say it, and all of them are listed. One that only
a copy has (a caption of its own, a sentence that the others cut) is kept, is quoted from the copy, and counts as well.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby
from urllib.parse import urlsplit

import numpy as np
from datasketch import MinHash  # type: ignore[import-untyped]
from numpy.typing import NDArray

from db.names import unit_key
from db.same_article import SHORT, Text, Verdict, compare, folded, names_publisher, source_mark, text_of

_RARE = 48  # runs by which an article is known
_VALUES = 32  # of a MinHash
_BAND = 2  # values that two articles must agree in, side by side
_SEED = 20
_AGREEING = 8  # values in which they must agree in all
_NEIGHBOURS = 32  # with which a text is paired in a bucket
_COMPARED = 8  # texts that one is compared with, those first that agree most
_NEVER = "9999"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An article that may be a copy: its passages as (kind of block, text), and what tells who printed it first.

    published: ISO day. fetched: when its page was fetched first. hosts: of its addresses.
    """

    id: str
    passages: tuple[tuple[str, str], ...]
    published: str | None = None
    fetched: str | None = None
    publisher: str | None = None
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """An article that is a copy. kind: `same_text`, `edition` (of the same paper, changed), `reprint` (of another).

    similarity: the share of both articles' words that they have in common, 0 to 1. reason: one line of English.
    """

    article: str
    original: str
    kind: str
    similarity: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Told:
    """Candidates that tell the same words; the first stands for them."""

    key: bytes
    size: int
    members: list[Candidate]

    @property
    def text(self) -> Text:
        return _text(self.members[0])

    @property
    def published(self) -> str | None:
        return min((m.published for m in self.members if m.published), default=None)


def find_copies(candidates: Iterable[Candidate]) -> list[Copy]:
    """The copies among articles, by id. The same for the same articles in any order."""
    told, hashes = _told(sorted(candidates, key=lambda c: c.id))
    signatures = _signatures(hashes)
    copies: list[Copy] = []
    for group in _groups(told, _near(signatures), signatures):
        copies += _copies_of(group)
    return sorted(copies, key=lambda c: c.article)


# ---------------------------------------------------------------------------------------------------------------
# Candidates

_Hashes = NDArray[np.uint32]


def _told(candidates: Sequence[Candidate]) -> tuple[list[_Told], list[_Hashes]]:
    """The texts, each once, in an order of their own, and the hashed runs of each."""
    found: dict[bytes, _Told] = {}
    hashes: dict[bytes, _Hashes] = {}
    for candidate in candidates:
        words = _words(candidate)
        key = blake2b(" ".join(words).encode(), digest_size=16).digest()
        if key not in found:
            found[key] = _Told(key, len(words), [])
            hashes[key] = _hashed_runs(words)
        found[key].members.append(candidate)
    order = sorted(found)
    return [found[key] for key in order], [hashes[key] for key in order]


def _words(candidate: Candidate) -> list[str]:
    """The words of lead and body; of the captions too, where these are few."""
    words: list[str] = []
    captions: list[str] = []
    for kind, passage in candidate.passages:
        if kind == "caption":
            captions.append(passage)
        elif kind != "title" and source_mark(passage) is None:
            words += folded(passage)
    if len(words) < SHORT:
        for passage in captions:
            words += folded(passage)
    return words


@lru_cache(maxsize=262_144)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")


def _hashed_runs(words: Sequence[str]) -> _Hashes:
    """A number for each run of three words that occurs, without order."""
    numbers = np.fromiter((_hash(word) for word in words), np.uint64, len(words))
    if len(numbers) < 3:
        return np.empty(0, np.uint32)
    mixed = numbers[:-2] * np.uint64(3) + numbers[1:-1] * np.uint64(0x9E3779B97F4A7C15)
    mixed += numbers[2:] * np.uint64(0xC2B2AE3D27D4EB4F)
    return np.unique((mixed ^ (mixed >> np.uint64(29))) >> np.uint64(32)).astype(np.uint32)


def _signatures(hashes: list[_Hashes]) -> NDArray[np.uint32]:
    """The MinHash values of each text's rarest shared runs; a text that shares none has a row of its own."""
    every, counts = _counted(hashes)
    empty = MinHash(num_perm=_VALUES, seed=_SEED, scheme="affine32", hashfunc=int)
    rows = np.empty((len(hashes), _VALUES), np.uint32)
    for at, own in enumerate(hashes):
        often = counts[np.searchsorted(every, own)]
        shared, often = own[often > 1], often[often > 1]
        rarest = shared[np.lexsort((shared, often))[:_RARE]]
        sketch = empty.copy()
        sketch.update_batch(rarest)
        rows[at] = sketch.hashvalues if len(rarest) else np.random.default_rng(at).integers(0, 2**32, _VALUES)
    return rows


def _counted(hashes: list[_Hashes]) -> tuple[_Hashes, NDArray[np.int64]]:
    if not hashes:
        return np.empty(0, np.uint32), np.empty(0, np.int64)
    every, counts = np.unique(np.concatenate(hashes), return_counts=True)
    return every, counts.astype(np.int64)


def _near(signatures: NDArray[np.uint32]) -> dict[int, list[int]]:
    """For each text those that agree with it in a band of values, and in enough of all.

    The bands are sorted here: MinHashLSH, which keeps a set for each bucket, takes five times as long and as much
    memory. In a large bucket each is paired with its neighbours by the other values, so that the work stays linear.
    """
    found = [np.empty((0, 2), np.int64)]
    for start in range(0, _VALUES, _BAND):
        turned = np.roll(signatures, -start, axis=1)
        order = np.lexsort(turned.T[::-1])
        band = turned[order, :_BAND]
        for apart in range(1, _NEIGHBOURS + 1):
            together = np.flatnonzero((band[apart:] == band[:-apart]).all(axis=1))
            if not len(together):
                break
            pairs = np.column_stack((order[together], order[together + apart]))
            agreeing = (signatures[pairs[:, 0]] == signatures[pairs[:, 1]]).sum(axis=1)
            found.append(np.sort(pairs[agreeing >= _AGREEING], axis=1))
    near: dict[int, list[int]] = defaultdict(list)
    for one, other in np.unique(np.concatenate(found), axis=0).tolist():
        near[one].append(other)
        near[other].append(one)
    return near


# ---------------------------------------------------------------------------------------------------------------
# Groups


def _groups(told: Sequence[_Told], near: dict[int, list[int]], signatures: NDArray[np.uint32]) -> Iterator[list[_Told]]:
    """The texts that are one article, by the longest of them, of equals the earliest."""
    leader_of: dict[int, int] = {}
    groups: dict[int, list[_Told]] = {}
    for at in sorted(range(len(told)), key=lambda n: (-told[n].size, told[n].published or _NEVER, told[n].key)):
        leaders = list({leader_of[other] for other in near.get(at, ()) if other in leader_of})
        if len(leaders) > _COMPARED:
            agreeing = (signatures[leaders] == signatures[at]).sum(axis=1).tolist()
            best = sorted(zip(agreeing, leaders, strict=True), key=lambda pair: (-pair[0], pair[1]))
            leaders = [leader for _, leader in best[:_COMPARED]]
        fitting = [(v.conflicts, -v.same, n) for n in leaders if (v := _compared(told[n], told[at])).is_copy]
        leader_of[at] = min(fitting)[2] if fitting else at
        groups.setdefault(leader_of[at], []).append(told[at])
    yield from groups.values()


def _compared(one: _Told, other: _Told) -> Verdict:
    return compare(one.text, other.text, _days(one.published, other.published))


def _days(one: str | None, other: str | None) -> int | None:
    if not one or not other:
        return None
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


@lru_cache(maxsize=4096)
def _text(candidate: Candidate) -> Text:
    return text_of(candidate.passages)


def _copies_of(group: list[_Told]) -> Iterator[Copy]:
    members = [member for told in group for member in told.members]
    if len(members) == 1:
        return
    original = _original(members)
    for member in members:
        if member is not original:
            verdict = compare(_text(original), _text(member), _days(original.published, member.published))
            same = verdict.similarity == 1
            if same and len(group) == 1 and not verdict.is_copy:  # short texts that are alike, far apart
                continue
            yield Copy(
                article=member.id,
                original=original.id,
                kind="same_text" if same else "edition" if _of_one_paper(original, member) else "reprint",
                similarity=verdict.similarity,
                reason=_reason(verdict, _text(member).named),
            )


def _of_one_paper(one: Candidate, other: Candidate) -> bool:
    if one.publisher and other.publisher:
        return unit_key(one.publisher) == unit_key(other.publisher)
    return bool(set(one.hosts) & set(other.hosts))


def _original(members: Sequence[Candidate]) -> Candidate:
    named = [who for member in members if (who := _text(member).named)]

    def rank(member: Candidate) -> tuple[int, str, str, str]:
        is_named = any(names_publisher(who, member.publisher, member.hosts) for who in named)
        names_another = _text(member).named is not None
        turn = 2 if names_another else 0 if is_named else 1
        return turn, member.published or _NEVER, member.fetched or _NEVER, member.id

    return min(members, key=rank)


def _reason(verdict: Verdict, named: str | None) -> str:
    parts = ["the same words"] if verdict.similarity == 1 else [f"{verdict.same} words are the same"]
    if verdict.only_first:
        parts.append(f"{verdict.only_first} are only in the original")
    if verdict.only_second:
        parts.append(f"{verdict.only_second} are only in the copy")
    if named:
        parts.append("it names its source: " + " ".join(named.split()))
    return "; ".join(parts)


# ---------------------------------------------------------------------------------------------------------------
# In the archive


def write_copies(connection: sqlite3.Connection) -> None:
    """Fill `copies` from the articles."""
    connection.executemany(
        "INSERT INTO copies (article, original, kind, similarity, reason) VALUES (?, ?, ?, ?, ?)",
        [(c.article, c.original, c.kind, c.similarity, c.reason) for c in find_copies(_candidates(connection))],
    )


_CANDIDATES = """
SELECT a.id, a.published, (SELECT min(s.fetched) FROM sources s WHERE s.article = a.id), a.publisher, a.url,
  b.kind, substr(a.text, b."start" + 1, b."end" - b."start")
FROM articles a JOIN blocks b ON b.article = a.id ORDER BY a.id, b.position
"""


def _candidates(connection: sqlite3.Connection) -> Iterator[Candidate]:
    for (article, published, fetched, publisher, url), rows in groupby(
        connection.execute(_CANDIDATES), lambda r: r[:5]
    ):
        yield Candidate(
            id=article,
            passages=tuple((kind, passage) for *_, kind, passage in rows),
            published=published,
            fetched=fetched,
            publisher=publisher,
            hosts=_hosts(url),
        )


def _hosts(url: str | None) -> tuple[str, ...]:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:  # `http://[` is no address
        host = None
    return (host,) if host else ()
