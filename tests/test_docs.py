"""What the pages of `docs/` show is so: the rows and cases that they quote exist, the files that they name too."""

from __future__ import annotations

import dataclasses
import re
import sqlite3

import pytest

from corpus.article import Page
from corpus.layout import Layout, Site
from corpus.published import TRUST
from corpus.skeleton import skeleton
from corpus.skeleton_text import expected_of, source_of
from db.archive import create
from db.decisions import KINDS, parse_decisions
from db.exports import FORMATS, PROFILES
from db.exports.dictionary import columns_of
from db.site.routes import routes
from house import ROOT
from pipeline.commands.export import export_command
from pipeline.commands.review import _KEYS
from pipeline.commands.serve import serve

DATA = ROOT / "extractors" / "data"
CLEANING = (ROOT / "docs" / "cleaning.md").read_text(encoding="utf-8")
ADDING = (ROOT / "docs" / "adding-words.md").read_text(encoding="utf-8")


def quoted_rows() -> list[tuple[str, str]]:
    """(vocabulary, row) of every row shown under the name of its file."""
    return re.findall(r"^`extractors/data/(\w+)\.csv`[^\n]*\n\n    ([^\n]+)$", ADDING, re.MULTILINE)


def test_rows_are_shown() -> None:
    assert [group for group, _ in quoted_rows()] == ["ranks", "posts", "awards", "appointment_words", "unit_events"]


@pytest.mark.parametrize(("group", "row"), quoted_rows())
def test_a_row_that_is_shown_exists(group: str, row: str) -> None:
    assert row in (DATA / f"{group}.csv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", re.findall(r"^    ((?:text|expect\.\w+) = .+)$", ADDING, re.MULTILINE))
def test_a_case_that_is_shown_exists(line: str) -> None:
    assert any(line in path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "cases").glob("*.toml"))


def test_files_that_are_named_exist() -> None:
    table = ADDING[ADDING.index("| records |") :]
    modules = {path.name for path in (ROOT / "extractors").rglob("*.py")}
    assert set(re.findall(r"`(?:\w+/)?(\w+\.py)`", table)) <= modules
    vocabularies = {
        name for row in re.findall(r"\|([^|\n]+)\|$", table, re.MULTILINE)[2:] for name in re.findall(r"`(\w+)`", row)
    }
    assert {name for name in vocabularies if not (DATA / f"{name}.csv").exists()} == set()


# --- adding-sites.md -------------------------------------------------------------------------------------------------

SITES = (ROOT / "docs" / "adding-sites.md").read_text(encoding="utf-8")


def test_the_skeleton_that_is_shown_is_what_the_command_makes_of_the_page_that_is_shown() -> None:
    (shown,), (source,) = (re.findall(rf"^```{kind}\n(.*?)^```$", SITES, re.M | re.S) for kind in ("html", "python"))
    (url,) = re.findall(r"--url (\S+)", SITES)
    saved = Page(source="saved.html", content=shown.encode(), media_type="text/html", url=url)
    made = skeleton(saved, "baosonglam")
    assert made.same and source_of(made) == source
    assert '"reviewed": false,' in expected_of(made, url)


def test_every_field_of_a_site_file_is_explained() -> None:
    explained = {name for row in re.findall(r"^\| (`\w+`[^|]*)\|", SITES, re.M) for name in re.findall(r"`(\w+)`", row)}
    assert explained == {f.name for kind in (Site, Layout) for f in dataclasses.fields(kind)}


def test_tests_that_are_named_exist() -> None:
    named = re.findall(r"tests/corpus/\w+\.py", SITES)
    assert named and [name for name in named if not (ROOT / name).exists()] == []


# --- cleaning.md -----------------------------------------------------------------------------------------------------


def test_days_are_trusted_in_the_order_that_is_shown() -> None:
    table = CLEANING[CLEANING.index("**The day of publishing**") : CLEANING.index("**Captions**")]
    assert tuple(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == TRUST


def test_tables_of_cleaners_have_the_rows_that_the_benchmark_prints() -> None:
    benchmark = (ROOT / "tests" / "benchmarks" / "cleaning.py").read_text(encoding="utf-8")
    rows = set(re.findall(r'^    "([^"]+)": ', benchmark, re.MULTILINE))
    shown = CLEANING[CLEANING.index("| cleaner |") : CLEANING.index("## What it cannot do")]
    assert set(re.findall(r"^\| (\w[^|]*?) \|", shown, re.MULTILINE)) - {"cleaner"} == rows


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.name)
def test_links_lead_somewhere(page) -> None:  # type: ignore[no-untyped-def]
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


# --- exports.md ------------------------------------------------------------------------------------------------------

EXPORTS = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")


def test_every_format_profile_and_filter_is_explained() -> None:
    assert tuple(re.findall(r"^\| `(\w+)` \|", EXPORTS, re.M)) == FORMATS
    options = {name for option in export_command.params for name in option.opts if option.multiple or "profile" in name}
    assert options <= set(re.findall(r"--\w+", EXPORTS)) and all(f"--profile {p}" in EXPORTS for p in PROFILES[1:])


def test_examples_show_columns_that_exports_have() -> None:
    (headings,) = re.findall(r"^    (bloc,scope,[\w,]+),…$", EXPORTS, re.M)
    connection = sqlite3.connect(":memory:")
    create(connection)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(who_led)")]
    assert columns[: len(headings.split(","))] == headings.split(",")
    memberships = {name.split(".")[1] for name in columns_of("popolo.json") if name.startswith("memberships.")}
    (item,) = re.findall(r'^    (\{"id": "ledger-…".*)$', EXPORTS, re.M)
    assert set(re.findall(r'"(\w+)":', item)) - {"name"} <= memberships


# --- decisions.md ----------------------------------------------------------------------------------------------------

DECISIONS = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")


def test_every_kind_of_decision_is_shown_and_may_stand_in_the_file() -> None:
    shown = "\n".join(re.findall(r"^    (\{.+\})$", DECISIONS, re.MULTILINE))
    assert {decision.decision for decision in parse_decisions(shown, "decisions.md")} == set(KINDS)


def test_the_keys_that_are_shown_are_those_that_review_knows() -> None:
    table = DECISIONS[DECISIONS.index("| key |") : DECISIONS.index("Every decision counts at once")]
    answers = {key for row in re.findall(r"^\| (`[^|]+)\|", table, re.MULTILINE) for key in re.findall(r"`(.)`", row)}
    assert answers == {"1", "2", "b", "y", "n"}
    assert set(re.findall(r"`(\S)` [a-z]", table[table.index("`s` skips") :])) == set(_KEYS)


# --- website.md ------------------------------------------------------------------------------------------------------

WEBSITE = (ROOT / "docs" / "website.md").read_text(encoding="utf-8")


def test_pages_of_the_website_that_are_named_exist() -> None:
    named = set(re.findall(r"^\| `(/[a-z]*)` \|", WEBSITE, re.MULTILINE)) | {"/edit"}
    known = {pattern.removesuffix("$") for pattern, _ in routes() if re.fullmatch(r"/[a-z]*\$", pattern)}
    assert named - {"/archive"} == known  # Datasette's own


def test_options_of_the_website_that_are_named_exist() -> None:
    known = {option for parameter in serve.params for option in parameter.opts}
    assert set(re.findall(r"(--[a-z]+)", WEBSITE)) <= known
