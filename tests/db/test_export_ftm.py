"""FollowTheMoney: its own library finds every entity valid, and every relation leads to entities of the file."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections import defaultdict
from pathlib import Path
from typing import Any

import followthemoney
import pytest
import yaml
from followthemoney.model import Model

import export_archive
from db.exports import Filters, export
from db.exports.dictionary import columns_of
from db.exports.ftm import NAME, entities, entity_id
from export_archive import opened

Entities = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    path = export_archive.build(tmp_path_factory.mktemp("ftm") / "a.db")
    connection = sqlite3.connect(path)
    # What no article of the story says, so that every property is filled once.
    connection.execute("UPDATE claim_meetings SET place = 'Hà Nội'")
    connection.execute("UPDATE tenures SET started = '2020', ended = '2021-07-01', former_cited = '2021-09-01'")
    connection.execute("UPDATE unit_parents SET first_cited = '2021-01-01', last_cited = '2021-03-04'")
    connection.execute("UPDATE unit_parents SET claim = (SELECT claim FROM claim_awards ORDER BY claim LIMIT 1)")
    connection.execute("INSERT INTO entity_names SELECT id, 'bloc', name || ' cũ', 0 FROM blocs")
    connection.execute("INSERT INTO entity_names SELECT id, 'person', name || ' (Ba)', 0 FROM people")
    connection.execute("UPDATE units SET kind = 'department'")
    connection.execute("UPDATE ledger SET contradicted = 1 WHERE id = (SELECT min(id) FROM ledger)")
    connection.commit()
    connection.close()
    return opened(path)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    """The library's model, in which relations have proofs as in later releases (which need ICU, compiled)."""
    folder = tmp_path_factory.mktemp("model") / "schema"
    shutil.copytree(Path(followthemoney.__file__).parent / "schema", folder)
    interval = yaml.safe_load((folder / "Interval.yaml").read_text(encoding="utf-8"))
    reverse = {"name": "provenIntervals", "label": "Derived relationships"}
    proof = {"label": "Source document", "type": "entity", "range": "Document", "reverse": reverse}
    interval["Interval"]["properties"].setdefault("proof", proof)
    (folder / "Interval.yaml").write_text(yaml.safe_dump(interval), encoding="utf-8")
    return Model(str(folder))


def by_schema(connection: sqlite3.Connection) -> Entities:
    found: Entities = defaultdict(list)
    for entity in entities(connection):
        found[entity["schema"]].append(entity)
    return found


def test_the_library_finds_every_entity_valid_and_changes_none(archive: sqlite3.Connection, model: Model) -> None:
    for entity in entities(archive):
        schema = model.get(entity["schema"])
        assert schema is not None
        schema.validate(entity)
        for name, values in entity["properties"].items():
            prop = schema.properties[name]
            for value in values:
                assert prop.type.validate(value) and len(value) <= prop.max_length, (name, value)
        read = model.get_proxy(entity, cleaned=False).to_dict()["properties"]
        assert {n: sorted(v) for n, v in read.items()} == {n: sorted(v) for n, v in entity["properties"].items()}


def test_every_reference_is_to_an_entity_of_the_right_kind(archive: sqlite3.Connection, model: Model) -> None:
    every = {entity["id"]: entity["schema"] for entity in entities(archive)}
    assert len(every) == len(list(entities(archive)))
    for entity in entities(archive):
        for name, values in entity["properties"].items():
            prop = model[entity["schema"]].properties[name]
            if prop.type.name == "entity":
                for value in values:
                    assert prop.range is not None and model[every[value]].is_a(prop.range)


