"""Folders as `wget` mirrors a site: the first folder is its host, and every path below an address.

Names of files follow GNU Wget's manual (`-E`, `-K`, `--restrict-file-names`): what stood behind a `?` is in the name,
or behind an `@` where names must suit Windows; `-E` adds `.html`; a folder's own page is `index.html`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from corpus.article import Page
from corpus.inputs.items import Options, Unread
from corpus.inputs.kinds import PAGE_SUFFIXES, is_plain, reader_of
from corpus.inputs.plain import begins_with_tag, content_of, page_of
from corpus.inputs.requisites import is_requisite

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
# Last parts of hosts, not all there are: a folder named `photos.old` or `notes.md` is no site.
_ENDS = (
    "vn|com|net|org|info|edu|gov|mil|int|biz|name|pro|asia|news|press|media|online|site|website|tv|vip|top|xyz|"
    "la|kh|cn|tw|hk|jp|kr|sg|th|eu|uk|de|fr|us|au|ca|ru|example|test|localhost"
)
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?:{_ENDS})|www\.(?:{_LABEL}\.)+[a-z]{{2,24}}|\d{{1,3}}(?:\.\d{{1,3}}){{3}}", re.I)
_PORT = re.compile(r"[:+](\d{2,5})")
_COPY = re.compile(rf"((?:{'|'.join(map(re.escape, PAGE_SUFFIXES))}))\.\d{{1,3}}", re.I)  # index.html.1
_OURS = ("robots.txt", "ads.txt", "humans.txt", "security.txt", "llms.txt", ".listing", ".hts-cache", "hts-log.txt")
_FEEDS = (b"<rss", b"<feed", b"<urlset", b"<sitemapindex", b"<rdf:rdf")
_LOOKED_AT = 2048  # bytes


def root_of(folder: str) -> str | None:
    """The address for which a folder stands, by its name: `baonghean.example` → `https://baonghean.example/`.

    The scheme is not in the name; pages say their own. None where it is no host's name.
    """
    host, port = folder, ""
    if found := _PORT.search(folder):
        host, port = folder[: found.start()], f":{found[1]}" if found.end() == len(folder) else "?"
    if port == "?" or not (_HOST.fullmatch(host) or (port and host == "localhost")):
        return None
    return f"https://{host.lower()}{port}/"


def below(address: str, folder: str) -> str:
    """The address of a folder in a folder."""
    return f"{address}{_quoted(folder)}/"


def address_of(address: str, name: str) -> str:
    """The address of a file, by its name and its folder's address."""
    name = os.fsencode(name).decode("utf-8", "surrogateescape")
    if copy := _COPY.fullmatch(name[name.rfind(".", 0, name.rfind(".")) :]) if name.count(".") > 1 else None:
        name = name[: len(name) - len(copy[0])] + copy[1]
    path, mark, query = name.partition("?")
    if not mark and "=" in (behind := name.partition("@")[2]):
        path, mark, query = name.partition("@")[0], "?", behind
    if mark:
        query = query.removesuffix(".html")
    elif path.lower().endswith(".html") and os.path.splitext(path[:-5].lower())[1] in PAGE_SUFFIXES:
        path = path[:-5]
    if path in ("index.html", "index.htm"):
        path = ""
    return f"{address}{_quoted(path)}{'?' if mark else ''}{_quoted(query, '=&;:@/?+,!$*()')}"


def read_mirrored(path: str, shown: str, options: Options, address: str) -> Iterator[Page | Unread]:
    """What a file of a mirror is: a page by its type or by how it begins, with its address; no row for what only
    belongs to pages. address: of its folder."""
    name = os.path.basename(path)
    if is_requisite(name) or name.lower() in _OURS or name.endswith(".orig"):
        return
    url = address_of(address, name)
    reader = None if is_plain(path) else reader_of(path)
    items = reader(path, shown, options) if reader else _sniffed(path, shown)
    for item in items:
        if isinstance(item, Page) and item.source == shown:
            item = replace(item, url=item.url or url)
        yield item


def _sniffed(path: str, shown: str) -> Iterator[Page | Unread]:
    content = content_of(path, shown)
    if isinstance(content, Unread):
        yield content
        return
    start = content[:_LOOKED_AT].lower()
    if any(mark in start for mark in _FEEDS) and b"<html" not in start:
        return
    if content and not path.lower().endswith((".txt", ".txt.gz")) and not begins_with_tag(content):
        yield Unread(source=shown, code="unknown_type", reason="it does not begin with a tag, as a page does")
        return
    yield page_of(shown, content, "text/plain" if path.lower().endswith((".txt", ".txt.gz")) else "text/html")


def _quoted(text: str, more: str = "") -> str:
    return quote(text.encode("utf-8", "surrogateescape"), safe="%-._~!$&'()*+,;=:@" + more)
