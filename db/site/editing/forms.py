"""What the forms of the pages ask for, as decisions of the file."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from db.alterations import altered
from db.decisions import Decision, Ref, check
from db.questions import reference
from db.references import KINDS, mentions_of, misfits

SAME, SPLIT, ALTER = "same", "split", "altered"
_BY_REFS = ("different", "alias", "right", "wrong", "suppressed")
_ID = re.compile(r"(?:person|unit|bloc)-[0-9a-f]{16}")
LONGEST = 1000  # characters of a field


class FormError(Exception):
    """A form that is no decision. Its text is the name of a text of the catalogue; more: what stands in it."""

    def __init__(self, name: str, **more: str) -> None:
        super().__init__(name)
        self.more = more


@dataclass(frozen=True, slots=True)
class Form:
    """What was sent: each field's values."""

    fields: Mapping[str, Sequence[str]]

    def one(self, name: str) -> str:
        """The value of a field, '' if it was not sent. Raises FormError where it is too long."""
        value = (self.fields.get(name) or [""])[0].strip()
        if len(value) > LONGEST:
            raise FormError("edit.too_long")
        return value

    def all(self, name: str) -> list[str]:
        """Every value of a field."""
        return [value for value in self.fields.get(name) or [] if value]


def decisions_of(connection: sqlite3.Connection, form: Form) -> list[Decision]:
    """The decisions that a form asks for, mostly one. Raises FormError where it asks for none that fits."""
    kind, why = form.one("kind"), form.one("why") or None
    if kind == SAME:
        found = [Decision(decision="same", mentions=_merged(connection, form), why=why)]
    elif kind == SPLIT:
        found = _split(connection, form, why)
    elif kind == ALTER:
        found = [_altered(connection, form, why)]
    elif kind in _BY_REFS:
        refs = tuple(Ref.parse(ref) for ref in form.all("ref"))
        found = [Decision(decision=kind, mentions=refs, name=form.one("name") or None, why=why)]
    else:
        raise FormError("edit.unknown")
    for decision in found:
        try:
            check(decision)
        except ValueError as error:
            raise FormError("edit.unfit", why=str(error)) from None
    if unfit := misfits(connection, found):
        raise FormError("edit.unfit", why=unfit[0])
    return found


def _merged(connection: sqlite3.Connection, form: Form) -> tuple[Ref, ...]:
    """The references of a merge: of mentions, or of entities by the address or the id of their page."""
    refs = [Ref.parse(ref) for ref in form.all("ref")]
    if other := form.one("other"):
        match = _ID.search(other)
        if match is None:
            raise FormError("edit.no_entity", other=other)
        refs.append(_of_entity(connection, match.group()))
    if len(refs) < 2:
        raise FormError("edit.choose_other")
    return tuple(refs)


def _of_entity(connection: sqlite3.Connection, entity: str) -> Ref:
    table = KINDS[entity.partition("-")[0]]
    moved = connection.execute("SELECT entity FROM redirects WHERE id = ?", (entity,)).fetchone()
    known = moved[0] if moved else entity
    if not connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (known,)).fetchone():
        raise FormError("edit.no_entity", other=entity)
    return reference(connection, table, known)


def _split(connection: sqlite3.Connection, form: Form, why: str | None) -> list[Decision]:
    """Those chosen are one, and another one than those that were not chosen."""
    chosen = [Ref.parse(ref) for ref in form.all("ref")]
    entity = form.one("entity")
    if not _ID.fullmatch(entity):
        raise FormError("edit.unknown")
    named = [Ref.parse(mention.ref) for mention in mentions_of(connection, entity)]
    # A name in one article is one entity whatever is said, so what is chosen of an article takes all of it along.
    articles = _articles(connection, {ref.claim for ref in named})
    leaving = {articles[ref.claim] for ref in chosen if ref in named}
    going = [ref for ref in named if articles[ref.claim] in leaving]
    staying = [ref for ref in named if articles[ref.claim] not in leaving]
    if not going:
        raise FormError("edit.choose_some")
    if not staying:
        raise FormError("edit.leave_some")
    first = {articles[ref.claim]: ref for ref in reversed(going)}
    parted = list(first.values())
    found = [Decision(decision="different", mentions=(staying[0], parted[0]), why=why)]
    return found + ([Decision(decision="same", mentions=tuple(parted), why=why)] if len(parted) > 1 else [])


_SET = "set."  # what names of fields that alter a record begin with


def _altered(connection: sqlite3.Connection, form: Form, why: str | None) -> Decision:
    claim = form.one("claim")
    given = {name.removeprefix(_SET): form.one(name) for name in form.fields if name.startswith(_SET)}
    decision = altered(connection, claim, given)
    if decision is None:
        raise FormError("edit.nothing_altered")
    return replace(decision, why=why)


def _articles(connection: sqlite3.Connection, claims: set[str]) -> dict[str, str]:
    marks = ", ".join("?" * len(claims))
    return dict(connection.execute(f"SELECT id, article FROM claims WHERE id IN ({marks})", sorted(claims)).fetchall())


MOST_CHOICES = 300


@dataclass(frozen=True, slots=True)
class Choice:
    """A mention that may be split off: how decisions name it, how the article spells it, and where."""

    ref: str
    name: str
    quote: str
    article_title: str | None
    published: str | None


def split_choices(connection: sqlite3.Connection, entity: str) -> list[Choice]:
    """The mentions of an entity, one for each article and spelling, the earliest first."""
    found: dict[tuple[str | None, str | None, str | None], Choice] = {}
    for mention in mentions_of(connection, entity)[: 4 * MOST_CHOICES]:
        name = Ref.parse(mention.ref).name
        choice = Choice(mention.ref, name or "", mention.quote, mention.article_title, mention.published)
        found.setdefault((name, mention.source, mention.published), choice)
    return list(found.values())[:MOST_CHOICES]
