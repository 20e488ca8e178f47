"""HTML → lines: what stands on a page, in page order, without what is the site's own.

Nothing here recurses, so that no depth of nesting is too deep.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from corpus import marks
from corpus.clean import clean_line
from corpus.lines import Line


def names(text: str) -> frozenset[str]:
    """A set of names, written apart by blanks."""
    return frozenset(text.split())


_BLOCKS = names(
    "p div section article header footer main table tbody thead tr td th ul ol li dl dt dd figure figcaption h1 h2 h3 "
    "h4 h5 h6 blockquote center form pre hr address details summary body html caption fieldset"
)
_SKIPPED = names(
    "script style noscript template iframe object embed svg canvas select option button input textarea nav aside "
    "footer head title video audio marquee map dialog link meta"
)
# Elements whose name says something of the text in them, without a class or a style.
_TELLING = names("figcaption h1 h2 h3 h4 li dd a b strong i em center table")
_BOXES = names("div p table tbody tr td figure center span")

# Names that makers of sites give to what is not the article; whole words of class and id.
_CHROME = re.compile(
    r"(?:^|[-_])(?:related|relatedarticles?|relate[ds]?news|lien-?quan|tin-?lien-?quan\w*|other-?news|news-?other|"
    r"tin-?khac|comments?|binh-?luan|box_comment\w*|share|sharing|shares|social|addthis\w*|breadcrumbs?|crumbs?|"
    r"nav|navigation|navbar|menu|ads|adv|advert\w*|quang-?cao|banner|sidebar|widget|rating|ratings|vote|votes|poll|"
    r"toolbar|print|tags?|keywords?|tu-?khoa|pagination|newsletter|subscribe|popup|modal|ticker|counter|thong-?ke|"
    r"author-?box|author-?bio|about-?author|read-?more|readmore|xem-?them|views?-?count(?:er)?|page-?views|rss)(?:[-_]|$)"
    r"|^(?:othernews|relatednews|tinkhac|tinlienquan|tinlq|docthem|tinmoi|hotnews|boxlq|articlefooter)$",
    re.I,
)
# A page builder calls the article's own frame a widget.
_NO_CHROME = re.compile(r"^(?:elementor|wp-block|tag-|category-)", re.I)
_CAPTION = re.compile(
    r"(?:^|[-_])(?:caption|captions|chu-?thich|imgalt|image_desc|desc_cation|photocms_caption|img-?desc|image-?note|"
    r"photo-?desc)(?:[-_]|$)|caption-text|_caption$",
    re.I,
)
_LEAD = re.compile(
    r"^(?:\w*[-_])?(?:sapo|lead|hometext|chapeau|tom-?tat|trich-?yeu|abstract|newsheadline|excerpt)(?:[-_]\w*)?$"
    r"|^description$|^(?:article|news|post|detail)[-_](?:summary|description|desc)$",
    re.I,
)
_SIGNED = re.compile(r"author|tac-?gia|byline|nguoi-?viet|signature|writer|but-?danh", re.I)
_RIGHT = re.compile(r"text-align\s*:\s*(?:right|end)", re.I)
_CENTERED = re.compile(r"text-align\s*:\s*center", re.I)
_DAY_ONLY = re.compile(r"[\s()\[\]\-–/.:,|\d]*")
_CENTERED_NAMES = names("text-center has-text-align-center aligncenter text-xs-center")
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)

MAX_CAPTION_BOX = 400
_MAX_ROWS = 200
_MAX_CELL = 150  # code points, on average
MAX_JOINED = 20_000  # code points of a paragraph broken by `<br>`; joining more would cost the square of it
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What selectors of a site found, by the `id()` of elements: they mark captions, leads and signatures."""

    captions: frozenset[int] = frozenset()
    leads: frozenset[int] = frozenset()
    signatures: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Context:
    """What the elements around a piece of text say about it."""

    caption: bool = False
    boxed: bool = False  # in a small box with an image
    lead: bool = False
    heading: bool = False
    item: bool = False
    signed: bool = False
    linked: bool = False
    cell: bool = False
    bold: bool = False
    italic: bool = False
    centered: bool = False


@dataclass(frozen=True, slots=True)
class Weight:
    """How much an element holds: characters of text, how many of them in links, links, images."""

    text: int = 0
    linked: int = 0
    links: int = 0
    images: int = 0


def weigh(root: Tag) -> dict[int, Weight]:
    """The weight of every element under a root, by its `id()`."""
    order: list[Tag] = [root]
    for element in order:
        order.extend(child for child in element.children if isinstance(child, Tag))
    weights: dict[int, Weight] = {}
    for element in reversed(order):
        text = linked = links = images = 0
        for child in element.children:
            if isinstance(child, Tag):
                w = weights[id(child)]
                text, linked, links, images = text + w.text, linked + w.linked, links + w.links, images + w.images
            elif type(child) is NavigableString:
                text += len(" ".join(child.split()))
        if element.name in _SKIPPED:
            text = linked = links = images = 0
        if element.name == "a":
            linked, links = text, 1
        if element.name in ("img", "picture"):
            images = 1
        weights[id(element)] = Weight(text, linked, links, images)
    return weights


