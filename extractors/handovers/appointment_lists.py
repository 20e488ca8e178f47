"""Lists of those who get posts, under words that say so.

bổ nhiệm các đồng chí: · 1. Đồng chí A: X. · 2. Đồng chí B, chức cũ: Y.      (one a line)
bổ nhiệm X đối với các ông, bà có tên sau đây: · 1. Ông A, sinh ngày …, Y.
bầu các chức danh: · Chủ tịch HĐND: ông A; Phó Chủ tịch HĐND: bà B           (one a line, or in the same sentence)
Not: lists of those who attend, of candidates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..people.people import Mention
from ..people.post_groups import PostGroup
from ..text.cue_words import Cue, has_cue
from .appointments import Taking
from .post_clauses import APPOINTS, FORMS_OF_ADDRESS, OFFICE, PERSON, TERM, Clauses

_HEADING = re.compile(rf"{APPOINTS}(?:(?!M\d|; |\. )\S+ ){{0,24}}?: (?:N [.)] )?$")
_ATTENDING = re.compile(r"(?<!\S)(?:dự|có mặt|tham gia|chủ trì|tặng|khen thưởng|trao tặng) ")
_APPROVED = "phê chuẩn đề nghị "  # what is proposed is then decided
_END = 6  # letters at the end of a heading, the colon and perhaps the number of the first item
_MARK = r"(?:(?:N|[-–+*•.)/]|[a-hđ]) ){0,3}"
# A, chức cũ: X
_PERSON_FIRST = re.compile(
    rf"(?P<takers>{FORMS_OF_ADDRESS}M\d+ (?:\( [^()]*\) )?(?:[,–-] H\d+ )?)(?:: |– |- )(?:{OFFICE}|làm |giữ )*"
    rf"(?P<post>[GH]\d+) "
)
# X: A
_POST_FIRST = re.compile(rf"(?:{OFFICE})?(?P<post>G\d+) {TERM}(?:: |là |– |- ){FORMS_OF_ADDRESS}(?P<takers>{PERSON})")
# bổ nhiệm X đối với các ông, bà có tên sau đây:
_POST_OF_ALL = re.compile(
    rf"{APPOINTS}(?:(?:lại|bổ|sung|thêm) |{OFFICE}){{0,3}}(?P<post>G\d+ ){TERM}(?:cho|đối với|gồm) "
    r"(?:(?:các|những|ông|bà|đồng|chí|cá|nhân|người|cán|bộ|có|tên|sau|đây|dưới|gồm|và|,|N) ){1,12}: (?:N [.)] )?$"
)
_ITEM = re.compile(rf"{_MARK}{FORMS_OF_ADDRESS}(?P<taker>M\d+ )[,;.(–-]")
_START = re.compile(rf"(?:^|[:;] ){_MARK}")


def heads_list(clauses: Clauses) -> bool:
    """Does a sentence open a list of people who get posts?"""
    if Cue.APPOINTS not in clauses.holds or ":" not in clauses.sentence.all_words[-_END:]:
        return False
    line = clauses.line.replace(_APPROVED, "")
    return _HEADING.search(line) is not None and not (_ATTENDING.search(line) or has_cue(line.strip(), Cue.NOT_YET))


def post_of_all(clauses: Clauses) -> PostGroup | None:
    """The post that a sentence gives to all whom the list behind it names; None where it names none."""
    match = _POST_OF_ALL.search(clauses.line) if clauses.names_post else None
    return clauses.group(match["post"]) if match else None


def first_named(clauses: Clauses) -> Mention | None:
    """`(1.) Ông A, sinh ngày …, X.`: whom a line of a list begins with."""
    match = _ITEM.match(clauses.line)
    return clauses.persons(match["taker"])[0] if match else None


def listed(clauses: Clauses) -> Iterator[Taking]:
    """Who takes up which post in a line of such a list."""
    yield from _items(clauses, 0)


def listed_within(clauses: Clauses) -> Iterator[Taking]:
    """`bầu các chức danh: X: A; Y: B`: who takes up which post in the sentence that opens the list."""
    holds = clauses.holds
    if Cue.APPOINTS not in holds or ":" not in holds or not clauses.names_post:
        return
    line = clauses.line
    opening = line.find(": ")
    heading = line[: opening + 2]
    if _HEADING.search(heading) and not (_ATTENDING.search(heading) or has_cue(heading.strip(), Cue.NOT_YET)):
        yield from _items(clauses, opening)


def _items(clauses: Clauses, start: int) -> Iterator[Taking]:
    line = clauses.line
    for mark in _START.finditer(line, start):
        for pattern in (_PERSON_FIRST, _POST_FIRST):
            match = pattern.match(line, mark.end())
            if match is None:
                continue
            group = clauses.group(match["post"])
            if not any(item.role for item in group.items):
                for person in clauses.persons(match["takers"]):
                    yield Taking(group, person, None, match.start(), "", None)
            break
