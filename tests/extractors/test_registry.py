"""The registry shows every extractor and every rule: nothing is read by code that stands outside it."""

from __future__ import annotations

import ast
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

import extractors
from case_tables import article_of, tables
from corpus.article import Page
from corpus.errors import UnreadableError
from corpus.read import read
from extractors.reader import Reader
from extractors.registry import EXTRACTORS, RULES

FOLDER = Path(extractors.__file__).parent
SAMPLES = FOLDER.parent / "corpus" / "samples"
GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
MEDIA_TYPES = {".html": "text/html", ".htm": "text/html", ".txt": "text/plain"}
# The one rule that no page and no case has to do with.
CLOSED_SET = {"id": "closed-set", "text": "Khối thi đua số 2, Bộ Quốc phòng gồm các quân khu, Bộ Công an."}
# By name from the package on: `units.places`.
MODULES = {
    ".".join(path.relative_to(FOLDER).with_suffix("").parts): path
    for path in FOLDER.rglob("*.py")
    if path.stem != "__init__"
}
# The reader runs what the registry shows, tracing tells what was run; together they must lead to every file.
ROOTS = ("registry", "reader", "tracing")
# What no article says and only the archive asks: where a place lies, what became of a unit.
FOR_THE_ARCHIVE = ("people.name_shares", "units.branches", "units.places_of_provinces", "units.unit_events")


@cache
def imported(module: str) -> frozenset[str]:
    """The modules of the package that one of them imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            above = module.split(".")[: -node.level]
            base = ".".join([*above, *(node.module or "").split(".")]).strip(".")
            found |= {base, *(f"{base}.{alias.name}".strip(".") for alias in node.names)}
    return frozenset(found & MODULES.keys())


def reachable(roots: tuple[str, ...]) -> set[str]:
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting.extend(imported(module))
    return found


def test_every_file_is_reached_from_the_registry() -> None:
    assert sorted(MODULES.keys() - reachable((*ROOTS, *FOR_THE_ARCHIVE))) == []


def test_imports_make_no_circle() -> None:
    """A file can be understood with those that it imports, which do not need it in turn."""
    circles = [m for m in MODULES if any(m in reachable((other,)) for other in imported(m))]
    assert circles == []


def test_no_import_is_hidden_in_a_function() -> None:
    """But for underthesea, which takes a second to load and is seldom needed."""
    hidden = [
        f"{module}.py:{inner.lineno}"
        for module in sorted(MODULES.keys() - {"people.hints"})
        for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_extractors_run_once_each() -> None:
    assert len(set(EXTRACTORS)) == len(EXTRACTORS)


def test_rules_are_named_once_and_described() -> None:
    names = [name for name, _ in RULES]
    assert len(set(names)) == len(names)
    assert all(name.count(".") == 1 and name == name.lower() and text for name, text in RULES)


def test_every_rule_of_a_file_is_in_the_registry() -> None:
    constants = {
        node.value.value
        for path in MODULES.values()
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        if any(isinstance(t, ast.Name) and t.id.startswith("RULE") and t.id != "RULES" for t in node.targets)
    }
    assert constants == {name for name, _ in RULES}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_records_carry_the_rules_of_the_registry(reader: Reader) -> None:
    """All of them, over the bundled pages, the tables of cases and, where they are present, the gold articles."""
    files = [path for folder in (SAMPLES, GOLD) for path in folder.rglob("*") if path.suffix in MEDIA_TYPES]
    pages = [Page(source=path.name, content=path.read_bytes(), media_type=MEDIA_TYPES[path.suffix]) for path in files]
    cases = [CLOSED_SET, *(case for table in tables().values() for case in table)]
    articles = [article_of(case) for case in cases]
    for page in pages:
        with suppress(UnreadableError):  # one of the bundled pages holds no article
            articles.append(read(page))
    found = {record.rule for article in articles for _, record in reader.read(article).records()}
    assert found == {name for name, _ in RULES}
