"""Sentences as lines of words and signs, which the rules on posts that pass on match as a whole.

`bổ nhiệm Đại tá A, Chính ủy X giữ chức Chính ủy Y` is the line `bổ nhiệm M0 , H0 giữ chức G1 `: a person is M, the
posts that stand behind the name as that person's own H, other posts G, each with its number; a unit is U with its
chunk's, a place P, a number N; every sign and word is followed by a blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from ..chunks import TITLES, Chunk, Kind, is_word
from ..people.people import Mention
from ..people.post_groups import PostGroup
from ..sentence import Sentence
from ..text.cue_words import Cue, any_of, cues_in

_UNIT = "U"
_SIGNS = {Kind.UNIT: _UNIT, Kind.UNITS: _UNIT, Kind.PLACE: "P", Kind.NUMBER: "N"}
_PRONOUNS = frozenset({"ông", "bà", "anh", "chị"})
_SAID_OF_THEM = ("được", "giữ", "nhận", "vừa", "sẽ", "đã")
_UNKNOWN = "X"  # a name that is nobody's whom the article names in full

# --- parts of patterns; each ends with the blank behind its last word --------------------------------------------

APPOINTS = rf"(?<!\S)(?<!bàn )(?<!chuyển )(?<!ứng )(?<!đề ){any_of(Cue.APPOINTS)}"
TAKES = rf"(?<!\S){any_of(Cue.TAKES)}"
ASSUMES = rf"(?<!\S){any_of(Cue.ASSUMES)}"
OFFICE = rf"(?:{any_of(Cue.OFFICE)})"
LEAVES = rf"(?<!\S){any_of(Cue.LEAVES)}"
SUCCEEDS = rf"(?<!\S)(?<!tạm )(?:{any_of(Cue.SUCCEEDS)})(?:cho )?"
# What ends a clause, or makes what follows somebody else's doing.
STOP = rf"(?!; |\. |(?:{any_of(Cue.OTHER_DEED, Cue.NOT_YET)}|{any_of(Cue.LEAVES)}))"
# A word within a clause, other than a person.
WORD = rf"(?:{STOP}(?!M\d)\S+ )"
# … nor a post.
LINK = rf"(?:{STOP}(?![MG]\d)\S+ )"
# A person with age, side of the picture and own posts, which a term of office may part.
PERSON = (
    r"(?:G\d+ (?:[,:–-] )?)?M\d+ (?:\( [^()]*\) )?(?:, N tuổi )?"
    r"(?:, sinh (?:ngày |năm )(?:N (?:[/.–-] )?){1,3}(?:, G\d+ )?)?"
    r"(?:(?:(?:(?:[,–—(-]|là|hiện|đang) ){0,2}H|, vốn (?:đang )?là G)\d+ (?:\) )?(?:\( [^()MG]*\) )?)?"
    r"(?:, tập sự G\d+ )?(?:, nhiệm kỳ N [-–] N , G\d+ )?"
)
PERSONS = rf"{PERSON}(?:(?:, |(?:, )?(?:và|cùng) )(?:(?:ông|bà|đồng chí) )?{PERSON}){{0,7}}"
# What stands between a post and what follows it: its term, its body.
TERM = r"(?:(?:khóa|nhiệm|kỳ|lần|thứ|thời|hạn|năm|mới|của|[-–,()]|N|U\d*|P|[ivxl]+) ){0,14}?"
FORMS_OF_ADDRESS = (
    r"(?:(?:các|những|đồng chí|ông|bà|anh|chị|thầy|cô|bác|sĩ|nhà|báo|luật|sư|kỹ|"
    r"nhân|sự|sau|đây|cán|bộ|gồm|là|có|:|,|N|\.) ){0,6}"
)

# What someone leaves in the same breath: `thôi giữ chức X, thôi tham gia U để …`, `…; điều động, phân công …`.
LEAVING_FIRST = rf"(?:(?:, )?(?:{LEAVES}|thôi tham gia )(?:(?!M\d|\. )\S+ ){{0,40}}?(?:để|và|;|,) )?"

_BRACKETED = re.compile(r"\( [^()]*\) ")
_PERSON_NUMBER = re.compile(r"M(\d+)")
_PERSON_OR_POST = re.compile(r"[MG]\d")


@dataclass(frozen=True)
class Clauses:
    """A sentence as a line, with the people and the groups of posts that its signs number.

    Matching a pattern costs much more than to ask first for the words without which it cannot match.
    """

    sentence: Sentence

    @property
    def people(self) -> Sequence[Mention]:
        """The people, by the number of their signs; only whom the article names in full is a sign in the line."""
        return self.sentence.mentions

    @property
    def groups(self) -> Sequence[PostGroup]:
        """The groups of posts, by the number of their signs."""
        return self.sentence.reading.post_groups[self.sentence.number]

    @cached_property
    def line(self) -> str:
        """The words and signs."""
        return _line(self)

    @cached_property
    def holds(self) -> Set[str]:
        """The sentence's folded syllables, those of the signs as well, and the cues that its words are."""
        syllables = self.sentence.reading.syllables(self.sentence.number)
        return syllables | cues_in(self.sentence.all_words, syllables)

    @cached_property
    def names_post(self) -> bool:
        """Is a post named that is not told as somebody's own?"""
        return bool(self.groups) and "G" in self.line

    @cached_property
    def _people_and_posts(self) -> list[int]:
        return [sign.start() for sign in _PERSON_OR_POST.finditer(self.line)]

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """As `pattern.finditer(line)`, of a pattern that begins with a person or a post: tried at their signs only."""
        free = 0
        for place in self._people_and_posts:
            match = pattern.match(self.line, place) if place >= free else None
            if match:
                free = match.end()
                yield match

    def group(self, sign: str) -> PostGroup:
        """The group of posts of a sign: `G1`."""
        return self.groups[int(sign.strip()[1:])]

    def persons(self, part: str) -> list[Mention]:
        """The people in a part of the line, in order; not those of whom it speaks in brackets."""
        return [self.people[int(number)] for number in _PERSON_NUMBER.findall(_BRACKETED.sub("", part))]


