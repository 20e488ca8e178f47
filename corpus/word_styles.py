"""What the styles of a Word file say about a paragraph: its kind, its font, whether it is bold, italic, centred."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_BASES = 20  # styles that a style may rest on
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How text is set; None: not said. kind: the style's name in small letters (`heading 1`, `caption`)."""

    kind: str = ""
    font: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    align: str | None = None
    listed: bool = False

    def with_own(self, paragraph: Any, run: Any) -> Format:
        """The format with what `w:pPr` and `w:rPr` (None: there is none) say on top of it."""
        align, listed = self.align, self.listed
        if paragraph is not None:
            align = _value(paragraph, "jc") or align
            number = paragraph.find(f"{W}numPr/{W}numId")
            listed = listed if number is None else number.get(f"{W}val") != "0"
        if run is None:
            return replace(self, align=align, listed=listed)
        return replace(
            self,
            font=_font(run) or self.font,
            bold=_is_on(run, "b", self.bold),
            italic=_is_on(run, "i", self.italic),
            align=align,
            listed=listed,
        )


class Styles:
    """The paragraph styles of a document, by their ids."""

    def __init__(self, document: Any) -> None:
        """document: python-docx's."""
        root = document.styles.element
        self._elements = {e.get(f"{W}styleId"): e for e in root.findall(f"{W}style")}
        self._normal = next((i for i, e in self._elements.items() if e.get(f"{W}default") in ("1", "true")), None)
        self._defaults = Format().with_own(None, root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        self._known: dict[str | None, Format] = {}

    def of(self, style: str | None) -> Format:
        """The format of a paragraph style, with all that it rests on; style: its id, None: the usual one."""
        style = style or self._normal
        if style not in self._known:
            self._known[style] = self._resolved(style)
        return self._known[style]

    def _resolved(self, style: str | None) -> Format:
        chain: list[Any] = []
        while style in self._elements and len(chain) < _MOST_BASES:
            chain.append(self._elements[style])
            style = _value(chain[-1], "basedOn")
        found = self._defaults
        for element in reversed(chain):
            found = found.with_own(element.find(f"{W}pPr"), element.find(f"{W}rPr"))
        return replace(found, kind=(_value(chain[0], "name") or "").casefold()) if chain else found


def _value(element: Any, name: str) -> str | None:
    child = element.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def _font(run: Any) -> str | None:
    fonts = run.find(f"{W}rFonts")
    return None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")


def _is_on(run: Any, name: str, otherwise: bool | None) -> bool | None:
    switch = run.find(f"{W}{name}")
    return otherwise if switch is None else switch.get(f"{W}val") not in _OFF
