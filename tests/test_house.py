"""The rules of the house, checked on every file: what depends on what, how code reads, what the locks hold."""

from __future__ import annotations

import ast
import importlib.metadata
import itertools
import json
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from house import PACKAGES, ROOT, project_files

# Imports go one way only: a room may import itself and what stands here.
MAY_IMPORT = {
    "corpus": set(),
    "extractors": {"corpus"},
    "db": {"corpus", "extractors"},
    "pipeline": {"corpus", "extractors", "db"},
}
# What only one room knows about, so that it can be changed there alone.
KNOWN_IN = {
    "brotli": "corpus",
    "bs4": "corpus",
    "charset_normalizer": "corpus",
    "docx": "corpus",
    "lxml": "corpus",
    "pdfminer": "corpus",
    "scrapy": "corpus",
    "twisted": "corpus",
    "warcio": "corpus",
    "spacy": "extractors",
    "underthesea": "extractors",
    "datasette": "db",
    "datasketch": "db",
    "pyarrow": "db",
    "sqlite_utils": "db",
    "xlsxwriter": "db",
    "click": "pipeline",
    "rich": "pipeline",
}
# Declared although no line of the packages imports them.
NOT_IMPORTED: set[str] = set()
# The website, whose strings are texts that people read, in Vietnamese and English.
TEXTS_IN_CODE = "db/site/"
LONGEST_FILE = 400

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports_of(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, top-level module) of every import, inside functions and under TYPE_CHECKING as well.

    A relative import is left out: it cannot lead beyond its top-level package, so not out of its room.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module.partition(".")[0]


# --- one way ---------------------------------------------------------------------------------------------------------


def wrong_imports(room: str, tree: ast.AST) -> list[str]:
    """The imports that a file of a room must not have."""
    wrong = []
    for line, module in imports_of(tree):
        if module in PACKAGES and module != room and module not in MAY_IMPORT[room]:
            wrong.append(f"{line}: {room} imports {module}")
        elif KNOWN_IN.get(module, room) != room:
            wrong.append(f"{line}: only {KNOWN_IN[module]} knows {module}")
    return wrong


@pytest.mark.parametrize(
    ("room", "code", "fine"),
    [
        ("pipeline", "import db.load", True),
        ("pipeline", "from corpus.article import Page", True),
        ("db", "from extractors.records import Record", True),
        ("extractors", "from extractors import dates", True),
        ("extractors", "import spacy.tokens", True),
        ("extractors", "from .db import anything_of_its_own", True),
        ("corpus", "import corpora_of_others", True),
        ("corpus", "from extractors.records import Record", False),
        ("extractors", "import db", False),
        ("extractors", "from db.load import load", False),
        ("db", "def f():\n    from pipeline import cli", False),
        ("db", "if TYPE_CHECKING:\n    import pipeline.run", False),
        ("db", "import spacy", False),
        ("pipeline", "import sqlite_utils", False),
    ],
)
def test_the_guard_of_imports_sees(room: str, code: str, fine: bool) -> None:
    assert (wrong_imports(room, ast.parse(code)) == []) is fine


def test_imports_go_one_way() -> None:
    assert SOURCES
    found = [f"{name_of(p)}:{w}" for p in SOURCES for w in wrong_imports(p.relative_to(ROOT).parts[0], tree_of(p))]
    assert found == []


# --- code that can be read -------------------------------------------------------------------------------------------


def test_files_are_short() -> None:
    lengths = {name_of(p): len(p.read_text(encoding="utf-8").splitlines()) for p in SOURCES}
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def undocumented(tree: ast.Module) -> Iterator[str]:
    """`line name` of the public functions, classes and methods without a docstring."""
    scopes: list[ast.Module | ast.ClassDef] = [tree]
    while scopes:
        for node in scopes.pop().body:
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            if not ast.get_docstring(node):
                yield f"{node.lineno} {node.name}"
            if isinstance(node, ast.ClassDef):
                scopes.append(node)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ('def f():\n    """Says what."""', []),
        ("def f(): pass", ["f"]),
        ("async def f(): pass", ["f"]),
        ("class C:\n    '''Says what.'''\n    def m(self): pass\n    def _m(self): pass", ["m"]),
        ("def _f(): pass", []),
        ("class _C:\n    def m(self): pass", []),
    ],
)
def test_the_guard_of_docstrings_sees(code: str, names: list[str]) -> None:
    assert [found.split()[1] for found in undocumented(ast.parse(code))] == names


def test_what_is_public_says_what_it_does() -> None:
    assert [f"{name_of(p)}:{what}" for p in SOURCES for what in undocumented(tree_of(p))] == []


