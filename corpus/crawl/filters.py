"""Which articles a crawl is for: by the words of title or lead, and by the day."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from corpus.crawl.outcomes import Outcome

_MARKS = re.compile("[\u0300-\u036f]")
_SYLLABLE = re.compile("(?:[^\\W\\d_][\u0300-\u036f]*)+")
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
# `hòa` and `hoà`, `thủy` and `thuỷ`: the tone of an open syllable in oa, oe or uy stands on either letter.
_OPEN = re.compile("(?<![qQ])([oO][aAeE]|[uU][yY])(?![^\\W\\d_])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaser:
    """What a listing, a feed or a sitemap says of an article before it is fetched; None where it does not say.

    whole_lead: is the lead all of it, not cut off? published: the day of publication. modified: the last change, which
    cannot be before it.
    """

    address: str
    title: str | None = None
    lead: str | None = None
    whole_lead: bool = False
    published: date | None = None
    modified: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """words: one of them must stand in title or lead; none: any article will do. since, until: days, both included."""

    words: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        """Is anything filtered at all?"""
        return bool(self.words or self.since or self.until)

    def before_fetching(self, teaser: Teaser) -> Outcome | None:
        """Why an article certainly is not wanted, by what is known before it is fetched; None: it must be looked at."""
        if self._is_outside(teaser.published):
            return Outcome.FILTERED_DATE
        if self.since and teaser.modified and teaser.modified < self.since:
            return Outcome.FILTERED_DATE
        if not self.words or not teaser.title or not teaser.lead or not teaser.whole_lead:
            return None
        return None if self.has_words(teaser.title, teaser.lead) else Outcome.FILTERED_WORDS

    def after_fetching(
        self, *, titles: tuple[str | None, ...], leads: tuple[str | None, ...], published: date | None
    ) -> Outcome | None:
        """Why a fetched article is not wanted; what does not say its title or its day is kept."""
        if self._is_outside(published):
            return Outcome.FILTERED_DATE
        if not self.words or not any(titles):
            return None
        return None if self.has_words(*titles, *leads) else Outcome.FILTERED_WORDS

    def has_words(self, *texts: str | None) -> bool:
        """Does one of the words stand in one of the texts? See `fold` for what counts as the same."""
        return any(_stands_in(word, text) for text in texts if text for word in self.words)

    def is_older(self, day: date) -> bool:
        """Is a day before the range?"""
        return self.since is not None and day < self.since

    def _is_outside(self, day: date | None) -> bool:
        if day is None:
            return False
        return self.is_older(day) or (self.until is not None and day > self.until)


def fold(text: str) -> str:
    """A text for comparison: small letters, NFC, single blanks, tone marks of open syllables in one place."""
    text = _SYLLABLE.sub(lambda match: _one_place(match.group()), unicodedata.normalize("NFD", text.casefold()))
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _one_place(word: str) -> str:
    """A syllable (NFD) with the tone of `oa`, `oe`, `uy` on the second letter, where both spellings are in use."""
    tones = [c for c in word if c in _TONES]
    if len(tones) != 1:
        return word
    bare = "".join(c for c in word if c not in _TONES)
    match = _OPEN.search(bare)
    if match is None or "\u0302" in bare or "\u0306" in bare:
        return word
    return bare[: match.end()] + tones[0] + bare[match.end() :]


def unmarked(text: str) -> str:
    """A folded text without its marks, as people type it in a hurry: `khối thi đua` → `khoi thi dua`."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text)).replace("đ", "d")


def _stands_in(word: str, text: str) -> bool:
    """Whole words only. A word typed without any mark is found with marks too, as in the archive's search."""
    wanted, there = fold(word), fold(text)
    if unmarked(wanted) == wanted:
        there = unmarked(there)
    return bool(wanted) and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", there) is not None
