"""People as rows: who is who, by what names, and who may be the same."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from db.groups import Groups
from db.judgements import Judged, Judgements, alike
from db.mentions import Mention, content_id, most_usual, write_links, write_names, write_redirects
from db.names import person_key
from db.people.matching import Decided, Link, match
from db.people.profiles import Profile, person_mentions, profiles_of
from db.people.unit_facts import UnitFacts
from db.sorting import name_sort_key

KIND = "person"


def write_people(
    connection: sqlite3.Connection,
    group_of: dict[str, str],
    named_people: set[tuple[str, str]],
    judgements: Judgements,
) -> None:
    """Fill people, person_mentions, their names and redirects, and who is possibly the same."""
    facts = UnitFacts(connection)
    mentions = person_mentions(connection, named_people)
    # With no decisions nobody asks which mention is where.
    by_name = {m: (group_of[m.article], person_key(m.name)) for m in mentions} if judgements else {}
    judged = judgements.of_kind(KIND, by_name)
    profiles = profiles_of(connection, mentions, group_of, facts, judged.named)
    number_of = {m: at for at, profile in enumerate(profiles) for m in profile.mentions} if judgements else {}
    decided = Decided(
        same=[(number_of[one], number_of[other]) for one, other in judged.same],
        different=[(number_of[one], number_of[other]) for one, other in judged.different],
        alike=_alike(profiles, number_of, judged),
    )
    groups, links = match(profiles, facts, decided)
    gone = {number_of[m] for m in judged.suppressed}
    kept = {at: numbers for at, numbers in enumerate(groups) if gone.isdisjoint(numbers)}
    _write_suppressed(connection, [numbers for numbers in groups if not gone.isdisjoint(numbers)], profiles)
    ids = _write(connection, kept, profiles)
    group_of_number = {n: at for at, numbers in enumerate(groups) for n in numbers}
    _write_aliases(connection, judged.aliases, {m: ids.get(group_of_number[number_of[m]]) for m in judged.aliases})
    _write_links(connection, links, ids)


def _alike(profiles: Sequence[Profile], number_of: dict[Mention, int], judged: Judged) -> list[tuple[int, int]]:
    """Profiles that would be one if no decision named a mention of theirs."""
    if not judged.named:
        return []
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


def _write(connection: sqlite3.Connection, groups: dict[int, list[int]], profiles: Sequence[Profile]) -> dict[int, str]:
    people: list[tuple[str, str, int, str, str]] = []
    rows: list[tuple[str, str, str, str]] = []
    ids: dict[int, str] = {}
    redirects: list[tuple[str, str]] = []
    names: list[tuple[str, str, int]] = []
    for at, numbers in groups.items():
        members = [profiles[n] for n in numbers]
        ids[at] = person = _id_of(_first_mention(members))
        mentions = [m for profile in members for m in profile.mentions]
        name = most_usual(m.name for m in mentions)
        key = next(p.key for p in members if any(m.name == name for m in p.mentions))
        people.append((person, name, len(mentions), key, name_sort_key(name)))
        rows.extend((m.claim, m.field, m.name, person) for m in mentions)
        # Had an article been missing, the first mention of any other profile would have given the id.
        if len(members) > 1:
            redirects.extend((_id_of(_first_mention([profile])), person) for profile in members)
        names.extend((person, spelt, count) for spelt, count in Counter(m.name for m in mentions).items())
    insert = "INSERT INTO people (id, name, mentions, key, sort_key) VALUES (?, ?, ?, ?, ?)"
    connection.executemany(insert, sorted(people))
    connection.executemany("INSERT INTO person_mentions (claim, field, name, person) VALUES (?, ?, ?, ?)", sorted(rows))
    write_redirects(connection, KIND, redirects)
    write_names(connection, KIND, names)
    return ids


def _write_links(connection: sqlite3.Connection, links: Iterable[Link], ids: dict[int, str]) -> None:
    """Those whom a person told apart are in none of the links."""
    rows = [
        (KIND, ids[link.first], ids[link.second], link.score, link.reason)
        for link in links
        if link.first in ids and link.second in ids
    ]
    write_links(connection, rows, apart=set())


def _write_aliases(
    connection: sqlite3.Connection, aliases: dict[Mention, list[str]], people: dict[Mention, str | None]
) -> None:
    names = [(person, name, 0) for m, named in aliases.items() if (person := people[m]) for name in named]
    write_names(connection, KIND, names)


def _write_suppressed(
    connection: sqlite3.Connection, groups: Iterable[Sequence[int]], profiles: Sequence[Profile]
) -> None:
    """What they are called where, so that what leaves the archive can be blacked out."""
    rows = {(m.article, m.name) for numbers in groups for n in numbers for m in profiles[n].mentions}
    connection.executemany("INSERT INTO suppressed_names (article, name) VALUES (?, ?)", sorted(rows))
