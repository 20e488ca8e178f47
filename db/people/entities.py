"""People as rows: who is who, by what names, and who may be the same."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from db.groups import Groups
from db.judgements import Judged, Judgements, alike
from db.mention_table import MentionTable, without_indexes
from db.mentions import Mention, content_id, most_usual, write_links, write_names, write_redirects
from db.people.citations import Citation, Citations
from db.people.matching import Decided, Link, match
from db.people.profiles import Profile, Profiles
from db.people.unit_facts import UnitFacts
from db.sorting import name_sort_key

KIND = "person"


def write_people(
    connection: sqlite3.Connection, judgements: Judgements, spellings: Collection[str] | None = None
) -> None:
    """Fill people, person_mentions, their names and redirects, and who is possibly the same. Units and blocs must have
    been written.

    spellings: only the people whose names are spelt so; where a decision is about one of two spellings and another one,
    both or none of them. None: everyone.
    """
    facts = UnitFacts(connection)
    citations = Citations(connection, only=None if spellings is None else _only(spellings, judgements.claims))
    profiles = Profiles(connection, facts)
    cited = {c.mention: c for c in citations.in_claims(judgements.claims)}
    judged = judgements.of_kind(KIND, {m: (c.whole, c.key) for m, c in cited.items()})
    named_by_decisions = judged.named
    people = _People(connection, facts, judged, judgements.read_as)
    for block in _blocks(citations, judged, {m: c.spelling for m, c in cited.items()}):
        if spellings is None or block[0].spelling in spellings:
            people.add(profiles.of(block, named_by_decisions))
    citations.drop()
    people.write()


def _only(spellings: Collection[str], claims: Collection[str]) -> str:
    """SQL for the names that are spelt so, and those in claims that decisions name: what came of these is told anew."""
    return (
        f"name_spelling(name) IN (SELECT value FROM json_each({_quoted(spellings)})) "
        f"OR claim IN (SELECT value FROM json_each({_quoted(claims)}))"
    )


def _quoted(values: Collection[str]) -> str:
    """A JSON list as an SQL text."""
    return "'" + json.dumps(sorted(values)).replace("'", "''") + "'"


def _blocks(
    citations: Iterable[Citation], judged: Judged, spelling_of: Mapping[Mention, str]
) -> Iterator[list[Citation]]:
    """The citations that may be of one person: those of one spelling, and together those of all the spellings that a
    decision is about."""
    together: Groups[str] = Groups()
    for one, other in (*judged.same, *judged.different):
        together.join(spelling_of[one], spelling_of[other])
    decided_spellings = {spelling_of[m] for m in judged.named}
    waiting: dict[str, list[Citation]] = defaultdict(list)
    for spelling, block in groupby(citations, key=attrgetter("spelling")):
        if spelling in decided_spellings:
            waiting[together.find(spelling)] += block
        else:
            yield list(block)
    yield from waiting.values()


def _alike(profiles: Sequence[Profile], number_of: Mapping[Mention, int], judged: Judged) -> list[tuple[int, int]]:
    """Profiles that would be one if no decision named a mention of theirs."""
    said = Groups(range(len(profiles)))
    for one, other in judged.same:
        said.join(number_of[one], number_of[other])
    # A profile without units says too little to be one with another.
    identities = [profile.identity if profile.units else profile.id for profile in profiles]
    return alike(identities, number_of, judged, said)


def _first_mention(profiles: Iterable[Profile]) -> Mention:
    """The mention from which an entity has its id: of the earliest profile's, the least."""
    first = min(profiles, key=lambda p: (p.first is None, p.first or 0, p.id))
    return min(first.mentions, key=lambda m: (m.claim, m.field))


def _id_of(mention: Mention) -> str:
    return content_id(KIND, mention.claim, mention.field, mention.name)


