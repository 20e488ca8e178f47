"""Vietnamese as text: folding, syllables, sentence ends, and the blank spaCy pipeline that carries them.

The tokenizer splits into syllables, numbers and single marks and rewrites nothing: `doc.text == text`, so that a
token's `idx` is an offset in code points. Every lexeme's `norm_` is its folded form, so that matching on NORM is
blind to case and to the two places of a tone mark (`hoà` = `hòa`), and to nothing else (`Hùng` is not `Hưng`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise

import spacy
from spacy.attrs import NORM  # type: ignore[import-not-found]  # a Cython module without types
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from .doc_words import Shape, Words, put_words
from .gazetteer import load

# In tokens; a longer one is read in pieces, so that the work on a text stays linear in its length.
LONGEST_SENTENCE = 1_000

# The newer place of the tone mark, on the second vowel, is written as the older one, on the first.
_OLD_PLACE = {
    first_plain + toned: first_toned + second_plain
    for first_plain, firsts, second_plain, seconds in (
        ("o", "òóỏõọ", "a", "àáảãạ"),
        ("o", "òóỏõọ", "e", "èéẻẽẹ"),
        ("u", "ùúủũụ", "y", "ỳýỷỹỵ"),
    )
    for first_toned, toned in zip(firsts, seconds, strict=True)
}
_NEW_PLACE = re.compile(rf"(?<!q)(?:{'|'.join(_OLD_PLACE)})(?!\w)")
_APOSTROPHES = "’‘ʼ`"

_TOKEN = re.compile(r"([^\W\d_]+(?:['’ʼ][^\W\d_]+)*|\d+|[^\S ]+|.)( ?)", re.DOTALL)

_ENDS = frozenset(".!?…")
_OPENERS = frozenset("\"'“”‘’«([-–—•")
# A closing mark, quotes behind it, and a blank before what may open a sentence.
_BOUNDARY = re.compile(r"(?<![.!?…])[.!?…]+[\"”'’)]*\s+(?=[\"“‘'(\[\-–•]*\s?([^\W\d_a-z])|\d)")
_LAST_WORD = re.compile(r"([^\W\d_]+|\d+)\.$")  # as the tokenizer cuts them: `h` of `7h.`
_LONGEST_WORD = 30  # code points


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Case-folded, NFC, tone marks in their older place, apostrophes alike; diacritics kept.

    Of words and names, which come again: what was folded is remembered.
    """
    text = unicodedata.normalize("NFC", text.casefold())
    for mark in _APOSTROPHES:  # `translate` takes a hundred times as long
        text = text.replace(mark, "'")
    return _NEW_PLACE.sub(lambda m: _OLD_PLACE[m.group()], text)


def plain(text: str) -> str:
    """`fold` with every diacritic dropped and đ as d: what people type."""
    marked = unicodedata.normalize("NFD", fold(text).replace("đ", "d"))
    return unicodedata.normalize("NFC", "".join(c for c in marked if not unicodedata.combining(c)))


class SyllableTokenizer:
    """Splits text into syllables, numbers and single marks; a blank is a token's trailing space, never rewritten."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The Doc of a text; `doc.text == text`. Its sentence starts stand in `words_of(doc)`."""
        words, spaces, shapes = _split(text)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        inked = [not shape.blank for shape in shapes]
        numbers = list(accumulate(inked, initial=0))
        # Beside the Doc: setting its sentence starts costs more than finding them.
        put_words(doc, Words(words, spaces, shapes, _sentence_starts(words, spaces, shapes), inked, numbers))
        return doc


def syllables_of(text: str) -> list[str]:
    """The syllables, numbers and marks of a text."""
    return _split(text)[0]


def _split(text: str) -> tuple[list[str], list[bool], list[Shape]]:
    """The words of a text, whether a blank follows each, and what each looks like.

    What stands between two blanks is mostly one syllable, or was met before: a look at what it was then costs less than
    an expression over the whole text, which is left to texts with several blanks in a row.
    """
    if "  " in text or text.startswith(" "):
        pieces = _TOKEN.findall(text)
        return [word for word, _ in pieces], [space != "" for _, space in pieces], [_shape(word) for word, _ in pieces]
    words: list[str] = []
    spaces: list[bool] = []
    shapes: list[Shape] = []
    pieces = text.split(" ")
    short = max(map(len, pieces)) <= _LONGEST_KNOWN
    for inside, followed, shaped in map(_known if short else _cut_or_known, pieces):
        words += inside
        spaces += followed
        shapes += shaped
    if spaces and not text.endswith(" "):
        spaces[-1] = False
    return words, spaces, shapes


