"""Facts of a found record against those of an annotated one: what is right, wrong, missed, and what is not asked."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.evaluation.compare import compare
from pipeline.evaluation.figures import evaluate, figure

EVIDENCE = [{"start": 0, "end": 4}]


def official(name: str, **fields: Any) -> dict[str, Any]:
    return {"name": name, "rank": None, "academic": None, "posts": [], "part": None, **fields}


def post(title: str, unit: str | None, **fields: Any) -> dict[str, Any]:
    return {"title": title, "unit": unit, "former": False, **fields}


def counts(gold: dict[str, Any], found: dict[str, Any]) -> dict[str, tuple[int, int, int]]:
    return {t: (c.right, c.wrong, c.missed) for t, c in compare(gold, found).tallies.items()}


ROLE = {"bloc": "Cụm thi đua số 4", "year": 2031, "role": "head", "unit": "Sở Thủy sản", "person": None}
AWARD = {"award": "Bằng khen", "grantor": "UBND tỉnh", "recipient": "Lò Thị Sen", "status": "awarded", "year": None}


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        # A fact is right as a whole: a name with another rank has a right name and a wrong, and a missed, rank.
        (
            {"officials": [official("Tạ Bình", rank="Đại tá")]},
            {"officials": [official("TẠ BÌNH", rank="Thượng tá")]},
            {"official": (1, 0, 0), "official_rank": (0, 1, 1)},
        ),
        # Alternatives, and null as one of them.
        ({"bloc_roles": [{**ROLE, "year": [2031, None]}]}, {"bloc_roles": [ROLE]}, {"bloc_role": (1, 0, 0)}),
        (
            {"awards": [{**AWARD, "grantor": "Tỉnh đoàn | UBND tỉnh"}]},
            {"awards": [AWARD]},
            {"award": (1, 0, 0)},
        ),
        # A field that is left out is not compared; null is.
        ({"awards": [{"award": "Bằng khen"}]}, {"awards": [AWARD]}, {"award": (1, 0, 0)}),
        ({"awards": [{**AWARD, "recipient": None}]}, {"awards": [AWARD]}, {"award": (0, 1, 1)}),
        # A list that is left out is not compared; an empty one says that there is none.
        ({}, {"awards": [AWARD]}, {}),
        ({"awards": []}, {"awards": [AWARD]}, {"award": (0, 1, 0)}),
        # What is optional costs nothing, found or not.
        ({"awards": [{**AWARD, "optional": True}]}, {"awards": []}, {}),
        ({"awards": [{**AWARD, "optional": True}]}, {"awards": [AWARD]}, {}),
        # An inference is reported apart, and must say that it is one.
        (
            {"bloc_roles": [{**ROLE, "basis": "chaired"}]},
            {"bloc_roles": [{**ROLE, "basis": "chaired"}]},
            {"bloc_role_inferred": (1, 0, 0)},
        ),
        (
            {"bloc_roles": [{**ROLE, "basis": "chaired"}]},
            {"bloc_roles": [{**ROLE, "basis": "stated"}]},
            {"bloc_role": (0, 1, 0)},
        ),
        # The person of a role may be left open, but is then one whom the article names.
        (
            {
                "bloc_roles": [{k: v for k, v in ROLE.items() if k != "person"}],
                "officials": [{"name": "Tạ Bình", "optional": True}],
            },
            {"bloc_roles": [{**ROLE, "person": "Tạ Bình"}]},
            {"bloc_role": (1, 0, 0)},
        ),
        (
            {"bloc_roles": [{k: v for k, v in ROLE.items() if k != "person"}], "officials": []},
            {"bloc_roles": [{**ROLE, "person": "Tạ Bình"}]},
            {"bloc_role": (0, 1, 1)},
        ),
        # The post that someone takes up may stand among their posts or not.
        (
            {
                "officials": [official("Tạ Bình", posts=[])],
                "handovers": [{"kind": "post", "post": "Giám đốc", "organization": "Sở Thủy sản", "to": "Tạ Bình"}],
            },
            {
                "officials": [official("Tạ Bình", posts=[post("Giám đốc", "Sở Thủy sản")])],
                "handovers": [{"kind": "post", "post": "Giám đốc", "organization": "Sở Thủy sản", "to": "Tạ Bình"}],
            },
            {"official": (1, 0, 0), "handover": (1, 0, 0)},
        ),
        # Title and unit are read together: how the post is cut into them does not count, that it is former does.
        (
            {"officials": [official("Tạ Bình", posts=[post("Phó Bí thư", "Tỉnh ủy")])]},
            {"officials": [official("Tạ Bình", posts=[post("Phó Bí thư Tỉnh ủy", None, former=True)])]},
            {"official": (1, 0, 0), "official_post": (0, 1, 1), "official_unit": (0, 0, 1)},
        ),
        # A member may be optional on its own; a meeting is one fact besides its fields.
        (
            {"blocs": [{"name": "Khối X", "scope": None, "members": ["A", {"name": "B", "optional": True}]}]},
            {"blocs": [{"name": "Khối X", "scope": None, "members": ["A", "C"]}]},
            {"bloc": (1, 0, 0), "bloc_member": (1, 1, 0)},
        ),
        (
            {"meetings": []},
            {"meetings": [{"kinds": ["award"], "bloc": None, "date": None, "place": None, "period": None}]},
            {"meeting": (0, 1, 0), "meeting_kind": (0, 1, 0)},
        ),
        # What is said twice counts once.
        ({"awards": [AWARD, AWARD]}, {"awards": [AWARD, AWARD]}, {"award": (1, 0, 0)}),
        ({"awards": [AWARD]}, {}, {"award": (0, 0, 1)}),
    ],
)
def test_counts(gold: dict[str, Any], found: dict[str, Any], expected: dict[str, tuple[int, int, int]]) -> None:
    assert counts(gold, found) == expected


def test_faults_name_what_is_missed_and_wrong() -> None:
    faults = compare({"awards": [AWARD]}, {"awards": [{**AWARD, "grantor": None}]}).faults
    assert [(f.what, f.type, f.said["grantor"]) for f in faults] == [
        ("missed", "award", "UBND tỉnh"),
        ("wrong", "award", None),
    ]


def test_a_record_is_right_if_nothing_of_it_is_wrong() -> None:
    gold = {"officials": [official("Tạ Bình", rank="Đại tá"), official("Vũ Mai", rank="Trung tá")]}
    found = {"officials": [official("Tạ Bình", rank="Đại tá"), official("Vũ Mai", rank="Đại úy")]}
    assert compare(gold, found).judged == {("officials", 0): True, ("officials", 1): False}


def test_figures() -> None:
    gold = {"awards": [AWARD, {**AWARD, "recipient": "Vũ Mai"}]}
    found = {
        "article": {"text": "Bằng khen của UBND tỉnh: Lò Thị Sen.\n\nNgày mai."},
        "awards": [
            {**AWARD, "evidence": [{"start": 0, "end": 35}], "confidence": 0.8},
            {**AWARD, "recipient": "Tạ Bình", "evidence": [{"start": 30, "end": 40}], "confidence": 0.6},
        ],
    }
    outcome = evaluate([("one", gold, found)])
    assert outcome.figures()["award"] == outcome.figures()["all"]
    award = outcome.figures()["award"]
    assert (award.precision, award.recall, award.gold, award.found) == (0.5, 0.5, 2, 2)
    assert (outcome.records, outcome.unproved) == (2, 1)  # the second one's passage runs over two blocks
    assert sorted(outcome.judged) == [(0.6, False), (0.8, True)]


def test_nothing_to_find_and_nothing_found_is_right() -> None:
    tally = compare({"meetings": []}, {}).tallies["meeting"]
    assert (figure(tally).precision, figure(tally).recall, figure(tally).f1) == (1.0, 1.0, 1.0)
