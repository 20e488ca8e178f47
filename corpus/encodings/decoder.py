"""Bytes → text: the one order in which encodings are tried, and how sure the answer is.

Byte order mark; UTF-16/32 without one; UTF-8, whole or cut short; then, for 8-bit text, windows-1258, VISCII, TCVN3
or VNI by the syllables that they give; the declared charset; a guess. Then passages that are still legacy text, or
UTF-8 read as Latin-1, are mended. What stays unsure, or has lost its letters, is refused.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from corpus.encodings import lost, mojibake, viscii, windows1258
from corpus.encodings.detect import best, share
from corpus.encodings.passages import mend
from corpus.errors import UnreadableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_META_BYTES = 4096
# Codecs that Python calls text encodings and that no page is written in.
_NOT_CHARSETS = {"unicode_escape", "raw_unicode_escape", "punycode", "idna", "utf_7", "undefined", "mbcs", "oem"}
# As browsers do: what calls itself Latin-1 or ASCII was written on Windows.
_ALIASES = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_SAMPLE_BYTES = 65536
_MAX_BROKEN = 0.005  # of the characters: a page cut in the middle of a letter, not another encoding
_DECLARED, _GUESSED = 0.7, 0.6
THRESHOLD = 0.5
_TAG = re.compile("<[^<>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A page's text. encoding: as Python or this package names it; confidence: 0 to 1; mended: what was mended in
    it, of `mojibake`, `tcvn3` and `vni`."""

    text: str
    encoding: str
    confidence: float
    mended: tuple[str, ...] = ()


def decode(content: bytes, *, charset: str | None, markup: bool) -> Decoded:
    """Bytes → text, not yet cleaned. charset: what the carrier declares; markup: look for `<meta charset>` too.

    Raises UnreadableError: `encoding`, or `binary` where zero bytes are no UTF-16.
    """
    text, encoding, confidence = _carried(content, charset, markup)
    as_utf8 = content if encoding == "utf-8" and confidence == 1.0 else None
    return mend_decoded(text, encoding, confidence, markup=markup, content=as_utf8)


def mend_decoded(
    text: str,
    encoding: str = "unicode",
    confidence: float = 1.0,
    *,
    markup: bool = False,
    content: bytes | None = None,
) -> Decoded:
    """Text that came as text (of a Word file, a PDF, a dump) or was decoded: its legacy passages in Unicode.

    content: the text in UTF-8, where at hand.
    Raises UnreadableError (`encoding`) where its letters are lost or it can only be guessed at.
    """
    expected = encoding if encoding in ("tcvn3", "vni") else None
    mended = mend(text, markup=markup, expected=expected, content=content)
    confidence = min(confidence, mended.confidence)
    if confidence < THRESHOLD:
        raise UnreadableError("encoding", "its encoding is not recognised with enough certainty: save it as UTF-8")
    if lost.is_lost(mended.text, markup=markup):
        raise UnreadableError("encoding", "letters were lost when it was saved (? in their place): get it anew")
    if mended.was_mojibake and mojibake.is_ruined(mended.text):
        raise UnreadableError("encoding", "its letters were decoded wrongly and cannot be mended: get it anew")
    return Decoded(text=mended.text, encoding=encoding, confidence=confidence, mended=mended.families)


def _carried(content: bytes, charset: str | None, markup: bool) -> tuple[str, str, float]:
    """(text, encoding, confidence) of the bytes as a whole."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            text = content[len(bom) :].decode(encoding, "replace")
            if text.count("\ufffd") > max(1, _MAX_BROKEN * len(text)):
                raise UnreadableError("encoding", "it is damaged, or not in the encoding that it begins with")
            return text, encoding, 1.0
    if b"\0" in content:
        return _wide(content)
    whole = _strict(content, "utf-8")
    if whole is not None:
        return whole, "utf-8", 1.0
    cut = content.decode("utf-8", "replace")
    broken = cut.count("\ufffd")
    beyond = sum(1 for c in cut if c > "\x7f") - broken
    if broken <= max(1, _MAX_BROKEN * len(cut)) and beyond >= 10 * broken:
        return cut, "utf-8", 0.9
    return _eight_bit(content, markup) or _declared_or_guessed(content, charset, markup)


def _eight_bit(content: bytes, markup: bool) -> tuple[str, str, float] | None:
    """The legacy encoding of Vietnamese whose syllables explain the bytes best."""
    latin = _latin(content)
    candidates = {"cp1258": windows1258.decode(content), "viscii": viscii.decode(content)}
    found: list[tuple[float, str, str]] = []
    for name, text in candidates.items():
        if text is not None:
            part, words = share(_TAG.sub(" ", text) if markup else text)
            if words >= 2:
                found.append((part, name, text))
    family, score = best(_TAG.sub(" ", latin) if markup else latin)
    if score.distinct >= 2:
        found.append((score.confidence, family.name, latin))
    plain, _ = share(_TAG.sub(" ", latin) if markup else latin)
    part, name, text = max(found, default=(0.0, "", ""))
    return (text, name, part) if part >= 0.6 and part > plain else None


def _latin(content: bytes) -> str:
    """cp1252, and Latin-1 for the five bytes that it has not."""
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(_strict(bytes([b]), "cp1252") or chr(b) for b in content)


def _declared_or_guessed(content: bytes, charset: str | None, markup: bool) -> tuple[str, str, float]:
    declared = [charset] if charset else []
    if markup and (found := _META_CHARSET.search(content[:_META_BYTES])):
        declared.append(found.group(1).decode("ascii"))
    for name in declared:
        try:
            codec = codecs.lookup(name).name
        except (LookupError, ValueError):
            continue
        codec = _ALIASES.get(codec, codec)
        if codec.replace("-", "_") in _NOT_CHARSETS or codec.startswith(("utf-16", "utf-32", "utf-8")):
            continue  # wide encodings showed themselves by their zero bytes, and UTF-8 has been tried
        text = _strict(content, codec)
        if text is not None:
            return text, codec, _DECLARED
    text = content.decode("utf-8", "replace")
    if text.count("\ufffd") <= max(1, _MAX_BROKEN * len(text)) and not text.isascii() and len(text) > 8:
        return text, "utf-8", _GUESSED
    return _guess(content)


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _wide(content: bytes) -> tuple[str, str, float]:
    """UTF-16 or UTF-32 without a byte order mark: it must give letters that Vietnamese and its neighbours have."""
    for encoding, width in (("utf-16-le", 2), ("utf-16-be", 2), ("utf-32-le", 4), ("utf-32-be", 4)):
        text = None if len(content) % width else _strict(content, encoding)
        if text:
            plausible = sum(1 for c in text if _plausible(c)) / len(text)
            if plausible >= 0.95:
                return text, encoding, plausible
    raise UnreadableError("binary", "not text: it holds zero bytes")


def _plausible(c: str) -> bool:
    return c in "\t\n\r" or " " <= c < "\u0370" or "\u1e00" <= c <= "\u206f"


def _guess(content: bytes) -> tuple[str, str, float]:
    candidates = ["cp1258", "cp1252", "cp1250", "cp1251", "big5", "gb18030", "shift_jis", "euc_kr"]
    guessed = from_bytes(content[:_SAMPLE_BYTES], cp_isolation=candidates, preemptive_behaviour=False).best()
    text = _strict(content, guessed.encoding) if guessed is not None else None
    if text is None or guessed is None:
        raise UnreadableError("encoding", "its encoding is neither declared nor recognised: save it as UTF-8")
    return text, guessed.encoding, _GUESSED
