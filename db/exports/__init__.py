"""Exports: the archive as files, in six formats, a module each.

csv_files and jsonl write every table and view, parquet too, with types; xlsx writes what people read as one workbook;
ftm and popolo write entities and relations in the models of other tools. What they share: tables (which, in which
order), filters and kept (what an export is about), working_copy (what leaves the archive at all), dictionary (what
columns mean).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.archive import SCHEMA_VERSION, ArchiveError
from db.exports import csv_files, jsonl
from db.exports.dictionary import columns_of, described
from db.exports.filters import Filters, Fit, fits
from db.exports.tables import FULL, PROFILES, exported_names, exported_tables
from db.exports.working_copy import leaving
from db.files import remove_unfinished, replacing
from db.redaction import ANYWHERE, Mask, masking

FORMATS = ("csv", "jsonl", "parquet", "xlsx", "ftm", "popolo")
EVERYTHING = Filters()

__all__ = ["EVERYTHING", "FORMATS", "PROFILES", "Filters", "export"]


@dataclass(frozen=True, slots=True)
class _Written:
    """What a format wrote: its files, and what is in them, as (file, its columns) for the dictionary."""

    paths: list[Path]
    described: list[tuple[str, list[str]]]


def export(
    connection: sqlite3.Connection,
    folder: Path,
    file_format: str,
    *,
    filters: Filters = EVERYTHING,
    profile: str = FULL,
) -> list[Path]:
    """Write an archive, or what is about the filters, into a folder, with its data dictionary; the files written.

    The folder is made if it is missing; each file is replaced whole; what an earlier export in the same format left
    there and this one has not is removed. The same archive gives the same bytes. Raises ArchiveError if a name fits
    nothing or the folder cannot be written.
    """
    try:
        with _snapshot(connection):
            chosen = fits(connection, filters)
            folder.mkdir(parents=True, exist_ok=True)
            with leaving(connection, chosen, profile) as source:
                written = _write(source, folder, file_format, profile)
                about = _about(source, file_format, profile, chosen, masking(connection))
        dictionary = csv_files.write_dictionary(folder, described(written.described))
        with replacing(folder / "export.json") as file:
            file.write(json.dumps(about, ensure_ascii=False, indent=2) + "\n")
        return [*written.paths, dictionary, folder / "export.json"]
    except OSError as error:
        raise ArchiveError(f"{folder}: cannot be written ({error.strerror or error}); choose another --out") from None


def _write(source: sqlite3.Connection, folder: Path, file_format: str, profile: str) -> _Written:
    tables = exported_tables(source, profile)
    files = [(table.name, table.headings) for table in tables]
    match file_format:
        case "csv":
            paths = csv_files.write_tables(source, tables, folder)
        case "jsonl":
            paths = jsonl.write_tables(source, tables, folder)
            paths.append(jsonl.write_records(source, folder, profile))
            files.append((jsonl.RECORDS, list(jsonl.RECORD_KEYS)))
        case "parquet":
            from db.exports import parquet  # loaded where it is wanted: it takes a while

            paths = parquet.write_tables(source, tables, folder)
        case "xlsx":
            from db.exports import xlsx

            shown = xlsx.sheets(tables)
            files = [(table.name, table.headings) for table in shown]
            paths = xlsx.write_workbook(source, shown, described(files), folder)
        case "ftm":
            from db.exports import ftm

            files = [(ftm.NAME, columns_of(ftm.NAME))]
            paths = ftm.write_entities(source, folder)
        case "popolo":
            from db.exports import popolo

            files = [(popolo.NAME, columns_of(popolo.NAME))]
            paths = popolo.write_document(source, folder)
        case _:
            raise ValueError(file_format)
    if file_format in ("csv", "jsonl", "parquet"):
        _remove_others(folder, file_format, {path.name for path in paths}, source)
    return _Written(paths, files)


def _remove_others(folder: Path, suffix: str, written: set[str], source: sqlite3.Connection) -> None:
    """Remove the tables that an earlier export in this format left and this one leaves out: they may not go out."""
    for name in exported_names(source):
        if f"{name}.{suffix}" not in written:
            (folder / f"{name}.{suffix}").unlink(missing_ok=True)
            remove_unfinished(folder / f"{name}.{suffix}")


def _about(
    source: sqlite3.Connection, file_format: str, profile: str, chosen: Iterable[Fit], mask: Mask
) -> dict[str, Any]:
    """What export.json says: no time and no path, so that it is the same for the same archive."""
    tables = [name for (name,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    filters = [
        {key: mask(ANYWHERE, value) if key in ("asked", "name") else value for key, value in fit.to_json().items()}
        for fit in chosen
    ]
    return {
        "format": file_format,
        "profile": profile,
        "schema_version": SCHEMA_VERSION,
        "filters": filters,
        "rows": {
            name: source.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for name in exported_names(source, profile)
            if name in tables
        },
    }


@contextmanager
def _snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is read within the block is of one moment, whoever builds the archive meanwhile."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.rollback()
