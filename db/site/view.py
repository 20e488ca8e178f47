"""A page for a visitor: in whose language, with what words, whether this visitor may decide."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from datasette import Response

from db.site.editing.session import may_edit
from db.site.texts import LANGUAGES, has_text, number, text

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
LANGUAGE_COOKIE = "sovang_lang"
LANGUAGE_ARGUMENT = "_lang"
# Columns whose codes have their words under another name than the column's own, by table.
_CODES = {
    "article_copies": {"kind": "copy"},
    "blocks": {"kind": "block"},
    "claim_handovers": {"kind": "handover"},
    "claim_meeting_kinds": {"kind": "kinds"},
    "claims": {"kind": "claim"},
    "contradicting": {"kind": "contradiction"},
    "contradictions": {"kind": "contradiction"},
    "copied_articles": {"kind": "copy"},
    "copies": {"kind": "copy"},
    "decisions": {"status": "decision_status"},
    "handovers_by_date": {"kind": "handover"},
    "ledger_by_year": {"reason": "state"},
    "ledger_years": {"reason": "state"},
    "not_read": {"code": "unread"},
    "unit_events": {"kind": "event"},
    "unread": {"code": "unread"},
}


def language_of(request: Any) -> str:
    """The language that a visitor chose, else Vietnamese."""
    chosen = request.cookies.get(LANGUAGE_COOKIE) if request else None
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def words(language: str) -> dict[str, Any]:
    """What templates say things with: t(name, …), value(column, code), label(column), reason(text), saying(text),
    day(day), number(number), percent(share)."""

    def t(name: str, **values: object) -> str:
        return text(name, language, **values)

    return {
        "lang": language,
        "t": t,
        "value": lambda column, code: value_text(column, code, language),
        "label": lambda column: column_text(column, language),
        "field_label": lambda name: field_text(name, language),
        "reason": lambda said: reason_text(said, language),
        "saying": lambda said: saying_text(said, language),
        "day": lambda day: day_text(day, language),
        "number": lambda value: number(value, language),
        "percent": lambda share: f"{round(100 * share)} %" if language == "vi" else f"{round(100 * share)}%",
    }


def value_text(column: str, code: object, language: str) -> str:
    """A coded value of a column in words; any other value as it is."""
    if code is None:
        return ""
    name = f"value.{column}.{code}"
    return text(name, language) if has_text(name) else str(code)


def cell_text(table: str, column: str, code: object, language: str) -> str:
    """A coded value of a column of a table or view in words, also a list of some; any other value as it is."""
    words_of = _CODES.get(table, {}).get(column, column)
    codes = str(code).split(", ")
    if len(codes) > 1 and all(has_text(f"value.{words_of}.{one}") for one in codes):
        return ", ".join(value_text(words_of, one, language) for one in codes)
    return value_text(words_of, code, language)


def column_text(column: str, language: str) -> str:
    """What a column is called; one without a word of its own is its name."""
    name = f"column.{column}"
    return text(name, language) if has_text(name) else column.replace("_", " ")


def field_text(name: str, language: str) -> str:
    """What a field of a record is called; `post.0.unit` is the unit of its first post."""
    listed, _, rest = name.partition(".")
    if not rest:
        return column_text(name, language)
    number, _, part = rest.partition(".")
    parts = [column_text(listed, language), str(int(number) + 1)] if number.isdecimal() else [name]
    return " ".join([*parts, *([f"({column_text(part, language)})"] if part else [])])


def reason_text(said: str | None, language: str) -> str:
    """A reason that the archive gives in English, part by part."""
    parts = (said or "").split("; ")
    return "; ".join(text(f"reason.{part}", language) if has_text(f"reason.{part}") else part for part in parts)


def saying_text(said: str, language: str) -> str:
    """What one side of a contradiction says: a role's code in words, a day at its end as people write it."""
    if has_text(f"value.role.{said}"):
        return text(f"value.role.{said}", language)
    before, comma, last = said.rpartition(", ")
    return before + comma + day_text(last, language) if _DAY.fullmatch(last) else said


def day_text(day: str | None, language: str) -> str:
    """`2021-10-13`, `2021-10` or `2021` as people write it."""
    parts = (day or "").split("-")
    if not all(part.isdecimal() for part in parts) or len(parts) > 3:
        return day or ""
    if language == "vi":
        return "/".join([*(str(int(part)) for part in reversed(parts[1:])), parts[0]])
    named = [text(f"month.{int(parts[1])}", language)] if len(parts) > 1 and 1 <= int(parts[1]) <= 12 else parts[1:2]
    return " ".join([*(str(int(part)) for part in parts[2:]), *named, parts[0]])


def address_with(request: Any) -> Callable[..., str]:
    """A function that gives this page's path with other arguments; None takes one away."""

    def other(**changes: object) -> str:
        arguments = {key: request.args.getlist(key) for key in request.args if key != LANGUAGE_ARGUMENT}
        for key, value in changes.items():
            arguments.pop(key, None)
            if value not in (None, ""):
                arguments[key] = [value]
        query = urlencode(arguments, doseq=True)
        return f"{request.path}?{query}" if query else str(request.path)

    return other


def surroundings(datasette: Any, request: Any) -> dict[str, Any]:
    """What every template needs beside its page."""
    language = language_of(request)
    options = datasette.options
    return words(language) | {
        "languages": LANGUAGES,
        "options": options,
        "may_edit": bool(request and may_edit(options, request)),
        "undo_mark": datasette.editor.mark,
        "here": address_with(request) if request else None,
        "origin": f"{request.scheme}://{request.host}" if request else "",
    }


async def show(datasette: Any, request: Any, template: str, page: object, **more: object) -> Response:
    """The page that a template makes.

    Datasette renders asynchronously, which waits for every single macro; ours have nothing to wait for, so they are
    rendered at once, three times as fast, on one of its threads.
    """
    context = surroundings(datasette, request) | {
        "page": page,
        "request": request,
        "urls": datasette.urls,
        "csrftoken": request.scope["csrftoken"],
        "show_messages": lambda: datasette._show_messages(request),
        **more,
    }
    found = datasette.plain_jinja.get_template(template)
    work = lambda: found.render(context)  # noqa: E731
    return Response.html(await asyncio.get_running_loop().run_in_executor(datasette.executor, work))
