"""What the archive of the sample pages must answer, from all files of `tests/story`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parent / "story"


def story() -> dict[str, Any]:
    """The tables of all files in the order of their names: lists of one name joined, blocs of one id made one.

    Raises:
        ValueError: two files give one key of one table different single values.
    """
    whole: dict[str, Any] = {}
    for path in sorted(_FOLDER.glob("*.toml")):
        _join(whole, tomllib.loads(path.read_text(encoding="utf-8")), path.name)
    blocs: dict[str, dict[str, Any]] = {}
    for bloc in whole["bloc"]:
        _join(blocs.setdefault(bloc["id"], {}), bloc, bloc["id"])
    whole["bloc"] = list(blocs.values())
    return whole


def _join(into: dict[str, Any], table: dict[str, Any], where: str) -> None:
    for key, value in table.items():
        before = into.get(key)
        if isinstance(value, list):
            into[key] = [*(before or []), *value]
        elif isinstance(value, dict):
            _join(into.setdefault(key, {}), value, f"{where}: {key}")
        elif before in (None, value):
            into[key] = value
        else:
            raise ValueError(f"{where}: {key} is {before!r} and {value!r}")
