"""A folder of annotated articles: `NAME.json`, the record, beside `NAME.txt` or `NAME.html`, the article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from corpus.errors import InputError
from extractors.records import KINDS, AwardStatus, Basis, HandoverKind, MeetingKind, Part, Role

from .facts import texts

_SUFFIXES = (".txt", ".html", ".htm")
_PERIOD = re.compile(r"\d{4}(-(H[12]|Q[1-4]|9M))?|\d{4}/\d{4}")
_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")
# Fields whose values come from a list: key of the format, field, what it may be.
_LISTED: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("bloc_roles", "role", frozenset(Role)),
    ("bloc_roles", "basis", frozenset(Basis)),
    ("officials", "part", frozenset(Part)),
    ("awards", "status", frozenset(AwardStatus)),
    ("handovers", "kind", frozenset(HandoverKind)),
)
_NAMED: tuple[tuple[str, str], ...] = (
    ("blocs", "name"),
    ("officials", "name"),
    ("units", "name"),
    ("awards", "award"),
    ("handovers", "post"),
    ("documents", "number"),
)


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated article: its name, the article's file, its record."""

    name: str
    article: Path
    record: Mapping[str, Any]


def load(folder: Path, only: str = "*") -> list[Annotated]:
    """The annotated articles of a folder whose names fit a pattern, by name.

    Raises corpus.errors.InputError, with the file and what to do, where the folder holds none, a file is no JSON, has
    no article beside it, or is not as the record format says.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: is no folder; name the folder of the annotated articles")
    found = [_load(path) for path in sorted(folder.glob("*.json")) if fnmatch(path.stem, only)]
    if not found:
        raise InputError(f"{folder}: holds no annotated article that fits {only!r}; put NAME.json beside NAME.txt")
    return found


def _load(path: Path) -> Annotated:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read as JSON ({error}); mend it") from None
    faults = list(_faults(record))
    if faults:
        raise InputError(f"{path}: {faults[0]}; mend it, see docs/record-format.md")
    for suffix in _SUFFIXES:
        if (article := path.with_suffix(suffix)).is_file():
            return Annotated(path.stem, article, record)
    raise InputError(f"{path}: there is no article beside it; put {path.stem}.txt or .html there")


def _faults(record: Any) -> Iterator[str]:
    """What is not as the record format says, a line each."""
    if not isinstance(record, dict):
        yield "is no JSON object"
        return
    for key in KINDS:
        items = record.get(key, [])
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            yield f"{key} is no list of objects"
            return
    if not isinstance(record.get("article", {}), dict):
        yield "article is no object"
        return
    yield from _faults_of_values(record)


def _faults_of_values(record: Mapping[str, Any]) -> Iterator[str]:
    for key, field, allowed in _LISTED:
        for item in record.get(key, []):
            if not set(texts(item.get(field))) <= allowed | {""}:
                yield f"{key} has an unknown {field}, {item[field]!r}"
    for key, field in _NAMED:
        for item in record.get(key, []):
            if not item.get(field):
                yield f"one of {key} has no {field}"
    for meeting in record.get("meetings", []):
        unknown = {kind for named in meeting.get("kinds") or [] for kind in texts(named)} - set(MeetingKind)
        if unknown:
            yield f"a meeting has an unknown kind, {sorted(unknown)[0]!r}"
        for field, form in (("date", _DATE), ("period", _PERIOD)):
            if wrong := [t for t in texts(meeting.get(field)) if t and not form.fullmatch(t)]:
                yield f"a meeting's {field} {wrong[0]!r} is of no known form"
    for role in record.get("bloc_roles", []):
        if role.get("unit") is None and role.get("person") is None:
            yield "a role in a bloc has neither unit nor person"
    for official in record.get("officials", []):
        posts = official.get("posts") or []
        if not isinstance(posts, list) or not all(isinstance(p, dict) and p.get("title") for p in posts):
            yield f"a post of {official.get('name')} has no title"
