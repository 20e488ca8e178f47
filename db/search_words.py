"""The words that search compares: folded, abbreviations written out, `số` and leading zeros of numbers left out.

A text is put into the index as two rows of words: `plain`, all without diacritics, and `exact`, those that carry some.
So a word with diacritics meets exact ones only and one without meets plain ones only, in whichever column. What an
abbreviation stands for is the reader's knowledge; `BCHQS` follows from it: `Ban CHQS` or `Bộ CHQS`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from db.names import WRONG_D
from extractors.text.gazetteer import load
from extractors.text.language import fold, plain
from extractors.units.long_forms import long_forms

_MARKS = "\u0300-\u036f"  # combining ones: text that is not composed
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_NUMBER_WORDS = ("số", "so")  # `Khối thi đua số 2` is `Khối thi đua 2`
_NUMBERED = re.compile(r"(\D+)(\d+)")
# What may be a syllable, so that in small letters it is no abbreviation: `hu`, `tha`
_SYLLABLE = re.compile(
    r"(?:b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?"
)
_COMMITTEE = "ủy"  # ends one body and begins another
_PROVINCIAL = ("tỉnh", "tp")
_LOCAL = ("huyện", "quận", "thị", "xã", "phường")
_PROVINCIAL_KIND = "bộ"
_MOST_FORMS = 3  # that one abbreviation may stand for


class Token(NamedTuple):
    """A word as it is compared, and which words of the text it was made of (`first` to `last`, inclusive). exact: ''
    where it carries no diacritics."""

    plain: str
    exact: str
    first: int
    last: int


class ShortForm(NamedTuple):
    """An abbreviation: as it is written, what it stands for, and the folded words of that."""

    short: str
    full: str
    words: tuple[str, ...]


@lru_cache(maxsize=131_072)
def both(word: str) -> tuple[str, str]:
    """A word without diacritics, and folded with them ('' where it has none). Leading zeros of numbers do not count."""
    word = word.translate(WRONG_D)
    folded, bare = fold(word), plain(word)
    if bare.isdecimal():
        bare = folded = bare.lstrip("0") or "0"
    return bare, "" if folded == bare else folded


def indexed(text: str) -> tuple[str, str]:
    """The two rows of words of a text, as the index has them: all without diacritics, and those with them."""
    pairs = [pair for _, _, several in _compared(WORD.findall(text)) for pair in several]
    return " ".join([bare for bare, _ in pairs]), " ".join([exact for _, exact in pairs if exact])


def tokens_of(words: Sequence[str]) -> list[Token]:
    """The words of a text (as WORD finds them) as they are compared."""
    tokens: list[Token] = []
    for start, end, pairs in _compared(words):
        of_one = len(pairs) == end - start  # each word by itself
        for at, (bare, exact) in enumerate(pairs):
            first, last = (start + at, start + at) if of_one else (start, end - 1)
            tokens.append(Token(bare, exact, first, last))
    return tokens


def _compared(words: Sequence[str]) -> Iterator[tuple[int, int, list[tuple[str, str]]]]:
    """The words of a text in stretches: words from .. to .. are compared as these. Most are as they stand; few are
    abbreviations, or do not count."""
    shorts = _shorts()
    special = {
        word
        for word in set(words)
        if word in shorts or fold(word) in _NUMBER_WORDS or not (word.isalpha() or word.isdecimal())
    }
    done = 0
    for i in [at for at, word in enumerate(words) if word in special] if special else ():
        if i < done:
            continue
        length, form = _short_at(words, i)
        if length:
            before = fold(words[i - 1]) if i else ""
            pieces = form[1:] if form[0] == before and form[0] != _COMMITTEE else form
        elif fold(words[i]) in _NUMBER_WORDS and i + 1 < len(words) and words[i + 1].isdecimal():
            length, pieces = 1, ()
        else:
            continue
        yield done, i, [both(word) for word in words[done:i]]
        yield i, i + length, [both(piece) for piece in pieces]
        done = i + length
    yield done, len(words), [both(word) for word in words[done:]]


def _short_at(words: Sequence[str], i: int) -> tuple[int, tuple[str, ...]]:
    """How many words from word i on are an abbreviation, and the folded words of what it stands for; 0 for none."""
    for length, form in _shorts_by_word().get(words[i], ()):
        if tuple(words[i : i + len(length)]) == length and not _is_in_capitals(words, i, len(length)):
            return len(length), form
    numbered = _NUMBERED.fullmatch(words[i])
    if numbered and (numbered[1],) in _all_shorts():
        return 1, (*_all_shorts()[numbered[1],], numbered[2])
    several = fitting(_by_kinds().get(words[i], ()), words[i + 1] if i + 1 < len(words) else "")
    return (1, several[0].words) if len(several) == 1 else (0, ())


def fitting(forms: tuple[ShortForm, ...], after: str) -> tuple[ShortForm, ...]:
    """Of what an abbreviation may stand for what fits the word behind it: a province's is no `Ban`, another's no
    `Bộ`."""
    if len(forms) < 2 or fold(after) not in (*_PROVINCIAL, *_LOCAL):
        return forms
    provincial = fold(after) in _PROVINCIAL
    return tuple(form for form in forms if (form.words[0] == _PROVINCIAL_KIND) is provincial) or forms


def _is_in_capitals(words: Sequence[str], i: int, length: int) -> bool:
    """Is what may be a syllable (`THA`) one among words that are all in capitals?"""
    if length > 1 or not _SYLLABLE.fullmatch(plain(words[i])):
        return False
    beside = [words[j] for j in (i - 1, i + 1) if 0 <= j < len(words)]
    return any(word.isalpha() and word.isupper() and word not in _shorts() for word in beside)


# --- what abbreviations stand for ------------------------------------------------------------------------------------


@cache
def _all_shorts() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The words of each abbreviation of one meaning, as they are written, with the folded words of its long form."""
    forms = dict(sorted(long_forms().items()))
    forms |= {short: several[0].full for short, several in _by_kinds().items() if len(several) == 1}
    return {tuple(WORD.findall(short)): _folded(full) for short, full in forms.items()}


