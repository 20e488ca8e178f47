"""Which mentions are of one person: a short one (`Đại tá Sơn`) is of somebody whom the article names in full."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Sequence, Set

from ..chunks import Row
from ..text.language import fold
from .hints import is_person
from .people import Mention

# Doubtful names of an article about which underthesea is asked; its answers cost more than all other reading.
MOST_QUESTIONS = 24
_FULL_BY_ITSELF = 3  # syllables
_TWO = 2  # … of a middle and a given name


def tie(mentions: Sequence[Mention], rows: Sequence[Row], text: str, *, hints: bool) -> None:
    """Give every mention its `person`: full names themselves, short ones the last full name that ends alike.

    Names before the mention come first, among them those with its rank. What no full name fits may be one itself, with
    a family name that no list has; otherwise its person stays unknown. rows, text: the article's. hints: where that is
    in doubt, ask underthesea.
    """
    held = frozenset(m.key for m in mentions if m.full and m.items)
    names = _FullNames(frozenset(m.key for m in mentions if not m.full or _is_given_name(m, held)))
    for i, mention in enumerate(mentions):
        if mention.full:
            names.add(i, mention)
    questions = MOST_QUESTIONS if hints else 0
    for i, mention in enumerate(mentions):
        known = names.meant(i, mention) if not mention.full or _is_given_name(mention, held) else None
        if known is not None and mention.full and " " in mention.key and not mentions[known].titled:
            known = None  # `Bí thư Thành ủy Hội An | Trần Ổi`: what begins before the name may be no part of it
        if mention.full and known is None:
            mention.person = mention.key
            continue
        if known is not None:
            mention.person, mention.full = mentions[known].key, False
            continue
        settled = _is_full_by_itself(mention)
        if settled is None and questions:
            questions -= 1
            row = rows[mention.row]
            settled = is_person(text[row[0].a : row[-1].b], mention.name.text)
        if settled:
            mention.person, mention.full = mention.key, True
            names.add(i, mention)


class _FullNames:
    """The mentions with full names, by number, under those of the short names with which theirs end."""

    def __init__(self, short: Set[str]) -> None:
        self._short = tuple(f" {name}" for name in short)
        self._by_end: defaultdict[str, list[int]] = defaultdict(list)
        self._by_end_and_rank: defaultdict[tuple[str, str], list[int]] = defaultdict(list)

    def add(self, number: int, mention: Mention) -> None:
        if not mention.key.endswith(self._short):
            return  # as most do, where all are named in full
        syllables = mention.key.split()
        for first in range(1, len(syllables)):
            end = " ".join(syllables[first:])
            insort(self._by_end[end], number)
            if mention.rank:
                insort(self._by_end_and_rank[end, fold(mention.rank)], number)

    def meant(self, number: int, mention: Mention) -> int | None:
        """The number of the full name that a short mention with its number means, or None."""
        alike = self._by_end.get(mention.key, [])
        ranked = self._by_end_and_rank.get((mention.key, fold(mention.rank)), []) if mention.rank else []
        for numbers in (ranked, alike):
            before = bisect_left(numbers, number)
            if before:
                return numbers[before - 1]
        return alike[-1] if alike else None


def _is_given_name(mention: Mention, held: Set[str]) -> bool:
    """`chị H'Bưởi`, `BS Kim Bưởi`: may what stands as a full name be what is left of one?

    So is the given name alone of someone of the Highlands, whose prefix makes it a name by itself; and a middle and a
    given name behind a title may begin with a syllable that is a family name, too.
    held: the names that stand with posts.
    """
    syllables = mention.key.count(" ") + 1
    return syllables == 1 or (syllables == _TWO and mention.titled and mention.key not in held)


def _is_full_by_itself(mention: Mention) -> bool | None:
    """Is a mention that no full name fits a full name, with a family name that no list has? None where in doubt.

    Three syllables behind a rank or with a post are; on two, or behind an honorific only, underthesea has a say.
    """
    syllables = len(mention.key.split())
    if syllables < 2:
        return False
    return True if syllables >= _FULL_BY_ITSELF and (mention.rank or mention.items) else None
