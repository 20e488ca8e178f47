"""The reconciliation service, asked as OpenRefine asks it: by its manifest, in forms, from a page of this machine."""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import jsonschema
import pytest

import reconciliation_schemas as schemas
import reconciling
from db.archive import open_archive
from db.reconciliation.extension import EXTENDED
from db.reconciliation.matching import CONTRADICTED, UNCONFIRMED
from db.reconciliation.names import PART_OF_A_NAME, Fit
from db.reconciliation.properties import MATCHED
from db.site.app import application
from db.site.metadata import NAME
from db.site.reconcile import IDENTIFIERS
from db.site.reconcile_requests import LARGEST_BODY, LONGEST_TEXT, MOST_IDS, MOST_QUERIES
from house import ROOT
from reconciling import EVIL, SUPPRESSED

ORIGIN = "http://127.0.0.1:3333"


class Client:
    """What OpenRefine does with a service: it reads the manifest and follows the addresses that stand there."""

    def __init__(self, path: Path, origin: str = ORIGIN) -> None:
        self._site = application(path)
        self._origin = origin
        self.manifest = self.checked("/reconcile", schemas.MANIFEST)

    def send(self, method: str, address: str, **how: Any) -> Any:
        headers = {"Origin": self._origin, **how.pop("headers", {})}
        return asyncio.run(self._site.client.request(method, self.path(address), headers=headers, **how))

    @staticmethod
    def path(address: str) -> str:
        parts = urlsplit(address)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def checked(self, address: str, schema: Any, form: dict[str, str] | None = None) -> Any:
        response = self.send("POST", address, data=form) if form else self.send("GET", address)
        assert response.status_code == 200, response.text
        assert response.headers["access-control-allow-origin"] == self._origin
        assert response.headers["content-type"].startswith("application/json")
        answer = response.json()
        jsonschema.Draft202012Validator(schema).validate(answer)
        return answer

    def batch(self, queries: dict[str, Any]) -> dict[str, list[Any]]:
        answer = self.checked("/reconcile", schemas.RESULTS, {"queries": json.dumps(queries)})
        assert answer.keys() == queries.keys()
        return {key: result["result"] for key, result in answer.items()}

    def column(self, rows: list[dict[str, Any]], kind: str) -> list[list[Any]]:
        """The candidates of each row of a column, asked in batches of ten."""
        found: list[list[Any]] = []
        for at in range(0, len(rows), 10):
            part = {f"q{n}": {"type": kind, "type_strict": "should", **row} for n, row in enumerate(rows[at : at + 10])}
            answer = self.batch(part)
            found += [answer[key] for key in part]
        return found

    def guessed(self, names: list[str]) -> str:
        """The type that most of the first candidates of some cells have."""
        answer = self.batch({f"q{n}": {"query": name, "limit": 3} for n, name in enumerate(names[:10])})
        return Counter(one["type"][0]["id"] for found in answer.values() for one in found).most_common(1)[0][0]

    def suggested(self, what: str, prefix: str, **more: str) -> list[Any]:
        service = self.manifest["suggest"][what]
        address = service["service_url"] + service["service_path"] + f"?prefix={quote(prefix)}"
        address += "".join(f"&{key}={quote(value)}" for key, value in more.items())
        schema = schemas.SUGGESTED_ENTITIES if what == "entity" else schemas.SUGGESTED
        result: list[Any] = self.checked(address, schema)["result"]
        return result

    def proposed(self, kind: str, **more: str) -> list[str]:
        service = self.manifest["extend"]["propose_properties"]
        address = service["service_url"] + service["service_path"] + f"?type={kind}"
        address += "".join(f"&{key}={value}" for key, value in more.items())
        return [one["id"] for one in self.checked(address, schemas.PROPOSED)["properties"]]

    def extended(self, ids: list[str], properties: list[dict[str, Any]]) -> Any:
        query = json.dumps({"ids": ids, "properties": properties})
        return self.checked("/reconcile", schemas.EXTENDED, {"extend": query})

    def page(self, what: str, one: str, **how: Any) -> Any:
        return self.send("GET", self.manifest[what]["url"].replace("{{id}}", quote(one, safe="")), **how)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reconciling.build(tmp_path_factory.mktemp("service") / "a.db")


@pytest.fixture(scope="module")
def client(path: Path) -> Iterator[Client]:
    yield Client(path)


