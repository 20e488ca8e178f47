"""JSON Lines, for programs: a file per table and view, every value as it is, and the articles' records.

`records.jsonl` has a line per article, as the record format writes it (docs/record-format.md), and then one per input
that could not be read. A record that a person altered also has what its fields were read as, in `read_as`. In a public
export there is none of that, no texts and no paths, and each piece of evidence has its words.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from db.exports.tables import FULL, PUBLIC, Table
from db.files import replacing
from db.rows import article_json
from extractors.records import KINDS

RECORDS = "records.jsonl"
RECORD_KEYS = ("source", "article", *KINDS, "error", "code")


def write_tables(connection: sqlite3.Connection, tables: Iterable[Table], folder: Path) -> list[Path]:
    """Write each table as NAME.jsonl; the files written."""
    written = []
    for table in tables:
        path = folder / f"{table.name}.jsonl"
        headings = table.headings
        _write(path, (dict(zip(headings, row, strict=True)) for row in table.rows(connection)))
        written.append(path)
    return written


def write_records(connection: sqlite3.Connection, folder: Path, profile: str) -> Path:
    """Write records.jsonl."""
    path = folder / RECORDS
    _write(path, records(connection, profile))
    return path


def records(connection: sqlite3.Connection, profile: str = FULL) -> Iterator[dict[str, Any]]:
    """Every article as the record format writes it, by id, and then every input that could not be read."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    for article in cursor.execute("SELECT * FROM articles ORDER BY id"):
        record = article_json(connection, article)
        yield _public(record) if profile == PUBLIC else record
    if profile == PUBLIC:
        return
    for source, code, reason in connection.execute("SELECT source, code, reason FROM unread ORDER BY source"):
        yield {"source": source, "error": reason, "code": code}


def _public(record: dict[str, Any]) -> dict[str, Any]:
    """The record without its article's text; the words of the evidence stand beside its offsets."""
    article: dict[str, Any] = record["article"]
    text = article["text"]
    for kind in KINDS:
        for fact in record[kind]:
            fact.pop("read_as", None)
            fact["evidence"] = [span | {"quote": text[span["start"] : span["end"]]} for span in fact["evidence"]]
    return record | {"article": {key: article[key] for key in article if key not in ("text", "blocks")}}


def _write(path: Path, values: Iterable[dict[str, Any]]) -> None:
    with replacing(path) as file:
        for value in values:
            file.write(json.dumps(value, ensure_ascii=False) + "\n")
