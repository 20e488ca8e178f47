"""What names are compared by. Keys are never shown; every name keeps the spelling of its article."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from functools import lru_cache

from extractors.text.language import fold, plain

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+|[ivx]+")
WRONG_D = {0xD0: "Đ", 0xF0: "đ"}
"""The Icelandic letters that old fonts print for Đ, for `str.translate`."""
# `Lý`, `Quý`; but y by itself (`Y`), and behind a vowel (`Thúy`, `Tây`), is no i
_Y_FOR_I = re.compile(r"^(qu|[bcdđghklmnpqrstvx]+)y$")
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
"""The combining marks that are tones, in decomposed text; the others are of a letter's shape."""
_NUMBERED = "số"  # `Khối thi đua số 2` is `Khối thi đua 2`
_OFFICE_OF = ("cơ", "quan")  # `Cơ quan Tổng cục Chính trị` is the scope `Tổng cục Chính trị`
_COMMAND_OF = ("bộ", "tư", "lệnh")  # `Bộ Tư lệnh Quân khu 4` is the scope `Quân khu 4`
_COMMANDED = (("quân", "khu"), ("quân", "đoàn"), ("quân", "chủng"), ("binh", "chủng"), ("binh", "đoàn"))


def add_functions(connection: sqlite3.Connection) -> None:
    """Add the SQL functions person_key(name) and name_spelling(name), the `spelling_key` of a name's key; of null they
    are null."""

    def key(name: str | None) -> str | None:
        return person_key(name) if name else name

    def spelling(name: str | None) -> str | None:
        return spelling_key(person_key(name)) if name else name

    connection.create_function("person_key", 1, key, deterministic=True)
    connection.create_function("name_spelling", 1, spelling, deterministic=True)


@lru_cache(maxsize=65_536)
def unit_key(name: str) -> str:
    """A unit's or a person's name: case, tone-mark placement, blanks and punctuation do not count."""
    return " ".join(_WORD.findall(fold(name))) or fold(name)


@lru_cache(maxsize=65_536)
def person_key(name: str) -> str:
    """A person's name: as a unit's, and the Icelandic letter that old fonts print for Đ counts as Đ."""
    return unit_key(name.translate(WRONG_D) if WRONG_D.keys() & set(map(ord, name)) else name)


@lru_cache(maxsize=65_536)
def spelling_key(key: str) -> str:
    """A person's key without what is a matter of spelling: `kỷ` and `kỉ`, `quý` and `quí` are one; no diacritics.

    Names that agree in it may be the same; those that differ in it are not.
    """
    return plain(" ".join(_alike(word) for word in key.split()))


@lru_cache(maxsize=65_536)
def letters_key(key: str) -> str:
    """A person's key with each tone behind its syllable, and `y` behind a consonant as `i`: spellings of one name agree
    in it, also where the tone stands on a wrong letter."""
    return " ".join(_alike(word) for word in key.split())


@lru_cache(maxsize=65_536)
def _alike(word: str) -> str:
    """A syllable with its tone behind it, one that ends in a y that may as well be an i with i."""
    letters = unicodedata.normalize("NFD", word)
    tone = "".join(sign for sign in letters if sign in TONES)
    bare = "".join(sign for sign in letters if sign not in TONES)
    return unicodedata.normalize("NFC", _Y_FOR_I.sub(r"\1i", bare)) + tone


def scope_key(scope: str) -> str:
    """The body whose bloc it is: as a unit's name, without a leading `Cơ quan` or the command of an army's region."""
    return " ".join(_WORD.findall(fold(scope_name(scope))))


@lru_cache(maxsize=16_384)
def scope_name(scope: str) -> str:
    """The body whose bloc it is as it is spelt, without a leading `Cơ quan` or the command of an army's region."""
    words = scope.split()
    folded = tuple(fold(word) for word in words)
    office, command = len(_OFFICE_OF), len(_COMMAND_OF)
    if folded[:office] == _OFFICE_OF and len(words) > office:
        return scope_name(" ".join(words[office:]))
    named = folded[command : command + 2] in _COMMANDED and len(words) > command + 2
    return " ".join(words[command:]) if folded[:command] == _COMMAND_OF and named else scope


@lru_cache(maxsize=65_536)
def bloc_key(name: str) -> str:
    """A bloc's name: as a unit's name, and `số` before a number and leading zeros do not count either."""
    words = _without_number_word(_WORD.findall(fold(name)), _NUMBERED)
    return " ".join((word.lstrip("0") or "0") if word.isdecimal() else word for word in words)


def without_scope(key: str, scope: str) -> str:
    """A bloc's key without its scope's key at the end: `… cơ quan Đảng tỉnh X` of `tỉnh X` is `… cơ quan Đảng`."""
    rest = key.removesuffix(" " + scope)
    return rest if len(rest.split()) > 1 else key


def _without_number_word(words: list[str], number_word: str) -> list[str]:
    pairs = zip(words, [*words[1:], ""], strict=False)
    return [word for word, after in pairs if word != number_word or not _NUMBER.fullmatch(after)]


def without_number(name: str) -> str:
    """A name that was typed up to its `số`, without it."""
    words = name.split()
    return " ".join(words[:-1]) if words and plain(words[-1]) == plain(_NUMBERED) else name


def plain_bloc_key(name: str) -> str:
    """`bloc_key` of a name typed without diacritics, where `số` is `so`."""
    return plain_key(bloc_key(name))


def plain_key(key: str) -> str:
    """A bloc's key without diacritics."""
    return " ".join(_without_number_word(plain(key).split(), plain(_NUMBERED)))


def is_accented(text: str) -> bool:
    """Whether a text carries any diacritic, so that its tones are meant."""
    return fold(text) != plain(text)


def folded_words(text: str) -> str:
    """A long text folded word by word (the fold of a word is remembered, that of a whole text need not be)."""
    return _WORD.sub(lambda m: fold(m.group()), text)


def plain_words(text: str) -> str:
    """A long text without diacritics, folded word by word."""
    return _WORD.sub(lambda m: _plain_word(m.group()), text)


@lru_cache(maxsize=65_536)
def _plain_word(word: str) -> str:
    return plain(word)