def one_id(client: Client, name: str) -> str:
    (found,) = client.batch({"q": {"query": name}})["q"]
    return str(found["id"])


def test_the_schemas_are_schemas() -> None:
    found = [value for name, value in vars(schemas).items() if name.isupper()]
    assert found
    for schema in found:
        jsonschema.Draft202012Validator.check_schema(schema)


def test_the_manifest_names_three_types_and_the_address_asked(client: Client) -> None:
    assert [one["id"] for one in client.manifest["defaultTypes"]] == ["person", "unit", "bloc"]
    assert client.manifest["identifierSpace"] == IDENTIFIERS
    other = client.send("GET", "/reconcile", headers={"Host": "localhost:8123"}).json()
    assert other["view"]["url"] == "http://localhost:8123/reconcile/view?id={{id}}"
    assert client.send("GET", "/reconcile?callback=x").json() == client.manifest  # JSON: there is no JSONP


def test_a_column_of_names(client: Client) -> None:
    names = [
        *("Đại tá Mông Thế Hùng", "mong the hung", "Bế Ngọc Tú", "Lò Thị Nguyễn", "Hà Thị Vương", "Hà Thị Vượng"),
        *("ha thi vuong", "Ông Văn Phú Lạc", "Tạ Quang Bỷ", "Cao Minh Lan", "Đàm Thị Quỳ", "Đ/c Đàm Thị Quỳ"),
        *(
            "dam thi quy",
            SUPPRESSED,
            "Mông Thế Hưng",
            "Mông Thế Hug",
            "không có ai",
            "Bà Lò Thị Nguyễn",
            "LÒ THỊ NGUYỄN",
        ),
        *(
            "TS. Cao Minh Lan",
            "Cao  Minh  Lan",
            "Trần Văn Không",
            "Mông Thế Hùng",
            "be ngoc tu",
            "Thượng tá Lò Thị Nguyễn",
        ),
    ]
    assert len(names) == 25
    assert client.guessed(names) == "person"
    found = client.column([{"query": name} for name in names], "person")
    matched = {name: rows[0]["name"] for name, rows in zip(names, found, strict=True) if rows and rows[0]["match"]}
    open_ = {name: len(rows) for name, rows in zip(names, found, strict=True) if rows and not rows[0]["match"]}
    nobody = [name for name, rows in zip(names, found, strict=True) if not rows]
    assert open_ == {"Bế Ngọc Tú": 2, "be ngoc tu": 2, "ha thi vuong": 2, "Mông Thế Hưng": 1, "Mông Thế Hug": 1}
    assert nobody == [SUPPRESSED, "không có ai", "Trần Văn Không"]
    assert matched["Tạ Quang Bỷ"] == "Tạ Quang Bỉ" and matched["Đại tá Mông Thế Hùng"] == "Mông Thế Hùng"
    assert len(matched) == 17
    assert all([c["score"] for c in rows] == sorted((c["score"] for c in rows), reverse=True) for rows in found)


def test_types_are_guessed(client: Client) -> None:
    assert client.guessed(["Quân khu 4", "QK4", "Bộ CHQS Cao Bằng", "Mông Thế Hùng"]) == "unit"
    assert client.guessed(["Khối thi đua số 4", "Khối thi đua các trường"]) == "bloc"


def test_properties_in_every_form_that_a_cell_has(client: Client) -> None:
    brigade = one_id(client, "Lữ đoàn Công binh 614")
    values: list[Any] = [
        "Lữ đoàn Công binh 614",
        {"id": brigade, "name": "whatever it is called there"},
        ["Sư đoàn 879", {"id": brigade}],
    ]
    rows = [{"query": "Bế Ngọc Tú", "properties": [{"pid": "unit", "v": value}]} for value in values]
    for found in client.column(rows, "person"):
        assert [one["match"] for one in found] == [True, False]
        assert {"id": "unit_fits", "value": True} in found[0]["features"]
    years = [
        {"query": "Bế Ngọc Tú", "properties": [{"pid": "year", "v": v}]} for v in (2021, 2021.0, "2021-03-04", True)
    ]
    for found in client.column(years, "person"):
        assert (
            len(found) == 2 and not found[0]["match"]
        )  # the other is cited two years later: that can be the same time


