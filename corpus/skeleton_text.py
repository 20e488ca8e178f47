"""A skeleton → the two files that a person goes on with: the site file, and what its test expects of the saved page.

Everything that comes from the page is written as a string literal or as JSON: a page's text is data.
"""

from __future__ import annotations

import json
import keyword
import re
from typing import Any

from corpus.article import BlockKind
from corpus.selecting import is_doubtful
from corpus.skeleton import Skeleton

_PARTS = ("title", "lead", "body", "caption", "byline", "date", "drop")
_LINE = 120  # columns of a line of code
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
# What stands in a host and names no publisher.
_SILENT = frozenset({"www", "m", "com", "net", "org"})


def name_for(host: str) -> str:
    """The name of a host's site file: `baosonglam` of `baosonglam.example`, `songlam_gov` of `songlam.gov.example`."""
    labels = [label for label in host.split(".")[:-1] if label not in _SILENT]
    name = re.sub(r"[^a-z0-9]+", "_", "_".join(labels).lower()).strip("_")[:40].rstrip("_")
    return name if is_name(name) else f"site_{name}"[:40]


def is_name(name: str) -> bool:
    """Whether a site file can be called so: a module's name, short, in lower case."""
    return _NAME.fullmatch(name) is not None and not keyword.iskeyword(name)


def source_of(made: Skeleton) -> str:
    """The text of the site file."""
    site = made.site
    imports = "from corpus.layout import Site\n" if made.family else "from corpus.layout import Layout, Site\n"
    if made.family:
        imports = f"from corpus.families import {made.family}\n{imports}"
        layout = f"    layouts=({made.family}.FAMILY.layout,),\n"
    else:
        layout = f"    layouts=(\n        Layout(\n{_layout(made)}        ),\n    ),\n"
    return (
        f'"""Pages of {site.hosts[0]}; made from one saved page."""\n\n'
        f"from __future__ import annotations\n\n{imports}\n"
        "SITE = Site(\n"
        f"    name={_literal(site.name)},\n"
        f"    publisher={_literal(site.publisher)},\n"
        f"    hosts=({_literal(site.hosts[0])},),\n"
        f"{layout})\n"
    )


def expected_of(made: Skeleton, address: str | None) -> str:
    """What was read from the page, in the form of `tests/pages`, for a person to mend and to review.

    address: where the page was fetched from.
    """
    article = made.article
    blocks = [[b.kind, article.text[b.start : b.end]] for b in article.blocks if b.kind is not BlockKind.TITLE]
    said: dict[str, Any] = {
        "reviewed": False,
        "address": address,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "byline": list(article.byline),
        "publisher": made.site.publisher,
        "url": article.url,
        "blocks": blocks,
        "absent": [],
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _layout(made: Skeleton) -> str:
    lines = []
    for part in _PARTS:
        selectors: tuple[str, ...] = getattr(made.site.layouts[0], part)
        if not selectors:
            continue
        if any(map(is_doubtful, selectors)):
            lines.append("            # Made by a machine or for its look, it seems: do other pages have it?\n")
        literals = [_literal(selector) for selector in selectors]
        line = f"            {part}=({', '.join(literals)}{',' if len(literals) == 1 else ''}),\n"
        if len(line) > _LINE:
            line = (
                f"            {part}=(\n{''.join(f'                {x},{chr(10)}' for x in literals)}            ),\n"
            )
        lines.append(line)
    return "".join(lines)


def _literal(text: str) -> str:
    """A Python string in double quotes, or in single ones where it holds double ones."""
    if not text.isprintable():
        return ascii(text)
    return repr(text) if '"' in text and "'" not in text else json.dumps(text, ensure_ascii=False)
