"""Whether the evidence of a record proves it: it lies in one block and names what the record names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .folding import fold_title

# The fields whose words the passages must hold: all of a person's name, half of what may have been completed.
_NAMING: Mapping[str, tuple[str, ...]] = {
    "meetings": (),
    "blocs": ("name",),
    "bloc_roles": ("person", "unit"),
    "officials": ("name",),
    "units": ("name",),
    "awards": ("award", "recipient"),
    "handovers": ("to", "from"),
    "documents": ("number",),
}
_COMPLETED = 0.5
_BLOCKS = "\n\n"  # what parts two blocks


def proofs(record: Mapping[str, Any]) -> Iterator[tuple[str, int, bool]]:
    """(key, place in its list, whether its evidence proves it) for every record of an article."""
    text = (record.get("article") or {}).get("text") or ""
    for key, naming in _NAMING.items():
        for number, item in enumerate(record.get(key) or []):
            yield key, number, _lies_in_blocks(item, text) and _names_it(item, key, naming, text)


def _lies_in_blocks(item: Mapping[str, Any], text: str) -> bool:
    spans = item.get("evidence") or []
    return bool(spans) and all(
        0 <= span["start"] < span["end"] <= len(text) and _BLOCKS not in text[span["start"] : span["end"]]
        for span in spans
    )


def _names_it(item: Mapping[str, Any], key: str, naming: tuple[str, ...], text: str) -> bool:
    quoted = {word for s in item["evidence"] for word in fold_title(text[s["start"] : s["end"]]).split()}
    for name in naming:
        words = fold_title(item[name]).split() if item.get(name) else []
        if sum(word in quoted for word in words) < len(words) * (1 if key == "officials" else _COMPLETED):
            return False
    return True
