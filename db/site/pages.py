"""What our own pages show beyond Datasette's: the home page's figures, an article's paragraphs, an entity's facts.

Everything is plain data; the templates escape it.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from db.site.labels import column_label, value_label
from db.site.metadata import NAME
from db.site.versions import ArticleVersion, article_versions

Piece = tuple[str, bool]  # text, whether a fact was read from it


@dataclass(frozen=True)
class Highlight:
    """Something to look at: a path on the site, and what is there in Vietnamese and English."""

    path: str
    vi: str
    en: str


@dataclass(frozen=True)
class Section:
    """A table of an entity's or an article's page. Each cell is (text, path or None)."""

    title: str
    columns: list[str]
    rows: list[list[tuple[str, str | None]]] = field(default_factory=list)

    @property
    def labels(self) -> list[str]:
        """What the columns are called."""
        return [column_label(column) for column in self.columns]


@dataclass(frozen=True)
class EntityPage:
    """The page of an article or an entity."""

    title: str
    facts: list[tuple[str, str]]
    paragraphs: list[tuple[str, list[Piece]]]
    sections: list[Section]
    versions: list[ArticleVersion] = field(default_factory=list)

    @property
    def has_claims(self) -> bool:
        """Whether anything was read from an article."""
        return any(section.title == _CLAIMS for section in self.sections)


def row_path(table: str, row_id: str) -> str:
    """The path of a row's page; ids are letters, digits and hyphens."""
    return f"/{NAME}/{table}/{row_id}"


# ---------------------------------------------------------------------------------------------------------------
# The home page


