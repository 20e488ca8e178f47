"""The named fields of a dump's records: which field says what, and what a record is as a Page."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from corpus.article import Known, Page
from corpus.assemble import canonical_url
from corpus.byline import read_byline
from corpus.clean import clean_line, decode
from corpus.encodings import mend_passage
from corpus.errors import InputError, UnreadableError
from corpus.inputs.limits import MAX_BYTES, MB
from corpus.published import VIETNAM, parse_day

# What a record can say, and the names under which dumps usually have it, best first.
USUAL: dict[str, tuple[str, ...]] = {
    "url": ("url", "link", "permalink", "canonical_url", "source_url", "href", "uri"),
    "html": ("html", "raw_html", "content_html", "html_content", "body_html"),
    "text": ("text", "content", "body", "noi_dung", "maintext", "content_text", "noidung"),
    "title": ("title", "tieu_de", "headline", "tieude"),
    "published": ("published", "date", "date_publish", "pub_date", "published_at", "publish_date", "ngay_dang"),
    "fetched": ("fetched", "crawled_at", "fetched_at", "date_download", "crawl_date", "scraped_at"),
    "publisher": ("publisher", "source", "domain", "source_domain", "site", "bao"),
    "byline": ("byline", "author", "authors", "tac_gia"),
}
# What shows that a field of text holds the article's part of a page.
_MARKUP = re.compile(r"</(?:p|div|h[1-6]|li|td|figure)>|<br ?/?>", re.I)
_MOST_NESTED = 10
_LONGEST_SHOWN = 12  # columns that a message names
_LONGEST_URL = 2000
_FIRST_STAMP, _LAST_STAMP = 4e8, 4.2e9  # Unix time in seconds, 1982 to 2103; a thousand times that: milliseconds


def parse_fields(said: str) -> dict[str, str]:
    """`--fields url=link,text=noi_dung` as a mapping from what is meant to the record's own name.

    Raises InputError where a part is no `name=field`, or the name is none of USUAL or said twice.
    """
    fields: dict[str, str] = {}
    for part in said.split(","):
        name, equals, own = (piece.strip() for piece in part.partition("="))
        if not equals or not own:
            raise InputError(f"--fields {part!r}: is not of the form name=field, such as text=noi_dung")
        if name not in USUAL:
            raise InputError(f"--fields {part!r}: there is no {name!r}; name one of {', '.join(USUAL)}")
        if name in fields:
            raise InputError(f"--fields {part!r}: {name!r} is said twice")
        if own.count(".") > _MOST_NESTED:
            raise InputError(f"--fields {part!r}: no field is nested that deep")
        fields[name] = own
    return fields


@dataclass(slots=True)
class Records:
    """Records of one file → its pages. Remembers which sources it gave, so that no two different pages share one."""

    shown: str
    fields: Mapping[str, str]
    _given: dict[str, bytes] = field(default_factory=dict)

    def has_article(self, names: Iterable[str]) -> bool:
        """Whether the field of an article's text or HTML is among the names of a record's fields."""
        own = [self.fields[what] for what in ("text", "html") if what in self.fields]
        if own:
            return any(name in (said, said.partition(".")[0]) for name in names for said in own)
        folded = {name.strip().casefold() for name in names}
        return any(name in folded for name in (*USUAL["html"], *USUAL["text"]))

    def page(self, record: Mapping[str, Any], line: int) -> Page:
        """The page of a record that begins on a line, counted from one. Raises UnreadableError."""
        html, text = self._value(record, "html"), self._value(record, "text")
        if isinstance(text, list) and all(isinstance(part, str) for part in text):
            text = "\n".join(text)
        content, media_type = _content(html), "text/html"
        if content is None:
            content, media_type = _content(text), "text/plain"
            if isinstance(text, str) and _MARKUP.search(text):
                media_type = "text/html"
        if content is None:
            raise UnreadableError("no_text", "the record has neither text nor HTML")
        if len(content) > MAX_BYTES:
            raise UnreadableError("too_large", f"larger than {MAX_BYTES // MB} MB: no article is that long")
        url = _string(self._value(record, "url"))
        url = url if url and len(url) <= _LONGEST_URL and canonical_url(url) else None
        fetched = _moment(self._value(record, "fetched"))
        known = Known(
            title=_string(self._value(record, "title")),
            published=_day(self._value(record, "published")),
            byline=_names(self._value(record, "byline")),
            publisher=_string(self._value(record, "publisher")),
        )
        page = Page(
            source=self.shown,
            content=content,
            media_type=media_type,
            url=url,
            fetched=fetched,
            file=self.shown,
            known=known if known != Known() else None,
        )
        return self._named(page, line)

    def _named(self, page: Page, line: int) -> Page:
        """The page with a source of its own: by its address, else by its line."""
        name = f"line-{line}"
        if page.url:
            stamp = f"@{page.fetched.astimezone(UTC):%Y%m%d%H%M%S}" if page.fetched else ""
            name = page.url + stamp
        digest = hashlib.blake2b(page.digest.encode(), digest_size=8).digest()
        if self._given.setdefault(name, digest) != digest:  # another text under the same address
            name = f"{name}@line-{line}"
        return replace(page, source=f"{self.shown}#{name}")

    def _value(self, record: Mapping[str, Any], what: str) -> Any:
        if what in self.fields:
            return _nested(record, self.fields[what])
        if what in ("html", "text") and ("html" in self.fields or "text" in self.fields):
            return None
        taken = set(self.fields.values())
        folded = {str(name).strip().casefold(): value for name, value in record.items() if name not in taken}
        return next((folded[name] for name in USUAL[what] if folded.get(name) not in (None, "", [], {})), None)


def unknown_fields(names: Collection[str]) -> UnreadableError:
    """The error of a file none of whose fields is an article's text."""
    shown = ", ".join(repr(name[:40]) for name in list(names)[:_LONGEST_SHOWN]) or "none"
    more = ", …" if len(names) > _LONGEST_SHOWN else ""
    return UnreadableError(
        "no_fields", f"no field is known to hold the text; it has {shown}{more}: name it with --fields text=…"
    )


