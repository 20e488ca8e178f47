"""The words of the interface: one catalogue, `texts.toml`, in Vietnamese and English.

A text is named `section.name`. What stands in braces is filled in by whoever shows it; it is data, escaped by the
template. A text that counts has a form for one thing and one for several, where the language has two:
`facts = { vi = "{n} thông tin", en = ["{n} fact", "{n} facts"] }`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("vi", "en")
"""The languages of the interface, the usual one first."""

_FILE = "texts.toml"


@cache
def catalogue() -> dict[str, dict[str, list[str]]]:
    """Every text by its name: language → its form, or its forms for one and for several."""
    loaded = tomllib.loads(resources.files("db.site").joinpath(_FILE).read_text(encoding="utf-8"))
    return dict(_flat("", loaded))


def _flat(name: str, node: dict[str, Any]) -> Iterator[tuple[str, dict[str, list[str]]]]:
    if set(node) == set(LANGUAGES):
        yield name, {language: forms if isinstance(forms, list) else [forms] for language, forms in node.items()}
        return
    for key, below in node.items():
        yield from _flat(f"{name}.{key}" if name else key, below)


def text(name: str, language: str, **values: object) -> str:
    """A text of the catalogue in a language, `n` deciding between its forms. Raises KeyError for an unknown name."""
    forms = catalogue()[name][language]
    form = forms[-1] if len(forms) > 1 and values.get("n") != 1 else forms[0]
    said = {key: _number(value, language) if isinstance(value, int) else value for key, value in values.items()}
    return form.format(**said) if said else form


def has_text(name: str) -> bool:
    """Whether the catalogue knows a text."""
    return name in catalogue()


def both(name: str) -> str:
    """A text in both languages, for where the language of the reader is not known (Datasette's own metadata)."""
    forms = catalogue()[name]
    return " · ".join(dict.fromkeys(forms[language][-1] for language in LANGUAGES))


def number(value: int, language: str) -> str:
    """A whole number with the separator of thousands of a language."""
    return _number(value, language)


def _number(value: int, language: str) -> str:
    return f"{value:,}".replace(",", ".") if language == "vi" else f"{value:,}"