def _cut(piece: str) -> tuple[tuple[str, ...], tuple[bool, ...], tuple[Shape, ...]]:
    """The words between two blanks, the last of them with the blank behind it."""
    words = tuple([word for word, _ in _TOKEN.findall(piece)])
    return words, (*[False] * (len(words) - 1), True) if words else (), tuple(map(_shape, words))


_known = lru_cache(maxsize=65_536)(_cut)
_LONGEST_KNOWN = 40  # code points of what is kept


def _cut_or_known(piece: str) -> tuple[tuple[str, ...], tuple[bool, ...], tuple[Shape, ...]]:
    return _known(piece) if len(piece) <= _LONGEST_KNOWN else _cut(piece)


@lru_cache(maxsize=65_536)
def _shape(word: str) -> Shape:
    cap, blank = word[0].isupper(), word.isspace()
    return Shape(
        norm=fold(word),
        cap=cap,
        upper=len(word) > 1 and word.isupper(),
        blank=blank,
        quiet=not cap and word[0].isalpha(),
        ends=word in _ENDS or (blank and "\n\n" in word),
    )


def _sentence_starts(words: Sequence[str], spaces: Sequence[bool], shapes: Sequence[Shape]) -> list[bool]:
    """For each token whether a sentence begins there.

    One does after a blank line, after a closing mark with a blank and a capital behind it, and where the sentence has
    grown to its greatest length.
    """
    ends = [
        i + 1
        for i, shape in enumerate(shapes)
        if shape.ends and (shape.blank or (i + 1 < len(words) and _ends_here(words, spaces, i)))
    ]
    starts = [False] * len(words)
    for begun, end in pairwise([0, *ends, len(words)]):
        for start in range(begun, end, LONGEST_SENTENCE):
            starts[start] = True
    return starts


def _ends_here(words: Sequence[str], spaces: Sequence[bool], i: int) -> bool:
    """Does the closing mark at token i, which is not the last one, end a sentence?"""
    after = words[i + 1]
    if after.isspace():
        return True
    if not spaces[i]:
        return False
    if i and words[i] == "." and not spaces[i - 1] and _is_short_form(words[i - 1]):
        return False
    return after[0].isupper() or after[0].isdigit() or after[0] in _OPENERS


@cache
def _short_forms() -> frozenset[str]:
    """Folded short forms whose full stop ends no sentence."""
    return frozenset(fold(form) for entry in load("short_forms") for form in entry.forms())


def _is_short_form(word: str) -> bool:
    """Is a word before a full stop a short form or an initial, so that the full stop is its own?"""
    return fold(word) in _short_forms() or (len(word) == 1 and word.isupper())


def sentence_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentences of an article's text that hold `text[start:end]`, as (start, end) within its block.

    Works on plain text, without a Doc, by the same rules as the pipeline. Offsets in code points, end exclusive.
    """
    left = text.rfind("\n\n", 0, start)
    left = 0 if left < 0 else left + 2
    right = text.find("\n\n", end)
    right = len(text) if right < 0 else right
    begin, finish = left, right
    for match in _BOUNDARY.finditer(text[left:right]):
        if match[1] and match[1].islower():  # Đ and Ư stand among the small letters: no range tells them apart
            continue
        word = _LAST_WORD.search(text, max(left, left + match.start() - _LONGEST_WORD), left + match.start() + 1)
        if word and _is_short_form(word.group(1)):
            continue
        at = left + match.end()
        if at <= start:
            begin = at
        elif left + match.start() + 1 >= end:
            finish = left + len(text[left:at].rstrip())
            break
    return begin, finish


def blank_pipeline() -> Language:
    """A blank spaCy pipeline with our tokenizer and folded norms; nothing is downloaded."""
    nlp = spacy.blank("xx")
    # Of a new word its folded form alone: spaCy's twenty other attributes, which nobody wants, cost more than the Doc.
    nlp.vocab.lex_attr_getters = {NORM: fold}  # type: ignore[attr-defined]  # left out of the types
    nlp.tokenizer = SyllableTokenizer(nlp.vocab)
    return nlp
