"""A record of the record format broken into facts: what is counted as right or wrong, each as a whole.

An article's officials are several facts each (the name, the rank with the name, each post with the name, …), so that a
wrong post does not make the name wrong, and a right name does not hide a wrong post.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from .folding import fold_code, fold_name, fold_title

Fold = Callable[[str], str]
Values = frozenset[str | None]

# The types of facts: the fields that are compared, each with its folding.
COMPARED: Mapping[str, Mapping[str, Fold]] = {
    "article_title": {"title": fold_title},
    "article_published": {"published": fold_code},
    "article_byline": {"byline": fold_name},
    "meeting_kind": {"kind": fold_code},
    "meeting_bloc": {"bloc": fold_title},
    "meeting_date": {"date": fold_code},
    "meeting_place": {"place": fold_title},
    "meeting_period": {"period": fold_code},
    "bloc": {"bloc": fold_title},
    "bloc_scope": {"bloc": fold_title, "scope": fold_title},
    "bloc_member": {"bloc": fold_title, "unit": fold_title},
    "bloc_role": {"bloc": fold_title, "year": fold_code, "role": fold_code, "unit": fold_title, "person": fold_name},
    "official": {"person": fold_name},
    "official_rank": {"person": fold_name, "rank": fold_title},
    "official_academic": {"person": fold_name, "academic": fold_title},
    "official_post": {"person": fold_name, "post": fold_title, "former": fold_code},
    "official_unit": {"person": fold_name, "unit": fold_title},
    "official_part": {"person": fold_name, "part": fold_code},
    "unit_parent": {"unit": fold_title, "parent": fold_title},
    "award": {
        "award": fold_title,
        "grantor": fold_title,
        "recipient": fold_title,
        "status": fold_code,
        "year": fold_code,
    },
    "handover": {
        "kind": fold_code,
        "post": fold_title,
        "organization": fold_title,
        "from": fold_title,
        "to": fold_title,
        "year": fold_code,
    },
    "document": {"number": fold_code, "date": fold_code},
}
_ALTERNATIVES = " | "
Origin = tuple[str, int]  # the record that a fact stands in: its key in the format, its place in that list


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact with what each of its fields may be (folded); a field that is left out is not compared.

    inferred: a role in a bloc that only a chair suggests. said: the compared fields as they are written, for reports.
    """

    type: str
    values: Mapping[str, Values]
    said: Mapping[str, Any]
    optional: bool = False
    inferred: bool = False
    origin: Origin = ("", 0)

    def key(self) -> tuple[object, ...]:
        """Equal for facts that say the same."""
        return (self.type, self.inferred, *(self.values.get(field) for field in COMPARED[self.type]))


class _Said(NamedTuple):
    type: str
    fields: dict[str, Any]
    optional: bool
    origin: Origin
    inferred: bool = False


def texts(value: Any) -> list[str]:
    """The alternatives of a text, which stand in a list or apart by ` | `; that of null is the empty text."""
    values = value if isinstance(value, list) else [value]
    return [part for v in values for part in (str(v).split(_ALTERNATIVES) if v is not None else [""])]


def values_of(value: Any, folding: Fold) -> Values:
    """What a field accepts, folded."""
    if isinstance(value, list):
        return frozenset[str | None]().union(*(values_of(v, folding) for v in value)) if value else frozenset([None])
    return frozenset([None]) if value is None else frozenset(folding(part) for part in str(value).split(_ALTERNATIVES))


def facts_of(record: Mapping[str, Any]) -> Iterator[Fact]:
    """The facts of one article's record (found or annotated), in the format's order."""
    for said in _said(record):
        values = {f: values_of(said.fields[f], fold) for f, fold in COMPARED[said.type].items() if f in said.fields}
        shown = {f: v for f, v in said.fields.items() if f in COMPARED[said.type]}
        yield Fact(said.type, values, shown, said.optional, said.inferred, said.origin)


def _said(record: Mapping[str, Any]) -> Iterator[_Said]:
    article = record.get("article") or {}
    for field in ("title", "published"):
        if article.get(field):
            yield _Said(f"article_{field}", {field: article[field]}, False, ("article", 0))
    for name in article.get("byline") or []:
        yield _Said("article_byline", {"byline": name}, False, ("article", 0))
    for number, meeting in enumerate(record.get("meetings") or []):
        yield from _of_meeting(meeting, ("meetings", number))
    for number, bloc in enumerate(record.get("blocs") or []):
        yield from _of_bloc(bloc, ("blocs", number))
    for number, role in enumerate(record.get("bloc_roles") or []):
        inferred = role.get("basis") == "chaired"
        yield _Said("bloc_role", role, bool(role.get("optional")), ("bloc_roles", number), inferred)
    for number, official in enumerate(record.get("officials") or []):
        yield from _of_official(official, ("officials", number))
    for number, unit in enumerate(record.get("units") or []):
        if unit.get("parent"):
            fields = {"unit": unit.get("name"), "parent": unit["parent"]}
            yield _Said("unit_parent", fields, bool(unit.get("optional")), ("units", number))
    for key, type_ in (("awards", "award"), ("handovers", "handover"), ("documents", "document")):
        for number, item in enumerate(record.get(key) or []):
            yield _Said(type_, item, bool(item.get("optional")), (key, number))


def _of_meeting(meeting: Mapping[str, Any], origin: Origin) -> Iterator[_Said]:
    optional = bool(meeting.get("optional"))
    for kind in meeting.get("kinds") or []:
        yield _Said("meeting_kind", {"kind": kind}, optional, origin)
    for field in ("bloc", "date", "place", "period"):
        if meeting.get(field) is not None:
            yield _Said(f"meeting_{field}", {field: meeting[field]}, optional, origin)


def _of_bloc(bloc: Mapping[str, Any], origin: Origin) -> Iterator[_Said]:
    base, optional = {"bloc": bloc.get("name")}, bool(bloc.get("optional"))
    yield _Said("bloc", base, optional, origin)
    if bloc.get("scope"):
        yield _Said("bloc_scope", {**base, "scope": bloc["scope"]}, optional, origin)
    for member in bloc.get("members") or []:
        if isinstance(member, dict):
            yield _Said(
                "bloc_member", {**base, "unit": member["name"]}, optional or bool(member.get("optional")), origin
            )
        else:
            yield _Said("bloc_member", {**base, "unit": member}, optional, origin)


def _of_official(official: Mapping[str, Any], origin: Origin) -> Iterator[_Said]:
    base, optional = {"person": official.get("name")}, bool(official.get("optional"))
    yield _Said("official", base, optional, origin)
    for field in ("rank", "academic", "part"):
        if official.get(field):
            yield _Said(f"official_{field}", {**base, field: official[field]}, optional, origin)
    for post in official.get("posts") or []:
        loose = optional or bool(post.get("optional"))
        forms = [f"{t} {u}".strip() for t in texts(post.get("title")) for u in texts(post.get("unit"))]
        fields = {**base, "post": forms, "former": bool(post.get("former"))}
        yield _Said("official_post", fields, loose, origin)
        if post.get("unit"):
            yield _Said("official_unit", {**base, "unit": post["unit"]}, loose, origin)