def test_get_answers_as_post_does(client: Client) -> None:
    queries = json.dumps(
        {"a": {"query": "Mông Thế Hùng"}, "b": {"query": ""}, "c": {"properties": [{"pid": "year", "v": 1}]}}
    )
    got = client.checked(f"/reconcile?queries={quote(queries)}", schemas.RESULTS)
    assert got == client.checked("/reconcile", schemas.RESULTS, {"queries": queries})
    assert [len(got[key]["result"]) for key in "abc"] == [1, 0, 0]
    extend = json.dumps({"ids": [one_id(client, "Mông Thế Hùng")], "properties": [{"id": "rank"}]})
    got = client.checked(f"/reconcile?extend={quote(extend)}", schemas.EXTENDED)
    assert got == client.checked("/reconcile", schemas.EXTENDED, {"extend": extend})


def test_types_limit_and_strictness(client: Client) -> None:
    answer = client.batch(
        {
            "unit": {"query": "Mông Thế Hùng", "type": "unit"},
            "both": {"query": "Mông Thế Hùng", "type": ["unit", "person"]},
            "all": {"query": "Mông Thế Hùng", "type": ["unit", "person"], "type_strict": "all"},
            "one": {"query": "Bế Ngọc Tú", "limit": 1},
            "much": {"query": "Bế Ngọc Tú", "limit": 10**9},
        }
    )
    assert {key: len(found) for key, found in answer.items()} == {"unit": 0, "both": 1, "all": 0, "one": 1, "much": 2}


def test_suggesting(client: Client) -> None:
    assert [one["name"] for one in client.suggested("entity", "mông th")] == ["Mông Thế Hùng"]
    assert client.suggested("entity", "mông th", type="unit") == []
    one = one_id(client, "Mông Thế Hùng")
    assert [found["id"] for found in client.suggested("entity", one)] == [one]
    assert [found["description"] for found in client.suggested("entity", "Bế Ngọc", cursor="1")] != []
    assert client.suggested("entity", "quàng") == [] == client.suggested("entity", "")
    assert [one["id"] for one in client.suggested("type", "don")] == ["unit"]
    assert [one["id"] for one in client.suggested("type", "")] == ["person", "unit", "bloc"]
    assert [one["id"] for one in client.suggested("property", "chuc vu")] == ["post"]
    assert {"unit", "post", "rank", "year"} <= {one["id"] for one in client.suggested("property", "", type="person")}
    assert "post" not in {one["id"] for one in client.suggested("property", "", type="bloc")}


def test_every_property_that_is_proposed_can_be_had(client: Client) -> None:
    for kind, name in (
        ("person", "Mông Thế Hùng"),
        ("unit", "Lữ đoàn Công binh 614"),
        ("bloc", "Khối thi đua số 4 QK4"),
    ):
        proposed = client.proposed(kind)
        assert client.proposed(kind, limit="2") == proposed[:2]
        one = one_id(client, name)
        answer = client.extended([one, "unit-none"], [{"id": name} for name in proposed])
        assert [meta["id"] for meta in answer["meta"]] == proposed
        assert answer["rows"]["unit-none"] == {name: [] for name in proposed}
        assert all(answer["rows"][one][name] for name in proposed if name not in ("awards", "superior", "led"))


def test_what_is_handed_out(client: Client) -> None:
    person, brigade, bloc = (one_id(client, n) for n in ("Mông Thế Hùng", "Đoàn Sông Mã", "Khối thi đua số 4 QK4"))
    rows = client.extended([person], [{"id": "unit"}, {"id": "post"}, {"id": "rank"}, {"id": "first_year"}])["rows"]
    assert rows[person] == {
        "unit": [{"id": brigade, "name": "Lữ đoàn Công binh 614"}],
        "post": [{"str": "Lữ đoàn trưởng Lữ đoàn Công binh 614 (2021)"}],
        "rank": [{"str": "Đại tá"}],
        "first_year": [{"int": 2021}],
    }
    answer = client.extended([brigade, bloc], [{"id": "superior"}, {"id": "led"}, {"id": "heads"}, {"id": "head"}])
    assert [meta.get("type", {}).get("id") for meta in answer["meta"]] == ["unit", "bloc", None, "unit"]
    assert [one["name"] for one in answer["rows"][brigade]["superior"]] == ["Quân khu 4"]
    assert answer["rows"][brigade]["led"] == [{"id": bloc, "name": "Khối thi đua số 4 (Quân khu 4)"}]
    assert answer["rows"][bloc]["heads"] == [{"str": "2021: Lữ đoàn Công binh 614"}]
    assert answer["rows"][bloc]["head"] == [{"id": brigade, "name": "Lữ đoàn Công binh 614"}]
    names = client.extended([brigade], [{"id": "names"}, {"id": "names", "settings": {"limit": "1"}}])
    assert names["rows"][brigade]["names"] == [{"str": "Lữ đoàn Công binh 614"}]


