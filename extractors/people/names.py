"""Names of people: where a run of capitals is one, and where it ends.

A Vietnamese name is a family name, middle names and a given name, 2 to 5 syllables (`Lê Hữu Tạo`, `Âu Dương Thị Nhài`);
peoples of the Highlands and the North-west write others (`Y Thuyên Niê Kđăm`, `K'Brêm`, `Vàng A Lử`). After a rank, a
title or an honorific one syllable may do: it is someone's given name, mentioned again (`Đại tá Sơn`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from ..text.gazetteer import load
from ..text.language import fold, plain
from ..text.tokens import Tokens

LONGEST = 6  # syllables of a name
_MIDDLE_NAMES = frozenset({"thị", "văn"})
_LAST_MIDDLE = 2  # syllables before the last middle name
# Words that start with a capital and stand before or after a name without being part of it.
_CUTTING = frozenset({"ranks", "posts", "bloc_roles", "unit_kinds", "named_units", "honorifics", "awards"})
_SYLLABLE = re.compile(r"(?:ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?[aeiouy]{1,4}(?:ng|nh|ch|[cmnpt])?$")
_HIGHLAND_PREFIXES = ("k'", "h'")  # of men's and women's names
# Given names of the Khmer and Highlanders behind a Vietnamese family name: one syllable, ending as no other does.
_KHMER = re.compile(r"[bcdghklmnpqrstvxy]{1,3}[aeiou]{1,3}[lrskbdgh]$")
_BEFORE_KHMER = 2  # syllables
# The syllables of the sixty years' names that begin as a person's does, and the animals'.
_STEM_AND_BRANCH = (
    frozenset({"giáp", "đinh", "kỷ", "tân", "nhâm", "quý"}),
    frozenset({"tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi"}),
)


class NameParse(NamedTuple):
    """Tokens `start` to `end` are a name; `full` where it has a known family name and at least two syllables."""

    start: int
    end: int
    full: bool


@cache
def _family_names() -> dict[str, bool]:
    """Folded family names, each with whether it is a minority's."""
    return {fold(form): entry.fields["ethnic"] == "yes" for entry in load("family_names") for form in entry.forms()}


@cache
def _family_beginnings() -> dict[str, int]:
    """The first syllables of family names, each with the number of syllables of the longest that begins with it."""
    longest: dict[str, int] = {}
    for name in _family_names():
        syllables = name.split()
        longest[syllables[0]] = max(longest.get(syllables[0], 0), len(syllables))
    return longest


@lru_cache(maxsize=16_384)
def is_syllable(word: str) -> bool:
    """Is a word built as a Vietnamese syllable?"""
    return bool(_SYLLABLE.match(plain(word)))


def family_at(tokens: Tokens, i: int) -> int:
    """How many tokens of a family name start at token i: 0 (none), 1, 2 or 3. `K'` and `H'` count as one."""
    first = tokens.norm[i]
    longest = _family_beginnings().get(first, 0)
    for length in range(min(longest, len(tokens.norm) - i), 0, -1):
        if " ".join(tokens.norm[i : i + length]) in _family_names():
            return length
    return int(first.startswith(_HIGHLAND_PREFIXES) and len(first) > 2)


def run_end(tokens: Tokens, i: int) -> int:
    """The token after the capitalised run that starts at token i: words parted by one blank, in one sentence."""
    return tokens.run_ends[i]


def name_at(tokens: Tokens, i: int, *, prefixed: bool) -> NameParse | None:
    """The name that starts at token i, or None.

    prefixed: a rank, a title, a post or an honorific stands right before, so that a given name alone may do.
    """
    family = family_at(tokens, i)
    run = run_end(tokens, i)
    if run == i or not (family or prefixed):
        return None
    if family and run == i + family and _goes_on(tokens, run):
        run = run_end(tokens, run + 1)
    run = min(run, i + LONGEST)
    end = next((j for j in range(i + max(family, 1), run) if tokens.at[j] and _is_cut(tokens, i, j, run)), run)
    loud = tokens.upper[i] or (len(tokens.text[i]) == 1 and end > i + 1 and tokens.upper[i + 1])
    minority = bool(family) and _family_names().get(" ".join(tokens.norm[i : i + family]), True)
    j = i
    while j < end and _is_part(tokens, j, loud=loud, minority=minority):
        j += 1
    if j == end - 1 and j - i >= _BEFORE_KHMER and family and prefixed and _KHMER.match(plain(tokens.text[j])):
        j = end  # `Lâm Thành Sol`
    half = (j - i) // 2
    if half >= _BEFORE_KHMER and tokens.norm[i : i + half] == tokens.norm[i + half : j]:
        j -= half  # a headline's last name and the name that opens the caption: `Hà Văn Bưởi Hà Văn Bưởi`
    if family and (j - i >= 2 or "'" in tokens.norm[i]):
        return NameParse(i, j, True)
    # A short mention, or a family name that no list has.
    return NameParse(i, j, False) if prefixed and j > i else None


