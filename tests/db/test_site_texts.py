"""The words of the website: one catalogue in two languages holds them all, and nothing else says a word."""

from __future__ import annotations

import ast
import re
import sqlite3
from pathlib import Path
from string import Formatter

import pytest

from db.archive import create
from db.exports.dictionary import line_of
from db.site.queries import QUERIES
from db.site.texts import LANGUAGES, catalogue, has_text, text
from db.site.view import cell_text, column_text, field_text, reason_text, value_text
from house import ROOT
from site_words import (
    CODE,
    SITE,
    TEMPLATES,
    constants,
    said_by_code,
    said_by_template,
    strings,
    told_strings,
    vietnamese_in,
    words_of,
)

SCHEMA = (ROOT / "db" / "schema.sql").read_text(encoding="utf-8")
# Names that are built: what they begin with, and what comes behind it. A star: any that the catalogue has there, as
# another test below knows them.
BUILT = {
    "contradictions.": "first second",
    "home.": "articles claims blocs people units",
    "home.missing_": "no_source silent contradictions unread without_facts possibly_same",
    "claim.in_": "ledger tenures award_paths contradictions documents ranks parents members",
    "unit.event_": "renamed merged dissolved enlarged",
    "unit.from_": "renamed merged enlarged",
    "grid.": "silent no_source",
    "grid.legend_": "silent no_source",
    "article.version_": "first changed latest",
    "site.in_": " ".join(LANGUAGES),
    "nav.": "ledger contradictions register unread about data",
    "error.title_": "400 403 404 500",
    "edit.": "unmatched overruled joined parted",
    "edit.state_": "*",
    "edit.count_": "*",
    "reconcile.property_": "*",
    "reconcile.type_": "person unit bloc",
    "query.": "*",
    "value.": "*",
    "value.role.": "head standing_deputy deputy",
    "value.lookup.": "*",
    "column.": "*",
    "reason.": "*",
    "month.": "1 2 3 4 5 6 7 8 9 10 11 12",
}

WHOLE = tuple(start for start, ends in BUILT.items() if ends == "*")


def placeholders(form: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(form) if name is not None}


# --- the catalogue ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_text_has_both_languages_with_the_same_values(name: str) -> None:
    forms = catalogue()[name]
    assert tuple(forms) == LANGUAGES
    assert all(1 <= len(of) <= 2 and all(form.strip() == form and form for form in of) for of in forms.values())
    shown = {frozenset(placeholders(form) - {"n"}) for of in forms.values() for form in of}
    assert len(shown) == 1, "a language or a form says something that another one does not"
    counts = {"n" in placeholders(of[-1]) for of in forms.values()}
    assert len(counts) == 1 or any(len(of) == 2 for of in forms.values())
    assert "" not in {one for of in forms.values() for form in of for one in placeholders(form)}


def test_a_text_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        text("site.nothing_of_the_kind", "vi")
    assert not has_text("site") and not has_text("") and has_text("site.name")


def all_said() -> list[tuple[str, str, set[str] | None]]:
    """(file, name of a text, values given) of every text that templates and code say."""
    found = [(path.name, *said) for path in TEMPLATES for said in said_by_template(path)]
    return found + [(path.name, *said) for path in CODE for said in said_by_code(path)]


def test_every_name_that_is_said_exists_and_is_given_its_values() -> None:
    seen = 0
    for where, name, given in all_said():
        if name == "*":
            continue
        if name.endswith("*"):
            known = name[:-1] in BUILT or name.startswith(WHOLE)
            assert known, f"{where}: {name} is built of what nobody knows"
            continue
        assert has_text(name), f"{where}: {name}"
        seen += 1
        if given is None:
            continue
        forms = [form for of in catalogue()[name].values() for form in of]
        wanted = set().union(*(placeholders(form) for form in forms))
        assert wanted <= given, f"{where}: {name} is not given {wanted - given}"
        assert given <= wanted | {"n", "name"}, f"{where}: {name} says nothing of {given - wanted}"
        counts = any(len(of) == 2 for of in catalogue()[name].values())
        assert ("n" in given) or not counts, f"{where}: {name} is not told how many"
    assert seen > 300