@cache
def _shorts_by_word() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """By the first word, longest first."""
    found: defaultdict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
    for words, form in _all_shorts().items():
        found[words[0]].append((words, form))
    return {word: sorted(forms, key=lambda pair: (-len(pair[0]), pair)) for word, forms in found.items()}


@cache
def _shorts() -> frozenset[str]:
    """The first words of all abbreviations, as they are written."""
    return frozenset(_shorts_by_word()) | frozenset(_by_kinds())


@cache
def _by_kinds() -> dict[str, tuple[ShortForm, ...]]:
    """Abbreviations that the list lacks, from kinds of unit that end in one: `SGDĐT` from `Sở GDĐT`, and `BCHQS`, which
    may be `Ban CHQS` or `Bộ CHQS`."""
    found: defaultdict[str, set[ShortForm]] = defaultdict(set)
    for entry in load("unit_kinds"):
        for kind in entry.forms():
            words = kind.split()
            full = long_forms().get(words[-1])
            if len(words) == 2 and full and words[0].istitle() and kind not in long_forms():
                name = f"{words[0]} {full}"
                short = words[0][0] + words[1]
                found[short].add(ShortForm(short, name, _folded(name)))
    return {short: tuple(sorted(forms)) for short, forms in sorted(found.items()) if short not in long_forms()}


def _folded(name: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in WORD.findall(name))


@cache
def typed_shorts() -> dict[tuple[str, ...], tuple[ShortForm, ...]]:
    """What people may type for an abbreviation, folded or without diacritics, with what it may stand for."""
    found: defaultdict[tuple[str, ...], set[ShortForm]] = defaultdict(set)
    forms = [ShortForm(short, full, _folded(full)) for short, full in sorted(long_forms().items())]
    for form in [*forms, *(form for several in _by_kinds().values() for form in several)]:
        folded = _folded(form.short)
        for typed in (folded, tuple(plain(word) for word in folded)):
            found[typed].add(form)
    return {typed: tuple(sorted(several)[:_MOST_FORMS]) for typed, several in sorted(found.items())}


@cache
def shorts_of_long_forms() -> dict[tuple[str, ...], str]:
    """The abbreviation that may stand in a text in place of long forms of several kinds: by their plain words."""
    return {
        tuple(plain(word) for word in form.words): plain(form.short)
        for forms in _by_kinds().values()
        if len(forms) > 1
        for form in forms
    }


def may_be_syllable(word: str) -> bool:
    """May a word be an ordinary syllable (`hu`), so that typed in small letters it is no abbreviation?"""
    return _SYLLABLE.fullmatch(plain(word)) is not None


def numbered_short(word: str) -> tuple[str, str] | None:
    """`qk12` taken apart: letters that are an abbreviation, and a number; None for any other word."""
    numbered = _NUMBERED.fullmatch(fold(word))
    return (numbered[1], numbered[2]) if numbered and (numbered[1],) in typed_shorts() else None
