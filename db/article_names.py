"""The units and blocs that each article names, article by article.

The database sorts them, so that what is worked on together lies together and is gone when the next article comes: no
table of all names is held, and time and memory do not suffer from the size of an archive.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from db.mentions import BODIES_IN_HEADSHIPS, OF_BLOC, Mention, mentions_query

_UNITS = "unit"
_BLOCS = "bloc"
_SCOPES = "scope"
_FIELDS = (
    (_UNITS, "member", "SELECT claim, unit AS name FROM claim_bloc_members"),
    (_UNITS, "unit", "SELECT claim, unit AS name FROM claim_bloc_roles"),
    (_UNITS, "post", "SELECT claim, unit AS name FROM claim_posts"),
    (_UNITS, "name", "SELECT claim, name FROM claim_units"),
    (_UNITS, "parent", "SELECT claim, parent AS name FROM claim_units"),
    (_UNITS, "recipient", "SELECT claim, recipient AS name FROM claim_awards WHERE recipient_kind = 'unit'"),
    (_UNITS, "organization", f"SELECT claim, organization AS name FROM claim_handovers WHERE NOT {OF_BLOC}"),
    *((_UNITS, name, query) for name, query in BODIES_IN_HEADSHIPS),
    (_BLOCS, "name", "SELECT claim, name FROM claim_blocs"),
    (_BLOCS, "bloc", "SELECT claim, bloc AS name FROM claim_meetings"),
    (_BLOCS, "bloc", "SELECT claim, bloc AS name FROM claim_bloc_roles"),
    (_BLOCS, "organization", f"SELECT claim, organization AS name FROM claim_handovers WHERE {OF_BLOC}"),
    (_SCOPES, "scope", "SELECT claim, scope AS name FROM claim_blocs"),
)


@dataclass(slots=True)
class ArticleNames:
    """What an article (with its copies) names; each mention once, in the order of article, claim, field and name.

    article: the one that stands for it and its copies. scopes: by the claim of a bloc, whose bloc it is said to be.
    """

    article: str
    units: list[Mention] = field(default_factory=list)
    blocs: list[Mention] = field(default_factory=list)
    scopes: dict[str, str] = field(default_factory=dict)


def names_by_article(connection: sqlite3.Connection) -> Iterator[ArticleNames]:
    """The names in the claims of each article that has any, but for claims that a person called wrong.

    Copies must be told before, and `names.add_functions` have been called on the connection.
    """
    queries = [mentions_query(name_of_field, query, kind) for kind, name_of_field, query in _FIELDS]
    rows = connection.execute(f"{' UNION ALL '.join(queries)} ORDER BY whole, article, claim, field, name")
    for whole, of_article in groupby(rows, key=itemgetter(0)):
        found = ArticleNames(whole)
        last = None
        for _, article, claim, name_of_field, name, kind in of_article:
            mention = Mention(claim, name_of_field, name, article)
            if kind == _SCOPES:
                found.scopes[claim] = name
            elif mention != last:
                (found.units if kind == _UNITS else found.blocs).append(mention)
                last = mention
        yield found
