"""What programs that save a page write at its beginning: where it came from, and when."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from corpus.inputs import limits

_LOOKED_AT = 2048  # bytes
# Browsers since Internet Explorer: the length of the address, and it.
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{4}\)(\S+) -->")
# SingleFile: lines of a comment; the day as JavaScript writes it.
_SINGLE_FILE = re.compile(r"<!--\s+Page saved with SingleFile\s([^>]{0,4000})")
_URL_LINE = re.compile(r"^\s*url:\s*(\S+)", re.MULTILINE)
_DATE_LINE = re.compile(r"^\s*saved date:\s*\w{3} (\w{3} \d{2} \d{4} \d{2}:\d{2}:\d{2}) GMT([+-]\d{4})", re.MULTILINE)
# HTTrack: an address without its scheme, and a day as in mails.
_HTTRACK = re.compile(r"<!-- Mirrored from (\S+) by HTTrack Website Copier/[^,>]*, ([^<>]{10,40}?) -->")


def provenance(content: bytes) -> tuple[str | None, datetime | None]:
    """(address, time of saving in UTC) of a saved page, as far as its first 2 kB say."""
    head = content[:_LOOKED_AT].decode("latin-1")
    if found := _SINGLE_FILE.search(head):
        url, day = _URL_LINE.search(found[1]), _DATE_LINE.search(found[1])
        return web_address(url[1]) if url else None, _javascript_time(*day.groups()) if day else None
    if found := _HTTRACK.search(head):
        return web_address(f"http://{found[1]}"), mail_time(found[2])
    if found := _SAVED_FROM.search(head):
        return web_address(found[1]), None
    return None, None


def web_address(text: str) -> str | None:
    """An address of the web in printable characters; None for any other (`about:internet`, `cid:…`)."""
    address = text.strip()
    fits = len(address) <= limits.MAX_URL and address.isprintable() and " " not in address
    return address if fits and address.lower().startswith(("http://", "https://")) else None


def mail_time(text: str) -> datetime | None:
    """A time as mails write it (RFC 5322), in UTC; None if it is none."""
    try:
        time = parsedate_to_datetime(text.strip())
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _javascript_time(day: str, zone: str) -> datetime | None:
    try:
        return datetime.strptime(f"{day} {zone}", "%b %d %Y %H:%M:%S %z").astimezone(UTC)
    except (ValueError, OverflowError):
        return None
