"""What the fields of claims may hold: as the schema has them, and as the record format writes them."""

from __future__ import annotations

import sqlite3

import pytest

from db.archive import create
from db.claim_fields import CODE, LISTS, Spec, columns, spec_of
from db.decisions import Value
from extractors.records import KINDS


@pytest.fixture(scope="module")
def empty() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    create(connection)
    return connection


@pytest.mark.parametrize("kind", KINDS)
def test_the_fields_are_the_columns_of_the_schema(empty: sqlite3.Connection, kind: str) -> None:
    info = {row[1]: row for row in empty.execute(f"PRAGMA table_info(claim_{kind})") if row[1] != "claim"}
    assert list(columns(kind)) == list(info)
    for name, spec in columns(kind).items():
        assert spec.required is bool(info[name][3]), name
        assert (info[name][2] == "INTEGER") is (spec.type in ("year", "number")), name


def test_the_fields_of_lists_are_the_columns_of_the_schema(empty: sqlite3.Connection) -> None:
    for listed in LISTS.values():
        found = [row[1] for row in empty.execute(f"PRAGMA table_info({listed.table})")]
        assert found == ["claim", "position", *listed.parts]


def sample(spec: Spec) -> Value:
    return {"year": 2021, "number": 3, "date": "2021-05", "code": spec.codes[0] if spec.codes else ""}.get(
        spec.type, "x"
    )


@pytest.mark.parametrize(("kind", "field"), [(k, f) for k in KINDS for f, s in columns(k).items() if s.type == CODE])
def test_the_schema_takes_each_code_and_no_other(empty: sqlite3.Connection, kind: str, field: str) -> None:
    specs = columns(kind)
    insert = f"INSERT INTO claim_{kind} (claim, {', '.join(specs)}) VALUES ({', '.join('?' * (len(specs) + 1))})"
    for code in specs[field].codes:
        empty.execute(insert, (code, *(code if name == field else sample(spec) for name, spec in specs.items())))
    with pytest.raises(sqlite3.IntegrityError):
        empty.execute(insert, ("none", *("none" if name == field else sample(s) for name, s in specs.items())))
    empty.rollback()


@pytest.mark.parametrize(
    ("kind", "field", "fitting", "others"),
    [
        ("bloc_roles", "year", [2021, 1948, None], ["2021", 21, 20211, -1, 0]),
        ("bloc_roles", "unit", ["Cục Gió", None], [7]),
        ("bloc_roles", "bloc", ["Khối thi đua 2"], [None, 2]),
        ("bloc_roles", "role", ["head", "standing_deputy", "deputy"], ["Head", "chief", None, 1]),
        ("bloc_roles", "basis", ["stated", "chaired"], ["said", None]),
        ("bloc_roles", "since", ["2021-05-31", "2021-05", "2021", None], ["31-5-2021", "2021-02-30", "2021-13", "2021-5", 2021]),
        ("meetings", "period", ["2023", "2023-H1", "2023-Q4", "2023-9M", "2021/2025", None], ["2023-H3", "2023-Q5", "H1", 2023, "2023-"]),
        ("officials", "part", ["chair", "attend", None], ["sing"]),
        ("officials", "post.0.title", ["Cục trưởng", None], [1]),
        ("officials", "post.7.former", [0, 1], [2, "1", None]),
        ("blocs", "member.0", ["Cục Gió", None], [0]),
        ("awards", "recipient_kind", ["unit", "person", "group"], [None, "bloc"]),
        ("awards", "status", ["awarded", "proposed"], ["given"]),
        ("awards", "count", [0, 12, None], [-1, "12", 2**40]),
        ("handovers", "kind", ["bloc_head", "post"], ["head", None]),
        ("documents", "kind", ["Quyết định", "whatever it is called", None], [3]),
    ],
)  # fmt: skip
def test_what_a_field_may_hold(kind: str, field: str, fitting: list[Value], others: list[Value]) -> None:
    spec = spec_of(kind, field)
    assert spec is not None
    assert [value for value in fitting if spec.unfit(value)] == []
    for value in others:
        reason = spec.unfit(value)
        assert reason and "\n" not in reason, value


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("bloc_roles", "claim"),
        ("bloc_roles", "award"),
        ("bloc_roles", "confidence"),
        ("bloc_roles", "post.0.title"),
        ("blocs", "member"),
        ("blocs", "member.0.unit"),
        ("blocs", "member.x"),
        ("blocs", "member.00"),
        ("officials", "post.0"),
        ("officials", "post.0.rank"),
        ("officials", "post.-1.title"),
        ("officials", "member.0"),
        ("meetings", "kinds"),
    ],
)
def test_what_is_no_field(kind: str, field: str) -> None:
    assert spec_of(kind, field) is None
