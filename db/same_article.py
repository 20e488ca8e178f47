"""Whether two texts are one article: what they share, and whether they differ in what tells articles apart.

Reports of one paper share whole paragraphs; what makes two of them two are names, numbers and days. So the texts are
laid side by side on runs of three words that stand once in each, and what lies between these is looked at: a passage
that only one has is a cut or an addition and says nothing; where both have words of their own, and names or numbers
are among those of either, they speak of different things (a *conflict*), unless one is the other's abbreviation.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

from db.names import unit_key
from extractors.text.language import fold, plain

SHORT = 40  # words: a shorter text must be equal, or nearly
TOO_MANY = 2  # conflicts
_FEWEST = 20  # words: shorter ones are alike by chance
_ENOUGH_TO_CORRECT = 80  # words: in a text of that length one name or number may have been put right …
_CORRECTED_WITHIN = 10  # days: … soon after the first edition
_ALIKE = 0.8  # the share of the shorter text's words that must stand in the longer one
_OF_THE_LONGER = 0.45  # how long the shorter must be: a round-up that holds a report is another article
_SHORT_WITHIN = 30  # days between short texts that are equal
_WORDS_OF_ONE = 3  # a name or a day; more words in one place are several
_RUN = 3
_PASSAGE = 8  # words in a row that were moved
_LONGEST_MARK = 12  # words

_WORD = re.compile(r"\w+")
_NUMBER_WORDS = frozenset("một hai ba bốn tư sáu bảy tám chín mười".split())
_SOURCE_MARK = re.compile(r"\W*(?:theo|nguồn|gốc|nguồn tin|nguồn bài)\s*:?\s+(?P<who>\S.*?)\W*$", re.I | re.S)
_ENDS_SENTENCE = re.compile(r"[.!?…:\n]")


@dataclass(frozen=True, slots=True)
class Text:
    """An article's words, as they are compared: folded, numbers without leading zeros, without marks.

    told: of lead and body, and of the captions where these are too short.
    telling: for each word of `told` whether it is a name's or a number's. named: whom a line like `Theo Báo X` names.
    """

    told: tuple[str, ...]
    telling: tuple[bool, ...]
    named: str | None

    @property
    def key(self) -> bytes:
        """Equal for texts that are told in the same words."""
        return blake2b(" ".join(self.told).encode(), digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of comparing two texts.

    same, only_first, only_second: words that stand in both (in runs of three), or in one. conflicts: names, numbers and
    days that differ; not counted further than `TOO_MANY`, nor where the words decide already.
    """

    is_copy: bool
    same: int
    only_first: int
    only_second: int
    conflicts: int

    @property
    def similarity(self) -> float:
        """The share of all their words that they have in common, from 0 to 1."""
        return round(self.same / max(1, self.same + self.only_first + self.only_second), 3)


def text_of(passages: Iterable[tuple[str, str]]) -> Text:
    """The Text of an article's (kind of block, passage); titles do not count."""
    told: list[str] = []
    telling: list[bool] = []
    captions: list[str] = []
    named = None
    for kind, passage in passages:
        if kind == "caption":
            captions.append(passage)
        elif kind != "title":
            who = source_mark(passage)
            named = named or who
            if who is None:
                _take(passage, told, telling)
    if len(told) < SHORT:
        for passage in captions:
            _take(passage, told, telling)
    return Text(tuple(told), tuple(telling), named)


def folded(passage: str) -> list[str]:
    """The words of a passage as they are compared."""
    return [_folded(word) for word in _WORD.findall(in_nfc(passage))]


def in_nfc(passage: str) -> str:
    """A passage in NFC, if it is not."""
    return passage if passage.isascii() else unicodedata.normalize("NFC", passage)


def source_mark(passage: str) -> str | None:
    """Whom `Theo Báo X`, `Nguồn: X` or `(Gốc: x.example)` names, when it stands by itself; else None."""
    if len(passage) > 120 or ("." in passage.rstrip(" .")[:-4] and " " in passage.partition(".")[2]):
        return None
    match = _SOURCE_MARK.match(passage)
    return match["who"] if match and len(passage.split()) <= _LONGEST_MARK else None


@lru_cache(maxsize=65_536)
def _plain(word: str) -> str:
    return plain(word)


@lru_cache(maxsize=262_144)
def _folded(word: str) -> str:
    return (word.lstrip("0") or "0") if word.isdecimal() else fold(word)


@lru_cache(maxsize=262_144)
def _tells(word: str) -> bool | None:
    """Whether a word is a name's or a number's; None: if it does not begin a sentence."""
    if any(c.isdigit() for c in word) or _folded(word) in _NUMBER_WORDS or (len(word) > 1 and word.isupper()):
        return True
    return None if word[0].isupper() else False


def _take(passage: str, told: list[str], telling: list[bool]) -> None:
    passage, at = in_nfc(passage), 0
    for match in _WORD.finditer(passage):
        word = match.group()
        tells = _tells(word)
        if tells is None:
            tells = at > 0 and not _ENDS_SENTENCE.search(passage, at, match.start())
        told.append(_folded(word))
        telling.append(tells)
        at = match.end()