_ALWAYS_THERE = (
    ("handovers", "Bàn giao cờ khối trưởng và chức vụ", "Handovers of the flag and of posts"),
    ("awards", "Khen thưởng đã trao và mới đề nghị", "Awards given or proposed"),
    ("not-read", "Những gì không đọc được", "What could not be read"),
)
_WHO_LED = ("Ai làm trưởng {}, {} năm", "Who led {}, {}")
_TWO_DIFFER = ("Hai nguồn nói khác nhau: {}, {}", "Two sources differ: {}, {}")
_POSTS_OF = ("{}: {} chức vụ", "{}: {}")


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How much the archive holds."""
    tables = ("articles", "claims", "blocs", "people", "units", "unread")
    return {t: connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables}


def highlights(connection: sqlite3.Connection) -> list[Highlight]:
    """Three things to look at, from what this archive holds."""
    found = [*_best_known_bloc(connection), *_contradiction(connection), *_best_known_person(connection)]
    found += [Highlight(f"/{NAME}/{slug}", vi, en) for slug, vi, en in _ALWAYS_THERE]
    return found[:3]


def _best_known_bloc(connection: sqlite3.Connection) -> list[Highlight]:
    query = (
        "SELECT b.name, b.scope, count(DISTINCT l.year) AS years FROM ledger l JOIN blocs b ON b.id = l.bloc "
        "WHERE l.year IS NOT NULL AND NOT l.inferred GROUP BY l.bloc ORDER BY years DESC, b.mentions DESC, b.id LIMIT 1"
    )
    row = connection.execute(query).fetchone()
    if row is None:
        return []
    name, scope, years = row
    path = f"/{NAME}/ai-lam-truong?" + urlencode({"bloc": " ".join(filter(None, (name, scope))), "year": ""})
    whole = f"{name} ({scope})" if scope else name
    span = "one year" if years == 1 else f"{years} years"
    return [Highlight(path, _WHO_LED[0].format(whole, years), _WHO_LED[1].format(whole, span))]


def _contradiction(connection: sqlite3.Connection) -> list[Highlight]:
    row = connection.execute(
        "SELECT what, year FROM contradictions WHERE kind = 'bloc_head' ORDER BY year, what LIMIT 1"
    ).fetchone()
    if row is None:
        return []
    vi, en = (words.format(*row) for words in _TWO_DIFFER)
    return [Highlight(f"/{NAME}/noi-khac-nhau", vi, en)]


def _best_known_person(connection: sqlite3.Connection) -> list[Highlight]:
    query = (
        "SELECT p.id, p.name, count(*) AS posts FROM tenures t JOIN people p ON p.id = t.person "
        "GROUP BY p.id ORDER BY posts DESC, p.mentions DESC, p.id LIMIT 1"
    )
    row = connection.execute(query).fetchone()
    if row is None:
        return []
    person, name, posts = row
    held = "one post" if posts == 1 else f"{posts} posts"
    return [Highlight(row_path("people", person), _POSTS_OF[0].format(name, posts), _POSTS_OF[1].format(name, held))]


# ---------------------------------------------------------------------------------------------------------------
# Row pages

_BLOC_SECTIONS = (
    (
        "Ai giữ vai trò gì · Who held which role",
        "SELECT year, role, unit, unit_id, person, person_id, basis, handed_over_by, "
        "iif(contradicted, 'another source differs', '') AS note, quote, article_title, article_id, published, "
        "other_sources, also_in FROM who_led WHERE bloc_id = ? "
        "ORDER BY year IS NULL, year, role = 'deputy', role = 'standing_deputy', unit",
    ),
    (
        "Thành viên · Members",
        "SELECT unit, unit_id, basis, quote, article_title, article_id, published FROM bloc_members WHERE bloc_id = ? "
        "ORDER BY published, unit",
    ),
    (
        "Hội nghị · Meetings",
        "SELECT date, kinds, place, period, quote, article_title, article_id FROM meetings_held "
        "WHERE bloc_id = ? ORDER BY date",
    ),
)
_PERSON_SECTIONS = (
    (
        "Chức vụ · Posts",
        "SELECT title, unit, unit_id, first_cited, last_cited, started, ended, quote, article_title, article_id "
        "FROM careers WHERE person_id = ? ORDER BY first_cited IS NULL, first_cited, title",
    ),
    (
        "Được nêu trong · Named in",
        "SELECT published, rank, academic, part, posts, quote, article_title, article_id FROM officials_named "
        "WHERE person_id = ? ORDER BY published IS NULL, published",
    ),
    (
        "Khen thưởng · Awards",
        "SELECT award, status, grantor, year, quote, article_title, article_id FROM awards_given WHERE person_id = ? "
        "ORDER BY year, award",
    ),
)
_UNIT_SECTIONS = (
    (
        "Vai trò trong khối, cụm · Roles in blocs",
        "SELECT year, bloc, bloc_id, scope, role, person, person_id, basis, quote, article_title, article_id, "
        "other_sources, also_in FROM who_led WHERE unit_id = ? ORDER BY year IS NULL, year, bloc",
    ),
    (
        "Người giữ chức · People and posts",
        "SELECT person, person_id, title, first_cited, last_cited, quote, article_title, article_id FROM careers "
        "WHERE unit_id = ? ORDER BY first_cited IS NULL, first_cited, title, person",
    ),
    (
        "Cấp trên · Superior",
        "SELECT superior, superior_id, quote, article_title, article_id FROM superiors WHERE unit_id = ? "
        "ORDER BY superior",
    ),
    (
        "Khen thưởng · Awards",
        "SELECT award, status, grantor, year, quote, article_title, article_id FROM awards_given WHERE unit_id = ? "
        "ORDER BY year, award",
    ),
)
# How decisions name an entity: CLAIM#FIELD=NAME; see decisions.py.
_REFERENCES = {
    table: (
        "Tên trong các bài · Mentions",
        f"SELECT m.claim || '#' || m.field || '=' || m.name AS reference, q.quote, q.article_title, q.article AS "
        f"article_id, q.published FROM {kind}_mentions m JOIN claim_quotes q ON q.claim = m.claim WHERE m.{kind} = ? "
        "ORDER BY q.published IS NULL, q.published, m.claim, m.field, m.name",
    )
    for table, kind in (("blocs", "bloc"), ("people", "person"), ("units", "unit"))
}
_SECTIONS = {"blocs": _BLOC_SECTIONS, "people": _PERSON_SECTIONS, "units": _UNIT_SECTIONS}
_SCOPE = "Thuộc · Scope"
_NOT_STATED = "chưa rõ · not stated"
_ARTICLE_FACTS = (
    ("publisher", "Báo · Publisher"),
    ("published", "Ngày đăng · Published"),
    ("url", "Địa chỉ · Address"),
)
_BYLINE = "Tác giả · Byline"
_READ_FROM = "Nguồn · Read from"
_COPIES = (
    "Bài này ở nơi khác · The same article elsewhere",
    "SELECT coalesce(title, source) AS copy_title, other AS copy_id, publisher, published, "
    "iif(is_original, 'bản gốc · the original', '') AS is_original, kind, "
    "printf('%d %%', round(100 * similarity)) AS similarity, reason FROM article_copies WHERE article = ? "
    "ORDER BY is_original DESC, published IS NULL, published, other",
)
_CLAIMS = "Đọc được từ bài này · Read from this article"
_POSSIBLY = "Có thể là một · Possibly the same"
# A shown column, and the column and table that it links by.
LINKS = {
    "bloc": ("bloc_id", "blocs"),
    "unit": ("unit_id", "units"),
    "superior": ("superior_id", "units"),
    "person": ("person_id", "people"),
    "article_title": ("article_id", "articles"),
    "copy_title": ("copy_id", "articles"),
}
_MOST_ROWS = 200  # of a section; the views have them all


def entity_page(connection: sqlite3.Connection, table: str, row_id: str) -> EntityPage | None:
    """The page of a bloc, person, unit or article; None for other tables and unknown ids."""
    if table == "articles":
        return _article_page(connection, row_id)
    if table not in _SECTIONS:
        return None
    row = _dict(connection, f"SELECT * FROM {table} WHERE id = ?", row_id)
    if row is None:
        return None
    facts = [(_SCOPE, row["scope"] or _NOT_STATED)] if table == "blocs" else []
    sections = [_section(connection, title, query, row_id) for title, query in _SECTIONS[table]]
    sections += [_alike(connection, table, row_id), _section(connection, *_REFERENCES[table], row_id)]
    return EntityPage(row["name"], facts, [], [s for s in sections if s.rows])


def _article_page(connection: sqlite3.Connection, row_id: str) -> EntityPage | None:
    row = _dict(connection, "SELECT * FROM articles WHERE id = ?", row_id)
    if row is None:
        return None
    authors = ", ".join(json.loads(row["byline"]))
    facts = [(label, row[key]) for key, label in _ARTICLE_FACTS if row[key]]
    if authors:
        facts.append((_BYLINE, authors))
    sources = connection.execute("SELECT source FROM sources WHERE article = ? ORDER BY source", (row_id,))
    facts.append((_READ_FROM, ", ".join(source for (source,) in sources)))
    spans = connection.execute('SELECT "start", "end" FROM evidence WHERE article = ?', (row_id,)).fetchall()
    blocks = connection.execute(
        'SELECT kind, "start", "end" FROM blocks WHERE article = ? ORDER BY position', (row_id,)
    ).fetchall()
    paragraphs = [(kind, _pieces(row["text"], start, end, spans)) for kind, start, end in blocks]
    sections = [_section(connection, *_COPIES, row_id), _claims(connection, row_id)]
    return EntityPage(
        row["title"] or row["source"],
        facts,
        paragraphs,
        [s for s in sections if s.rows],
        article_versions(connection, row_id),
    )


def _pieces(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> list[Piece]:
    """A block's text in pieces, each marked or not."""
    inside = [(max(s, start), min(e, end)) for s, e in spans if s < end and e > start]
    cuts = sorted({start, end, *(cut for span in inside for cut in span)})
    pieces: list[Piece] = []
    for left, right in pairwise(cuts):
        marked = any(s <= left and right <= e for s, e in inside)
        if pieces and pieces[-1][1] == marked:
            pieces[-1] = (pieces[-1][0] + text[left:right], marked)
        else:
            pieces.append((text[left:right], marked))
    return pieces