def _nested(record: Any, name: str) -> Any:
    """The value under a name; `a.b` is b in a, unless a field is called so itself."""
    if isinstance(record, Mapping) and name in record:
        return record[name]
    first, dot, rest = name.partition(".")
    if not dot:
        return None
    if isinstance(record, list) and first.isdecimal() and int(first) < len(record):
        return _nested(record[int(first)], rest)
    return _nested(record[first], rest) if isinstance(record, Mapping) and first in record else None


def _content(value: Any) -> bytes | None:
    """The bytes of a text; bytes that were no UTF-8 come out as they were, for corpus.encodings to tell."""
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        return value.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half a pair, from an escape in JSON
        return value.encode("utf-8", "ignore")


def _string(value: Any) -> str | None:
    """A value as one clean line, None where it is empty or no text."""
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title")
    content = _content(value)
    if content is None:
        return None
    line = clean_line(decode(content, charset=None, markup=False))
    return mend_passage(line) or line or None


def _names(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    if isinstance(value, str) and value.startswith("["):  # a list, as CSV files of programs have it
        try:
            parsed = json.loads(value.replace("'", '"'))
            values = parsed if isinstance(parsed, list) else values
        except ValueError:
            pass
    names: list[str] = []
    for part in values:
        line = _string(part)
        names.extend(n for n in (read_byline(line, signed=True) or () if line else ()) if n not in names)
    return tuple(names)


def _day(value: Any) -> date | None:
    """The day of publication in Vietnam: of a text, or of Unix time in seconds or milliseconds."""
    if (moment := _stamp(value)) is not None:
        return moment.astimezone(VIETNAM).date()
    line = _string(value)
    return parse_day(line) if line else None


def _moment(value: Any) -> datetime | None:
    """A moment: ISO 8601 or Unix time; without a zone it is taken as UTC."""
    if (moment := _stamp(value)) is not None:
        return moment
    line = _string(value)
    if line is None:
        return None
    try:
        found = datetime.fromisoformat(line)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _stamp(value: Any) -> datetime | None:
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit() and len(value) <= 16:
        value = int(value)
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    seconds = value if value <= _LAST_STAMP else value / 1000
    return datetime.fromtimestamp(seconds, UTC) if _FIRST_STAMP <= seconds <= _LAST_STAMP else None