def test_every_built_name_exists() -> None:
    for start, ends in BUILT.items():
        for end in ends.split():
            assert end == "*" or has_text(start + end), start + end


def test_every_text_is_said_somewhere() -> None:
    exact = set().union(*(constants(path) for path in TEMPLATES), *(strings(path) for path in CODE))
    built = {start + end for start, ends in BUILT.items() for end in ends.split() if end != "*"}
    unsaid = [name for name in catalogue() if name not in exact | built and not name.startswith(WHOLE)]
    assert unsaid == []


@pytest.mark.parametrize(
    ("name", "values", "vi", "en"),
    [
        ("site.mentions", {"n": 1}, "1 lần nêu", "1 mention"),
        ("site.mentions", {"n": 2}, "2 lần nêu", "2 mentions"),
        ("site.mentions", {"n": 0}, "0 lần nêu", "0 mentions"),
        ("site.sources", {"n": 12345}, "12.345 nguồn", "12,345 sources"),
        ("home.articles", {"n": 1}, "bài báo", "article"),
        ("home.articles", {"n": 7}, "bài báo", "articles"),
        ("bloc.of", {"scope": "Quân khu {4}"}, "của Quân khu {4}", "of Quân khu {4}"),
        ("site.page_of", {"page": 2, "pages": 1200}, "Trang 2 trên 1.200", "Page 2 of 1,200"),
        ("search.title", {}, "Tìm kiếm", "Search"),
    ],
)
def test_texts_count_and_take_values_as_they_are(name: str, values: dict[str, object], vi: str, en: str) -> None:
    assert [text(name, language, **values) for language in LANGUAGES] == [vi, en]


# --- nothing else says a word ----------------------------------------------------------------------------------------

ALLOWED = {
    "home.html": ["home"],  # a class, in a block
    "_macros.html": ["JSON", "CSV"],
    "database.html": ["select * from who_led limit 20"],
    "row.html": ["JSON"],
    "table.html": ["JSON", "CSV", "CSV,"],
    "query.html": ["JSON", "CSV"],
}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_a_word_of_its_own(template: Path) -> None:
    found = words_of(template.read_text(encoding="utf-8"))
    assert [word for word in found if word not in ALLOWED.get(template.name, [])] == []


@pytest.mark.parametrize(
    ("source", "there"),
    [
        ("<p>Không</p>", ["Không"]),
        ("<p>{{ t('a.b') }} năm</p>", ["năm"]),
        ("<a title='Mở'>❞</a>", ["title=Mở"]),
        ('<input placeholder="{{ x }} y" value="{{ z }}">', ["placeholder=y"]),
        ('<button aria-label="Close">×</button>', ["aria-label=Close"]),
        ("{{ one.title or 'untitled' }}", ["untitled"]),
        ("{{ 'yes' if one else t('a.no') }}", ["yes"]),
        ("{{ one ~ ' and ' ~ two }}", ["and"]),
        ("<td class=\"{{ one or 'outside' }}\" data-label=\"{{ x or 'Day' }}\"></td>", ["data-label=Day"]),
        ('<p class="words" id="w{{ n }}"><span>{{ t("x.y") }}</span> · 1</p>', []),
        ('<input type="hidden" name="kind" value="same"><option value="x">{{ y }}</option>', []),
        ("{# nothing to see #}{% if a == 'b' %}<i>→</i>{% endif %}", []),
        ("{{ ', ' if not loop.last }}{{ m.link('/archive/x', y) }}", []),
    ],
)
def test_the_guard_of_templates_finds_words(source: str, there: list[str]) -> None:
    assert words_of(source) == there