class _Outline(HTMLParser):
    """The elements of a page as they nest: every one that is opened is closed, in order."""

    VOID = ("meta", "link")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


@pytest.mark.parametrize("language", ["vi", "en-GB,en;q=0.9,vi;q=0.8", "fr", ""])
def test_previews_of_all_entities(client: Client, path: Path, language: str) -> None:
    connection = open_archive(path)
    ids = [
        row[0]
        for row in connection.execute("SELECT id FROM people UNION SELECT id FROM units UNION SELECT id FROM blocs")
    ]
    connection.close()
    for one in ids:
        response = client.page("preview", one, headers={"Accept-Language": language})
        assert response.status_code == 200 and response.headers["content-type"] == "text/html; charset=utf-8"
        assert EVIL not in response.text and SUPPRESSED not in response.text
        assert response.text.startswith("<!DOCTYPE html>\n")
        outline = _Outline(response.text)
        assert not {"script", "style", "img", "iframe"} & set(outline.tags)
        assert not [name for name, _ in outline.attributes if name == "style" or name.startswith("on")]
        assert outline.tags[:3] == ["html", "head", "meta"] and outline.tags.count("h1") == 1
        expected = "en" if language.startswith("en") else "vi"
        assert f'<html lang="{expected}">' in response.text
        (link,) = re.findall(r'<a href="([^"]+)"', response.text)
        assert client.send("GET", link).status_code == 200
        policy = response.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'") and "frame-ancestors" in policy
    assert client.send("GET", "/sovang/base.css").status_code == 200


def test_a_preview_escapes_names(client: Client) -> None:
    text = client.page("preview", one_id(client, f"Đàm Xuân {EVIL}")).text
    assert "&lt;script&gt;" in text and text.count("&lt;/script&gt;") >= 2


def test_the_view_leads_to_the_page_of_an_entity(client: Client) -> None:
    for name, table in (("Mông Thế Hùng", "people"), ("Quân khu 4", "units"), ("Khối thi đua số 4 QK4", "blocs")):
        one = one_id(client, name)
        response = client.page("view", one)
        assert (response.status_code, response.headers["location"]) == (302, f"/{NAME}/{table}/{one}")
    for one in ("person-none", "../x", "", "a" * 200):
        for what in ("view", "preview"):
            response = client.page(what, one)
            assert response.status_code == 404
            jsonschema.validate(response.json(), schemas.MESSAGE)


# --- who may ask -----------------------------------------------------------------------------------------------------

LOOPBACK = ["http://127.0.0.1:3333", "http://localhost:3333", "http://localhost", "http://[::1]:3333"]
OTHERS = [
    *("https://openrefine.example", "http://127.0.0.1.example:3333", "http://localhost.example", "null", "*", ""),
    *("http://127.0.0.1:3333.example", "http://user@localhost:3333", "https://localhost:3333", "http://127.0.0.2:3333"),
    *(
        "http://localhost:3333/",
        "http://localhost:3333\t",
        "http://192.168.1.2:3333",
        "xhttp://localhost",
        "http://localhost:",
    ),
]
PLACES = [
    "/reconcile",
    "/reconcile?queries=x",
    "/reconcile/preview?id=x",
    "/reconcile/suggest/type",
    "/reconcile/properties",
]


@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
@pytest.mark.parametrize("place", PLACES)
def test_only_pages_of_this_machine_may_read(client: Client, method: str, place: str) -> None:
    for origin in LOOPBACK:
        headers = client.send(method, place, headers={"Origin": origin}).headers
        assert (headers["access-control-allow-origin"], "Origin" in headers["vary"]) == (origin, True)
    for origin in OTHERS:
        headers = client.send(method, place, headers={"Origin": origin}).headers
        assert "access-control-allow-origin" not in headers and "Origin" in headers["vary"], origin
        assert "access-control-allow-credentials" not in headers