def is_vietnamese(text: str) -> bool:
    """Whether a word stands in the text that only Vietnamese writes. Single letters and [classes] of them are none."""
    marks = set("\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b")
    for word in re.findall(r"[^\W\d_]{2,}", re.sub(r"\[[^\]]*\]", " ", unicodedata.normalize("NFC", text))):
        pairs = itertools.pairwise(unicodedata.normalize("NFD", word))
        if set(word) & set("đĐ") or any(a.isascii() and b in marks for a, b in pairs):
            return True
    return False


def loose_vietnamese(tree: ast.Module) -> Iterator[str]:
    """`line text` of the Vietnamese strings that are neither docstrings nor constants with a name in capitals."""
    named: set[ast.AST] = set()
    for scope in ast.walk(tree):
        if isinstance(scope, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = scope.body[0] if scope.body else None
            if ast.get_docstring(scope, clean=False) is not None and first is not None:
                named.update(ast.walk(first))
        if isinstance(scope, ast.Module | ast.ClassDef):
            for node in scope.body:
                targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
                if all(isinstance(target, ast.Name) and target.id.isupper() for target in targets):
                    named.update(ast.walk(node))
    for part in ast.walk(tree):
        if not isinstance(part, ast.Constant) or not isinstance(part.value, str) or part in named:
            continue
        if is_vietnamese(part.value):
            yield f"{part.lineno} {part.value!r}"


@pytest.mark.parametrize(
    ("code", "fine"),
    [
        ('HEAD = "khối trưởng"', True),
        ('_HEADS: tuple[str, ...] = ("trưởng khối", "khối trưởng")', True),
        ('RULE = re.compile(r"đồng chí")', True),
        ('class Kind(StrEnum):\n    SUMMARY = "tổng kết"', True),
        ('def f():\n    """Reads `do X chủ trì`."""\n    return 1', True),
        ('def f():\n    return "head", "Größe ﬁ €"', True),
        ('def f(text):\n    return "đồng chí" in text', False),
        ('def f(text):\n    return text.replace("đ", "d")', True),
        ('def f(text):\n    return re.split(r"[.!?]\\s+[a-zà-ỹđ]", text)', True),
        ('def f(word="ông"):\n    return word', False),
        ('def f(n):\n    return f"khối {n}"', False),
        ('heads = ["khối trưởng"]', False),
        ('print("Xong rồi")', False),
        ('def f():\n    HEAD = "khối trưởng"\n    return HEAD', False),
    ],
)
def test_the_guard_of_vietnamese_sees(code: str, fine: bool) -> None:
    assert (list(loose_vietnamese(ast.parse(code))) == []) is fine


def test_vietnamese_stands_in_data_and_named_constants_only() -> None:
    found = [
        f"{name_of(p)}:{text}"
        for p in SOURCES
        if not name_of(p).startswith(TEXTS_IN_CODE)
        for text in loose_vietnamese(tree_of(p))
    ]
    assert found == []


# --- nothing of one machine ------------------------------------------------------------------------------------------

# In two pieces here, so that this file passes its own guard.
URL_OPTION = "-".join(("index", "url"))
INDEX = re.compile(
    r"\bpypi\.(?:org|python)|pythonhosted\.org|https?://\S+/simple\b"
    rf"|(?:^|\s)(?:-i|--(?:extra-)?{URL_OPTION}|--find-links|-f|--trusted-host)[ =]\S*(?:/|\.\w)"
    rf"|\b{URL_OPTION}\s*=|//\w+:\w+@",
    re.MULTILINE,
)
MACHINE_PATH = re.compile(r"(?<![\w.~:/\-])/(?:home|root|Users|work|opt)/\w")
KEY = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY|\bgh[pousr]_\w{30}|\bAKIA[0-9A-Z]{16}\b")


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("numpy==2.0 \\\n    --hash=sha256:00", True),
        ("# via sovang (pyproject.toml)", True),
        ("see https://example.org/home/page.html and ../shared/gold", True),
        (f"--{URL_OPTION}=https://mirror.example/x", False),
        ("--find-links " + "/srv/wheels", False),
        ("https://mirror.example/repository" + "/simple/numpy", False),
        (f"{URL_OPTION} = x", False),
        ("open('/home" + "/ann/archive.db')", False),
        ("# via -r /work" + "/main/pyproject.toml", False),
    ],
)
def test_the_guard_of_addresses_sees(text: str, fine: bool) -> None:
    assert (not INDEX.search(text) and not MACHINE_PATH.search(text)) is fine


def test_no_registry_no_machine_and_no_secret_in_any_file() -> None:
    # Fixed strings for this very checkout; the patterns for all others. Saved pages have links of their own.
    here = [f"{path}/" for path in (ROOT, Path.home()) if len(path.parts) > 2]
    found = []
    for path in project_files():
        text = path.read_bytes().decode("utf-8", errors="replace")
        found += [f"{name_of(path)}: {place}" for place in here if place in text]
        if path.suffix in {".html", ".htm", ".png"}:
            continue
        for pattern in (INDEX, MACHINE_PATH, KEY):
            found += [f"{name_of(path)}: {match.group().strip()}" for match in pattern.finditer(text)]
    assert found == []


