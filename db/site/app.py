"""The archive as a Datasette application."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm

from db import archive
from db.site import errors, plugin
from db.site.metadata import NAME, SETTINGS, metadata

_HERE = Path(__file__).parent


class _Archive(Database):  # type: ignore[misc]
    """A database file whose name may hold any character (Datasette puts it into a URI as it is)."""

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """A read-only connection."""
        if write:
            raise sqlite3.OperationalError("the archive is read-only")
        connection = sqlite3.connect(archive.uri(Path(self.path), "immutable=1"), uri=True, check_same_thread=False)
        self._all_file_connections.append(connection)
        return connection


def application(path: Path) -> Datasette:
    """Datasette on an archive, with our pages. Raises ArchiveError where the file is no archive."""
    archive.open_archive(path).close()
    for name, module in (("sovang", plugin), ("sovang.errors", errors)):
        if not pm.has_plugin(name):
            pm.register(module, name=name)
    errors.replace_datasettes_own()
    datasette = Datasette(
        metadata=metadata(),
        settings=SETTINGS,
        template_dir=str(_HERE / "templates"),
        static_mounts=[(plugin.STATIC.strip("/"), str(_HERE / "static"))],
    )
    datasette.remove_database("_memory")  # Datasette adds it where it is given no file
    datasette.add_database(_Archive(datasette, path=str(path.absolute()), is_mutable=False), name=NAME)
    return datasette
