"""The versions of an article as its page shows them: what is known of each, and what it changed."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from db.changes import Paragraph, changes
from db.site.labels import column_label
from db.versions import Version, versions_of

_MOST_VERSIONS = 20  # of an article, the last ones
_FIRST, _EARLIER, _LATEST = "Bản đầu · First", "Bản sửa · Changed", "Bản mới nhất · Latest"
_FETCHED = "Tải về · Fetched"
_READ_FROM = "Nguồn · Read from"


@dataclass(frozen=True)
class ArticleVersion:
    """A text that an article had: what is known of it, and what it changed in the one before (nothing in the first)."""

    heading: str
    facts: list[tuple[str, str]]
    changes: list[Paragraph]


def article_versions(connection: sqlite3.Connection, article: str) -> list[ArticleVersion]:
    """The versions of an article, the oldest first; [] if it has but one."""
    found = versions_of(connection, article)
    if len(found) < 2:
        return []
    shown = found[-_MOST_VERSIONS:]
    before: list[Version | None] = [None, *shown[:-1]]
    return [
        ArticleVersion(
            _LATEST if version.latest else _EARLIER if old else _FIRST,
            _version_facts(version),
            changes(old.text, version.text) if old else [],
        )
        for old, version in zip(before, shown, strict=True)
    ]


def _version_facts(version: Version) -> list[tuple[str, str]]:
    fetched = " – ".join(dict.fromkeys(t for t in (version.fetched_first, version.fetched_last) if t))
    facts = [
        (column_label("article_title"), version.title),
        (column_label("published"), version.published),
        (_FETCHED, fetched),
        (_READ_FROM, ", ".join(version.sources)),
    ]
    return [(label, value) for label, value in facts if value]
