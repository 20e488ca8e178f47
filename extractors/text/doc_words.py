"""A Doc's words as plain lists: the same as its tokens, at a fraction of the time that Tokens would cost."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc

_WORDS = "words"  # the key of the words in a Doc's user data


class Shape(NamedTuple):
    """A word folded; whether it begins with a capital, is all in capitals, is blank, begins with a small letter.

    ends: a sentence may end with it: a full stop, a blank line.
    """

    norm: str
    cap: bool
    upper: bool
    blank: bool
    quiet: bool
    ends: bool


class Words(NamedTuple):
    """A Doc's words, whether a blank follows each, what each looks like, and whether a sentence starts at each.

    inked: which are not blank. numbers: for each of them, and for the Doc's end, how many such words stand before it.
    """

    words: list[str]
    spaces: list[bool]
    shapes: list[Shape]
    starts: list[bool]
    inked: list[bool]
    numbers: list[int]


def put_words(doc: Doc, words: Words) -> None:
    """Keep the words that a Doc was made of beside it."""
    doc.user_data[_WORDS] = words


def words_of(doc: Doc) -> Words:
    """The words of a Doc that our tokenizer made."""
    found: Words = doc.user_data[_WORDS]
    return found