def test_no_code_holds_a_vietnamese_word() -> None:
    assert {path.name: found for path in SITE.rglob("*.py") if (found := vietnamese_in(path))} == {}


def test_the_script_says_nothing_of_its_own() -> None:
    script = (SITE / "static" / "sovang.js").read_text(encoding="utf-8")
    said = re.findall(r"(?:textContent|innerText|title|placeholder|alt)\s*=\s*[\"'`]([^\"'`]*)", script)
    said += re.findall(r"setAttribute\(\"(?:aria-label|title)\", [\"'`]([^\"'`]*)", script)
    assert said and [words for words in said if re.search(r"[^\W\d_]", words)] == []
    assert "innerHTML" not in script and "eval(" not in script and "document.write" not in script


# --- codes, columns, reasons -----------------------------------------------------------------------------------------


def coded() -> list[tuple[str, str, str]]:
    """(table, column, code) of every code that the schema lets in."""
    found = []
    for table, body in re.findall(r"CREATE TABLE (\w+) \((.*?)\n\) STRICT", SCHEMA, re.S):
        for column, codes in re.findall(r"(\w+) TEXT[^,(]*CHECK \(\w+ IN\s*\(([^)]*)\)", body):
            found += [(table, column, code) for code in re.findall(r"'(\w+)'", codes)]
    return found


# Columns of views that hold codes of the tables below them.
OF_VIEWS = [
    ("who_led", "role", "standing_deputy"), ("who_led", "basis", "chaired"), ("who_led_by_source", "basis", "expanded"),
    ("contradicting", "kind", "rank_falls"), ("awards_given", "status", "proposed"),
    ("awards_given", "recipient_kind", "group"), ("award_history", "status", "awarded"),
    ("handovers_by_date", "kind", "bloc_head"), ("meetings_held", "kinds", "summary, launch"),
    ("officials_named", "part", "take_over"), ("bloc_members", "basis", "stated"),
    ("ledger_by_year", "state", "contradicted"), ("ledger_by_year", "reason", "silent"),
    ("possibly_the_same", "kind", "person"), ("copied_articles", "kind", "reprint"),
    ("article_copies", "kind", "same_text"), ("not_read", "code", "no_text"), ("unread", "code", "damaged"),
    ("search_entries", "kind", "article"),
]  # fmt: skip


def test_codes_are_found_in_the_schema() -> None:
    assert (
        len(coded()) > 80 and ("ledger_years", "reason", "silent") in coded() and ("blocs", "level", "body") in coded()
    )


@pytest.mark.parametrize(("table", "column", "code"), [*coded(), *OF_VIEWS])
def test_every_code_has_words(table: str, column: str, code: str) -> None:
    assert cell_text(table, column, code, "vi") not in ("", code)
    assert cell_text(table, column, code, "en")


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("unread", "reason", "silent"),  # a line for a person, which only looks like a code
        ("not_read", "reason", "no_source"),
        ("documents", "kind", "Quyết định"),
        ("units", "kind", "so-nganh"),
        ("people", "name", "head"),
        ("meetings_held", "kinds", "summary, nothing known"),
        ("ledger", "year", 2021),
    ],
)
def test_what_is_no_code_stays_as_it_is(table: str, column: str, value: object) -> None:
    assert cell_text(table, column, value, "vi") == str(value)
    assert value_text(column, None, "vi") == ""


def test_every_kind_of_contradiction_has_words() -> None:
    kinds = {"bloc_head"}
    for name in ("contradictions.py", "post_contradictions.py"):
        source = (ROOT / "db" / name).read_text(encoding="utf-8")
        kinds |= set(re.findall(r"Contradiction\.of\(\s*\"(\w+)\"", source))
    assert len(kinds) >= 10
    assert {kind for kind in kinds if not has_text(f"value.contradiction.{kind}")} == set()
    assert {name.rpartition(".")[2] for name in catalogue() if name.startswith("value.contradiction.")} == kinds


