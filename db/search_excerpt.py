"""What is shown of a text that was found: a piece of it as it is spelt, cut where the words were found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from db.search_query import Asked, Term
from db.search_words import WORD, Token, tokens_of

Pieces = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it is what was searched for."""
_BEFORE = 60  # code points
_LENGTH = 240
_LINES = re.compile(r"\s*\n\s*")
_BLANKS = re.compile(r"\s+")
_MORE_BEFORE, _MORE_BEHIND = "… ", " …"
_BETWEEN_LINES = " · "


class _Met(NamedTuple):
    """Where a term stands: words from .. to .. (inclusive), and which term it is."""

    first: int
    last: int
    term: int


def marked(text: str, asked: Asked) -> Pieces:
    """A whole text, such as a name, in pieces."""
    spans = [match.span() for match in WORD.finditer(text)]
    met = _met([text[start:end] for start, end in spans], asked)
    return _pieces(text, [(spans[m.first][0], spans[m.last][1]) for m in met], 0, len(text))


def pieces_of(text: str, asked: Asked, before: int = _BEFORE, length: int = _LENGTH) -> Pieces:
    """A piece of a text, in pieces: from where the words stand in a row, else from where most of them stand.

    before, length: code points. The text is quoted as it is, but for its blanks and line breaks.
    """
    spans = [match.span() for match in WORD.finditer(text)]
    met = _met([text[start:end] for start, end in spans], asked)
    if not spans:
        return _pieces(text, [], 0, len(text))
    start = spans[_best(met, len(asked.terms))][0] if met else spans[0][0]
    begin = next(first for first, _ in spans if first >= start - before)
    end = max((last for _, last in spans if last <= begin + length), default=min(len(text), begin + length))
    begin, end = (0 if begin == spans[0][0] else begin), (len(text) if end == spans[-1][1] else end)
    marks = [(spans[m.first][0], spans[m.last][1]) for m in met]
    shown = _pieces(text, [(a, b) for a, b in marks if begin <= a and b <= end], begin, end)
    opened = ((_MORE_BEFORE, False), *shown) if begin else shown
    return (*opened, (_MORE_BEHIND, False)) if end < len(text) else opened


def _pieces(text: str, marks: Sequence[tuple[int, int]], begin: int, end: int) -> Pieces:
    """The text from .. to .. in pieces; marks: what was found, in order, may overlap."""
    cut: list[tuple[int, int, bool]] = []
    done = begin
    for first, last in marks:
        if first > done:
            cut.append((done, first, False))
        if last > done:
            cut.append((max(first, done), last, True))
            done = last
    cut.append((done, end, False))
    shown = [(_in_a_line(text[first:last]), is_match) for first, last, is_match in cut]
    if shown:
        shown[0] = shown[0][0].removeprefix(_BETWEEN_LINES).lstrip(), shown[0][1]
        shown[-1] = shown[-1][0].removesuffix(_BETWEEN_LINES).rstrip(), shown[-1][1]
    return tuple(piece for piece in shown if piece[0])


def _in_a_line(passage: str) -> str:
    return _BLANKS.sub(" ", _LINES.sub(_BETWEEN_LINES, passage))


def _met(words: Sequence[str], asked: Asked) -> list[_Met]:
    """Every place where a term stands, in the text's order."""
    if not asked.terms:
        return []
    tokens = tokens_of(words)
    by_word: dict[str, list[int]] = {}
    for at, token in enumerate(tokens):
        by_word.setdefault(token.plain, []).append(at)
    found = [
        _Met(tokens[at].first, tokens[at + len(way) - 1].last, number)
        for number, term in enumerate(asked.terms)
        for way in term.ways
        for at in by_word.get(way[0], ())
        if _stands(tokens, at, way, term)
    ]
    if asked.open:
        last, number = asked.last, len(asked.terms) - 1
        found += [
            _Met(token.first, token.last, number)
            for token in tokens
            if (token.exact if asked.terms[-1].exact else token.plain).startswith(last)
        ]
    return sorted(set(found))


def _stands(tokens: Sequence[Token], at: int, way: Sequence[str], term: Term) -> bool:
    if term.exact:
        return tokens[at].exact == term.exact
    return len(way) == 1 or tuple(token.plain for token in tokens[at : at + len(way)]) == tuple(way)


def _best(met: Sequence[_Met], terms: int) -> int:
    """The word from which to show: where all terms stand in a row, else the first of those near each other that are the
    most terms."""
    near = _LENGTH // 8  # words
    best, most = met[0].first, 0
    for at, one in enumerate(met):
        if one.term == 0 and _in_a_row(met, at, terms):
            return one.first
        beside = {other.term for other in met[at : at + near] if other.first - one.first < near}
        if len(beside) > most:
            best, most = one.first, len(beside)
    return best


def _in_a_row(met: Sequence[_Met], at: int, terms: int) -> bool:
    end = met[at].last
    for number in range(1, terms):
        following = next((m for m in met[at : at + 4 * terms] if m.term == number and m.first == end + 1), None)
        if following is None:
            return False
        end = following.last
    return True
