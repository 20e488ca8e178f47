"""Which element of a page shows the article's headline."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from itertools import islice
from unicodedata import combining

from corpus.clean import clean_line
from corpus.css import Element
from corpus.layout import Layout
from corpus.lines import Line, ends_sentence, is_paragraph
from corpus.marks import starts_comments, starts_footer, starts_related
from corpus.metadata import SEPARATOR, Metadata, without_site
from corpus.published import parse_line
from corpus.tree import Tree, text_of, words_of

_TITLE = re.compile(r"title|tieu-?de|headline|heading", re.I)
_WORD = re.compile(r"\w+")
_OPENING = string.whitespace + "\xa0\"'“”‘’«»([-–—…"  # before the first word
_SEPARATOR = re.compile(rf"\s*:\s+|{SEPARATOR}")  # behind the site's name in `<title>`
_FIRST_LINES = 4
_GLANCE = 20  # code points
_LEVELS = 3  # ancestors above which a headline is looked for
_SHORTEST, _LONGEST = 15, 300
_MAX_SEARCHED = 20_000  # elements among which a headline is looked for
_HEADLINE_TAGS = ("h1", "h2", "h3", "div", "span", "p", "td", "b", "strong", "font")
_HEADINGS = ("h1", "h2", "h3")
_CHROME_PARENTS = ("nav", "aside", "footer", "li", "a", "title")
_CHROME = re.compile(r"breadcrumb|crumb|menu|sidebar|footer|related|lien-?quan|comment", re.I)
_MAIN_COLUMN = re.compile(r"sidebar[-_]?1$")  # what some themes call the column of the article
_NEAREST = 12  # ancestors that tell where an element stands


def find_headline(
    page: Tree, layout: Layout, metadata: Metadata, body: Element | None
) -> tuple[Element | None, str | None]:
    """(the element that shows the headline, the headline), each None where unknown. body: the article's, if known.

    What the page shows goes before what its head says: there, editors shorten.
    """
    titles = without_site(metadata.page_title) if metadata.page_title else ()
    headline = metadata.headline
    chosen = (e for selector in layout.title for e in page.select(selector))
    placed = [(element, text) for element in chosen if (text := text_of(element, _LONGEST))]
    headings = [(h, text) for h in page.tagged("h1") if (text := text_of(h, _LONGEST)) and not _in_chrome(h)]
    if (best := _best(placed + headings, headline, titles)) is not None:
        below = _below_site_name(page, best, metadata, body)
        return best if below is None else (below, text_of(below, _LONGEST))
    if placed:
        return placed[0]
    # What repeats `<title>`, site's name and all, was put there by a machine.
    if len(headings) == 1 and (headline is None or _is_repeated(headline, metadata, headings[0][1])):
        return headings[0]
    if headline:
        return _as_shown(_showing(page, headline, body), headline)
    said = [(element, title) for title in titles if (element := _showing(page, title, body)) is not None]
    if said:  # the site's name stands above the headline
        return _as_shown(*max(said, key=lambda pair: _position(pair[0])))
    if (element := _named(page)) is not None:
        return element, _without_section(element, text_of(element, _LONGEST))
    return None, titles[0] if titles else None


def _is_repeated(headline: str, metadata: Metadata, heading: str) -> bool:
    whole = headline == metadata.page_title and len(without_site(headline)) > 1
    return whole and len(heading) >= _SHORTEST


def _as_shown(element: Element | None, headline: str) -> tuple[Element | None, str]:
    """An element and the headline that the head names as the element shows it, in other quotes or dashes; capitals say
    less than the head does."""
    text = text_of(element, _LONGEST) if element is not None else ""
    return element, headline if not text or text.isupper() else text


def _best(
    shown: list[tuple[Element, str]], headline: str | None, titles: tuple[str, ...]
) -> tuple[Element, str] | None:
    """Of elements and their texts the first that shows what the head says: its headline word for word, else a longer
    or shorter form of it or of what may be the headline in `<title>`."""
    said = [_words_in(known) for known in (headline, *titles) if known]
    words = [_words_in(text) for _, text in shown]
    if headline and said[0] in words:
        return shown[words.index(said[0])]
    return next((pair for pair, own in zip(shown, words, strict=True) if any(_same(own, k) for k in said)), None)


def _below_site_name(page: Tree, best: tuple[Element, str], metadata: Metadata, body: Element | None) -> Element | None:
    """What shows the headline, where an element shows the site's name that begins `<title>`: `Name: Headline`.

    Where no head names the headline, only a colon is known to stand behind such a name, and what follows a colon is
    the headline only if it is set apart below the name.
    """
    (element, text), page_title, headline = best, metadata.page_title, metadata.headline
    if not page_title or not page_title.casefold().startswith(text.casefold()):
        return None
    behind = _SEPARATOR.match(page_title, len(text))
    if behind is None:
        return None
    rest = page_title[behind.end() :]
    if not _same(_words_in(rest), _words_in(headline)) if headline else ":" not in behind[0]:
        return None
    below = _showing(page, headline or rest, body)
    return below if below is not None and _position(element) < _position(below) else None


def is_sure(element: Element | None, title: str | None, metadata: Metadata) -> bool:
    """Whether a headline is known well enough: the page's head names it, or it is marked as one.

    Else what stands right above the article may be a better one: `<title>` may be the site's name, as its header is.
    """
    if metadata.headline is not None:
        return True
    return element is not None and (element.tag in _HEADINGS or title != metadata.page_title)


def _position(element: Element) -> list[int]:
    """Where an element stands on its page: comparable in page order."""
    path = [element, *element.iterancestors()]
    return [parent.index(child) for child, parent in zip(path[-2::-1], path[:0:-1], strict=True)]


def headline_above(body: Element, site: str | None) -> Element | None:
    """The nearest element above an article that is set apart as a headline, on a page that marks none.

    site: what may be the site's name, and is no headline.
    """
    for holder in (body, *islice(body.iterancestors(), _LEVELS)):
        for number, above in enumerate(holder.itersiblings(preceding=True)):
            text = text_of(above, _LONGEST)
            if number >= _FIRST_LINES or (is_paragraph(text) and not _is_bold(above, text)):
                break  # a lead in bold may stand between
            if (
                len(text) < _SHORTEST
                or parse_line(text)
                or ends_sentence(text)
                or next(above.iter("a"), None) is not None
            ):
                continue
            for strong in above.iter("h1", "h2", "h3", "h4", "b", "strong", "big"):
                if len(text_of(strong)) >= _SHORTEST and text_of(strong) != site:
                    return strong
            if text.isupper() and text != site:
                return above
    return None


def _without_section(element: Element, text: str) -> str:
    """A headline without the link to its section before it: `Thi đua : …`."""
    link = next(element.iter("a"), None)
    if link is None or not (section := text_of(link)) or not text.startswith(section):
        return text
    behind = text.removeprefix(section).lstrip()
    return behind[1:].lstrip() or text if behind.startswith(":") else text


def _is_bold(element: Element, text: str) -> bool:
    strong = next(element.iter("b", "strong"), None)
    return strong is not None and text_of(strong) == text


def headline_among(lines: Sequence[Line]) -> int | None:
    """Which of an article's first lines is its headline, on a page that marks none: set apart, over running text."""
    for at, line in enumerate(lines[:_FIRST_LINES]):
        if line.caption or line.cell or is_paragraph(line.text):
            return None
        apart = line.heading or line.bold or line.centered or line.text.isupper()
        if apart and not line.linked and len(line.text) >= _SHORTEST and not ends_sentence(line.text):
            return at if any(is_paragraph(later.text) or later.cell for later in lines[at + 1 :]) else None
    return None


