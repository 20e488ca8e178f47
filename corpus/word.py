"""A Word file (.docx) → Article: its paragraphs, lists, tables, captions and text boxes as lines of text.

python-docx opens the package and knows its styles; the body is walked here, because its own `paragraphs` leave out what
was inserted with changes tracked, content controls and text boxes. What the file says about itself (author, title, when
it was made) is the template's as often as the article's, so none of it is taken.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.opc.exceptions import OpcError

from corpus.article import Article, Page
from corpus.encodings import mend_passage
from corpus.errors import UnreadableError
from corpus.inputs.limits import MB
from corpus.lines import Line
from corpus.set_lines import mended, with_title
from corpus.text import read_lines
from corpus.word_styles import Format, Styles, W

MAX_UNPACKED, MAX_XML, MAX_PARTS = 300 * MB, 10 * MB, 5_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MAX_LINES = 50_000
_SIGNATURE = 80  # code points of a line set to the right that signs
_BOX = f"{W}txbxContent"
_PICTURES = ("drawing", "pict", "object")
# What is not in the text: deleted with changes tracked, said a second time for old programs, a field's formula.
_LEFT_OUT = ("del", "moveFrom", "Fallback", "instrText", "delText", "rPr", "pPr", "sectPr", "tblPr", "tblGrid", "tcPr")
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


# What zipfile, zlib, lxml (whose XMLSyntaxError is a SyntaxError) and python-docx raise on a package that is not whole.
_BROKEN = (
    *(OpcError, KeyError, ValueError, AttributeError, TypeError, SyntaxError, OSError, EOFError, RuntimeError),
    *(zlib.error, zipfile.BadZipFile, NotImplementedError),
)


def read_word(page: Page) -> Article:
    """A Word file as an Article.

    Raises UnreadableError: `encrypted`, `old_word` (.doc), `bomb`, `damaged`, `too_large`, `encoding`, `no_text`.
    """
    _check(page.content)
    try:
        document = docx.Document(io.BytesIO(page.content))
        body = _Body(Styles(document))
        body.walk(document.element.body)
    except _BROKEN as error:
        raise UnreadableError("damaged", f"not a whole Word file ({type(error).__name__}): save it anew") from error
    lines = mended(body.lines)
    title = None if body.title is None else lines[body.title].text
    lines, title = with_title([line for line in lines if line.text], title)
    return read_lines(page, lines, title=title)


def _check(content: bytes) -> None:
    """Raise UnreadableError where the package is none, or unpacks to more than is read."""
    if content.startswith(_OLE):
        if _LOCKED in content:
            raise UnreadableError("encrypted", "the Word file is locked with a password: save it without one")
        raise UnreadableError("old_word", "an old Word file (.doc): save it as .docx")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except _BROKEN as error:
        raise UnreadableError("damaged", "not a Word file, or not a whole one: save it anew") from error
    # zipfile unpacks no more of a part than stands here, whatever the part itself holds.
    xml = sum(part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels")))
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED or xml > MAX_XML:
        raise UnreadableError("bomb", "it unpacks to more than any article holds")


@dataclass(slots=True)
class _Paragraph:
    """What was met of a paragraph: its text by font, whether a picture stands in it, and the boxes that hang on it."""

    parts: list[tuple[str, Format]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)  # before which of the parts


class _Body:
    """The walk through a document's body. lines: as met; title: which of them has the style Title."""

    def __init__(self, styles: Styles) -> None:
        self.lines: list[Line] = []
        self.title: int | None = None
        self._styles = styles
        self._met = 0  # paragraphs, empty ones too
        self._pictured = False  # whether a picture was the last thing met

    def walk(self, element: Any, *, cell: bool = False) -> None:
        """Take in all paragraphs below an element; lxml refuses files nested deeper than 256."""
        for child in element:
            name = _name(child)
            if name == "p":
                self._met += 1
                self._paragraph(child, cell)
            elif name == "tbl":
                pictured = next(child.iter(*(f"{W}{picture}" for picture in _PICTURES)), None) is not None
                self.walk(child, cell=not pictured)
            elif name not in _LEFT_OUT:
                self.walk(child, cell=cell)
            if max(self._met, len(self.lines)) > _MAX_LINES:
                raise UnreadableError("too_large", f"more than {_MAX_LINES:,} lines: no article is that long")

    def _paragraph(self, element: Any, cell: bool) -> None:
        own = element.find(f"{W}pPr")
        style = None if own is None else own.find(f"{W}pStyle")
        base = self._styles.of(None if style is None else style.get(f"{W}val")).with_own(own, None)
        met = _Paragraph()
        _gather(element, base, met)
        before = 0
        for at in met.pictures:
            self._text(met.parts[before:at], base, cell)
            self._pictured, before = True, at
        self._text(met.parts[before:], base, cell)
        for box in met.boxes:
            self.walk(box)

    def _text(self, parts: list[tuple[str, Format]], base: Format, cell: bool) -> None:
        """The lines of a paragraph's text, or of what stands in it on one side of a picture."""
        shown = [form for text, form in parts if text.strip()]
        bold, italic = (bool(shown) and all(getattr(form, name) for form in shown) for name in ("bold", "italic"))
        heading = base.kind == "title" or base.kind.startswith("heading")
        for text in _joined(parts).split("\n"):
            if not text.strip():
                continue
            line = Line(
                text=text,
                caption=base.kind == "caption",
                lead=base.kind == "subtitle",
                heading=heading,
                item=base.listed or base.kind.startswith("list"),
                signed=base.align in ("right", "end") and len(text) <= _SIGNATURE,
                after_image=self._pictured,
                cell=cell,
                bold=bold,
                italic=italic,
                centered=base.align == "center",
            )
            self.lines.append(line)
            self._pictured = False
            if base.kind == "title" and self.title is None:
                self.title = len(self.lines) - 1


def _gather(element: Any, base: Format, met: _Paragraph) -> None:
    for child in element:
        name = _name(child)
        if name == "r":
            _gather(child, base.with_own(None, child.find(f"{W}rPr")), met)
        elif name == "t":
            met.parts.append((child.text or "", base))
        elif name in _CHARACTERS:
            met.parts.append((_CHARACTERS[name], base))
        elif name == "txbxContent":
            met.boxes.append(child)
        elif name not in _LEFT_OUT:
            if name in _PICTURES and next(child.iter(_BOX), None) is None:
                met.pictures.append(len(met.parts))
            else:
                _gather(child, base, met)


def _joined(parts: list[tuple[str, Format]]) -> str:
    """The text; passages in a font of a legacy encoding (`.VnTime`, `VNI-Times`) in Unicode."""
    passages: list[tuple[str, str | None]] = []
    for text, form in parts:
        if passages and passages[-1][1] == form.font:
            passages[-1] = (passages[-1][0] + text, form.font)
        else:
            passages.append((text, form.font))
    return "".join((font and mend_passage(text, font=font)) or text for text, font in passages)


def _name(element: Any) -> str:
    """An element's name without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