# --- dependencies and locks ------------------------------------------------------------------------------------------


PIN = re.compile(r"([A-Za-z0-9._-]+)==([^\s;]+)(?: ; [^#\\]+?)?((?:\s+--hash=sha256:[0-9a-f]{64})+)\s*")


def locked(name: str) -> dict[str, tuple[str, frozenset[str]]]:
    """What a lock file pins: canonical name → (version, hashes). Fails on anything that is not a hashed pin."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    pins: dict[str, tuple[str, frozenset[str]]] = {}
    for line in text.splitlines():
        if re.match(r"\s*(#|$)", line):
            continue
        match = PIN.fullmatch(line)
        assert match, f"{name}: no hashed pin: {line[:80]}"
        pins[canonicalize_name(match[1])] = match[2], frozenset(match[3].split())
    return pins


def declared(*groups: str) -> list[Requirement]:
    project = PYPROJECT["project"]
    lines = [*project["dependencies"], *PYPROJECT["build-system"]["requires"]]
    return [Requirement(line) for line in lines + [x for g in groups for x in project["optional-dependencies"][g]]]


@pytest.mark.parametrize(("lock", "groups"), [("requirements.lock", ()), ("requirements-dev.lock", ("dev",))])
def test_locks_hold_what_is_declared(lock: str, groups: tuple[str, ...]) -> None:
    pins = locked(lock)
    for requirement in declared(*groups):
        assert any(s.operator == ">=" for s in requirement.specifier), f"{requirement.name} has no lower bound"
        version, _ = pins[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement} is locked as {version}"


def test_development_runs_on_the_same_versions() -> None:
    runtime, dev = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {name: pin for name, pin in runtime.items() if dev.get(name) != pin} == {}


def test_every_locked_version_admits_the_oldest_python() -> None:
    (oldest,) = SpecifierSet(PYPROJECT["project"]["requires-python"])
    assert oldest.operator == ">=" and oldest.version.count(".") == 1
    first_release = f"{oldest.version}.0"  # a lock made with a later one may pin what this one cannot install
    pins, seen, refusing = locked("requirements-dev.lock"), set(), {}
    for installed in importlib.metadata.distributions():
        name = canonicalize_name(installed.metadata["Name"])
        if name in pins and installed.version == pins[name][0]:
            seen.add(name)
            wanted = installed.metadata["Requires-Python"] or ""
            if not SpecifierSet(wanted).contains(first_release):
                refusing[name] = f"{installed.version} needs Python {wanted}: hold it back in constraints.txt"
    assert refusing == {}
    if len(seen) < len(pins):
        missing = ", ".join(sorted(set(pins) - seen))
        pytest.skip(f"not looked at, as they are not installed in the version of the lock: {missing}")


def test_what_npm_installs_is_pinned_by_hash_and_names_no_address() -> None:
    folder = ROOT / "tests" / "browser"
    wanted, lock = (json.loads((folder / f"{name}.json").read_text("utf-8")) for name in ("package", "package-lock"))
    pins = {name.removeprefix("node_modules/"): pin for name, pin in lock["packages"].items() if name}
    assert pins and all(pin["integrity"].startswith("sha512-") and "resolved" not in pin for pin in pins.values())
    assert {name: pins[name]["version"] for name in wanted["dependencies"]} == wanted["dependencies"]
    assert "omit-lockfile-registry-resolved=true" in (folder / ".npmrc").read_text(encoding="utf-8")


def test_what_is_imported_is_declared_and_the_other_way_round() -> None:
    owners = importlib.metadata.packages_distributions()
    modules = {module for path in SOURCES for _, module in imports_of(tree_of(path))}
    foreign = modules - sys.stdlib_module_names - set(PACKAGES)
    imported = {canonicalize_name(owner) for module in foreign for owner in owners.get(module, [module])}
    named = {canonicalize_name(Requirement(line).name) for line in PYPROJECT["project"]["dependencies"]}
    assert imported - named == set(), "imported, but not declared"
    assert named - imported - NOT_IMPORTED == set(), "declared, but not imported"


def test_no_other_distribution_owns_our_names() -> None:
    owners = importlib.metadata.packages_distributions()
    assert {name: set(owners.get(name, [])) - {"sovang"} for name in PACKAGES} == {name: set() for name in PACKAGES}


def test_the_version_has_its_entry_among_the_changes() -> None:
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGES.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest and newest[1] == PYPROJECT["project"]["version"]