class _People:
    """The rows of people: blocks of profiles are added one by one, then all is written."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        facts: UnitFacts,
        judged: Judged,
        read_as: Mapping[tuple[str, str], str],
    ) -> None:
        self._connection = connection
        self._facts = facts
        self._judged = judged
        self._decided = judged.named
        self._read_as = read_as
        self._people: list[tuple[str, str, int, str, str]] = []
        self._mentions = MentionTable(connection, KIND)
        self._redirects: list[tuple[str, str]] = []
        self._names: list[tuple[str, str, int]] = []
        self._links: list[tuple[str, str, str, float, str]] = []
        self._suppressed: set[tuple[str, str]] = set()  # what they are called where, to be blacked out
        self._misread: set[tuple[str, str]] = set()  # what their names were read as where, before they were altered

    def add(self, profiles: Sequence[Profile]) -> None:
        """Tell who is who in a block."""
        number_of = {m: at for at, profile in enumerate(profiles) for m in profile.mentions if m in self._decided}
        judged = self._judged.within(number_of) if number_of else Judged()
        told = Decided(
            same=[(number_of[one], number_of[other]) for one, other in judged.same],
            different=[(number_of[one], number_of[other]) for one, other in judged.different],
            alike=_alike(profiles, number_of, judged) if number_of else [],
        )
        groups, links = match(profiles, self._facts, told)
        gone = {number_of[m] for m in judged.suppressed}
        people: list[str | None] = []  # by group
        for numbers in groups:
            members = [profiles[n] for n in numbers]
            given = [name for m, names in judged.aliases.items() if number_of[m] in numbers for name in names]
            if gone.isdisjoint(numbers):
                people.append(self._person(members, given))
            else:
                people.append(None)
                mentions = [m for profile in members for m in profile.mentions]
                self._suppressed |= {(m.article, m.name) for m in mentions}
                self._misread |= {
                    (m.article, name) for m in mentions if (name := self._read_as.get((m.claim, m.field)))
                }
        self._add_links(links, people)

    def _person(self, members: Sequence[Profile], aliases: Iterable[str]) -> str:
        person = _id_of(_first_mention(members))
        mentions = [m for profile in members for m in profile.mentions]
        spellings = Counter(m.name for m in mentions)
        name = most_usual(spellings)
        key = next(p.key for p in members if any(m.name == name for m in p.mentions))
        self._people.append((person, name, len(mentions), key, name_sort_key(name)))
        self._mentions.add((m.claim, m.field, m.name, person) for m in mentions)
        # Had an article been missing, the first mention of any other profile would have given the id.
        if len(members) > 1:
            self._redirects.extend((_id_of(_first_mention([profile])), person) for profile in members)
        # Under the name as it was read, before that was altered, the person may have been known by another id.
        read_as = ((m, self._read_as.get((m.claim, m.field))) for m in mentions) if self._read_as else ()
        self._redirects.extend((_id_of(m._replace(name=name)), person) for m, name in read_as if name)
        self._names.extend((person, spelt, count) for spelt, count in spellings.items())
        self._names.extend((person, alias, 0) for alias in aliases)
        return person

    def _add_links(self, links: Iterable[Link], people: Sequence[str | None]) -> None:
        """Those whom a person told apart are in none of the links."""
        for link in links:
            first, second = people[link.first], people[link.second]
            if first is not None and second is not None:
                self._links.append((KIND, first, second, link.score, link.reason))

    def write(self) -> None:
        """Write the rows."""
        insert = "INSERT INTO people (id, name, mentions, key, sort_key) VALUES (?, ?, ?, ?, ?)"
        with without_indexes(self._connection, "people"):
            self._connection.executemany(insert, sorted(self._people))
        self._mentions.write()
        write_redirects(self._connection, KIND, self._redirects)
        write_names(self._connection, KIND, self._names)
        write_links(self._connection, self._links, apart=set())
        insert = "INSERT INTO suppressed_names (article, name) VALUES (?, ?)"
        self._connection.executemany(insert, sorted(self._suppressed))
        # The article has the name as it was read, unless that is somebody else's there.
        self._connection.executemany(
            "INSERT OR IGNORE INTO suppressed_names (article, name) SELECT :article, :name WHERE NOT EXISTS "
            "(SELECT 1 FROM person_mentions m JOIN claims c ON c.id = m.claim "
            "WHERE c.article = :article AND person_key(m.name) = person_key(:name))",
            [{"article": article, "name": name} for article, name in sorted(self._misread)],
        )