def test_what_the_archive_says_is_there(archive: sqlite3.Connection) -> None:
    found = by_schema(archive)
    for table, schema in (
        ("people", "Person"),
        ("blocs", "Organization"),
        ("units", "PublicBody"),
        ("tenures", "Occupancy"),
    ):
        assert len(found[schema]) == archive.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    (sun,) = (b for b in found["Organization"] if b["properties"].get("summary") == ["Khối thi đua 2 – Bộ Mặt trời"])
    (head,) = (m for m in found["Membership"] if m["properties"]["organization"] == [sun["id"]])
    properties = head["properties"]
    unit = next(u for u in found["PublicBody"] if u["id"] == properties["member"][0])
    assert unit["properties"]["name"] == ["Cục Ánh sáng"]
    assert (properties["role"], properties["startDate"], properties["endDate"]) == (["head"], ["2021"], ["2021"])
    assert properties["description"] == [
        "Bộ Mặt trời giao Cục Ánh sáng làm Khối trưởng Khối thi đua 2 năm 2021 theo Quyết định 12/QĐ-BMT."
    ]
    article = next(a for a in found["Article"] if a["id"] == properties["proof"][0])
    assert article["properties"]["title"] == ["Khối thi đua 2 của Bộ Mặt trời ra mắt"]
    assert article["properties"]["publishedAt"] == ["2021-03-01"]
    assert sun["properties"]["incorporationDate"] == ["2021-02"]


def test_what_is_cited_is_no_start(archive: sqlite3.Connection, tmp_path: Path) -> None:
    path = export_archive.build(tmp_path / "a.db")
    for tenure in by_schema(opened(path))["Occupancy"]:
        assert not {"startDate", "endDate"} & tenure["properties"].keys()
    cited = [t["properties"]["date"] for t in by_schema(archive)["Occupancy"] if "date" in t["properties"]]
    assert ["2020-10-13", "2021-07-06"] in cited


def test_ids_are_stable_and_our_own(archive: sqlite3.Connection) -> None:
    (one,) = archive.execute("SELECT id FROM units WHERE name = 'Cục Đo đạc'").fetchone()
    assert entity_id(one) in {unit["id"] for unit in by_schema(archive)["PublicBody"]}
    assert entity_id("unit-1") == hashlib.sha1(b"sovang\x1funit-1").hexdigest()


def test_the_dictionary_knows_every_property_and_no_other(archive: sqlite3.Connection) -> None:
    used = {f"{e['schema']}.{name}" for e in entities(archive) for name in e["properties"]}
    assert used == set(columns_of(NAME))


def test_a_filtered_file_has_no_reference_out_of_it(archive: sqlite3.Connection, tmp_path: Path, model: Model) -> None:
    for filters in (Filters(units=("cuc do dac",)), Filters(blocs=("khoi thi dua 2",)), Filters(years=(2021,))):
        export(archive, tmp_path, "ftm", filters=filters)
        found = [json.loads(line) for line in (tmp_path / NAME).read_text(encoding="utf-8").splitlines()]
        every = {entity["id"] for entity in found}
        assert found
        for entity in found:
            for name, values in entity["properties"].items():
                if model[entity["schema"]].properties[name].type.name == "entity":
                    assert set(values) <= every, (entity["schema"], name)


def test_the_ledger_and_the_careers_are_read_back(archive: sqlite3.Connection) -> None:
    every = {entity["id"]: entity["properties"] for entity in entities(archive)}
    found = by_schema(archive)

    def first(properties: dict[str, list[str]], name: str) -> str | None:
        return properties.get(name, [None])[0]  # type: ignore[list-item]

    roles = {
        (every[m["organization"][0]].get("summary", every[m["organization"][0]]["name"])[0], first(m, "startDate"),
         m["role"][0], every[m["member"][0]]["name"][0])
        for m in (entity["properties"] for entity in found["Membership"]) if m["role"] != ["member"]
    }  # fmt: skip
    rows = archive.execute("SELECT bloc, scope, year, role, unit, person FROM who_led").fetchall()
    assert roles == {
        (f"{bloc} – {scope}" if scope else bloc, str(year) if year else None, role, holder)
        for bloc, scope, year, role, *holders in rows
        for holder in holders
        if holder
    }
    held = {
        (every[o["holder"][0]]["name"][0], every[o["post"][0]]["name"][0], first(o, "startDate"), o["description"][0])
        for o in (entity["properties"] for entity in found["Occupancy"])
    }
    careers = archive.execute("SELECT person, title, unit, started, quote FROM careers").fetchall()
    assert held == {
        (person, " ".join(part for part in (title, unit) if part), started, quote)
        for person, title, unit, started, quote in careers
    }