def tokens(element: Tag) -> list[str]:
    """The words of an element's class and id."""
    found: list[str] = []
    for value in (element.get("class"), element.get("id")):
        found.extend(value.split() if isinstance(value, str) else value or ())
    return found


@lru_cache(maxsize=8192)
def is_chrome_name(word: str) -> bool:
    """Whether a word of a class or an id names what is the site's own: related links, comments, share buttons."""
    return bool(_CHROME.search(word)) and not _NO_CHROME.match(word)


@lru_cache(maxsize=8192)
def _names_caption(word: str) -> bool:
    return bool(_CAPTION.search(word))


@lru_cache(maxsize=8192)
def _names_lead(word: str) -> bool:
    return bool(_LEAD.match(word))


@lru_cache(maxsize=8192)
def _names_signature(word: str) -> bool:
    return bool(_SIGNED.search(word)) or word == "text-right"


def is_chrome(element: Tag, weight: Weight, whole: int) -> bool:
    """Whether an element inside an article is the site's: by its tag or name, or because it is a list of links."""
    if element.name in _SKIPPED or element.has_attr("hidden") or _HIDDEN.search(_style(element)):
        return True
    if weight.text > _MOSTLY * whole or element.name in ("figure", "figcaption", "picture", "img", "br"):
        return False
    if any(is_chrome_name(t) for t in tokens(element)):
        return True
    if element.name in _BLOCKS and weight.links >= 2 and weight.linked >= 0.6 * weight.text:
        return True
    return (
        element.name in ("div", "ul", "table", "section", "td")
        and weight.links >= 1
        and weight.linked >= _MOSTLY * weight.text
        and marks.starts_related(clean_line(next(element.stripped_strings, "")))
    )


