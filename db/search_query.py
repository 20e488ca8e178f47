"""What a person typed, understood: words, abbreviations, what must stand in a row; and as expressions of FTS5.

Nothing that is typed is ever FTS5 syntax: the words are taken out and quoted. Of something long only the beginning is
read, so that no query costs more than another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, product

from db.search_words import (
    WORD,
    Token,
    both,
    fitting,
    may_be_syllable,
    numbered_short,
    shorts_of_long_forms,
    typed_shorts,
)
from extractors.text.language import fold, plain

NOTHING = '""'  # an expression that matches nothing
_QUOTES = re.compile('["“”„«»]')
_LONGEST_TYPED = 400  # code points that are read
_MOST_WORDS = 16
_LONGEST_WORD = 40  # code points
_MOST_WAYS = 6  # in which words in a row are looked for
_NUMBER_WORDS = ("số", "so")
_PREFIX_OF_SHORT = 3  # letters of an abbreviation that is being typed
_MOST_BEGUN = 3  # abbreviations that may be meant by those

_Way = tuple[str, ...]  # words without diacritics


@dataclass(frozen=True, slots=True)
class Term:
    """A word that was typed, or several that are an abbreviation or a long form: `ways` are the words that may stand
    for it. exact: where it is one word with diacritics."""

    ways: tuple[_Way, ...]
    exact: str = ""
    quoted: int = 0  # the number of the quotation that it stands in, from 1

    @property
    def is_word(self) -> bool:
        """Whether it is one word as it was typed."""
        return len(self.ways) == 1 and len(self.ways[0]) == 1


@dataclass(frozen=True, slots=True)
class Asked:
    """A query understood. understood: what was written out, (as it was typed, long form). open: whether the last word
    may be the beginning of one."""

    terms: tuple[Term, ...]
    understood: tuple[tuple[str, str], ...]
    open: bool

    @property
    def last(self) -> str:
        """The last word as the index has it: with its diacritics, if it has any."""
        term = self.terms[-1]
        return term.exact or term.ways[0][-1]

    @property
    def ends_in_number_word(self) -> bool:
        """Whether it may be typed up to the `số` before a number, which does not count."""
        return len(self.terms) > 1 and self.open and self.last in _NUMBER_WORDS

    def keys(self) -> list[str]:
        """The names that are exactly what was typed, as `search_entries.key` has them."""
        return [" ".join(way) for way in _every_way(self.terms)]

    def is_exactly(self, tokens: Sequence[Token]) -> bool:
        """Whether a name of the same key has the diacritics that were typed."""
        if len(tokens) == len(self.terms):
            return all(term.exact in ("", token.exact) for term, token in zip(self.terms, tokens, strict=True))
        return set(self.exact_words()) <= {token.exact for token in tokens}

    def exact_words(self) -> list[str]:
        """The words that were typed with diacritics."""
        return [term.exact for term in self.terms if term.exact]

    def all_words(self) -> str:
        """The expression for: every word stands there, quoted ones in a row."""
        return _and([*map(_term, self.terms), *self._quotations()]) if self.terms else NOTHING

    def in_a_row(self) -> str:
        """The expression for: all stand in a row."""
        return _and([_row(self.terms), *self._quotations()]) if self.terms else NOTHING

    def all_words_begun(self, endings: Sequence[str] | None = None) -> str:
        """As all_words, but the last word may be a beginning. endings: the words that it may be the beginning of; None
        leaves it to the index."""
        if endings is None:
            last = _or([f'"{self.last}" *', *map(_phrase, _begun_shorts(self.last))])
        else:
            last = _or([*map(_phrase, ((word,) for word in endings)), *map(_phrase, _begun_shorts(self.last))])
        return _and([*map(_term, self.terms[:-1]), last, *self._quotations()])

    def in_a_row_begun(self) -> str:
        """As in_a_row, but the last word may be a beginning."""
        return _and([_row(self.terms, begun=True), *self._quotations()])

    def without_accent_of_last(self) -> Asked:
        """The same where the diacritics of the last word do not count: they are typed after its letters."""
        *others, last = self.terms
        return Asked((*others, Term(last.ways, "", last.quoted)), self.understood, self.open)

    def closed(self) -> Asked:
        """The same where the last word is whole."""
        return Asked(self.terms, self.understood, open=False)

    def without_last(self) -> Asked:
        """The same without its last word."""
        terms = self.terms[:-1]
        return Asked(terms, self.understood, terms[-1].is_word)

    def _quotations(self) -> list[str]:
        groups = sorted({term.quoted for term in self.terms if term.quoted})
        of_each = ([term for term in self.terms if term.quoted == group] for group in groups)
        return [_row(terms) for terms in of_each if len(terms) > 1]


def understand(typed: str) -> Asked:
    """What was typed, understood. Quotation marks in pairs hold words that must stand in a row."""
    pieces = _QUOTES.split(typed[:_LONGEST_TYPED])
    if len(pieces) % 2 == 0:
        pieces = [" ".join(pieces)]  # one mark has no partner
    in_capitals = typed.isupper() and len(WORD.findall(typed)) > 1
    terms: list[Term] = []
    understood: list[tuple[str, str]] = []
    for number, piece in enumerate(pieces):
        quoted = (number + 1) // 2 if number % 2 else 0
        typed_here = _Typed(piece, _MOST_WORDS - len(terms), in_capitals)
        terms += typed_here.terms(quoted)
        understood += typed_here.understood
    # `Khối thi đua 1` is not 12.
    ends_open = bool(terms) and not terms[-1].quoted and terms[-1].is_word and not terms[-1].ways[0][0].isdecimal()
    return Asked(tuple(terms), tuple(dict.fromkeys(understood)), ends_open)


class _Typed:
    """Words in the order in which they were typed, at most so many. in_capitals: whether all of the query is, so that
    capitals tell no abbreviation."""

    def __init__(self, typed: str, most: int, in_capitals: bool) -> None:
        self.understood: list[tuple[str, str]] = []
        self._typed = typed
        self._spans = [match.span() for match in islice(WORD.finditer(typed), most)]
        self._words = [typed[start:end][:_LONGEST_WORD] for start, end in self._spans]
        self._in_capitals = in_capitals

    def terms(self, quoted: int) -> Iterator[Term]:
        """What the words are understood as. quoted: the number of the quotation that they are, or 0."""
        words, i = self._words, 0
        while i < len(words):
            length, ways = self._short_at(i)
            if ways:
                yield Term(ways, "", quoted)
            elif not (fold(words[i]) in _NUMBER_WORDS and i + 1 < len(words) and words[i + 1].isdecimal()):
                bare, exact = both(words[i])
                yield Term(((bare,),), exact, quoted)
            i += length

    def _short_at(self, i: int) -> tuple[int, tuple[_Way, ...]]:
        """How many words from word i on are an abbreviation, or what one of several kinds stands for, and the words
        that may stand for it; 1 and none for any other word."""
        words = self._words
        for length in range(min(_longest_short(), len(words) - i), 0, -1):
            typed = words[i : i + length]
            raw = tuple(both(word)[0] for word in typed)
            instead = shorts_of_long_forms().get(raw)
            if instead:
                return length, (raw, (instead,))
            after = words[i + length] if i + length < len(words) else ""
            forms = fitting(typed_shorts().get(tuple(fold(word) for word in typed), ()), after)
            if length == 1 and may_be_syllable(typed[0]):
                forms = () if self._in_capitals else tuple(form for form in forms if form.short == typed[0])
            if forms:
                start, end = self._spans[i][0], self._spans[i + length - 1][1]
                self.understood += [(self._typed[start:end], form.full) for form in forms]
                before = both(words[i - 1])[0] if i else ""
                written = (tuple(plain(word) for word in form.words) for form in forms)
                # A word is not said twice: `Bộ BTL`.
                return length, (*(way[1:] if way[:1] == (before,) and way[1:] else way for way in written), raw)
        numbered = numbered_short(words[i])
        if numbered:
            (form, *_), number = typed_shorts()[numbered[0],], both(numbered[1])[0]
            self.understood.append((words[i], f"{form.full} {number}"))
            return 1, ((*(plain(word) for word in form.words), number), (both(words[i])[0],))
        return 1, ()


@cache
def _longest_short() -> int:
    return max(map(len, (*typed_shorts(), *shorts_of_long_forms())))


def _begun_shorts(last: str) -> list[_Way]:
    """The long forms of abbreviations that a word is the beginning of."""
    if len(last) < _PREFIX_OF_SHORT:
        return []
    begun = sorted(typed for typed in typed_shorts() if len(typed) == 1 and typed[0].startswith(last))
    return [
        tuple(plain(word) for word in form.words) for typed in begun[:_MOST_BEGUN] for form in typed_shorts()[typed]
    ]


# --- expressions -----------------------------------------------------------------------------------------------------


def _term(term: Term) -> str:
    return f'"{term.exact}"' if term.exact else _or(map(_phrase, term.ways))


def _row(terms: Sequence[Term], *, begun: bool = False) -> str:
    star = " *" if begun else ""
    plain_words = _or(_phrase(way) + star for way in _every_way(terms))
    # In the row of words with diacritics those without are missing: only what was typed with them side by side is one.
    stretches: list[list[str]] = [[]]
    for term in terms:
        if term.exact:
            stretches[-1].append(term.exact)
        elif stretches[-1]:
            stretches.append([])
    phrases = [_phrase(stretch) for stretch in stretches if stretch]
    if phrases and terms[-1].exact:
        phrases[-1] += star
    return _and([plain_words, *phrases])


def _every_way(terms: Sequence[Term]) -> list[_Way]:
    ways = product(*(term.ways for term in terms))
    return [tuple(word for words in way for word in words) for way in islice(ways, _MOST_WAYS)]


def _phrase(words: Iterable[str]) -> str:
    return f'"{" ".join(words)}"'


def _and(parts: Sequence[str]) -> str:
    return " AND ".join(dict.fromkeys(parts)) if len(parts) > 1 else parts[0]


def _or(parts: Iterable[str]) -> str:
    each = list(dict.fromkeys(parts))
    return f"({' OR '.join(each)})" if len(each) > 1 else (each[0] if each else NOTHING)
