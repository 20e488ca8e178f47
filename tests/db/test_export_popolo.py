"""Popolo: the document is what the specification's tables ask for, and its references lead to its items."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import export_archive
from db.exports import Filters, export
from db.exports.dictionary import columns_of
from db.exports.popolo import NAME
from db.sorting import name_sort_key
from export_archive import opened
from house import ROOT

SCHEMA = json.loads((ROOT / "tests" / "popolo.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    path = export_archive.build(tmp_path_factory.mktemp("popolo") / "a.db")
    connection = sqlite3.connect(path)
    connection.execute("UPDATE tenures SET started = '2020', ended = '2021-07-01'")
    person = "(SELECT person FROM claim_officials o JOIN person_mentions USING (claim) ORDER BY person LIMIT 1)"
    connection.execute(f"UPDATE ledger SET person = {person} WHERE id = (SELECT max(id) FROM ledger)")
    connection.execute("INSERT INTO entity_names SELECT id, 'person', name || ' (Ba)', 0 FROM people")
    connection.execute(
        "UPDATE articles SET url = 'https://songlam.example/Đò đầy' WHERE title LIKE 'Khối thi đua 2 của%'"
    )
    connection.commit()
    connection.close()
    return opened(path)


@pytest.fixture(scope="module")
def document(archive: sqlite3.Connection, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return exported(archive, tmp_path_factory.mktemp("out"))


def exported(archive: sqlite3.Connection, folder: Path, filters: Filters | None = None) -> Any:
    export(archive, folder, "popolo", filters=filters or Filters())
    return json.loads((folder / NAME).read_text(encoding="utf-8"))


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("kind", "item"),
    [
        ("persons", {"name": "Bưởi"}),
        ("persons", {"id": "1", "name": "Bưởi", "born": "1970"}),
        ("organizations", {"id": "1", "name": "Sở A", "founding_date": "12-3-1999"}),
        ("posts", {"id": "1", "role": "Trưởng"}),
        ("memberships", {"id": "1", "organization_id": "2"}),
        ("memberships", {"id": "1", "person_id": "2", "sources": [{"note": "without an address"}]}),
    ],
)
def test_the_schema_sees_what_is_wrong(kind: str, item: dict[str, Any]) -> None:
    empty: dict[str, list[Any]] = {"persons": [], "organizations": [], "posts": [], "memberships": []}
    assert VALIDATOR.is_valid(empty)
    assert not VALIDATOR.is_valid(empty | {kind: [item]})


def test_the_document_is_valid(document: Any) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(document)] == []


def test_ids_are_unique_and_references_lead_to_them(document: Any) -> None:
    check_references(document)


def check_references(document: Any) -> None:
    ids = {kind: [item["id"] for item in items] for kind, items in document.items()}
    for found in ids.values():
        assert len(found) == len(set(found))
    to = {
        "person_id": "persons",
        "organization_id": "organizations",
        "on_behalf_of_id": "organizations",
        "parent_id": "organizations",
        "post_id": "posts",
    }
    for item in (item for items in document.values() for item in items):
        for key, kind in to.items():
            assert key not in item or item[key] in ids[kind]
        assert "member" not in item or item["member"]["id"] in ids["organizations"]
        assert None not in item.values() and [] not in item.values()


def test_what_the_archive_says_is_there(archive: sqlite3.Connection, document: Any) -> None:
    blocs, units, tenures, people = (
        archive.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("blocs", "units", "tenures", "people")
    )
    assert len(document["persons"]) == people and len(document["organizations"]) == blocs + units
    assert sum("post_id" in membership for membership in document["memberships"]) == tenures
    names = {item["id"]: item["name"] for item in document["organizations"]}
    (sun,) = (o for o in document["organizations"] if o.get("founding_date"))
    (held,) = (m for m in document["memberships"] if m.get("organization_id") == sun["id"] and "member" in m)
    assert names[held["member"]["id"]] == "Cục Ánh sáng"
    assert (held["role"], held["start_date"], held["end_date"]) == ("head", "2021", "2021")
    (source,) = held["sources"]
    assert source["url"] == "https://songlam.example/%C4%90%C3%B2%20%C4%91%E1%BA%A7y"
    assert source["note"].startswith("“Bộ Mặt trời giao Cục Ánh sáng làm Khối trưởng")
    assert sun["other_names"][0]["name"] == "Khối thi đua 2 – Bộ Mặt trời"
    assert sun["identifiers"] == [{"identifier": "bloc-old", "scheme": "sovang"}]
    (standing,) = (m for m in document["memberships"] if "on_behalf_of_id" in m)
    assert standing["person_id"] and standing["on_behalf_of_id"] in names


def test_people_stand_by_given_name(document: Any) -> None:
    names = [person["name"] for person in document["persons"]]
    assert names == sorted(names, key=name_sort_key)
    assert {p["sort_name"] for p in document["persons"] if p["name"].endswith("Văn Đức")} == {"Đức, Hoà Văn"}


def test_an_article_without_an_address_has_a_name_of_its_own(document: Any) -> None:
    addresses = {source["url"] for person in document["persons"] for source in person["sources"]}
    assert any(address.startswith("urn:sovang:a-") for address in addresses)


def test_addresses_are_uris(document: Any) -> None:
    links = [
        link
        for items in document.values()
        for item in items
        for link in item.get("sources", []) + item.get("links", [])
    ]
    assert links and all(re.fullmatch(r"(https?|urn):[!-~]+", link["url"]) for link in links)


def test_what_is_cited_is_no_start(tmp_path: Path) -> None:
    path = export_archive.build(tmp_path / "a.db")
    held = [m for m in exported(opened(path), tmp_path)["memberships"] if "post_id" in m]
    assert held and not any("start_date" in m or "end_date" in m for m in held)


def test_the_dictionary_knows_every_property_and_no_other(document: Any) -> None:
    assert {f"{kind}.{key}" for kind, items in document.items() for item in items for key in item} | {
        "organizations.classification"
    } == set(columns_of(NAME))


@pytest.mark.parametrize(
    "filters",
    [
        Filters(units=("cuc do dac",)),
        Filters(blocs=("khoi thi dua 2",)),
        Filters(years=(2021,)),
        Filters(years=(1950,)),
    ],
)
def test_a_filtered_document_is_one_too(archive: sqlite3.Connection, tmp_path: Path, filters: Filters) -> None:
    found = exported(archive, tmp_path, filters)
    assert VALIDATOR.is_valid(found)
    check_references(found)


def test_the_ledger_and_the_careers_are_read_back(archive: sqlite3.Connection, document: Any) -> None:
    names = {item["id"]: item["name"] for kind in ("persons", "organizations") for item in document[kind]}
    posts = {post["id"]: post for post in document["posts"]}
    led, held = set(), set()
    for item in document["memberships"]:
        if "post_id" in item:
            post = posts[item["post_id"]]
            when = (item.get("start_date"), item.get("end_date"))
            held.add((names[item["person_id"]], post["role"], names.get(post.get("organization_id")), *when))
        elif item["role"] != "member":
            holder = item["member"]["name"] if "member" in item else names[item["person_id"]]
            led.add((names[item["organization_id"]], item.get("start_date"), item["role"], holder))
    careers = archive.execute("SELECT person, title, unit, started, ended FROM careers").fetchall()
    assert held == {tuple(row) for row in careers}
    rows = archive.execute("SELECT bloc, year, role, unit, person FROM who_led").fetchall()
    assert led == {
        (bloc, str(year) if year else None, role, holder)
        for bloc, year, role, *holders in rows
        for holder in holders
        if holder
    }
