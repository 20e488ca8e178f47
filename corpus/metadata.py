"""What a page says about its article in its head: JSON-LD, OpenGraph, meta elements, `<title>`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from corpus.clean import clean_line
from corpus.published import parse_day
from corpus.sections import is_section_path
from corpus.tree import Tree, text_of

_ARTICLE_TYPES = re.compile(r"(?:Article|Posting|Report|WebPage)$")
SEPARATOR = r"\s+[-–—|»>•·]\s+|\s*\|\s*"  # in `<title>`, between headline and site's name
MICRODATA_DAY = '[itemprop="datePublished"]'
_SUFFIX = re.compile(SEPARATOR)
_KICKER = re.compile(
    r"^[\[(](?:e-?magazine|video|clip|ảnh|photo|infographics?|longform|podcast|mega\s?story)[^\])]{0,12}[\])]\s*[:–-]?\s*",
    re.I,
)
_MAX_NODES = 500
_AROUND = " -–—|»>•·"
_DECORATION = " .:-–—|»>«<=*~"
_SAME_MARKS = str.maketrans("“”„«»‘’‚–—", '"""""\'\'\'--')  # a page and its head write other ones
_SAID = 0.5  # of the words of a part of `<title>` that stand in the headline, where it is the headline
_LONGEST_NAME = 80

# Where a page's head says when the article was published, most trusted first.
_PUBLISHED_META = (
    "property article:published_time",
    "itemprop datepublished",
    "property dc:created",
    "property dc:date",
    "name article:published_time",
    "name pubdate",
    "property og:published_time",
    "name publishdate",
    "name publish-date",
    "name datepublished",
    "name date",
    "name dc.date.issued",
    "name dc.date",
    "name parsely-pub-date",
    "name sailthru.date",
)
_META_ATTRIBUTES = ("property", "name", "itemprop")
_OTHER_META = (
    "property og:title",
    "property og:site_name",
    "property og:url",
    "property article:author",
    "name author",
)
_WANTED = frozenset((*_PUBLISHED_META, *_OTHER_META))


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Clean values of a page's head, None where it does not say. page_title is `<title>` whole."""

    headline: str | None
    page_title: str | None
    author: str | None
    site_name: str | None
    canonical: str | None
    og_url: str | None
    structured_day: date | None
    meta_day: date | None


def with_title(metadata: Metadata, title: str | None) -> Metadata:
    """The statements with a headline from elsewhere where the page, a fragment, names none in its head."""
    return metadata if title is None or metadata.headline or metadata.page_title else replace(metadata, headline=title)


def read_metadata(page: Tree) -> Metadata:
    """The page's own statements about its article; broken JSON-LD is passed over, as browsers do."""
    items = list(_json_ld(page))
    articles = [i for i in items if _is_article(i) and ("headline" in i or "datePublished" in i)]
    first: dict[str, Any] = next((i for i in articles if "datePublished" in i), articles[0] if articles else {})
    meta = _meta(page)
    return Metadata(
        headline=_without_kicker(meta.get("property og:title") or _string(first.get("headline"))),
        page_title=_page_title(page),
        author=_name(first.get("author")) or meta.get("name author") or meta.get("property article:author"),
        site_name=_site_name(meta.get("property og:site_name"), _name(first.get("publisher"))),
        canonical=_canonical(page),
        og_url=meta.get("property og:url") or _main_entity(first),
        structured_day=parse_day(_string(first.get("datePublished")) or ""),
        meta_day=next((d for key in _PUBLISHED_META if (d := parse_day(meta.get(key) or ""))), None),
    )


