"""What a header of the web says, wherever it is met: in an answer, a WARC record."""

from __future__ import annotations

import re

_TYPE = re.compile(r"[\w.+\-]+/[\w.+\-]+\Z", re.A)
_LONGEST_CHARSET = 40


def content_type(value: str) -> tuple[str, str | None]:
    """(type in small letters, charset) of a Content-Type header; "" and None where it says none.

    Of several in one, as proxies join them, the last that is a type, with the charset of an earlier one that is the
    same: https://fetch.spec.whatwg.org/#content-type-header. What is no type says nothing; the content shows it.
    """
    media_type, charset = "", None
    for part in value.split(","):
        named, *parameters = part.split(";")
        named = named.strip().lower()
        if not _TYPE.match(named):
            continue
        said = (_charset(parameter) for parameter in parameters)
        charset = next(filter(None, said), charset if named == media_type else None)
        media_type = named
    return media_type, charset


def _charset(parameter: str) -> str | None:
    name, _, said = parameter.partition("=")
    return said.strip(" \t\"'")[:_LONGEST_CHARSET] or None if name.strip().lower() == "charset" else None