def is_year(tokens: Tokens, name: NameParse) -> bool:
    """Is a name one of a year of the sixty: `Đinh Dậu`?"""
    return (
        name.end - name.start == len(_STEM_AND_BRANCH)
        and tokens.norm[name.start] in _STEM_AND_BRANCH[0]
        and tokens.norm[name.start + 1] in _STEM_AND_BRANCH[1]
    )


def _goes_on(tokens: Tokens, j: int) -> bool:
    """`Nguyễn | thị Kim Bưởi`: a middle name in lower case between syllables in capitals."""
    lower = j + 1 < tokens.size and tokens.text[j] in _MIDDLE_NAMES and tokens.cap[j + 1]
    return lower and tokens.joins(j) and tokens.joins(j + 1)


def cuts(tokens: Tokens, j: int, end: int, group: str) -> bool:
    """Does a title or a unit begin at token j of a run? A last syllable alone (`Cao Nhật Trường`) is a given name."""
    match = tokens.match(j, group)
    return match is not None and (match.end - j > 1 or j + 1 < end)


def _is_cut(tokens: Tokens, i: int, j: int, end: int) -> bool:
    """Does what stands at token j cut off the name that starts at token i of a run?"""
    return any(_cuts_name(tokens, i, j, end, group) for group in tokens.at[j].keys() & _CUTTING)


def _cuts_name(tokens: Tokens, i: int, j: int, end: int, group: str) -> bool:
    """Does one begin at token j of the name that starts at token i? Not with a middle name: `Lê Bộ Thạch`."""
    if not cuts(tokens, j, end, group):
        return False
    match = tokens.match(j, group)
    if match is None or match.end - j > 1 or tokens.upper[j] or not family_at(tokens, i):
        return True
    if group == "honorifics":
        return False  # `Trần Anh Thạch`: in running text they stand in lower case
    is_middle = group == "unit_kinds" and j <= i + _LAST_MIDDLE and (end == j + 2 or (j == i + 1 and end == j + 3))
    field = tokens.match(j + 1, "unit_words")
    # A field has a capital at its head alone: `Khoa | Hải văn`, but `Nguyễn Khoa Hải Văn`.
    return not is_middle or (field is not None and not (field.end > j + 2 and all(tokens.cap[j + 2 : field.end])))


def _is_part(tokens: Tokens, j: int, *, loud: bool, minority: bool) -> bool:
    """May token j be a syllable of a name? loud: the name is all in capitals."""
    word = tokens.text[j]
    if loud != tokens.upper[j] and len(word) > 1:
        return False
    if is_syllable(word):
        return True
    return "'" in tokens.norm[j] or (minority and _is_minority_word(word))


def _is_minority_word(word: str) -> bool:
    """Syllables of the minorities' names do not follow the rule of Vietnamese ones, but none of them has an f."""
    return word.replace("'", "").replace("’", "").isalpha() and "f" not in plain(word)[1:]


@lru_cache(maxsize=4_096)
def spell(text: str) -> str:
    """A name as it is written in running text: one blank between syllables, `LÊ VĂN A` as `Lê Văn A`."""
    words = text.split()
    if all(w.isupper() for w in words) and any(len(w) > 1 for w in words):
        words = ["'".join(part.capitalize() for part in w.split("'")) for w in words]
    return " ".join(words)


def is_hyphenated(tokens: Tokens, end: int) -> bool:
    """`Kim Jong-un`: does a name before token `end` go on in lower case behind a hyphen, as foreign ones do?"""
    return (
        end + 1 < tokens.size
        and tokens.text[end] == "-"
        and tokens.touches(end)
        and tokens.touches(end + 1)
        and tokens.text[end + 1].islower()
    )