def _named(page: Tree) -> Element | None:
    """The first element whose class or id calls it a title."""
    for number, element in enumerate(page.root.iter()):
        if number > _MAX_SEARCHED:
            return None
        if not any(_TITLE.search(word) for word in words_of(element)):
            continue
        text = text_of(element, _LONGEST)
        if len(text) < _SHORTEST or starts_footer(text) or starts_related(text) or starts_comments(text):
            continue  # the name of a box beside the article
        if not _in_chrome(element) and next(element.iter("p", "ul", "table"), None) is None:
            return element
    return None


def _showing(page: Tree, headline: str, body: Element | None) -> Element | None:
    """The element that shows a headline known from the head: the first with just this text, outside menus, else the
    first with just its words."""
    within = set() if body is None else {body, *body.iterancestors()}
    whole, wanted = headline.casefold(), _words_in(headline)
    alike: Element | None = None
    for number, element in enumerate(page.root.iter(*_HEADLINE_TAGS)):
        if number > _MAX_SEARCHED:
            break
        if not _may_begin(element, wanted) or element in within:
            continue
        text = text_of(element, _LONGEST)
        is_whole = text.casefold() == whole
        if (is_whole or (alike is None and _words_in(text) == wanted)) and not _in_chrome(element):
            if is_whole:
                return element
            alike = element
    return alike


def _may_begin(element: Element, wanted: str) -> bool:
    """Cheap: whether the first letters of an element are those of a headline's words in lower case."""
    first = (element.text or "").lstrip(_OPENING)
    if not first:
        first = next((text for piece in element.itertext() if (text := piece.lstrip(_OPENING))), "")
    # A letter is what it is, unless its mark is written behind it.
    if first[:1].isalnum() and first[:1].lower() != wanted[:1] and not combining(first[1:2] or " "):
        return False
    begins = _words_in(clean_line(first[:_GLANCE]))
    return bool(begins) and wanted.startswith(begins[: _GLANCE // 2])


def _same(a: str, b: str) -> bool:
    """Whether the words of two lines are the same, or those of one begin the other."""
    return a == b or (len(a) >= _SHORTEST and b.startswith(a)) or (len(b) >= _SHORTEST and a.startswith(b))


def _words_in(headline: str) -> str:
    """A headline's words alone, in lower case: a page and its head differ in quotes and dashes."""
    return " ".join(_WORD.findall(headline.casefold()))


def _in_chrome(element: Element) -> bool:
    for number, parent in enumerate((element, *element.iterancestors())):
        if number > _NEAREST:
            return False
        if parent.tag in _CHROME_PARENTS:
            return True
        words = words_of(parent)
        if any(_CHROME.search(word) for word in words):
            return not _MAIN_COLUMN.match(" ".join(words))
    return False