def test_every_reason_why_an_input_is_not_read_has_words() -> None:
    codes = set()
    for path in [*(ROOT / "corpus").rglob("*.py"), *(ROOT / "pipeline").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                given = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
                given += node.args[:1] if node.func.id == "UnreadableError" else []
                codes |= {one.value for one in given if isinstance(one, ast.Constant)}
    codes.add("internal")
    assert len(codes) > 15
    assert {code for code in codes if not has_text(f"value.unread.{code}")} == set()


def test_every_reason_why_entities_may_be_one_has_words() -> None:
    reasons = {said for said in told_strings(ROOT / "db" / "people" / "evidence.py") if re.search(r"\w \w", said)}
    for name, pattern in (("blocs.py", r"same name, scope[\w ]+"), ("blocs.py", r"[\w ]*units in common"),
                          ("units.py", r"same relative name[\w ,]+")):  # fmt: skip
        found = {part for said in told_strings(ROOT / "db" / name) for part in re.findall(pattern, said)}
        assert found, pattern
        reasons |= found
    assert len(reasons) > 30
    assert {said for said in reasons if not has_text(f"reason.{said}")} == set()


@pytest.mark.parametrize(
    ("said", "vi", "en"),
    [
        ("the same post; the rank falls", "cùng chức vụ; cấp bậc giảm", "the same post; the rank falls"),
        ("one province", "cùng tỉnh", "one province"),
        ("same name, scope not stated; units in common", "cùng tên, không nêu của cơ quan nào; có đơn vị chung",
         "the same name, and no source says whose; units in common"),
        ("12 words are the same", "12 words are the same", "12 words are the same"),
        ("", "", ""),
        (None, "", ""),
    ],
)  # fmt: skip
def test_reasons_are_said_part_by_part(said: str | None, vi: str, en: str) -> None:
    assert [reason_text(said, language) for language in LANGUAGES] == [vi, en]


def test_every_column_of_every_table_has_a_name_and_a_meaning() -> None:
    connection = sqlite3.connect(":memory:")
    create(connection)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
    nameless, unknown = set(), set()
    for (table,) in tables:
        if table == "search" or table.startswith(("search_", "sqlite_", "name_keys", "suppressed_names")):
            continue
        unknown |= {(table, "")} if line_of(table, "") is None else set()
        for _, column, *_ in connection.execute(f"PRAGMA table_info([{table}])"):
            nameless |= set() if has_text(f"column.{column}") else {column}
            unknown |= set() if line_of(table, column) else {(table, column)}
    assert (nameless, unknown) == (set(), set())
    assert column_text("bloc_id", "vi") == "Mã khối" and column_text("no_such_column", "vi") == "no such column"


@pytest.mark.parametrize(
    ("name", "vi", "en"),
    [
        ("rank", "Cấp bậc", "Rank"),
        ("post.0.unit", "Chức vụ 1 (Đơn vị)", "Post 1 (Unit)"),
        ("member.2", "Thành viên 3", "Member 3"),
    ],
)
def test_fields_of_lists_are_named_by_their_place(name: str, vi: str, en: str) -> None:
    assert [field_text(name, language) for language in LANGUAGES] == [vi, en]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_headings_are_unique_within_a_query(query: object) -> None:
    for language in LANGUAGES:
        said = [text(f"query.heading.{name}", language) for _, name in query.columns]  # type: ignore[attr-defined]
        assert len(said) == len({heading.lower() for heading in said})
        assert not {heading for heading in said if heading.endswith("_id")}


def test_slugs_are_unique_and_fit_an_address() -> None:
    slugs = [query.slug(language) for query in QUERIES for language in LANGUAGES]
    assert len(slugs) == len(set(slugs)) and all(re.fullmatch(r"[a-z-]+", slug) for slug in slugs)