class Walk:
    """One walk over an element, giving its lines; what stands before and after `body` in it is told apart.

    before, lines, after: the lines. times: values of `<time>` on the way, in order.
    title: the element that holds the headline; lines up to its end are passed over.
    """

    def __init__(self, root: Tag, *, body: Tag, title: Tag | None, chosen: Chosen) -> None:
        self.before: list[Line] = []
        self.lines: list[Line] = []
        self.after: list[Line] = []
        self.times: list[str] = []
        self._chosen = chosen
        self._weights = weigh(root)
        self._whole = self._weights[id(body)].text
        self._kept = {id(p) for e in (body, title) if e is not None for p in (e, *e.parents)}
        self._title = title
        self._body = body
        self._run: list[tuple[str, Context]] = []
        self._image = False
        self._images: list[tuple[int, int]] = []  # the list of lines, and the line that follows the image
        # Without a headline in sight nobody knows where menus end, so nothing before the body counts.
        self._target: list[Line] | None = None if title is None else self.before
        self._active = title is None
        self._walk(root)
        self.lines[:] = self._pictured()

    def _is_data(self, table: Tag) -> bool:
        """Whether a table holds figures or names, a few in a row, and is not there to put a page in order."""
        weight = self._weights[id(table)]
        if id(table) in self._kept or weight.images or table.find("table") is not None:
            return False
        rows = [row.find_all(["td", "th"], recursive=False) for row in table.find_all("tr", limit=_MAX_ROWS)]
        cells = sum(map(len, rows))
        return len(rows) > 1 and cells >= 2 * len(rows) - 1 and weight.text <= _MAX_CELL * cells

    def _pictured(self) -> list[Line]:
        """The body's lines, each with whether an image stands right before it or the line above, or below it."""
        places = {place for target, place in self._images if target == id(self.lines)}
        told: list[Line] = []
        for at, line in enumerate(self.lines):
            # In italics over a picture: its caption, unless it is that of the picture above.
            over = at + 1 in places and line.italic and line.centered
            pictured = bool(places & {at - 1, at}) or (at + 1 in places and (line.italic or line.centered))
            told.append(replace(line, pictured=pictured, after_image=line.after_image or over))
        return told

    def _walk(self, root: Tag) -> None:
        pending: list[tuple[PageElement, Context, bool]] = [(root, Context(), False)]
        while pending:
            node, context, closing = pending.pop()
            if isinstance(node, Tag):
                if closing:
                    self._close(node)
                elif (inner := self._open(node, context)) is not None:
                    pending.append((node, context, True))
                    pending.extend((child, inner, False) for child in reversed(list(node.children)))
            elif type(node) is NavigableString:
                self._run.append((str(node), context))
        self._flush()

    def _open(self, element: Tag, context: Context) -> Context | None:
        """The context inside an element, or None where it is passed over."""
        if element is self._body:
            self._flush()
            if not self._active:
                self.before.clear()  # the headline is inside the body, or after it
            self._target = self.lines
        if element is self._title:
            self._flush()
            return context
        weight = self._weights[id(element)]
        if id(element) not in self._kept and is_chrome(element, weight, self._whole):
            return None
        if element.name == "br":
            self._flush()
            return None
        if element.name == "img":
            self._flush()
            self._image = True
            if self._target is not None:
                self._images.append((id(self._target), len(self._target)))
            return None
        if element.name == "time" and self._active:
            stamp = element.get("datetime")
            self.times.append(stamp if isinstance(stamp, str) else element.get_text(" "))
        if _is_block(element):
            self._flush()
        return self._inside(element, context, weight)

    def _inside(self, element: Tag, context: Context, weight: Weight) -> Context:
        if not element.attrs and element.name not in _TELLING and not weight.images:
            return context
        words, style = tokens(element), _style(element)
        align = element.get("align")
        box = element.name in _BOXES and id(element) not in self._kept and element.parent is not None
        captioned = (
            element.name == "figcaption"
            or id(element) in self._chosen.captions
            or (element.name != "figure" and weight.images == 0 and any(map(_names_caption, words)))
        )
        boxed = box and weight.images > 0 and weight.text <= MAX_CAPTION_BOX and not _has_paragraphs(element)
        return replace(
            context,
            caption=context.caption or captioned,
            boxed=context.boxed or boxed,
            lead=context.lead
            or id(element) in self._chosen.leads
            or (id(element) not in self._kept and any(map(_names_lead, words)))
            or (element.get("itemprop") == "description" and not context.caption and not captioned and not boxed),
            heading=context.heading or element.name in ("h1", "h2", "h3", "h4") or "MsoTitle" in words,
            item=context.item or element.name in ("li", "dd"),
            signed=context.signed
            or id(element) in self._chosen.signatures
            or align == "right"
            or bool(_RIGHT.search(style))
            or element.get("itemprop") == "author"
            or (element.name != "a" and any(map(_names_signature, words))),
            linked=context.linked or element.name == "a",
            cell=context.cell or (element.name == "table" and self._is_data(element)),
            bold=context.bold or element.name in ("b", "strong", "h1", "h2", "h3"),
            italic=context.italic or element.name in ("i", "em") or "italic" in words,
            centered=context.centered
            or element.name == "center"
            or align == "center"
            or any(word in _CENTERED_NAMES for word in words)
            or bool(_CENTERED.search(style)),
        )

    def _close(self, element: Tag) -> None:
        if element is self._title:
            self._run.clear()  # the headline is known already
            self._active = True
            self.before.clear()
            if self._target is self.lines:
                self.lines.clear()
            return
        if _is_block(element):
            self._flush()
        if element is self._body:
            self._target = self.after

    def _flush(self) -> None:
        """End a line: what was gathered since the last block's edge."""
        text = clean_line(_joined(self._run))
        contexts = [context for piece, context in self._run if piece.strip()]
        # The day beside another article's headline is no link.
        linked = bool(contexts) and all(c.linked or _DAY_ONLY.fullmatch(piece) for piece, c in self._run)
        linked = linked and any(c.linked for c in contexts)
        self._run.clear()
        if not text or self._target is None:
            return
        lines = self._target
        said = contexts[0] if contexts else Context()
        whole = all(c.italic for c in contexts) or all(c.centered for c in contexts)
        line = Line(
            text=text,
            caption=said.caption or (said.boxed and (self._image or _goes_on(lines, contexts))),
            lead=said.lead,
            heading=said.heading,
            item=said.item,
            signed=said.signed,
            after_image=self._image and whole,
            linked=linked,
            cell=said.cell,
            bold=all(c.bold for c in contexts),
            italic=all(c.italic for c in contexts),
            centered=all(c.centered for c in contexts),
        )
        self._image = False
        if lines and len(lines[-1].text) < MAX_JOINED and _continues(lines[-1], line):
            lines[-1] = replace(lines[-1], text=f"{lines[-1].text} {text}")
        else:
            lines.append(line)


def _joined(run: list[tuple[str, Context]]) -> str:
    """The text of a run. Two elements that only a style sheet keeps apart (`Lào Cai` `Đại tá A`) get a blank."""
    pieces: list[str] = []
    for piece, _ in run:
        if pieces and piece[:1].isupper() and (pieces[-1][-1:].islower() or pieces[-1][-1:].isdigit()):
            pieces.append(" ")
        if piece:
            pieces.append(piece)
    return "".join(pieces)


def _continues(before: Line, line: Line) -> bool:
    """A sentence broken by `<br>`: the next line goes on in lower case."""
    if line.item or before.item or not (before.text[-1].isalnum() or before.text[-1] in ",-–"):
        return False
    return line.text[0].islower() and (before.lead, before.caption) == (line.lead, line.caption)


def _goes_on(lines: list[Line], contexts: list[Context]) -> bool:
    """Whether a line in a small box with an image goes on with the caption above it, in the same letters."""
    return bool(lines) and lines[-1].caption and lines[-1].italic == all(c.italic for c in contexts)


def _is_block(element: Tag) -> bool:
    # A dateline is set off by its style sheet; glued to the sentence it would read as part of the first name.
    return element.name in _BLOCKS or "location-stamp" in tokens(element)


def _has_paragraphs(element: Tag) -> bool:
    return sum(1 for p in element.find_all("p", limit=6) if len(p.get_text(strip=True)) > 0) > 1


def _style(element: Tag) -> str:
    style = element.get("style")
    return style if isinstance(style, str) else ""
