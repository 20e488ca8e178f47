"""Passages in a legacy encoding within a text that is Unicode otherwise: line by line, or by HTML's text nodes."""

from __future__ import annotations

import html
from dataclasses import dataclass

from corpus.encodings import mojibake
from corpus.encodings.detect import FAMILIES, UNICODE, Family, best, is_among_vietnamese, score
from corpus.encodings.scopes import text_nodes

# Code points of legacy text that Vietnamese in Unicode has not: two different ones call for a closer look.
_SIGNS = (
    "\xb5\xe6\xf8\xef\xf6\xf1\xe4\xe5\xeb\xfb\xfc\xee\xe7\xfe\xf7\xad\xb8\xb6\xb9\xac\xa8\xbe\xbc\xaa\xae"
    "\xd7\xdf\xdc\xde\xd6\xd8\xc7\xcb\xd0\xd1\xce\xcf\xc6\xc4\xc5\xdb"
)
_FONTS = (".Vn", ".VN", "VNI-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A text after mending. families: what was found in it; confidence: of the least sure kind; 1 if nothing was."""

    text: str
    families: tuple[str, ...]
    confidence: float


def is_suspicious(text: str, *, markup: bool) -> bool:
    """Cheap: whether a closer look for TCVN3 or VNI is worth its time."""
    if sum(sign in text for sign in _SIGNS) >= 2:
        return True
    return markup and (any(font in text for font in _FONTS) or "&#1" in text or "&#2" in text)


def mend_passage(text: str, font: str | None = None, expected: str | None = None) -> str | None:
    """One passage (a line, a text node) in Unicode if it is in a legacy encoding, else None.

    font: the font that it stands in, if known: `.VnTime`, `VNI-Times`. expected: the family that the rest of its
    page was in. Either makes short passages certain enough; what is Unicode already is None whatever they say.
    """
    if text.isascii() or UNICODE.search(text):
        return None
    family = _hinted(font, expected)
    if family is not None:
        found = score(text, family)
        explained = found.good + found.kept
        if font is not None and family.is_font(font):
            return family.convert(text, font) if explained >= found.broken and family.word.search(text) else None
        return family.convert(text, None) if explained and explained >= found.bad else None
    family, found = best(text)
    return family.convert(text, None) if found.is_sure and is_among_vietnamese(text) else None


def mend(text: str, *, markup: bool, expected: str | None = None) -> Mended:
    """The whole text with its passages mended. Text that is right already comes back as it is.

    expected: the family, where the bytes of the page proved it.
    """
    families: list[str] = []
    if mojibake.is_likely(text):
        mended = _demojibake(text)
        if mended != text:
            text, families = mended, ["mojibake"]
    if expected is None and not is_suspicious(text, markup=markup):
        return Mended(text=text, families=tuple(families), confidence=1.0)
    pieces = list(text_nodes(text)) if markup else [(line, None, True) for line in text.splitlines(keepends=True)]
    passages = [(html.unescape(raw) if markup else raw, font) for raw, font, is_text in pieces if is_text]
    trusted = _trusted_fonts(passages)
    passages = [(piece, font if font in trusted else None) for piece, font in passages]
    expected = expected or _proved(passages)
    if expected is None and not trusted:
        return Mended(text=text, families=tuple(families), confidence=1.0)
    out, done, sure = [], iter(passages), 0.0
    for raw, _, is_text in pieces:
        new = None
        if is_text:
            passage, font = next(done)
            new = mend_passage(passage, font, expected)
        out.append(raw if new is None else html.escape(new, quote=False) if markup else new)
    text_after = "".join(out)
    if text_after == text:
        return Mended(text=text, families=tuple(families), confidence=1.0)
    named = {family.name for family in FAMILIES for font in trusted if family.is_font(font)} | {expected}
    families += sorted(name for name in named if name)
    sure = max(score(piece, f).confidence for f in FAMILIES if f.name in named for piece in [_joined(passages)])
    return Mended(text=text_after, families=tuple(families), confidence=sure)


def _hinted(font: str | None, expected: str | None) -> Family | None:
    for family in FAMILIES:
        if font is not None and family.is_font(font):
            return family
    return next((family for family in FAMILIES if family.name == expected), None)


def _joined(passages: list[tuple[str, str | None]]) -> str:
    return "\n".join(text for text, _ in passages if not text.isascii() and not UNICODE.search(text))


def _trusted_fonts(passages: list[tuple[str, str | None]]) -> set[str]:
    """The legacy fonts in which more passages are legacy text than Unicode: pages kept fonts after being converted."""
    votes: dict[str, int] = {}
    for text, font in passages:
        if font is None or text.isascii() or (family := _hinted(font, None)) is None:
            continue
        found = score(text, family)
        vote = -1 if UNICODE.search(text) or found.bad > found.good + found.kept else int(found.good > 0)
        votes[font] = votes.get(font, 0) + vote
    return {font for font, vote in votes.items() if vote > 0}


def _proved(passages: list[tuple[str, str | None]]) -> str | None:
    """The family that some passage without a font proves by itself."""
    for text, font in passages:
        if font is None and not text.isascii() and not UNICODE.search(text):
            family, found = best(text)
            if found.is_sure and is_among_vietnamese(text):
                return family.name
    return None


def _demojibake(text: str) -> str:
    for _ in range(3):
        mended = mojibake.mend(text)
        if mended == text or mojibake.traces(mended) >= mojibake.traces(text):
            break
        text = mended
    return text