def test_a_preflight_is_answered(client: Client) -> None:
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    response = client.send("OPTIONS", "/reconcile", headers=asked)
    assert response.status_code == 204 and response.text == ""
    assert "POST" in response.headers["access-control-allow-methods"]
    assert response.headers["access-control-allow-headers"] == "Content-Type"


def test_a_form_needs_no_token_here_and_only_here(client: Client) -> None:
    cookies = {"Cookie": "ds_csrftoken=x"}
    assert client.send("POST", "/reconcile", data={"queries": "{}"}, headers=cookies).json() == {}
    for place in ("/reconcile/", "/reconcile/preview", f"/{NAME}", "/-/permissions"):
        assert client.send("POST", place, data={"queries": "{}"}, headers=cookies).status_code in (403, 404, 405)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    assert client.send(method, "/reconcile").status_code in (403, 405)


# --- what cannot be answered -----------------------------------------------------------------------------------------


def q(**fields: Any) -> str:
    return json.dumps({"q0": fields})


WRONG = [
    ({"queries": "x"}, 400, "no JSON"),
    ({"queries": ""}, 400, "no JSON"),
    ({"queries": "[" * 100_000}, 400, "no JSON"),
    ({"queries": "1" * 5_000}, 400, "no JSON"),
    ({"queries": "[]"}, 400, "an object"),
    ({"queries": '{"q0": 1}'}, 400, "q0: an object"),
    ({"queries": "{}", "x": "y"}, 200, ""),
    ({"queries": q()}, 400, "a query or properties"),
    ({"queries": q(properties=[])}, 400, "a query or properties"),
    ({"queries": q(query=1)}, 400, "a text"),
    ({"queries": q(query=None)}, 400, "a text"),
    ({"queries": q(query="x" * (LONGEST_TEXT + 1))}, 400, f"{LONGEST_TEXT} characters"),
    ({"queries": '{"q0": {"query": "\\ud800"}}'}, 400, "no text"),
    ({"queries": '{"\\ud800": {"query": "x"}}'}, 400, "no text"),
    ({"queries": '{"q0": {"query": "a\\u0000b"}}'}, 200, ""),
    ({"queries": q(query="x", type="ship")}, 400, '"ship"'),
    ({"queries": q(query="x", type=[1])}, 400, "type 1"),
    ({"queries": q(query="x", type={"id": "person"})}, 400, "a list"),
    ({"queries": q(query="x", type=[["person"]])}, 400, 'type ["person"]'),
    ({"queries": q(query="x", type=[{}])}, 400, "type {}"),
    ({"queries": q(query="x", type="s" * 5_000)}, 400, "type"),
    ({"queries": q(query="x", type_strict="maybe")}, 400, "type_strict"),
    ({"queries": q(query="x", type_strict=["any"])}, 400, "type_strict"),
    ({"queries": q(query="x", limit=0)}, 400, "limit"),
    ({"queries": q(query="x", limit=-1)}, 400, "limit"),
    ({"queries": q(query="x", limit=1.5)}, 400, "limit"),
    ({"queries": q(query="x", limit=True)}, 400, "limit"),
    ({"queries": '{"q0": {"query": "x", "limit": NaN}}'}, 400, "limit"),
    ({"queries": '{"q0": {"query": "x", "limit": 1e999}}'}, 400, "limit"),
    ({"queries": q(query="x", limit="²")}, 400, "limit"),
    ({"queries": q(query="x", fields=1)}, 400, '"fields"'),
    ({"queries": q(query="x", properties={})}, 400, "a list"),
    ({"queries": q(query="x", properties=[{"pid": "shoe size", "v": "1"}])}, 400, '"shoe size"'),
    ({"queries": q(query="x", type="bloc", properties=[{"pid": "rank", "v": "1"}])}, 400, "none of type bloc"),
    ({"queries": q(query="x", properties=[{"pid": "unit"}])}, 400, "a text"),
    ({"queries": q(query="x", properties=[{"pid": "unit", "v": {}}])}, 400, "a text"),
    ({"queries": q(query="x", properties=[{"pid": "unit", "v": ["x"] * 50}])}, 413, "at most"),
    ({"queries": json.dumps({f"q{n}": {"query": "x"} for n in range(MOST_QUERIES + 1)})}, 413, "at most"),
    ({"queries": "x" * LARGEST_BODY}, 413, "larger"),
    ({"extend": "x"}, 400, "no JSON"),
    ({"extend": "{}"}, 400, "a list"),
    ({"extend": '{"ids": [1], "properties": []}'}, 400, "a text"),
    ({"extend": '{"ids": [], "properties": [{"id": "shoe"}]}'}, 400, '"shoe"'),
    ({"extend": '{"ids": [], "properties": ["rank"]}'}, 400, "an object"),
    ({"extend": '{"ids": [], "properties": [{"id": "rank", "settings": {"limit": "many"}}]}'}, 400, "limit"),
    ({"extend": '{"ids": [], "properties": [{"id": "rank", "settings": []}]}'}, 200, ""),
    ({"extend": json.dumps({"ids": ["x"] * (MOST_IDS + 1), "properties": []})}, 413, "at most"),
    ({"nothing": "x"}, 400, "neither"),
]


