"""A page of HTML → Article.

The whole page is asked with lxml (`tree.py`): its structure, its head, where headline, body and date stand. The part
between them is cut out (`cutting.py`) and read line by line (`markup.py`, `lines.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice, zip_longest
from urllib.parse import urlsplit

from corpus import marks
from corpus.article import Article, Known, Page
from corpus.assemble import assemble, canonical_url, own_url
from corpus.byline import is_labelled, label_in, read_byline
from corpus.clean import clean_line
from corpus.container import main_container
from corpus.css import Element
from corpus.cutting import cut, precedes
from corpus.errors import UnreadableError
from corpus.headline import find_headline, headline_above, headline_among, is_sure
from corpus.layout import Layout
from corpus.lines import Line, ends_sentence, is_paragraph, tell
from corpus.markup import Walk
from corpus.metadata import MICRODATA_DAY, Metadata, publisher_in, read_metadata, with_title
from corpus.published import choose, latest_day, parse_day, parse_line
from corpus.sites import Structure, structure_of
from corpus.tree import Tree, text_of, tree_of, words_of

_HEAD_LINES = 6  # of the body, in which a date may stand under a headline that the body holds
_AFTER_LINES = 12
_ABOVE = 3  # elements over the headline in which the day may stand
_DATE_NAME = re.compile(r"date|time|ngay|publish|created", re.I)
_ISO = re.compile(r"\s*\d{4}-\d{2}-\d{2}")
_MAX_DATE = 200  # code points of an element that gives the day
_LONGEST_NAME = 80
_HEADER = (".site-title", ".site-name", "#site-title", "#site-name", ".site_name", ".navbar-brand")
_LOGO = (
    *("#logo", ".logo a", "a.logo", '[id$="_hypLogo"]', 'a[rel="home"]', "a.navbar-brand", 'a[href="/"]'),
    *('a[href="/Default.aspx"]', 'a[href="/default.aspx"]', 'a[href="/Pages/default.aspx"]'),
)
# What heads a box that shows the author, in capitals like a name.
_CARD_HEAD = re.compile(
    r"(?:about|author|written|posted|view|follow|về|tác giả|giới thiệu|thông tin|xem|bài viết|theo dõi)\b",
    re.I,
)
_NO_NAME = re.compile(r"^(?:logo|banner|home|trang chủ|index)\b|[./]", re.I)


def read_html(page: Page) -> Article:
    """A page of HTML as an Article.

    Raises UnreadableError (`empty`, `binary`, `encoding`, `too_deep`, `no_text`).
    """
    tree = tree_of(page)
    metadata = with_title(read_metadata(tree), page.known.title if page.known else None)
    url = own_url(canonical_url(metadata.canonical, metadata.og_url, page.url), page.url)
    structure = structure_of(tree, urlsplit(url).hostname if url else None)
    try:
        return _read_as(structure, page, tree, metadata, url)
    except UnreadableError as error:
        if structure.name is None or error.code != "no_text":
            raise
        # What bears the body's name there is something else: a list of links, an empty box.
        return _read_as(structure.without_body(), page, tree_of(page), metadata, url)


def _read_as(structure: Structure, page: Page, tree: Tree, metadata: Metadata, url: str | None) -> Article:
    layout, carried = structure.layout, page.known or Known()
    body = tree.largest(layout.body)
    title_element, title = find_headline(tree, layout, metadata, body)
    replaced = False
    if body is None:
        body = main_container(tree, title_element)
        if body is None:
            raise UnreadableError("no_text", "there is no article on the page")
        if (
            not is_sure(title_element, title, metadata)
            and (above := headline_above(body, metadata.page_title)) is not None
        ):
            title_element, title, replaced = above, text_of(above), True
    us_dates = _american(tree, layout)
    site_day = _site_day(_placed(tree, (*layout.date, MICRODATA_DAY), body), us_dates)
    above = _day_above(title_element, us_dates)
    placed = [names for e in _placed(tree, layout.byline, body) if (names := read_byline(text_of(e), signed=True))]
    known = structure.publisher or metadata.site_name
    named = known or publisher_in(metadata.page_title, title, is_site=replaced)
    site_title = metadata.page_title if metadata.page_title != title else None
    header = None if named else _header(tree, structure, site_title)

    part = cut(tree, layout, body, title_element)
    walk = Walk(part.root, body=part.body, title=part.title, chosen=part.chosen)
    if not replaced and not is_sure(title_element, title, metadata) and (at := headline_among(walk.lines)) is not None:
        title, replaced = walk.lines.pop(at).text, True
        walk.before.clear()  # what stood below the site's name
    lines, visible = _dated(walk, us_dates)
    told = tell(_leads(walk.before, us_dates) + lines)
    published = choose(
        {
            "json_ld": metadata.structured_day,
            "meta": metadata.meta_day,
            "site": site_day,
            "time": next((d for t in walk.times if (d := parse_day(clean_line(t)))), None),
            "line": visible or above,
        },
        latest=latest_day(page.fetched),
    )
    return assemble(
        page,
        told,
        title=title,
        published=published or carried.published,
        byline=_byline(told.byline, walk, placed, metadata) or carried.byline,
        publisher=known or publisher_in(metadata.page_title, title, is_site=replaced) or header or carried.publisher,
        url=url or canonical_url(told.source.url if told.source else None),
        site=structure.name,
        missed=structure.missed,
    )


def _american(page: Tree, layout: Layout) -> bool | None:
    """Whether days beside an English AM or PM begin with the month: as the site file says; so does ASP.NET."""
    if layout.day_first is not None:
        return not layout.day_first
    return True if page.select('input[name="__VIEWSTATE"]') else None


# --- around the body ----------------------------------------------------------------------------------------


def _dated(walk: Walk, us_dates: bool | None) -> tuple[list[Line], date | None]:
    """(the body's lines without date lines at their top, the day that a line near the headline gives)."""
    days = [parsed for line in walk.before if (parsed := parse_line(line.text, us_order=us_dates))]
    lines = list(walk.lines)
    for at, line in enumerate(walk.lines[:_HEAD_LINES]):
        # The day may stand below the lead.
        if at and (is_paragraph(line.text) or line.caption):
            break
        if not line.caption and (parsed := parse_line(line.text, us_order=us_dates)):
            days.append(parsed)
            lines.remove(line)
    labelled = [d.day for d in days if d.labelled and d.day]
    return lines, next(iter(labelled), None) or next((d.day for d in days if d.day), None)


def _leads(before: list[Line], us_dates: bool | None) -> list[Line]:
    """What stands between headline and body and reads as text is the lead; dates, buttons and names are not."""
    leads: list[Line] = []
    for line in before:
        text = line.text
        if parse_line(text, us_order=us_dates):
            continue
        if line.caption:
            if not read_byline(text, signed=True):
                leads.append(line)
        elif marks.is_leftover(text) or marks.is_related(text) or line.linked:
            continue
        elif line.lead or is_paragraph(text) or (ends_sentence(text) and len(text) >= 40):
            leads.append(Line(text=text, lead=True))
    return leads


def _placed(page: Tree, selectors: tuple[str, ...], body: Element) -> list[Element]:
    """What the best selector finds of the article's: above or in its body, or else the only one on the page.

    Lists of other articles bear the same classes.
    """
    for selector in selectors:
        found = list(page.with_text((selector,)))
        near = [e for e in found if precedes(e, body)] or (found if len(found) == 1 else [])
        if near:
            return near
    return []


def _site_day(elements: list[Element], us_dates: bool | None) -> date | None:
    for element in elements:
        said = (element.get("datetime"), element.get("content"), _stamp(element), text_of(element))
        for text in said:
            if text and (day := parse_day(text[:_MAX_DATE], us_order=us_dates)):
                return day
    return None


def _stamp(element: Element) -> str | None:
    """The day in the title of an element whose text is for people: `<abbr title="2024-04-10T08:00">` (hAtom)."""
    title = element.get("title", "")
    return title if _ISO.match(title) else None


def _byline(
    told: tuple[str, ...] | None, walk: Walk, placed: list[tuple[str, ...]], metadata: Metadata
) -> tuple[str, ...]:
    """The signature: in the body, after it, where the site puts it (`placed`), else the page's head, else a card
    that shows the author behind the text."""
    if told:
        return told
    for line in walk.after[:_AFTER_LINES]:
        if marks.starts_related(line.text) or marks.starts_comments(line.text):
            break
        if (names := read_byline(line.text, signed=line.signed)) is not None:
            return names
    for line, below in zip_longest(walk.before, walk.before[1:]):
        # A name beside a picture is the author's where the day stands below it.
        signed = line.signed or (line.caption and below is not None and parse_line(below.text) is not None)
        names = read_byline(line.text, signed=signed) if signed or is_labelled(line.text) else None
        if names and (is_labelled(line.text) or all(" " in name for name in names)):
            return names
    if placed:
        return placed[0]
    if told is None:
        for line in walk.before:
            if names := _dated_byline(line.text):
                return names
    if told is not None:
        return ()
    in_head = read_byline(metadata.author, signed=True) if metadata.author else None
    in_card = (read_byline(line, signed=True) or () for line in walk.card if not _CARD_HEAD.match(line))
    return in_head or next((names for names in in_card if any(" " in name for name in names)), ())


def _dated_byline(text: str) -> tuple[str, ...]:
    """Who stands beside the day in a line: `16/03/2022 07:45 | Lê Bảo`, `17:45 06/11/2024 Phóng viên: Lê Bảo`."""
    at = label_in(text)
    if at and parse_line(text[:at]):
        return read_byline(text[at:]) or ()
    parsed = parse_line(text)
    names = read_byline(parsed.rest, signed=True) if parsed and parsed.rest else None
    return names if names and all(" " in name for name in names) else ()


def _day_above(title: Element | None, us_dates: bool | None) -> date | None:
    """The day in an element right above the headline whose class says that it is one; never the visitor's."""
    for above in islice(title.itersiblings(preceding=True), _ABOVE) if title is not None else ():
        if any(_DATE_NAME.search(word) for word in words_of(above)):
            parsed = parse_line(text_of(above, _MAX_DATE), us_order=us_dates)
            if parsed and parsed.day:
                return parsed.day
    return None


def _header(page: Tree, structure: Structure, page_title: str | None) -> str | None:
    """The site's name as its own header gives it, in words or beside its logo; page_title: it may be that name."""
    names = _header_names(page, structure, page_title)
    return next((n for n in names if 2 < len(n) <= _LONGEST_NAME and not _NO_NAME.search(n)), None)


def _header_names(page: Tree, structure: Structure, page_title: str | None) -> Iterator[str]:
    for element in page.with_text((*structure.header, *_HEADER)):
        yield text_of(element, _LONGEST_NAME)
    for link in (e for selector in (*structure.header, *_LOGO) for e in page.select(selector)):
        pictures = (image.get("alt") for image in link.iter("img"))
        yield from (clean_line(said) for said in (link.get("title"), *pictures) if said)
    banner = next((alt for image in page.tagged("img") if (alt := image.get("alt"))), None) if page_title else None
    if banner and page_title and clean_line(banner).casefold() == page_title.casefold():
        yield page_title
