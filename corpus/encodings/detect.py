"""How surely a text is in an encoding: the syllables that it makes of the words, beside those that were there."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from corpus.encodings import tcvn3, vni
from corpus.encodings.syllables import is_syllable

# Letters and marks that no legacy text has among its code points: it is Unicode already.
UNICODE = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u0300-\u0323\u1ea0-\u1ef9]"
)
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile("(?<![\\w\xa1-\xff-])[A-Za-z]{2,}(?![\\w\xa1-\xff-])")
_INITIALS = re.compile("[A-Z\xa7\xd1]+")  # of offices: with the code of Đ in either encoding
_SIGN = re.compile("[A-Za-z][\xa1-\xbf\xd7\xf7]")
_SURE, _ENOUGH, _SOFT = 3, 2, 0.3
_KINDS = ("good", "kept", "broken", "foreign", "neither")
_MANY_WORDS = 20_000  # a sample is as good as the whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """An encoding whose bytes turn up as text: its name, its words, what converts it, whose fonts these are."""

    name: str
    word: re.Pattern[str]
    convert: Callable[[str, str | None], str]
    is_font: Callable[[str], bool]


FAMILIES = (
    Family(name="tcvn3", word=tcvn3.WORD, convert=tcvn3.convert, is_font=tcvn3.is_font),
    Family(name="vni", word=vni.WORD, convert=vni.convert, is_font=vni.is_font),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What an encoding makes of a text's words with marks.

    good: became syllables; kept: are syllables before and after; broken: stopped being syllables; foreign: never were.
    distinct: different good words; signs: good words with a sign such as `µ` after a letter, as no language has.
    """

    good: int
    kept: int
    broken: int
    foreign: int
    distinct: int
    signs: int

    @property
    def bad(self) -> float:
        """What speaks against the encoding."""
        return self.broken + 0.5 * self.foreign

    @property
    def confidence(self) -> float:
        """0 to 1: the share of the words that the encoding explains and nothing else does."""
        return self.good / (self.good + self.bad + _SOFT) if self.good else 0.0

    @property
    def is_sure(self) -> bool:
        """Whether the words alone prove the encoding."""
        enough = self.distinct >= _SURE or (self.distinct >= _ENOUGH and self.signs > 0)
        return enough and self.confidence >= 0.8


def score(text: str, family: Family) -> Score:
    """What the encoding makes of the text, of its first 20,000 words with marks."""
    if family.name == "tcvn3":
        text = tcvn3.rejoin(text)
    words = Counter(match[0] for match in itertools.islice(family.word.finditer(text), _MANY_WORDS))
    told = dict.fromkeys(_KINDS, 0)
    signs, seen = 0, set[str]()
    for word, times in words.items():
        kind = _judge(word, family.name)
        told[kind] += times
        if kind == "good":
            seen.add(word.lower())
            signs += times * (_SIGN.search(word) is not None)
    good, kept, broken, foreign = (told[kind] for kind in _KINDS[:4])
    return Score(good=good, kept=kept, broken=broken, foreign=foreign, distinct=len(seen), signs=signs)


@lru_cache(maxsize=20_000)
def _judge(word: str, name: str) -> str:
    if len(word) < 2 or _INITIALS.fullmatch(word):
        return "neither"
    family = next(family for family in FAMILIES if family.name == name)
    after = is_syllable(family.convert(word, None))
    before = any(is_syllable(part) for part in _WORD.findall(word) if len(part) > 1)
    if after:
        return "kept" if before and is_syllable(word) else "good"
    return "broken" if before else "foreign"


def is_among_vietnamese(text: str) -> bool:
    """Whether the words without marks could be Vietnamese: a guard against other languages' accents."""
    plain = _PLAIN.findall(text)[:400]
    small = [word for word in plain if not word.isupper()]
    return len(small) < 4 or sum(map(is_syllable, small)) >= 0.4 * len(small)


def best(text: str) -> tuple[Family, Score]:
    """The family that explains the text best, and how well."""
    scored = [(family, score(text, family)) for family in FAMILIES]
    return max(scored, key=lambda pair: pair[1].good - pair[1].bad)


def share(text: str) -> tuple[float, int]:
    """The share of the words with marks that are Vietnamese syllables, and the number of such words."""
    words = [word for word in _WORD.findall(text) if not word.isascii()][:_MANY_WORDS]
    return (sum(map(is_syllable, words)) / len(words) if words else 0.0), len(words)
