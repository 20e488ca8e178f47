"""VNI-Windows: a letter with a mark is the plain letter and a code for the mark; a few are one code.

Source: the VNI standard for Windows fonts (`VNI-Times` and its kin), as converters publish it.
"""

from __future__ import annotations

import re
import unicodedata

# Code after the letter → combining marks. After a, e, o, u, y, and after ô (horned o) and ö (horned u).
_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_HAT = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_SINGLE = {"ñ": "đ", "ö": "ư", "ô": "ơ", "î": "ỵ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ì": "ì", "í": "í"}


def _table() -> dict[str, str]:
    pairs: dict[str, str] = dict(_SINGLE)
    for letter in "aeouy":
        pairs |= {letter + code: letter + mark for code, mark in _TONES.items()}
    for code, letter in (("ô", "ơ"), ("ö", "ư")):
        pairs |= {code + tone: letter + mark for tone, mark in _TONES.items()}
    for letter in "aeo":
        pairs |= {letter + code: letter + "\u0302" + mark for code, mark in _HAT.items()}
    pairs |= {"a" + code: "a\u0306" + mark for code, mark in _BREVE.items()}
    return {code: unicodedata.normalize("NFC", letter) for code, letter in pairs.items()}


TABLE = _table()
_CODES = "".join(sorted({c for code in TABLE for c in code if not c.isascii()}))
_PAIR = re.compile("|".join(sorted(map(re.escape, TABLE), key=len, reverse=True)), re.I)
WORD = re.compile(f"(?<![a-z{_CODES}])[a-z{_CODES}]*[{_CODES}][a-z{_CODES}]*", re.I)
_FONT = re.compile(r"vni[-_ ]", re.I)


def is_font(name: str) -> bool:
    """Whether a font of this name carries VNI."""
    return _FONT.match(name.strip()) is not None


def convert(text: str, font: str | None = None) -> str:
    """Text whose code points are VNI's bytes → Vietnamese; the case is that of the letter. font is not needed."""
    return _PAIR.sub(_letter, text)


def _letter(match: re.Match[str]) -> str:
    letter = TABLE[match[0].lower()]
    return letter.upper() if match[0][0].isupper() else letter
