"""The only place that changes text: bytes → text, NFC, white space, control characters.

Every later step compares by folded norms and quotes what stands here.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from corpus.errors import UnreadableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
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
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_META_BYTES = 4096
# Codecs that Python calls text encodings and that no page is written in.
_NOT_CHARSETS = {"unicode_escape", "raw_unicode_escape", "punycode", "idna", "utf_7", "undefined", "mbcs", "oem"}
# As browsers do: what calls itself Latin-1 or ASCII was written on Windows.
_ALIASES = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_GUESS_BYTES = 65536
_MAX_BROKEN = 0.005  # of the characters: a page cut in the middle of a letter, not another encoding
_MAX_CONTROL = 0.01

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")

# Vietnamese letters that no other language in windows code pages has, after NFC.
_VIETNAMESE = re.compile("[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_COMBINING = re.compile("[\u0300-\u036f]")


def decode(content: bytes, *, charset: str | None, markup: bool) -> str:
    """Bytes → text, not yet cleaned.

    charset: what the carrier (an HTTP header) declares. markup: look for `<meta charset>` too.
    Order: byte order mark, UTF-16/32 without one, strict UTF-8, the declared charset, windows-1258, a guess.
    Raises UnreadableError: `empty`, `binary`, `encoding`.
    """
    if not content.strip():
        raise UnreadableError("empty", "the file is empty")
    for magic, what in _MAGIC.items():
        if content.startswith(magic):
            raise UnreadableError("binary", f"not text but {what}")
    text = _decode(content, charset, markup)
    if len(_CONTROLS.findall(text)) > _MAX_CONTROL * len(text):
        raise UnreadableError("binary", "not text: it is full of control characters")
    return text


def _decode(content: bytes, charset: str | None, markup: bool) -> str:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            text = _strict(content[len(bom) :], encoding)
            if text is None:
                text = content[len(bom) :].decode(encoding, "replace")
                _refuse_broken(text)
            return text
    if b"\0" in content:
        return _wide(content)
    text = _strict(content, "utf-8")
    if text is not None:
        return text
    declared = [charset] if charset else []
    if markup and (found := _META_CHARSET.search(content[:_META_BYTES])):
        declared.append(found.group(1).decode("ascii"))
    for name in declared:
        text = _declared(content, name)
        if text is not None:
            return text
    text = _windows_1258(content)
    if text is not None:
        return text
    text = content.decode("utf-8", "replace")
    if text.count("\ufffd") <= max(1, _MAX_BROKEN * len(text)) and not text.isascii() and len(text) > 8:
        return text
    return _guess(content)


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _declared(content: bytes, name: str) -> str | None:
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    codec = _ALIASES.get(codec, codec)
    if codec.replace("-", "_") in _NOT_CHARSETS or codec.startswith(("utf-16", "utf-32", "utf-8")):
        return None  # wide encodings showed themselves by their zero bytes, and UTF-8 has been tried
    if codec == "cp1252":  # often declared for what is windows-1258
        return _windows_1258(content) or _strict(content, codec)
    return _strict(content, codec)


def _wide(content: bytes) -> str:
    """UTF-16 or UTF-32 without a byte order mark: it must give letters that Vietnamese and its neighbours have."""
    for encoding, width in (("utf-16-le", 2), ("utf-16-be", 2), ("utf-32-le", 4), ("utf-32-be", 4)):
        text = None if len(content) % width else _strict(content, encoding)
        if text and sum(1 for c in text if _plausible(c)) >= 0.95 * len(text):
            return text
    raise UnreadableError("binary", "not text: it holds zero bytes")


def _plausible(c: str) -> bool:
    return c in "\t\n\r" or " " <= c < "\u0370" or "\u1e00" <= c <= "\u206f"


def _windows_1258(content: bytes) -> str | None:
    """windows-1258 where the bytes read as Vietnamese in it: its tone marks all find their letters."""
    text = _strict(content, "cp1258")
    if text is None:
        return None
    composed = unicodedata.normalize("NFC", text)
    letters = sum(1 for c in composed if c.isalpha())
    vietnamese = len(_VIETNAMESE.findall(composed))
    stray = len(_COMBINING.findall(composed))
    return text if vietnamese >= max(2, 0.03 * letters) and stray * 20 <= vietnamese else None


def _guess(content: bytes) -> str:
    sample = content[:_GUESS_BYTES]
    candidates = ["cp1258", "cp1252", "cp1250", "cp1251", "big5", "gb18030", "shift_jis", "euc_kr"]
    best = from_bytes(sample, cp_isolation=candidates, preemptive_behaviour=False).best()
    text = _strict(content, best.encoding) if best is not None else None
    if text is None:
        raise UnreadableError("encoding", "its encoding is neither declared nor recognised: save it as UTF-8")
    return text


def _refuse_broken(text: str) -> None:
    if text.count("\ufffd") > max(1, _MAX_BROKEN * len(text)):
        raise UnreadableError("encoding", "it is damaged, or not in the encoding that it begins with")


# --- text ---------------------------------------------------------------------------------------------------

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\n]+")
# Everything but what Vietnamese pages are made of, all of it visible: only these few are looked up one by one.
_RARE = re.compile("[^\t\n -~\u00a0-\u00ac\u00ae-\u0377\u1ea0-\u1ef9\u2010-\u2027\u2030-\u205e]")
# Letters that old converters wrote for Đ: they look the same and are another code point.
_LOOKALIKES = {0x00D0: "Đ", 0x0189: "Đ", 0xF0B7: "•", 0xF02D: "-", 0xF0A7: "•"}


def clean_text(text: str) -> str:
    """A whole text: NFC, `\\n` for every line end, single blanks, nothing invisible. Line by line; blank lines stay.

    Cleaning clean text changes nothing.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _RARE.sub(_visible, text.translate(_LOOKALIKES))
    text = unicodedata.normalize("NFC", text)  # after the invisible has gone from between letter and mark
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n"))


def clean_line(text: str) -> str:
    """One line: as clean_text, and line ends are blanks."""
    return " ".join(clean_text(text).split())


def _visible(match: re.Match[str]) -> str:
    # Cc control, Cf zero-width and soft hyphens, Cs lone surrogates, Cn not characters at all.
    return "" if unicodedata.category(match[0]) in ("Cc", "Cf", "Cs", "Cn") else match[0]
