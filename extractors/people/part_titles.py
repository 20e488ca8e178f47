"""Who did what where the sentence gives only the post: `Đồng chí Phó Tư lệnh nhấn mạnh`, `Kết luận, Giám đốc Sở …`.

It is the only one of the article who is named with that post, of the same body where the sentence names one.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from ..chunks import Kind, Row
from ..reading import Reading
from ..records import Part
from ..text.gazetteer import Match
from ..text.language import fold
from .part_decisions import Deed
from .part_verbs import part_of, verbs_in
from .people import Mention

_OF_SPEAKERS = frozenset({Part.SPEAK, Part.CHAIR, Part.DIRECT})
_SUBJECT_KINDS = frozenset({Kind.HONORIFIC, Kind.POST, Kind.UNIT})
_ADVERBS = frozenset({"đã", "cũng", "còn", "tiếp", "tục", "vừa"})
_OPENS = ","  # closes the phrase before the one who speaks
_LONGEST = 6  # chunks of post and body


class Titles:
    """The people of an article by the titles that they are named with."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    @cached_property
    def _holders(self) -> dict[str, list[Mention]]:
        found: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in self._reading.mentions:
            for item in mention.items:
                if mention.person and not item.former:
                    found[fold(item.title)].append(mention)
        return found

    def told(self, number: int) -> list[Deed]:
        """The deed that a row tells which names nobody, but the post of someone who is named elsewhere."""
        reading = self._reading
        if not reading.has(number, Kind.POST) or reading.has(number, Kind.NAME):
            return []
        row = reading.rows[number]
        for verb in verbs_in(reading, number):
            subject = _subject(row, verb) if part_of(verb) in _OF_SPEAKERS else []
            mention = self._only(subject) if subject else None
            if mention:
                span = reading.span(subject[0].a, reading.tokens.end[verb.end - 1])
                return [Deed(mention, part_of(verb), span)]
        return []

    def _only(self, subject: Row) -> Mention | None:
        """The only holder of a post, of the body that the subject names if it names one."""
        post = next(c for c in subject if c.kind is Kind.POST)
        unit = next((c for c in subject if c.kind is Kind.UNIT), None)
        holders = self._holders.get(fold(post.text), [])
        named = [m for m in holders if unit is None or _is_of(self._reading, m, fold(unit.text))]
        return named[0] if named and len({m.person for m in named}) == 1 else None


def _subject(row: Row, verb: Match) -> Row:
    """The post with its body that is a verb's subject: at the head of a sentence or behind its opening phrase."""
    end = next((i for i, c in enumerate(row) if c.end > verb.start), len(row))
    while end > 0 and row[end - 1].norm in _ADVERBS:
        end -= 1
    start = end
    while start > 0 and row[start - 1].kind in _SUBJECT_KINDS:
        start -= 1
    subject = row[start:end]
    if len(subject) > _LONGEST or sum(c.kind is Kind.POST for c in subject) != 1:
        return []
    return subject if start == 0 or row[start - 1].text == _OPENS else []


def _is_of(reading: Reading, mention: Mention, unit: str) -> bool:
    """Is one of a mention's posts of a body whose name begins as this one?"""
    names = (reading.tokens.quote(i.unit.start, i.unit.end) for i in mention.items if i.unit)
    return any(fold(name).startswith(unit) or unit.startswith(fold(name)) for name in names)
