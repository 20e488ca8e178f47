"""HTML → lines: what stands on a page, in page order, without what is the site's own.

Nothing here recurses, so that no depth of nesting is too deep.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import and_, or_

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from corpus import marks, naming
from corpus.byline import read_byline
from corpus.clean import clean_line
from corpus.lines import Line
from corpus.naming import names
from corpus.weighing import IMAGES, Weight, is_block, is_chrome, weigh

_BOXES = names("div p table tbody tr td figure center span")

_SAYING = names("align itemprop")  # attributes
_DAY_ONLY = re.compile(r"[\s()\[\]\-–/.:,|\d]*")

# What the elements around a piece of text say about it, as bits of one number.
CAPTION, BOXED, LEAD, HEADING, ITEM, SIGNED, LINKED, CELL, BOLD, ITALIC, CENTERED = (1 << bit for bit in range(11))
_BY_TAG = {
    **dict.fromkeys(("h1", "h2", "h3"), HEADING | BOLD),
    "h4": HEADING,
    **dict.fromkeys(("li", "dd"), ITEM),
    "a": LINKED,
    "address": SIGNED,
    **dict.fromkeys(("b", "strong"), BOLD),
    **dict.fromkeys(("i", "em"), ITALIC),
    "center": CENTERED,
    "figcaption": CAPTION,
}

MAX_CAPTION_BOX = 400
_MAX_ROWS = 200
_CARD_LINES = 4
_MAX_CELL = 150  # code points, on average
MAX_JOINED = 20_000  # code points of a paragraph broken by `<br>`; joining more would cost the square of it
_ICON = 32  # pixels: bullets and emblems, which show nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What selectors of a site found, by the `id()` of elements: they mark captions, leads and signatures."""

    captions: frozenset[int] = frozenset()
    leads: frozenset[int] = frozenset()
    signatures: frozenset[int] = frozenset()


