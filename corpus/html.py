"""HTML → Article: by the page's site file where there is one, else by general rules."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

from bs4 import Tag

from corpus import marks
from corpus.article import Article, Page
from corpus.assemble import assemble, canonical_url
from corpus.byline import read_byline
from corpus.clean import clean_line, decode
from corpus.container import main_container
from corpus.errors import UnreadableError
from corpus.lines import Line, ends_sentence, is_paragraph, tell
from corpus.markup import Chosen, Walk, common_ancestor, depth_of, parse, tokens
from corpus.metadata import Metadata, read_metadata, title_suffix, without_suffix
from corpus.published import choose, parse_day, parse_line
from corpus.select import Elements
from corpus.sites import site_for
from corpus.layout import Site

MAX_DEPTH = 1000  # pages that people read stay below 100
_GENERAL = Site(name="general", body=())
_TITLE = re.compile(r"title|tieu-?de|headline|heading", re.I)
_MAX_TITLE = 300
_MAX_SEARCHED = 20_000  # elements among which a headline is looked for
_HEADLINE_TAGS = ("h1", "h2", "h3", "div", "span", "p", "td", "b", "strong", "font")
_HEAD_LINES = 6  # of the body, in which a date may stand under a headline that the body holds
_AFTER_LINES = 12
_CHROME_PARENTS = ("nav", "aside", "footer", "li", "a", "title")


def read_html(page: Page) -> Article:
    """A page of HTML as an Article.

    Raises UnreadableError (`empty`, `binary`, `encoding`, `too_deep`, `no_text`).
    """
    html = decode(page.content, charset=page.charset, markup=True)
    soup = parse(html)
    depth = depth_of(soup)
    if depth > MAX_DEPTH:
        raise UnreadableError("too_deep", f"its elements are nested more than {MAX_DEPTH} deep: it is broken")
    elements = Elements(soup)
    metadata = read_metadata(elements)
    url = canonical_url(metadata.canonical, metadata.og_url, page.url)
    site = site_for(elements, urlsplit(url).hostname if url else None) or _GENERAL
    body = _largest(elements, site.body) or main_container(soup, html, depth)
    if body is None:
        raise UnreadableError("no_text", "there is no article on the page")
    title_element, title = _title(elements, site, metadata, body)
    walk = _walk(elements, site, body, title_element)

    us_dates = site.us_dates or elements.first("input[name=__VIEWSTATE]") is not None
    lines, visible = _dated(walk, us_dates)
    told = tell(_leads(walk.before, us_dates) + lines)
    published = choose(
        {
            "json_ld": metadata.structured_day,
            "meta": metadata.meta_day,
            "site": _site_day(elements, site, us_dates),
            "time": next((d for t in walk.times if (d := parse_day(clean_line(t)))), None),
            "line": visible,
        }
    )
    return assemble(
        page,
        told,
        title=title,
        published=published,
        byline=_byline(told.byline, walk, elements, site, metadata),
        publisher=metadata.site_name or title_suffix(metadata.page_title, title) or _header(elements, site),
        url=url or canonical_url(told.source.url if told.source else None),
    )


def _first(elements: Elements, selectors: tuple[str, ...]) -> Tag | None:
    """The first element with text that the selectors find, best selector first."""
    found = (element for selector in selectors for element in elements.select(selector))
    return next((element for element in found if element.get_text(strip=True)), None)


def _largest(elements: Elements, selectors: tuple[str, ...]) -> Tag | None:
    """Of what the best selector finds, the element with most text: teasers may bear the article's class too."""
    for selector in selectors:
        if found := [e for e in elements.select(selector) if e.get_text(strip=True)]:
            return max(found, key=lambda e: len(e.get_text()))
    return None


def _ids(elements: Elements, selectors: tuple[str, ...]) -> frozenset[int]:
    return frozenset(id(element) for selector in selectors for element in elements.select(selector))


def _walk(elements: Elements, site: Site, body: Tag, title: Tag | None) -> Walk:
    picked = Chosen(
        captions=_ids(elements, site.caption),
        leads=_ids(elements, site.lead),
        signatures=_ids(elements, site.byline),
        dropped=_ids(elements, site.drop),
    )
    if title is not None and any(parent is title for parent in body.parents):
        title = None  # a broken page whose headline was never closed
    root = (common_ancestor(title, body) if title is not None else body.parent) or body
    return Walk(root, body=body, title=title, chosen=picked)


# --- the headline -------------------------------------------------------------------------------------------


