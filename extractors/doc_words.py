"""A Doc's words as plain lists: the same as its tokens, at a fraction of the time that Tokens would cost."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc

_WORDS = "words"  # the key of the words in a Doc's user data


class Words(NamedTuple):
    """A Doc's words, whether a blank follows each, and whether a sentence starts at each."""

    words: list[str]
    spaces: list[bool]
    starts: list[bool]


def put_words(doc: Doc, words: Words) -> None:
    """Keep the words that a Doc was made of beside it."""
    doc.user_data[_WORDS] = words


def words_of(doc: Doc) -> Words:
    """The words of a Doc that our tokenizer made."""
    found: Words = doc.user_data[_WORDS]
    return found