def _claims(connection: sqlite3.Connection, article: str) -> Section:
    """Everything that was read from an article, one line each."""
    query = "SELECT id, kind, confidence, rule FROM claims WHERE article = ? ORDER BY kind, position"
    rows: list[list[tuple[str, str | None]]] = []
    for claim, kind, confidence, rule in connection.execute(query, (article,)).fetchall():
        values = _dict(connection, f"SELECT * FROM claim_{kind} WHERE claim = ?", claim) or {}
        values |= _lists_of(connection, kind, claim)
        said = "; ".join(
            f"{column_label(key)}: {value_label(key, str(value))}"
            for key, value in values.items()
            if value is not None and key != "claim"
        )
        (quote,) = connection.execute(
            "SELECT group_concat(quote, ' … ') FROM (SELECT quote FROM evidence WHERE claim = ? ORDER BY position)",
            (claim,),
        ).fetchone()
        rows.append(
            [
                (value_label("kind", kind), None),
                (said, None),
                (quote, None),
                (f"{confidence:.2f}", None),
                (rule, None),
                (claim, None),
            ]
        )
    return Section(_CLAIMS, ["kind", "fields", "quote", "confidence", "rule", "claim"], rows)


# The lists that some kinds of claims have beside their fields: what they are called, and how they are read.
_LISTS = {
    "officials": (
        "posts",
        "SELECT title || iif(unit IS NULL, '', ' – ' || unit) || iif(former, ' (former)', '') FROM claim_posts "
        "WHERE claim = ? ORDER BY position",
    ),
    "blocs": ("members", "SELECT unit FROM claim_bloc_members WHERE claim = ? ORDER BY position"),
    "meetings": ("kinds", "SELECT kind FROM claim_meeting_kinds WHERE claim = ? ORDER BY position"),
}