def _title(elements: Elements, site: Site, metadata: Metadata, body: Tag) -> tuple[Tag | None, str | None]:
    """(the element that shows the headline, the headline). What the page shows goes before what its head says."""
    page_title = without_suffix(metadata.page_title) if metadata.page_title else None
    headline = metadata.headline
    placed = [e for selector in site.title for e in elements.select(selector) if _element_text(e)]
    headings = [h for h in elements.select("h1") if _element_text(h) and not _in_chrome(h)]
    for element in placed + headings:
        text = _element_text(element)
        if any(_same(text, known) for known in (headline, page_title, metadata.page_title) if known):
            return element, text
    if placed:
        return placed[0], _element_text(placed[0])
    if headline:
        return _showing(elements, headline, body), headline
    if len(headings) == 1:
        return headings[0], _element_text(headings[0])
    for element in elements.all[:_MAX_SEARCHED]:
        text = _element_text(element) if any(_TITLE.search(t) for t in tokens(element)) else ""
        if 15 <= len(text) <= _MAX_TITLE and not _in_chrome(element) and not element.find(["p", "ul", "table"]):
            return element, text
    return (_showing(elements, page_title, body) if page_title else None), page_title


def _showing(elements: Elements, headline: str, body: Tag) -> Tag | None:
    """The element that shows a headline known from the head: the first with just this text, outside menus."""
    within = {id(body), *(id(p) for p in body.parents)}
    for element in elements.all[:_MAX_SEARCHED]:
        if element.name not in _HEADLINE_TAGS or id(element) in within or _in_chrome(element):
            continue
        if _element_text(element).casefold() == headline.casefold():
            return element
    return None


def _same(text: str, known: str) -> bool:
    a, b = text.casefold(), known.casefold()
    return a == b or (len(a) >= 15 and b.startswith(a)) or (len(b) >= 15 and a.startswith(b))


def _element_text(element: Tag) -> str:
    """The text of a small element, "" where it holds more than a headline."""
    pieces: list[str] = []
    length = 0
    for piece in element.strings:
        if piece.parent is None or piece.parent.name not in ("script", "style"):
            pieces.append(piece)
            length += len(piece.strip())
            if length > _MAX_TITLE:
                return ""
    return clean_line("".join(pieces))


def _in_chrome(element: Tag) -> bool:
    for parent in [element, *list(element.parents)[:12]]:
        if parent.name in _CHROME_PARENTS:
            return True
        if any(re.search(r"breadcrumb|crumb|menu|sidebar|related|lien-?quan|comment", t, re.I) for t in tokens(parent)):
            return not re.match(r"sidebar[-_]?1$", " ".join(tokens(parent)))
    return False


# --- around the body ----------------------------------------------------------------------------------------


def _dated(walk: Walk, us_dates: bool) -> tuple[list[Line], date | None]:
    """(the body's lines without date lines at their top, the day that a line near the headline gives)."""
    days = [parsed for line in walk.before if (parsed := parse_line(line.text, us_order=us_dates))]
    lines = list(walk.lines)
    for line in walk.lines[:_HEAD_LINES]:
        if is_paragraph(line.text) or line.caption:
            break
        if parsed := parse_line(line.text, us_order=us_dates):
            days.append(parsed)
            lines.remove(line)
    labelled = [d.day for d in days if d.labelled and d.day]
    return lines, next(iter(labelled), None) or next((d.day for d in days if d.day), None)


def _leads(before: list[Line], us_dates: bool) -> list[Line]:
    """What stands between headline and body and reads as text is the lead; dates, buttons and names are not."""
    leads: list[Line] = []
    for line in before:
        text = line.text
        if line.caption:
            leads.append(line)
        elif parse_line(text, us_order=us_dates) or marks.is_leftover(text) or marks.is_related(text) or line.linked:
            continue
        elif line.lead or is_paragraph(text) or (ends_sentence(text) and len(text) >= 40):
            leads.append(Line(text=text, lead=True))
    return leads


def _site_day(elements: Elements, site: Site, us_dates: bool) -> date | None:
    for selector in site.date:
        for element in elements.select(selector)[:5]:
            stamp = element.get("datetime")
            text = stamp if isinstance(stamp, str) else clean_line(element.get_text(" "))
            if day := parse_day(text[:200], us_order=us_dates):
                return day
    return None


def _byline(
    told: tuple[str, ...] | None, walk: Walk, elements: Elements, site: Site, metadata: Metadata
) -> tuple[str, ...]:
    """The signature: in the body, after it, where the site puts it, else what the page's head says."""
    if told:
        return told
    for line in walk.after[:_AFTER_LINES]:
        if marks.starts_related(line.text) or marks.starts_comments(line.text):
            break
        if (names := read_byline(line.text, signed=line.signed)) is not None:
            return names
    for selector in site.byline:
        for element in elements.select(selector)[:3]:
            if names := read_byline(clean_line(element.get_text(" ")), signed=True):
                return names
    if told is None:
        for line in walk.before:
            parsed = parse_line(line.text)
            if parsed and parsed.rest and (names := read_byline(parsed.rest, signed=True)):
                return names
    return read_byline(metadata.author, signed=True) or () if metadata.author and told is None else ()


def _header(elements: Elements, site: Site) -> str | None:
    """The site's name as its own header gives it."""
    element = _first(elements, (*site.publisher, ".site-title", ".site-name", "#site-title"))
    text = clean_line(element.get_text(" ")) if element is not None else ""
    return text if 2 <= len(text) <= 80 else None
