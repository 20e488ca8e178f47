"""Vietnamese as text: folding, syllables, sentence ends, and the blank spaCy pipeline that carries them.

The tokenizer splits into syllables, numbers and single marks and rewrites nothing: `doc.text == text`, so that a
token's `idx` is an offset in code points. Every lexeme's `norm_` is its folded form, so that matching on NORM is
blind to case and to the two places of a tone mark (`hoà` = `hòa`), and to nothing else (`Hùng` is not `Hưng`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import spacy
from spacy.attrs import NORM
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

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
_APOSTROPHES = str.maketrans("’‘ʼ`", "''''")

_TOKEN = re.compile(r" |[^\S ]+|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|\d+|.", re.DOTALL)

# Short forms whose full stop ends no sentence.
ABBREVIATED = frozenset(
    "gs pgs ts ths tskh bs bscki bsckii bscc ngut ngưt ngnd nsnd nsưt ttưt ttnd kts ks cn tp tx tt q p h x st đc đ c t th nguyễn. mr dr ncs bcđ ts kh".split()
)
_ENDS = frozenset(".!?…")
_OPENERS = frozenset("\"'“”‘’«([-–—•")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Case-folded, NFC, tone marks in their older place, apostrophes alike; diacritics kept."""
    text = unicodedata.normalize("NFC", text.casefold()).translate(_APOSTROPHES)
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
        """The Doc of a text; `doc.text == text`."""
        words: list[str] = []
        spaces: list[bool] = []
        for match in _TOKEN.finditer(text):
            piece = match.group()
            if piece == " " and words and not spaces[-1]:
                spaces[-1] = True
            else:
                words.append(piece)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)


@Language.component("sentence_ends")
def _sentence_ends(doc: Doc) -> Doc:
    """Set `is_sent_start`: after a blank line, and after a closing mark with a blank and a capital behind it."""
    starts = [False] * len(doc)
    if starts:
        starts[0] = True
    for token in doc[:-1]:
        after = token.i + 1
        if token.is_space:
            starts[after] = starts[after] or "\n\n" in token.text
        elif token.text in _ENDS and _ends_here(doc, token.i):
            starts[after] = True
    for token, start in zip(doc, starts, strict=True):
        token.is_sent_start = start
    return doc


def _ends_here(doc: Doc, i: int) -> bool:
    after = doc[i + 1]
    if after.is_space:
        return True
    if not doc[i].whitespace_:
        return False
    if i and doc[i].text == "." and not doc[i - 1].whitespace_:
        before = doc[i - 1]
        if fold(before.text) in ABBREVIATED or (len(before.text) == 1 and before.text.isupper()):
            return False
    return after.text[0].isupper() or after.text[0].isdigit() or after.text[0] in _OPENERS


def sentence_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentences of an article's text that hold `text[start:end]`, as (start, end) within its block.

    Works on plain text, without a Doc, by the same rules as the pipeline. Offsets in code points, end exclusive.
    """
    left = text.rfind("\n\n", 0, start)
    left = 0 if left < 0 else left + 2
    right = text.find("\n\n", end)
    right = len(text) if right < 0 else right
    begin, finish = left, right
    for match in re.finditer(r"[.!?…]+[\"”'’)]*\s+(?=[\"“‘'(\[\-–•]*[^\W\d_a-zà-ỹđ]|\d)", text[left:right]):
        word = re.search(r"(\w+)\.$", text[left : left + match.start() + 1])
        if word and (fold(word.group(1)) in ABBREVIATED or (len(word.group(1)) == 1 and word.group(1).isupper())):
            continue
        at = left + match.end()
        if at <= start:
            begin = at
        elif left + match.start() + 1 >= end:
            finish = left + len(text[left : at].rstrip())
            break
    return begin, finish


def blank_pipeline() -> Language:
    """A blank spaCy pipeline with our tokenizer, folded norms and sentence ends; nothing is downloaded."""
    nlp = spacy.blank("xx")
    nlp.vocab.lex_attr_getters[NORM] = fold
    nlp.tokenizer = SyllableTokenizer(nlp.vocab)
    nlp.add_pipe("sentence_ends")
    return nlp