def compare(first: Text, second: Text, days: int | None) -> Verdict:
    """Whether two texts are one article. days: between their publications, None if either day is not known."""
    if first.told == second.told:
        enough = len(first.told) >= SHORT or (len(first.told) >= _FEWEST and (days or 0) <= _SHORT_WITHIN)
        return Verdict(enough, len(first.told), 0, 0, 0)
    ones, others = _runs(first.told), _runs(second.told)
    in_second, in_first = _covered(first.told, others), _covered(second.told, ones)
    only_first, only_second = in_second.count(False), in_first.count(False)
    same = max(len(first.told) - only_first, len(second.told) - only_second)
    shorter, alone = min((len(first.told), only_first), (len(second.told), only_second))
    fits = shorter >= _OF_THE_LONGER * max(len(first.told), len(second.told)) and alone <= (1 - _ALIKE) * shorter
    soon = shorter >= _ENOUGH_TO_CORRECT and (days is None or days <= _CORRECTED_WITHIN)
    if shorter < SHORT:
        fits = fits and shorter >= _FEWEST and max(only_first, only_second) <= 1
    conflicts = _conflicts(first, second, in_second, in_first, ones, others) if fits else 0
    return Verdict(fits and conflicts <= int(soon), same, only_first, only_second, conflicts)


_Runs = dict[tuple[str, ...], int]  # run of words → where it stands, -1: at several places


def _runs(words: Sequence[str]) -> _Runs:
    found: _Runs = {}
    for at, run in enumerate(zip(words, words[1:], words[2:], strict=False)):
        found[run] = -1 if run in found else at
    return found


def _covered(words: Sequence[str], others: _Runs) -> list[bool]:
    """For each word whether one of the runs that hold it stands in the other text."""
    covered = [False] * len(words)
    for at, run in enumerate(zip(words, words[1:], words[2:], strict=False)):
        if run in others:
            covered[at : at + _RUN] = [True] * _RUN
    return covered


def _anchors(ones: _Runs, others: _Runs) -> list[tuple[int, int]]:
    """Where the runs that stand once in either text stand in both, in an order that is rising in both (longest)."""
    pairs = [(at, others[run]) for run, at in ones.items() if at >= 0 and others.get(run, -1) >= 0]
    tails: list[int] = []
    ends: list[int] = []
    before = [-1] * len(pairs)
    for number, (_, at) in enumerate(pairs):  # `ones` is in text order
        place = bisect_left(tails, at)
        before[number] = ends[place - 1] if place else -1
        tails[place : place + 1] = [at]
        ends[place : place + 1] = [number]
    chain = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _gaps(first: Text, second: Text, ones: _Runs, others: _Runs) -> Iterable[tuple[range, range]]:
    """The places between the anchors where both texts have words."""
    chain = [(-_RUN, -_RUN), *_anchors(ones, others), (len(first.told), len(second.told))]
    for (left, right), (next_left, next_right) in pairwise(chain):
        one = range(min(left + _RUN, next_left), next_left)
        other = range(min(right + _RUN, next_right), next_right)
        if one and other:
            yield one, other


def _conflicts(
    first: Text, second: Text, in_second: list[bool], in_first: list[bool], ones: _Runs, others: _Runs
) -> int:
    """How many names, numbers and days of the one stand where the other has others."""
    number = 0
    spelt: set[tuple[str, ...]] = set()
    for one, other in _gaps(first, second, ones, others):
        own = _own(first, one, in_second, [second.told[at] for at in other])
        others_own = _own(second, other, in_first, [first.told[at] for at in one])
        if own and others_own:
            own, others_own = _without_abbreviated(own, others_own, first, second, one, other)
        if not own or not others_own:
            continue
        if number + len(spelt) >= TOO_MANY:
            break
        if sorted(map(_plain, own)) == sorted(map(_plain, others_own)):
            spelt.add(tuple(sorted(own)))  # the same correction of a spelling, wherever the name stands
        else:
            number += -(-min(len(own), len(others_own)) // _WORDS_OF_ONE)
    return number + len(spelt)


def _own(text: Text, place: range, covered: list[bool], opposite: list[str]) -> list[str]:
    """The telling words at a place that stand neither opposite nor in a passage that the other has elsewhere."""
    there = Counter(opposite)
    own = []
    moved = _moved(place, covered)
    for at in place:
        word = text.told[at]
        if there[word]:
            there[word] -= 1
        elif text.telling[at] and at not in moved:
            own.append(word)
    return own


def _moved(place: range, covered: list[bool]) -> set[int]:
    """The words at a place that belong to a passage: a name alone may stand elsewhere and mean another part."""
    moved: set[int] = set()
    stretch: list[int] = []
    for at in (*place, -1):
        if at >= 0 and covered[at]:
            stretch.append(at)
            continue
        if len(stretch) >= _PASSAGE:
            moved.update(stretch)
        stretch = []
    return moved


def _without_abbreviated(
    own: list[str], others: list[str], first: Text, second: Text, one: range, other: range
) -> tuple[list[str], list[str]]:
    """Both without what is written out in one and abbreviated in the other (`UBND`, `Ủy ban nhân dân`)."""
    for short, long, words in (
        (own, others, [second.told[at] for at in other]),
        (others, own, [first.told[at] for at in one]),
    ):
        initials = "".join(_plain(word)[:1] for word in words)
        for word in [w for w in short if 2 <= len(w) <= 8 and w.isalpha()]:
            at = initials.find(_plain(word))
            if at >= 0:
                short.remove(word)
                for written_out in words[at : at + len(word)]:
                    if written_out in long:
                        long.remove(written_out)
    return own, others


def names_publisher(named: str, publisher: str | None, hosts: Iterable[str]) -> bool:
    """Whether a source's mark means a publisher, by its name, its abbreviation or its host (`QĐND`, `qdnd.example`)."""
    key = unit_key(named)
    if publisher:
        words = unit_key(publisher).split()
        bare = " ".join(words[1:]) if len(words) > 2 else ""
        abbreviated = "".join(word[0] for word in words)
        whole = unit_key(publisher)
        if f" {whole} " in f" {key} " or (bare and f" {bare} " in f" {key} "):
            return True
        if len(key.replace(" ", "")) >= 3 and abbreviated.endswith(key.replace(" ", "")):
            return True
    return any(host and host.removeprefix("www.") in named.casefold() for host in hosts)