def _lists_of(connection: sqlite3.Connection, kind: str, claim: str) -> dict[str, str]:
    if kind not in _LISTS:
        return {}
    name, query = _LISTS[kind]
    found = ", ".join(value for (value,) in connection.execute(query, (claim,)))
    return {name: found} if found else {}


def _section(connection: sqlite3.Connection, title: str, query: str, row_id: str) -> Section:
    cursor = connection.execute(query, (row_id,))
    names = [column[0] for column in cursor.description]
    found = [dict(zip(names, values, strict=True)) for values in cursor.fetchmany(_MOST_ROWS)]
    shown = [n for n in names if not n.endswith("_id") and any(row[n] not in (None, "") for row in found)]
    return Section(title, shown, [[(value_label(n, _text(row[n])), _link(row, n)) for n in shown] for row in found])


def _alike(connection: sqlite3.Connection, table: str, row_id: str) -> Section:
    query = (
        "SELECT name_2 AS name, scope_2 AS scope, reason, id_2 FROM possibly_the_same WHERE id_1 = :id UNION ALL "
        "SELECT name_1, scope_1, reason, id_1 FROM possibly_the_same WHERE id_2 = :id"
    )
    rows = [
        [(_text(name), row_path(table, other)), (_text(scope), None), (reason, None)]
        for name, scope, reason, other in connection.execute(query, {"id": row_id})
    ]
    return Section(_POSSIBLY, ["name", "scope", "reason"], rows)


def _link(row: dict[str, Any], column: str) -> str | None:
    id_column, table = LINKS.get(column, ("", ""))
    return row_path(table, row[id_column]) if row.get(id_column) else None


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _dict(connection: sqlite3.Connection, query: str, value: str) -> dict[str, Any] | None:
    cursor = connection.execute(query, (value,))
    row = cursor.fetchone()
    return None if row is None else dict(zip((c[0] for c in cursor.description), row, strict=True))
