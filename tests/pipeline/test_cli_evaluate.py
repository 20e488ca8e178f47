"""`sovang evaluate` on a folder of annotated articles."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from house import ROOT
from pipeline.cli import cli

TEXT = """Sở Thủy sản tổng kết công tác thi đua

Sáng 12-12-2031, Sở Thủy sản tổng kết công tác thi đua năm 2031. Ông Tạ Đức Bình, Giám đốc Sở Thủy sản chủ trì hội nghị.
"""
RECORD: dict[str, Any] = {
    "officials": [
        {
            "name": "Tạ Đức Bình",
            "rank": None,
            "academic": None,
            "posts": [{"title": "Giám đốc", "unit": "Sở Thủy sản", "former": False}],
            "part": "chair",
        },
        {"name": "Lò Thị Sen", "rank": None, "academic": None, "posts": [], "part": None},
    ]
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "one.json").write_text(json.dumps(RECORD, ensure_ascii=False), encoding="utf-8")
    return tmp_path


def test_figures_and_faults(folder: Path) -> None:
    result = CliRunner().invoke(cli, ["evaluate", str(folder), "--verbose"])
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert 'one: missed official: {"person": "Lò Thị Sen"}' in lines
    assert any(line.split() == ["official", "2", "1", "1.000", "0.500", "0.667"] for line in lines)
    assert any(line.startswith("records without valid evidence: 0 of ") for line in lines)


def test_json(folder: Path) -> None:
    result = CliRunner().invoke(cli, ["evaluate", str(folder), "--json", "--verbose"])
    found = json.loads(result.stdout)
    assert found["figures"]["official_post"]["f1"] == 1.0
    assert found["faults"] == {"one": [{"what": "missed", "type": "official", "said": {"person": "Lò Thị Sen"}}]}
    assert found["expected_error"] is None and found["unread"] == {}


def test_an_article_that_cannot_be_read_is_told_and_counts_as_missed(folder: Path) -> None:
    (folder / "one.txt").write_bytes(b"")
    result = CliRunner().invoke(cli, ["evaluate", str(folder)])
    assert result.exit_code == 0
    assert any(line.split()[:3] == ["official", "2", "0"] for line in result.stdout.splitlines())
    assert result.stderr.startswith("one: was not read (")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("two.json", "{", "two.json: cannot be read as JSON"),
        ("two.json", "[]", "two.json: is no JSON object"),
        ("two.json", "{}", "two.json: there is no article beside it; put two.txt"),
        ("one.json", '{"awards": {}}', "one.json: awards is no list of objects"),
        ("one.json", '{"officials": [{"rank": null}]}', "one.json: one of officials has no name"),
        ("one.json", '{"meetings": [{"kinds": ["party"]}]}', "one.json: a meeting has an unknown kind, 'party'"),
        ("one.json", '{"meetings": [{"date": "2031"}]}', "one.json: a meeting's date '2031' is of no known form"),
        (
            "one.json",
            '{"bloc_roles": [{"role": "boss", "unit": "A"}]}',
            "one.json: bloc_roles has an unknown role, 'boss'",
        ),
        ("one.json", '{"bloc_roles": [{"role": "head"}]}', "one.json: a role in a bloc has neither unit nor person"),
        ("one.json", '{"officials": [{"name": "A", "posts": [{}]}]}', "one.json: a post of A has no title"),
    ],
)
def test_faulty_annotations_are_one_line(folder: Path, name: str, content: str, says: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")
    result = CliRunner().invoke(cli, ["evaluate", str(folder)])
    assert result.exit_code == 2
    assert says in result.stderr and len(result.stderr.splitlines()) == 1


def test_a_folder_that_holds_nothing(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        result = CliRunner().invoke(cli, ["evaluate", str(folder)])
        assert result.exit_code == 2 and str(folder) in result.stderr


def test_the_figures_are_those_of_the_measure_beside_the_checkout(tmp_path: Path) -> None:
    """Our figures equal those of the script that outside evaluations use, fact type by fact type."""
    shared = ROOT.parent / "shared"
    if not (shared / "score.py").is_file():
        pytest.skip("the measure is not beside this checkout")
    records = tmp_path / "records.jsonl"
    articles = [str(p) for p in sorted((shared / "gold").iterdir()) if p.suffix in (".txt", ".html")]
    assert CliRunner().invoke(cli, ["extract", *articles, "-o", str(records)]).exit_code == 0
    script = [sys.executable, str(shared / "score.py"), str(shared / "gold"), str(records), "--json"]
    theirs = json.loads(subprocess.run(script, capture_output=True, check=True).stdout)
    ours = json.loads(CliRunner().invoke(cli, ["evaluate", str(shared / "gold"), "--json"]).stdout)
    assert ours["figures"] == theirs["figures"]
    assert (ours["records"], ours["without_evidence"]) == (theirs["records"], theirs["without_evidence"])
