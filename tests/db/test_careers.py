"""The invented country on which resolving is timed: it is the same each time, and an archive takes it."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from pathlib import Path

from career_articles import fill
from careers import FIRST_YEAR, Country
from db import archive, resolve
from stories import dump

MENTIONS = 400


def filled(path: Path) -> dict[str, int]:
    connection = sqlite3.connect(path)
    archive.create(connection)
    who = fill(connection, MENTIONS)
    connection.commit()
    connection.close()
    return who


def test_an_archive_of_it_can_be_resolved_and_comes_out_the_same(tmp_path: Path) -> None:
    who = filled(tmp_path / "a.db")
    assert len(who) == MENTIONS and who == filled(tmp_path / "b.db")
    assert dump(tmp_path / "a.db") == dump(tmp_path / "b.db")
    connection = sqlite3.connect(tmp_path / "a.db")
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    counts = [
        connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("claim_awards", "claim_handovers")
    ]
    assert all(counts)
    wrong = 'SELECT count(*) FROM evidence e JOIN articles a ON a.id = e.article WHERE substr(text, "start" + 1, "end" - "start") <> quote'
    assert connection.execute(wrong).fetchone() == (0,)
    resolve.resolve(connection)
    found = connection.execute("SELECT claim, person FROM person_mentions WHERE field = 'name'").fetchall()
    assert {claim for claim, _ in found} == set(who)
    connection.close()


def test_people_move_and_share_their_names() -> None:
    country = Country(600, random.Random(1))
    names = Counter(person.name for person in country.people)
    assert sum(number for number in names.values() if number > 1) > len(country.people) / 5
    held: dict[int, set[str]] = {}
    for unit in country.units:
        for post in unit.posts:
            assert post.since == sorted(post.since) and len(post.since) == len(post.holders)
            for person in post.holders:
                held.setdefault(person.number, set()).add(unit.name)
    assert sum(len(units) > 1 for units in held.values()) > len(held) / 10
    heads = {bloc.head(FIRST_YEAR + year) for bloc in country.blocs[:1] for year in range(11)}
    assert heads == set(country.blocs[0].members)