@pytest.mark.parametrize(("form", "status", "told"), WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_is_said_in_a_line(client: Client, form: dict[str, str], status: int, told: str) -> None:
    response = client.send("POST", "/reconcile", data=form)
    assert response.status_code == status, response.text[:300]
    if status != 200:
        message = response.json()
        jsonschema.validate(message, schemas.MESSAGE)
        assert told in message["message"] and "\n" not in message["message"] and len(message["message"]) < 500
        assert response.headers["access-control-allow-origin"] == ORIGIN  # so that the page can show it


@pytest.mark.parametrize(
    ("place", "status"),
    [
        ("/reconcile?queries=%FF", 400),
        ("/reconcile?queries={}&" + "&".join(f"a{n}=1" for n in range(300)), 400),
        ("/reconcile/suggest/entity?prefix=" + "x" * 400, 400),
        ("/reconcile/suggest/entity?prefix=x&cursor=-1", 400),
        ("/reconcile/suggest/entity?prefix=x&type=ship", 400),
        ("/reconcile/suggest/entity?prefix=x&cursor=99999999999999999999999999", 400),
        ("/reconcile/suggest/entity?prefix=x&cursor=9999999", 200),
        ("/reconcile/suggest/entity", 200),
        ("/reconcile/suggest/type?prefix=%00", 200),
        ("/reconcile/properties", 200),
        ("/reconcile/properties?type=ship", 400),
        ("/reconcile/properties?type=unit&limit=x", 400),
        ("/reconcile/suggest/other", 404),
    ],
)
def test_addresses_that_are_wrong(client: Client, place: str, status: int) -> None:
    assert client.send("GET", place).status_code == status


def test_a_form_of_another_kind_is_refused(client: Client) -> None:
    for how in ({"json": {"queries": {}}}, {"content": b"queries={}"}, {"files": {"queries": b"{}"}}):
        response = client.send("POST", "/reconcile", **how)
        assert response.status_code == 415 and "form" in response.json()["message"]
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert (
        client.send("POST", "/reconcile", content="queries={\xff}".encode("latin-1"), headers=form).status_code == 400
    )


# --- the page of docs ------------------------------------------------------------------------------------------------

PAGE = (ROOT / "docs" / "reconciliation.md").read_text(encoding="utf-8")


def test_the_page_lists_what_is_compared_and_what_can_be_had() -> None:
    compared = re.findall(r"^\| (person|unit|bloc) \| `(\w+)` \|", PAGE, re.MULTILINE)
    assert compared == [(kind, name) for kind, names in MATCHED.items() for name in names]
    had = re.findall(r"^\| (person|unit|bloc) \| (`\w+`(?:, `\w+`)+) \|", PAGE, re.MULTILINE)
    assert {kind: re.findall(r"\w+", names) for kind, names in had} == {k: list(names) for k, names in EXTENDED.items()}


def test_the_page_tells_the_figures() -> None:
    scores = [int(score) for score in re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)]
    assert scores == sorted((int(fit) for fit in Fit), reverse=True)
    for said in (
        f"at most {MOST_QUERIES} names, a name {LONGEST_TEXT} characters, a request for columns {MOST_IDS} ids",
        f"{PART_OF_A_NAME} points are taken off",
        f"{CONTRADICTED} for\neach column that contradicts, {UNCONFIRMED} for each of which",
    ):
        assert said in PAGE, said
