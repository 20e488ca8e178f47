"""The archive as a Datasette application."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.plugins import pm

from db import archive
from db.site import errors, plugin
from db.site.database import ArchiveDatabase
from db.site.editing.editor import Editor
from db.site.metadata import metadata, settings
from db.site.options import Options
from db.site.paths import NAME, STATIC

_HERE = Path(__file__).parent


class Site(Datasette):  # type: ignore[misc]
    """Datasette on an archive, and how it is served."""

    def __init__(self, path: Path, options: Options, **others: Any) -> None:
        self.options = options
        self.editor = Editor(options)
        super().__init__(**others)
        self.remove_database("_memory")  # Datasette adds it where it is given no file
        self.add_database(ArchiveDatabase(self, path), name=NAME)


def application(path: Path, options: Options | None = None) -> Site:
    """Datasette on an archive, with our pages. Raises ArchiveError where the file is no archive.

    path: what is read; `options.archive`, where it differs, is the file that decisions are about.
    """
    archive.open_archive(path).close()
    for name, module in (("sovang", plugin), ("sovang.errors", errors)):
        if not pm.has_plugin(name):
            pm.register(module, name=name)
    errors.replace_datasettes_own()
    options = options or Options(archive=path)
    return Site(
        path,
        replace(options, archive=options.archive.absolute()),
        metadata=metadata(),
        settings=settings(options),
        template_dir=str(_HERE / "templates"),
        static_mounts=[(STATIC.strip("/"), str(_HERE / "static"))],
    )
