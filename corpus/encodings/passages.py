"""Passages in a legacy encoding within a text that is Unicode otherwise: line by line, or by HTML's text nodes."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from corpus.encodings import mojibake
from corpus.encodings.detect import FAMILIES, UNICODE, Family, best, is_among_vietnamese, score
from corpus.encodings.scopes import text_nodes

# Code points of legacy text that Vietnamese in Unicode has not, and signs that other pages have, too: one of the
# first with any other calls for a closer look.
_LETTERS = "\xb5\xb8\xb6\xb9\xac\xad\xd6\xdc\xe6\xf6\xf8\xef\xf1\xe4\xe5\xfb\xd8\xcf\xd1\xc4\xc5\xdb"
_LETTER = re.compile(f"[{_LETTERS}]")
_SPARSE = 4_000  # code points to one such letter: less than a pasted paragraph has in the longest page
_ASCII = bytes(range(128))
_SIGNS = "\xb7\xae\xab\xa7\xaa"
# Each begins with one sign that is rare on a page, which finds them soonest.
_ENTITY = re.compile(f"&(?:#0*(?:{'|'.join(str(ord(c)) for c in _LETTERS if c != chr(0xAD))});)".encode())
FONT = re.compile(rb"V(?:n(?<=\.Vn)|NI-)")
_ATTRIBUTE = re.compile(r"""(\b(?:alt|title|content)\s*=\s*)(["'])([^"'<>]{3,2000})\2""", re.I)
_MAX_TAG = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A text after mending. families: what was found in it; confidence: how surely, 1 if nothing was.

    was_mojibake: whether it looked like UTF-8 read as Latin-1, mended or not.
    """

    text: str
    families: tuple[str, ...]
    confidence: float
    was_mojibake: bool


def is_suspicious(text: str, *, markup: bool, content: bytes | None = None) -> bool:
    """Cheap: whether a closer look for TCVN3 or VNI is worth its time. content: the text in UTF-8, where at hand."""
    if content is None:
        content = text.encode("utf-8", "surrogatepass")
    # What is ASCII, nearly all of a page, goes first: then little is left to search.
    beyond = content.translate(None, _ASCII).decode("utf-8", "surrogatepass")
    if met := _LETTER.findall(beyond):
        letters = len(set(met))
        # A page in Unicode has a few, in scripts and in foreign names.
        if len(met) * _SPARSE >= len(text) and (letters >= 2 or any(sign in text for sign in _SIGNS)):
            return True
    return markup and (FONT.search(content) is not None or _ENTITY.search(content) is not None)


def mend_passage(text: str, font: str | None = None, expected: str | None = None, *, mixed: bool = True) -> str | None:
    """One passage (a line, a text node) in Unicode if it is in a legacy encoding, else None.

    font: the font that it stands in, if known: `.VnTime`, `VNI-Times`. expected: the family that the rest of its
    page was in; mixed: that page holds Unicode, too. A font or a family makes short passages certain enough; what is
    Unicode already is None whatever they say.
    """
    if text.isascii() or UNICODE.search(text):
        return None
    family = _hinted(font, expected)
    if family is not None:
        found = score(text, family)
        explained = found.good + found.kept
        if font is not None and family.is_font(font):
            return family.convert(text, font) if explained >= found.broken and family.word.search(text) else None
        proved = found.good > found.broken + found.foreign if mixed else explained and explained >= found.bad
        return family.convert(text, None) if proved else None
    family, found = best(text)
    return family.convert(text, None) if found.is_sure and is_among_vietnamese(text) else None


def mend(text: str, *, markup: bool, expected: str | None = None, content: bytes | None = None) -> Mended:
    """The whole text with its passages mended. Text that is right already comes back as it is.

    expected: the family, where the bytes of the page proved it. content: the text in UTF-8, where at hand.
    """
    families: tuple[str, ...] = ()
    broken = mojibake.is_likely(text)
    if broken and (mended := _demojibake(text)) != text:
        text, families, content = mended, ("mojibake",), None
    confidence = 1.0
    if expected is not None or is_suspicious(text, markup=markup, content=content):
        after, found, confidence = _mend_passages(text, markup, expected)
        text, families = after, families + found
    return Mended(text=text, families=families, confidence=confidence, was_mojibake=broken)


def _mend_passages(text: str, markup: bool, expected: str | None) -> tuple[str, tuple[str, ...], float]:
    """(text, families found, confidence): which fonts and which family hold for the page, then each passage."""
    pieces = list(text_nodes(text)) if markup else [(line, None, True) for line in text.splitlines(keepends=True)]
    passages = [(html.unescape(raw) if markup else raw, font) for raw, font, is_text in pieces if is_text]
    trusted = _trusted_fonts(passages)
    passages = [(piece, font if font in trusted else None) for piece, font in passages]
    expected = expected or _proved(passages)
    if expected is None and not trusted:
        return text, (), 1.0
    mixed = any(UNICODE.search(piece) for piece, _ in passages)
    out, waiting = [], iter(passages)
    for raw, _, is_text in pieces:
        if is_text:
            new = mend_passage(*next(waiting), expected, mixed=mixed)
            out.append(raw if new is None else html.escape(new, quote=False) if markup else new)
        else:
            out.append(_mend_attributes(raw, expected))
    after = "".join(out)
    if after == text:
        return text, (), 1.0
    found = [f for f in FAMILIES if f.name == expected or any(f.is_font(font) for font in trusted)]
    joined = "\n".join(piece for piece, _ in passages if not piece.isascii() and not UNICODE.search(piece))
    return after, tuple(f.name for f in found), max(score(joined, f).confidence for f in found)


def _mend_attributes(tag: str, expected: str | None) -> str:
    """A tag with its texts for readers (of pictures, links, `meta`) mended where the page's family is known."""
    if expected is None or tag.startswith(("<!", "<script", "<style")) or len(tag) > _MAX_TAG:
        return tag
    return _ATTRIBUTE.sub(lambda match: _attribute(match, expected), tag)


def _attribute(match: re.Match[str], expected: str) -> str:
    new = mend_passage(html.unescape(match[3]), None, expected)
    return match[0] if new is None else f"{match[1]}{match[2]}{html.escape(new)}{match[2]}"


def _hinted(font: str | None, expected: str | None) -> Family | None:
    for family in FAMILIES:
        if font is not None and family.is_font(font):
            return family
    return next((family for family in FAMILIES if family.name == expected), None)


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