def _line(clauses: Clauses) -> str:
    row, groups, people = clauses.sentence.row, clauses.groups, clauses.people
    by_first = {group.first: number for number, group in enumerate(groups)}
    named = {mention.name.start: number for number, mention in enumerate(people)}
    last = ""  # who was named last, whom a pronoun that opens a clause means
    parts: list[str] = []
    free = 0  # the chunk behind the last group of posts
    for k, chunk in enumerate(row):
        if k < free:
            continue
        kind = chunk.kind
        if k in by_first:
            behind = any(m.first <= k < m.last for m in people) and not _is_before_name(people, k, chunk)
            parts.append(f"{'H' if behind else 'G'}{by_first[k]}")
            free = groups[by_first[k]].last
        elif kind is Kind.NAME and chunk.start in named:
            number = named[chunk.start]
            last = f"M{number}" if people[number].person and not people[number].aside else _UNKNOWN
            parts.append(last)
        elif (
            last
            and chunk.norm in _PRONOUNS
            and row[k - 1].text == ";"
            and k + 1 < len(row)
            and is_word(row[k + 1], *_SAID_OF_THEM)
        ):
            parts.append(last)
        elif kind in _SIGNS:
            parts.append(f"{_UNIT}{k}" if _SIGNS[kind] == _UNIT else _SIGNS[kind])
        elif kind not in TITLES or not _is_before_name(people, k, chunk):
            parts.append(chunk.norm)
    return " ".join(parts) + " "


def _is_before_name(people: Sequence[Mention], k: int, chunk: Chunk) -> bool:
    """Is chunk k of the titles or posts that stand before someone's name?"""
    return any(m.first <= k < m.last and chunk.a < m.name.a for m in people)