class Walk:
    """One walk over an element, giving its lines; what stands before and after `body` in it is told apart.

    before, lines, after: the lines. times: values of `<time>` on the way, in order. card: the first lines of a box
    that shows who wrote the article.
    title: the element that holds the headline; lines up to its end are passed over.
    """

    def __init__(self, root: Tag, *, body: Tag, title: Tag | None, chosen: Chosen) -> None:
        self.before: list[Line] = []
        self.lines: list[Line] = []
        self.after: list[Line] = []
        self.times: list[str] = []
        self.card: tuple[str, ...] = ()
        self._chosen = chosen
        self._marked = chosen.captions | chosen.leads | chosen.signatures
        self._weights = weigh(root)
        self._whole = self._weights[id(body)].text
        self._kept = {id(p) for e in (body, title) if e is not None for p in (e, *e.parents)}
        self._title = title
        self._body = body
        self._run: list[tuple[str, int]] = []  # pieces of a line, and what is said of each
        self._image = False
        self._images: list[tuple[int, int]] = []  # the list of lines, and the line that follows the image
        self._over: set[int] = set()  # lines of the body right above an image, in one block with it
        self._edges = self._edges_at_line = 0  # of blocks, met so far and when the last line ended
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
            # In italics over a picture, or in one paragraph with it: its caption, unless that of the picture above.
            over = at + 1 in places and line.centered and (line.italic or self._is_over(at))
            pictured = at - 1 in places or at in places or (at + 1 in places and (line.italic or line.centered))
            changed = pictured or over
            told.append(line._replace(pictured=pictured, after_image=line.after_image or over) if changed else line)
        return told

    def _is_over(self, at: int) -> bool:
        """Whether a line may be the caption of the image below it: no other stands below that."""
        below = self.lines[at + 1] if at + 1 < len(self.lines) else None
        captioned = below is not None and (below.caption or below.after_image) and at + 1 not in self._over
        return at in self._over and not captioned

    def _walk(self, root: Tag) -> None:
        pending: list[tuple[PageElement, int, bool]] = [(root, 0, False)]
        while pending:
            node, said, closing = pending.pop()
            if isinstance(node, Tag):
                if closing:
                    self._close(node)
                elif (inside := self._open(node, said)) is not None:
                    pending.append((node, said, True))
                    pending.extend((child, inside, False) for child in reversed(node.contents))
            elif type(node) is NavigableString:
                self._run.append((str(node), said))
        self._flush()

    def _open(self, element: Tag, said: int) -> int | None:
        """What is said of the text in an element, or None where it is passed over. said: by what is around it."""
        if element is self._body:
            self._flush()
            if not self._active:
                self.before.clear()  # the headline is inside the body, or after it
            self._target = self.lines
        if element is self._title:
            self._flush()
            return said
        weight, name = self._weights[id(element)], element.name
        if id(element) not in self._kept and is_chrome(element, weight, self._whole):
            if weight.named & naming.CARD and self._target is not None:
                self.card = self.card or tuple(islice(element.stripped_strings, _CARD_LINES))
            return None
        if name == "br":
            self._flush()
            return None
        if name in IMAGES:
            self._flush()
            if not _is_icon(element):
                self._see_image()
            return None
        if name == "time" and self._active:
            stamp = element.get("datetime")
            self.times.append(stamp if isinstance(stamp, str) else element.get_text(" "))
        if is_block(name, weight):
            self._flush()
            self._edges += 1
        return said | self._says(element, said, weight)

    def _see_image(self) -> None:
        self._image = True
        target = self._target
        if target is None:
            return
        self._images.append((id(target), len(target)))
        if target is self.lines and target and self._edges == self._edges_at_line and _may_show(target[-1]):
            self._over.add(len(target) - 1)

    def _says(self, element: Tag, around: int, weight: Weight) -> int:
        """What an element says of the text in it. around: what is said already."""
        name, attrs = element.name, element.attrs
        says = _BY_TAG.get(name, 0)
        key, named, style = id(element), weight.named, weight.style
        if not (
            named or style or weight.images or name == "table" or key in self._marked or not _SAYING.isdisjoint(attrs)
        ):
            return says  # most elements
        kept = key in self._kept
        if key in self._chosen.captions or (name != "figure" and not weight.images and named & naming.CAPTION):
            says |= CAPTION
        if weight.images and name in _BOXES and not kept and element.parent is not None:
            says |= BOXED if weight.text <= MAX_CAPTION_BOX and weight.paragraphs <= 1 else 0
        described = attrs.get("itemprop") == "description" and not (around | says) & CAPTION and not says & BOXED
        if key in self._chosen.leads or described or (named & naming.LEAD and not kept):
            says |= LEAD
        says |= _IN_NAMES[named & (naming.TITLE | naming.ITALIC | naming.CENTERED)]
        says |= CENTERED if style & naming.MIDDLE or attrs.get("align") == "center" else 0
        if (
            key in self._chosen.signatures
            or style & naming.RIGHT
            or attrs.get("align") == "right"
            or attrs.get("itemprop") == "author"
            or (named & naming.SIGNED and name != "a")
        ):
            says |= SIGNED
        return says | CELL if name == "table" and self._is_data(element) else says

    def _close(self, element: Tag) -> None:
        if element is self._title:
            self._run.clear()  # the headline is known already
            self._active = True
            self.before.clear()
            if self._target is self.lines:
                self.lines.clear()
                self._images.clear()
                self._over.clear()
            return
        if is_block(element.name, self._weights[id(element)]):
            self._flush()
            self._edges += 1
        if element is self._body:
            self._target = self.after

    def _flush(self) -> None:
        """End a line: what was gathered since the last block's edge."""
        run = self._run
        if not run:
            return
        self._run = []
        of_pieces = [said for piece, said in run if piece and not piece.isspace()]
        if not of_pieces or self._target is None or not (text := clean_line(_joined(run))):
            return
        first, every, some = of_pieces[0], reduce(and_, of_pieces), reduce(or_, of_pieces)
        # The day beside another article's headline is no link.
        linked = bool(every & LINKED) or (
            bool(some & LINKED) and all(said & LINKED or _DAY_ONLY.fullmatch(piece) for piece, said in run)
        )
        lines, italic, centered = self._target, bool(every & ITALIC), bool(every & CENTERED)
        line = Line(
            text=text,
            caption=bool(first & CAPTION)
            or (bool(first & BOXED) and not first & SIGNED and (self._image or _goes_on(lines, italic))),
            lead=bool(first & LEAD),
            heading=bool(first & HEADING),
            item=bool(first & ITEM),
            signed=bool(first & SIGNED),
            after_image=self._image and (italic or centered),
            linked=linked,
            cell=bool(first & CELL),
            bold=bool(every & BOLD),
            italic=italic,
            centered=centered,
            pictured=False,
        )
        if self._image and not line.after_image and _may_show(line):
            line = line._replace(after_image=True)
        self._image = False
        self._edges_at_line = self._edges
        if lines and len(lines[-1].text) < MAX_JOINED and _continues(lines[-1], line):
            lines[-1] = lines[-1]._replace(text=f"{lines[-1].text} {text}")
        else:
            lines.append(line)


_IN_NAMES = {
    title | italic | centered: (HEADING if title else 0) | (ITALIC if italic else 0) | (CENTERED if centered else 0)
    for title in (0, naming.TITLE)
    for italic in (0, naming.ITALIC)
    for centered in (0, naming.CENTERED)
}


def _is_icon(image: Tag) -> bool:
    width = image.attrs.get("width")
    return isinstance(width, str) and width.isdecimal() and len(width) < 3 and int(width) <= _ICON


def _may_show(line: Line) -> bool:
    """Whether a line right at an image may be its caption without a mark: plain words, and no name that signs."""
    plain = not (line.bold or line.heading or line.item or line.cell or line.linked or line.signed or line.lead)
    return plain and marks.may_show(line.text) and read_byline(line.text, signed=True) is None


def _joined(run: list[tuple[str, int]]) -> str:
    """The text of a run. Two elements that only a style sheet keeps apart (`Lào Cai` `Đại tá A`) get a blank."""
    if len(run) == 1:
        return run[0][0]
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


def _goes_on(lines: list[Line], italic: bool) -> bool:
    """Whether a line in a small box with an image goes on with the caption above it, in the same letters."""
    return bool(lines) and lines[-1].caption and lines[-1].italic == italic
