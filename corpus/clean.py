"""The only place that changes text: bytes → text, NFC, white space, control characters.

Every later step compares by folded norms and quotes what stands here.
"""

from __future__ import annotations

import re
import unicodedata

from corpus import encodings
from corpus.errors import UnreadableError

_MAGIC = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Office file",
    b"\x89PNG\r\n": "a picture",
    b"GIF8": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b\x08": "a gzip file",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
}
_GLANCE = 4_000  # code points that tell text from what is none
_MAX_CONTROL = 0.01

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def decode(content: bytes, *, charset: str | None, markup: bool) -> str:
    """Bytes → text, not yet cleaned.

    charset: what the carrier (an HTTP header) declares. markup: look for `<meta charset>` too.
    In whatever encoding Vietnamese pages have (corpus.encodings has the order); legacy passages come as Unicode.
    Raises UnreadableError: `empty`, `binary`, `encoding`.
    """
    if not content.strip():
        raise UnreadableError("empty", "the file is empty")
    for magic, what in _MAGIC.items():
        if content.startswith(magic):
            raise UnreadableError("binary", f"not text but {what}")
    text = encodings.decode(content, charset=charset, markup=markup).text
    beginning = text[:_GLANCE]
    if len(_CONTROLS.findall(beginning)) > _MAX_CONTROL * len(beginning):
        raise UnreadableError("binary", "not text: it is full of control characters")
    return text


# --- text ---------------------------------------------------------------------------------------------------

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\n]+")
# Letters that old converters wrote for Đ: they look the same and are another code point.
_LOOKALIKES = {0x00D0: "Đ", 0x0189: "Đ", 0xF0B7: "•", 0xF02D: "-", 0xF0A7: "•"}
_LOOKALIKE = re.compile(f"[{''.join(map(chr, _LOOKALIKES))}]")
# Everything but what Vietnamese pages are made of, all of it visible and as it stays: only these few are looked up one
# by one, and most lines hold none of them.
_RARE = re.compile(
    "[^\t\n\r -~\u00a0-\u00ac\u00ae-\u00cf\u00d1-\u0188\u018a-\u0377\u1ea0-\u1ef9\u2010-\u2027\u2030-\u205e]"
)


def clean_text(text: str) -> str:
    """A whole text: NFC, `\\n` for every line end, single blanks, nothing invisible. Line by line; blank lines stay.

    Cleaning clean text changes nothing.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _cleaned(text)
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n"))


def clean_line(text: str) -> str:
    """One line: as clean_text, and line ends are blanks."""
    if _RARE.search(text):
        text = _cleaned(_LINE_ENDS.sub(" ", text))
    return " ".join(unicodedata.normalize("NFC", text).split())


def _cleaned(text: str) -> str:
    if _LOOKALIKE.search(text):
        text = text.translate(_LOOKALIKES)
    return unicodedata.normalize("NFC", _RARE.sub(_visible, text))  # what is invisible has gone from between letters


def _visible(match: re.Match[str]) -> str:
    # Cc control, Cf zero-width and soft hyphens, Cs lone surrogates, Cn not characters at all.
    return "" if unicodedata.category(match[0]) in ("Cc", "Cf", "Cs", "Cn") else match[0]
