"""UTF-8 that was read as Latin-1 or cp1252, once or twice: mended with ftfy, which does nothing else here."""

from __future__ import annotations

import re

# The first bytes of Vietnamese letters in UTF-8, as cp1252 shows them, before any that can follow.
_TRACE = re.compile(
    "\xe1[\xba\xbb](?=[\x80-\xbf\u0152-\u2122])|\xc4[\x83\x91\u0192\u2018]|\xc6[\xa0\xa1\xaf\xb0]|\xc3[\x80-\xbf\u0192\u201a-\u2022]"
)
_BEFORE = "\xe1\xc2"  # the second where it was read wrongly twice
# What no text means: only Vietnamese letters' bytes look so.
_CERTAIN = re.compile("\xe1[\xba\xbb]")
_FEW, _WORDS = 3, 20


def is_likely(text: str) -> bool:
    """Cheap: whether the text may hold such letters: nearly every Vietnamese word of them has one of two signs."""
    return any(_stands_after(text, sign) for sign in "\xba\xbb")


def _stands_after(text: str, sign: str) -> bool:
    at = text.find(sign)
    while at >= 0:
        if at and text[at - 1] in _BEFORE:
            return True
        at = text.find(sign, at + 1)
    return False


def traces(text: str) -> int:
    """How many such letters the text holds."""
    return len(_TRACE.findall(text))


def mend(text: str) -> str:
    """The text with the lines mended that ftfy can mend; the others as they are."""
    from ftfy import TextFixerConfig, fix_encoding  # late: few pages need it, and it is slow to load

    config = TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        restore_byte_a0=True,
        replace_lossy_sequences=False,
        decode_inconsistent_utf8=True,
        fix_c1_controls=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
    lines = text.split("\n")
    return "\n".join(fix_encoding(line, config) if _TRACE.search(line) else line for line in lines)


def is_ruined(text: str) -> bool:
    """Whether so many such letters are left that the text is of no use: one to twenty words or more."""
    left = len(_CERTAIN.findall(text))
    return left >= _FEW and left * _WORDS > text.count(" ")
