"""What the forms of the pages ask for, as decisions of the file."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from db.alterations import altered
from db.decisions import Decision, Ref, check
from db.questions import reference
from db.references import KINDS, entity_of, mentions_of, misfits

SAME, SPLIT, ALTER = "same", "split", "altered"
_BY_REFS = ("different", "alias", "right", "wrong", "suppressed")
_ID = re.compile(r"(?:person|unit|bloc)-[0-9a-f]{16}")
LONGEST = 1000  # characters of a field
_MOST_OF_A_LINE = 40  # mentions


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
    if all(_is_taken(connection, decision) for decision in found):
        raise FormError("edit.already")
    return found


def _is_taken(connection: sqlite3.Connection, decision: Decision) -> bool:
    """Whether a line that counts says it already: a form may be sent twice."""
    said = (decision.decision, json.dumps([str(ref) for ref in decision.mentions], ensure_ascii=False), decision.name)
    query = (
        "SELECT 1 FROM decisions WHERE decision = ? AND mentions = ? AND name IS ? AND fields IS NULL "
        "AND status = 'applied'"
    )
    return decision.decision != ALTER and connection.execute(query, said).fetchone() is not None


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
    found = {entity_of(connection, ref) for ref in refs}
    if len(found) == 1 and None not in found:
        raise FormError("edit.one_already")
    return tuple(refs)


def _of_entity(connection: sqlite3.Connection, entity: str) -> Ref:
    known = _known(connection, entity)
    kind = known.partition("-")[0]
    if not connection.execute(f"SELECT 1 FROM {kind}_mentions WHERE {kind} = ?", (known,)).fetchone():
        raise FormError("edit.no_entity", other=entity)
    return reference(connection, KINDS[kind], known)


def _known(connection: sqlite3.Connection, entity: str) -> str:
    """The id that an entity has by now."""
    moved = connection.execute("SELECT entity FROM redirects WHERE id = ?", (entity,)).fetchone()
    return str(moved[0]) if moved else entity


def _split(connection: sqlite3.Connection, form: Form, why: str | None) -> list[Decision]:
    """Those chosen are one, and another one than those that were not chosen."""
    chosen = {Ref.parse(ref) for ref in form.all("ref")}
    entity = form.one("entity")
    if not _ID.fullmatch(entity):
        raise FormError("edit.unknown")
    named = [Ref.parse(mention.ref) for mention in mentions_of(connection, _known(connection, entity))]
    # A name in one article is one entity whatever is said, so what is chosen of an article takes all of it along.
    articles = _articles(connection, {ref.claim for ref in named})
    leaving = {articles[ref.claim] for ref in named if ref in chosen}
    going = _one_of_each([ref for ref in named if articles[ref.claim] in leaving], articles)
    staying = _one_of_each([ref for ref in named if articles[ref.claim] not in leaving], articles)
    if not going:
        raise FormError("edit.choose_some")
    if not staying:
        raise FormError("edit.leave_some")
    # What a person joined falls apart with the line that joined it, so what stays is joined by a line of its own.
    kept = _lines("same", staying, why) if _is_joined(connection, named) else []
    return [
        Decision(decision="different", mentions=(staying[0], going[0]), why=why),
        *kept,
        *_lines("same", going, why),
    ]


def _one_of_each(refs: Sequence[Ref], articles: Mapping[str, str]) -> list[Ref]:
    return list({articles[ref.claim]: ref for ref in reversed(refs)}.values())[::-1]


def _lines(kind: str, refs: Sequence[Ref], why: str | None) -> list[Decision]:
    """Decisions that make one of references; of many several lines, since one has an end."""
    first, others = refs[0], refs[1:]
    parts = (others[at : at + _MOST_OF_A_LINE] for at in range(0, len(others), _MOST_OF_A_LINE))
    return [Decision(decision=kind, mentions=(first, *part), why=why) for part in parts]


def _is_joined(connection: sqlite3.Connection, refs: Sequence[Ref]) -> bool:
    """Whether a line that counts says of any of these mentions that it is the same as another one."""
    lines = connection.execute("SELECT mentions FROM decisions WHERE decision = 'same' AND status = 'applied'")
    joined = {Ref.parse(said)[:2] for (mentions,) in lines for said in json.loads(mentions)}
    return any(ref[:2] in joined for ref in refs)


_SET = "set."  # what names of fields that alter a record begin with


def _altered(connection: sqlite3.Connection, form: Form, why: str | None) -> Decision:
    claim = form.one("claim")
    given = {name.removeprefix(_SET): form.one(name) for name in form.fields if name.startswith(_SET)}
    decision = altered(connection, claim, given)
    if decision is None:
        raise FormError("edit.nothing_altered")
    return replace(decision, why=why)


def _articles(connection: sqlite3.Connection, claims: set[str]) -> dict[str, str]:
    """The article of each claim, of a copy its original: what both say is said by one."""
    query = (
        "SELECT c.id, coalesce(k.original, c.article) FROM claims c LEFT JOIN copies k ON k.article = c.article "
        "WHERE c.id IN (SELECT value FROM json_each(?))"
    )
    return dict(connection.execute(query, (json.dumps(sorted(claims)),)).fetchall())


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
