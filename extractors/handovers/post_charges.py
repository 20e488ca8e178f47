"""Who is put in charge of a unit whose head is gone, without a title: the post is `Phụ trách`.

A, X, được giao (tạm thời) phụ trách U (thay B · từ ngày … · cho đến khi kiện toàn) · giao A phụ trách U thay B
trong khi chờ kiện toàn, U do A phụ trách · A, X: phụ trách U cho đến khi …

Not: what a deputy answers for (`phụ trách công tác tuyển sinh`), nor whom a committee sends to look after a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..people.post_groups import PostGroup, PostItem
from ..text.words import IN_CHARGE
from .appointments import Taking
from .post_clauses import APPOINTS, FORMS_OF_ADDRESS, PERSON, SUCCEEDS, WORD, Clauses

_FIRST = "phụ"
_TITLE = IN_CHARGE.capitalize()
_CHARGE = r"(?:tạm thời |tạm )?phụ trách (?:(?:,|và|điều|hành|hoạt|động|chung|toàn|diện|tạm|thời|của) ){0,6}"
# A … được giao phụ trách U; A: phụ trách U
_ASSIGNED = re.compile(
    rf"(?<!\S)(?P<takers>{PERSON})(?:{WORD}{{0,6}}?được (?:{APPOINTS}(?:(?:,|và) )?){{1,2}}|: ){_CHARGE}(?P<unit>U\d+ )"
)
# giao A phụ trách U
_OBJECT = re.compile(rf"{APPOINTS}{FORMS_OF_ADDRESS}(?P<takers>{PERSON})(?:, )?{_CHARGE}(?P<unit>U\d+ )")
# U (tạm thời) do A phụ trách
_BY = re.compile(
    rf"(?<!\S)(?P<unit>U\d+ )(?:(?:tạm|thời|hiện|sẽ|được) ){{0,3}}do {FORMS_OF_ADDRESS}(?P<takers>{PERSON})(?:, )?"
    r"(?:tạm thời |tạm )?phụ trách "
)
_INSTEAD = re.compile(rf"(?:(?!M\d|; |\. )\S+ ){{0,10}}?{SUCCEEDS}{FORMS_OF_ADDRESS}(?P<giver>{PERSON})")
# … for the time being
_FOR_NOW = re.compile(r"(?<!\S)(?:tạm|tạm thời|(?:kể )?từ ngày|(?:đến|tới|trong) khi|chờ|kiện toàn|khuyết) ")


def find_charges(clauses: Clauses) -> Iterator[Taking]:
    """Who is put in charge of which unit for the time being."""
    holds = clauses.holds
    if _FIRST not in holds or not clauses.people:
        return
    line = clauses.line
    for pattern in (_ASSIGNED, _OBJECT, _BY):
        for match in pattern.finditer(line):
            instead = _INSTEAD.match(line, match.end())
            clause = line[line.rfind("; ", 0, match.start()) + 1 :]
            if not instead and not _FOR_NOW.search(clause):
                continue
            k = int(match["unit"].strip()[1:])
            chunk = clauses.sentence.row[k]
            if chunk.unit is None:
                continue
            item = PostItem(k, k + 1, _TITLE, chunk.unit, former=False, title_end=chunk.a)
            givers = clauses.persons(instead["giver"]) if instead else []
            for person in clauses.persons(match["takers"]):
                yield Taking(
                    PostGroup(k, k + 1, [item]), person, givers[0] if givers else None, match.start(), "", None
                )
