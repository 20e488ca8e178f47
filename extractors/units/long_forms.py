"""Abbreviations written out: `UBND tỉnh` is `Ủy ban nhân dân tỉnh`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ..text.gazetteer import load
from ..text.language import fold

_COMMITTEE = "ủy"  # ends one body and begins another: `Đảng ủy | Ủy ban nhân dân`
_COUNCIL = ["hội", "đồng"]  # behind a field that ends in its first word: `Ban Văn hóa - Xã hội | Hội đồng nhân dân`


@cache
def long_forms() -> dict[str, str]:
    """Every abbreviation with its long form, both as they are written."""
    return {entry.name: entry.fields["full"] for entry in load("abbreviations")}


@cache
def known_long_forms() -> dict[str, str]:
    """Those of which every reader knows what they stand for."""
    return {entry.name: entry.fields["full"] for entry in load("abbreviations") if entry.fields["known"] == "yes"}


@cache
def known_abbreviations() -> dict[str, str]:
    """The same folded: `ubnd` proves `Ủy ban nhân dân` in a quotation."""
    return {fold(short): fold(full) for short, full in known_long_forms().items()}


@cache
def _ends_of_pairs() -> frozenset[str]:
    """The last words of abbreviations of two: `CTĐ, CTCT`. Those that an article explains are of one."""
    return frozenset(short.split()[-1] for short in long_forms() if " " in short)


def written_out(name: str, forms: Mapping[str, str]) -> str:
    """A name with the abbreviations of which `forms` has the long form written out; a word is not said twice."""
    words: list[str] = []
    for word in name.split():
        pair = forms.get(f"{words[-1]} {word}") if words and word in _ends_of_pairs() else None
        if pair:
            words[-1:] = pair.split()
            continue
        full = forms.get(word)
        if not full:
            words.append(word)
            continue
        pieces = full.split()
        another = fold(pieces[0]) == _COMMITTEE or [fold(piece) for piece in pieces[:2]] == _COUNCIL
        if words and fold(words[-1]) == fold(pieces[0]) and not another:
            pieces = pieces[1:]  # `Bộ CHQS` with CHQS; `Đoàn Đoàn …`
        words.extend(pieces)
    return " ".join(words)