def publisher_in(page_title: str | None, title: str | None, *, is_site: bool) -> str | None:
    """The site's name in `<title>`: behind or before the headline, or all of it where the headline is not in it.

    is_site: the headline was found elsewhere on the page, so that `<title>` holds no other form of it.
    """
    if not page_title or not title:
        return None
    folded, headline = (said.translate(_SAME_MARKS).casefold() for said in (page_title, title))
    if folded.startswith(headline):
        match = _SUFFIX.match(rest := page_title[len(title) :])
        name = _SUFFIX.split(rest[match.end() :])[-1] if match else ""
    elif folded.endswith(headline):
        name, *between = _SUFFIX.split(page_title[: -len(title)])
        name = name if between and not between[-1] else ""
    elif headline in folded:  # `Site - Headline - Section`, `[Video] Headline | Site`
        others = [part for part in _SUFFIX.split(page_title) if headline not in part.casefold()]
        name = next((part for part in others if not is_section_path(part)), "")
    elif not is_site and _shared(page_title, title) >= _SAID:
        parts = _SUFFIX.split(page_title)  # the headline in other words
        name = min((parts[0], parts[-1]), key=lambda part: _shared(part, title)) if len(parts) > 1 else ""
        name = name if _shared(name, title) < _SAID else ""
    else:
        parts = _SUFFIX.split(page_title)
        name = parts[0] if all(is_section_path(part) for part in parts[1:]) else page_title
    name = name.strip(_DECORATION)
    return name if 2 <= len(name) <= _LONGEST_NAME and not is_section_path(name) else None


def _shared(text: str, title: str) -> float:
    """The share of a text's words that stand in the title."""
    words, known = re.findall(r"\w+", text.casefold()), set(re.findall(r"\w+", title.casefold()))
    return sum(word in known for word in words) / len(words) if words else 0.0


def without_site(page_title: str) -> tuple[str, ...]:
    """What may be the headline in `<title>`, likeliest first: without the site's name at its end, at its beginning,
    where the site's name is taken to be the shorter part; whole."""
    parts = [p for p in _SUFFIX.split(page_title) if p]
    found = [page_title]
    if len(parts) > 1:
        head = page_title[: page_title.rindex(parts[-1])].rstrip(_AROUND)
        tail = page_title[page_title.index(parts[0]) + len(parts[0]) :].lstrip(_AROUND)
        by_length = sorted((head, tail), key=len, reverse=True)
        found = [*by_length, page_title] if len(head) != len(tail) else [head, tail, page_title]
    return tuple(dict.fromkeys(found))


def _without_kicker(headline: str | None) -> str | None:
    """A headline without what it says of the article's form: `[eMagazine] …`."""
    return _KICKER.sub("", headline) or headline if headline else None


def _site_name(*names: str | None) -> str | None:
    """The first name that is no host; `<title>` may still know better than a host."""
    return next((name for name in names if name and (" " in name or "." not in name)), None)


def _page_title(page: Tree) -> str | None:
    title = next(iter(page.tagged("title")), None)
    return text_of(title) or None if title is not None else None


def _canonical(page: Tree) -> str | None:
    links = (link for link in page.tagged("link") if "canonical" in link.get("rel", "").lower().split())
    return next((href for link in links if (href := link.get("href"))), None)


def _meta(page: Tree) -> dict[str, str]:
    """`property og:title` → the first content that is not empty; one attribute may hold several names."""
    found: dict[str, str] = {}
    for element in (*page.tagged("meta"), *page.select(MICRODATA_DAY)):
        content = element.get("content")
        if not content or content.isspace():
            continue
        for attribute, names in element.items():
            for name in names.lower().split() if attribute in _META_ATTRIBUTES else ():
                if (key := f"{attribute} {name}") in _WANTED and key not in found:
                    found[key] = clean_line(content)
    return found


def _json_ld(page: Tree) -> Iterator[dict[str, Any]]:
    for text in page.json_ld:
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        pending, met = [data], 0
        while pending and met < _MAX_NODES:
            node = pending.pop(0)
            met += 1
            if isinstance(node, list):
                pending.extend(node)
            elif isinstance(node, dict):
                yield node
                pending.extend(v for k, v in node.items() if k == "@graph")


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    return any(isinstance(k, str) and _ARTICLE_TYPES.search(k) for k in (kinds if isinstance(kinds, list) else [kinds]))


def _string(value: object) -> str | None:
    return clean_line(value) or None if isinstance(value, str) else None


def _name(value: object) -> str | None:
    if isinstance(value, list):
        return ", ".join(n for v in value[:8] if (n := _name(v))) or None
    if isinstance(value, dict):
        return _name(value.get("name"))
    return _string(value)


def _main_entity(item: dict[str, Any]) -> str | None:
    value = item.get("mainEntityOfPage")
    return _string(value.get("@id")) if isinstance(value, dict) else _string(value)
