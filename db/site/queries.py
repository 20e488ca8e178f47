"""The stored queries, each in Vietnamese and in English: one definition, two sets of headings.

Their words stand in the catalogue, under `query`. Columns whose names end in `_id` are not shown: they carry the links
of the columns that they belong to.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from db.site.texts import LANGUAGES, catalogue, text


@dataclass(frozen=True, slots=True)
class Labelled:
    """A column of codes, shown in words: those of the catalogue whose names begin so."""

    sql: str
    words: str

    def in_language(self, language: str) -> str:
        """An SQL expression for the words of a language."""
        names = [name for name in catalogue() if name.startswith(f"{self.words}.")]
        cases = " ".join(
            f"WHEN {_quoted(name.rpartition('.')[2])} THEN {_quoted(text(name, language))}" for name in names
        )
        return f"CASE CAST({self.sql} AS TEXT) {cases} ELSE {self.sql} END"


@dataclass(frozen=True, slots=True)
class Worded:
    """An SQL expression with texts of the catalogue in braces, each as an SQL string."""

    sql: str
    words: dict[str, str]

    def in_language(self, language: str) -> str:
        """The expression with the words of a language."""
        return self.sql.format(**{key: _quoted(text(name, language)) for key, name in self.words.items()})


Expression = str | Labelled | Worded


@dataclass(frozen=True, slots=True)
class Query:
    """A stored query. name: of its texts in the catalogue. columns: (expression, name of its heading).

    rest: of its SQL. parameters: their names; what they mean stands in the catalogue.
    """

    name: str
    columns: tuple[tuple[Expression, str], ...]
    rest: str
    ids: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()

    def slug(self, language: str) -> str:
        """Its name in addresses."""
        return text(f"query.{self.name}.slug", language)

    def sql(self, language: str) -> str:
        """Its SQL with the headings of a language."""
        shown = [f'{_sql(c, language)} AS "{text(f"query.heading.{name}", language)}"' for c, name in self.columns]
        return "SELECT " + ",\n  ".join([*shown, *self.ids]) + "\n" + self.rest


def _sql(expression: Expression, language: str) -> str:
    return expression if isinstance(expression, str) else expression.in_language(language)


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def heading(name: str) -> tuple[str, str]:
    """The heading of a column in both languages."""
    vi, en = (text(f"query.heading.{name}", language) for language in LANGUAGES)
    return vi, en


def headings(columns: Iterable[str]) -> dict[str, str]:
    """The headings, in both languages, of columns of the views."""
    return {said: column for column in columns if f"query.heading.{column}" in catalogue() for said in heading(column)}


_SOURCE_COLUMNS = (
    ("quote", "quote"),
    ("article_title", "article_title"),
    ("published", "published"),
    ("source", "source"),
)
# `by handover from X · another source differs`; who did not take over from X came after X
_BASES = ("stated", "elected", "assigned", "handover", "chaired", "expanded")
_BASIS = Worded(
    "CASE basis " + " ".join(f"WHEN '{basis}' THEN {{{basis}}}" for basis in _BASES) + " ELSE basis END "
    "|| coalesce(iif(basis = 'handover', ' ' || {taken} || ' ', {after} || ' ') || handed_over_by, '') "
    "|| iif(contradicted, ' · ' || {differs}, '')",
    {basis: f"value.basis.{basis}" for basis in _BASES}
    | {"taken": "query.taken_from", "after": "query.came_after", "differs": "query.differs"},
)
_FOUND = "json_extract(f.value, '$.{}')"
_BLOC_FITS = "(:bloc = '' OR bloc_id IN (SELECT value FROM json_each(fitting_blocs(:bloc))))"
_YEAR_FITS = "(:year = '' OR year = CAST(:year AS INTEGER))"

QUERIES: tuple[Query, ...] = (
    Query(
        "who_led",
        columns=(
            ("year", "year"),
            ("bloc", "bloc"),
            ("scope", "scope"),
            (Labelled("role", "value.role"), "role"),
            ("unit", "unit"),
            ("person", "person"),
            (_BASIS, "basis"),
            *_SOURCE_COLUMNS[:2],
            ("other_sources", "other_sources"),  # beside the quote: it may be what names the person
            *_SOURCE_COLUMNS[2:],
            ("also_in", "also_in"),
        ),
        ids=("bloc_id", "unit_id", "person_id", "article_id"),
        rest=f"FROM who_led\nWHERE {_BLOC_FITS} AND {_YEAR_FITS}\n"
        "ORDER BY scope, bloc, bloc_id, year IS NULL, year,\n"
        "  CASE role WHEN 'head' THEN 0 WHEN 'standing_deputy' THEN 1 ELSE 2 END, unit",
        parameters=("bloc", "year"),
    ),
    Query(
        "differing",
        columns=(
            (Labelled("kind", "value.contradiction"), "kind"),
            ("what", "about"),
            ("year", "year"),
            ("first_says", "first_says"),
            ("first_quote", "first_quote"),
            ("first_source", "first_source"),
            ("second_says", "second_says"),
            ("second_quote", "second_quote"),
            ("second_source", "second_source"),
        ),
        rest="FROM contradicting\nORDER BY kind <> 'bloc_head', kind, what, year, first_published, contradiction_id",
    ),
    Query(
        "awards",
        columns=(
            ("award", "award"),
            (Labelled("status", "value.status"), "status"),
            ("recipient", "recipient"),
            (Labelled("recipient_kind", "value.recipient_kind"), "kind"),
            ("count", "count"),
            ("grantor", "grantor"),
            ("year", "year"),
            *_SOURCE_COLUMNS,
        ),
        ids=("unit_id", "person_id", "article_id"),
        rest=f"FROM awards_given\nWHERE has_words(concat_words(award, recipient), :words) AND {_YEAR_FITS}\n"
        "ORDER BY published IS NULL, published DESC, award, recipient",
        parameters=("words", "year"),
    ),
    Query(
        "posts",
        columns=(
            ("person", "person"),
            ("title", "post"),
            ("unit", "unit"),
            ("first_cited", "first_cited"),
            ("last_cited", "last_cited"),
            ("started", "started"),
            ("ended", "ended"),
            ("former_cited", "former_cited"),
            *_SOURCE_COLUMNS,
        ),
        ids=("person_id", "unit_id", "article_id"),
        rest="FROM careers\nWHERE has_words(concat_words(person, title, unit), :words)\n"
        "ORDER BY person, person_id, first_cited IS NULL, first_cited, title",
        parameters=("words",),
    ),
    Query(
        "handovers",
        columns=(
            ("by_date", "date"),
            (Labelled("kind", "value.handover"), "kind"),
            ("post", "post"),
            ("organization", "organization"),
            ('"from"', "giver"),
            ('"to"', "taker"),
            ("year", "from_year"),
            *_SOURCE_COLUMNS,
        ),
        ids=("article_id",),
        rest="FROM handovers_by_date\n"
        'WHERE has_words(concat_words(organization, post, "from", "to"), :words)\n'
        'ORDER BY by_date IS NULL, by_date DESC, organization, post, "to"',
        parameters=("words",),
    ),
    Query(
        "not_read",
        columns=(
            ("source", "source"),
            ("title", "article_title"),
            (Labelled("code", "value.unread"), "reason"),
        ),
        ids=("article_id",),
        rest="FROM (SELECT source, NULL AS title, code, NULL AS article_id FROM unread\n"
        "  UNION ALL SELECT source, title, 'no_fact', article_id FROM articles_without_facts)\n"
        "ORDER BY code = 'no_fact', code, source",
    ),
    Query(
        "find",
        columns=(
            (Labelled(_FOUND.format("kind"), "value.kind"), "kind"),
            (_FOUND.format("name"), "found"),
            (_FOUND.format("snippet"), "excerpt"),
            (Labelled(_FOUND.format("in_a_row"), "query.match"), "match"),
        ),
        ids=(f"{_FOUND.format('id')} AS found_id",),
        rest="FROM json_each(found_entries(:q)) f\nORDER BY f.key",
        parameters=("q",),
    ),
)


def listed(language: str) -> list[dict[str, str]]:
    """The queries as the list of them shows them in a language."""
    return [
        {
            "slug": query.slug(language),
            "title": text(f"query.{query.name}.title", language),
            "about": text(f"query.{query.name}.about", language),
        }
        for query in QUERIES
    ]


def stored_queries() -> dict[str, dict[str, Any]]:
    """The queries as Datasette's metadata names them: all in Vietnamese, then all in English."""
    return {query.slug(language): _stored(query, language) for language in LANGUAGES for query in QUERIES}


def _stored(query: Query, language: str) -> dict[str, Any]:
    (other,) = (one for one in LANGUAGES if one != language)
    return {
        "sql": query.sql(language),
        "title": text(f"query.{query.name}.title", language),
        "description": text(f"query.{query.name}.about", language),
        "params": list(query.parameters),
        "labels": {name: text(f"query.parameter.{name}", language) for name in query.parameters},
        "explained": {name: text(f"query.explained.{name}", language) for name in query.parameters},
        "language": language,
        "other": {"slug": query.slug(other), "title": text(f"query.{query.name}.title", other)},
        "hide_sql": True,
    }
