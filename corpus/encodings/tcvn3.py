"""TCVN3, called ABC: one byte a letter, 67 letters with marks and seven capitals without tone.

Source: TCVN 5712:1993, character set VN3, as the fonts `.VnTime` and their kin carry it. Toned capitals have no code:
fonts whose name ends in H show small letters as capitals.
"""

from __future__ import annotations

import re

from corpus.encodings.syllables import is_syllable

_CODES = (
    "\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae"
    "\xb5\xb6\xb7\xb8\xb9\xbb\xbc\xbd\xbe\xc6\xc7\xc8\xc9\xca\xcb"
    "\xcc\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xdc\xdd\xde"
    "\xdf\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee"
    "\xef\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe"
)
_LETTERS = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
TABLE = dict(zip(map(ord, _CODES), _LETTERS, strict=True))
# What stands in words of the encoding: letters, and all codes.
WORD = re.compile(f"(?<![A-Za-z{_CODES}])[A-Za-z{_CODES}]*[{_CODES}][A-Za-z{_CODES}]*")
_FONT = re.compile(r"\.vn[a-z]", re.I)
_CAPITALS_FONT = re.compile(r"\.vn[a-z0-9 ]*?h(?:\Z|[^a-z])", re.I)
_TOKEN = re.compile(r"[^\W\d_]+")
# Signs that are no word of one letter: they stay. Parked out of the table's reach while it works.
_LONE = re.compile(f"(?<![A-Za-z{_CODES}])[\xa9\xae\xb7](?![A-Za-z{_CODES}])")
_PARKED = re.compile("[\ue0a9\ue0ae\ue0b7]")
# Editors made hyphens of the soft hyphen that is the code of a letter.
_HYPHENED = re.compile(f"(?<![A-Za-z{_CODES}-])[A-Za-z{_CODES}]{{1,6}}-[A-Za-z{_CODES}]{{1,6}}(?![A-Za-z{_CODES}-])")


def is_font(name: str) -> bool:
    """Whether a font of this name carries TCVN3."""
    return _FONT.match(name.strip()) is not None


def convert(text: str, font: str | None = None) -> str:
    """Text whose code points are TCVN3's bytes → Vietnamese. Nothing is lost but what the encoding has not.

    font: where it is a font of capitals all letters become capitals. Without one, small letters between capitals of
    the same word, or alone among words of capitals, were such letters.
    """
    text = rejoin(text)
    found = _LONE.sub(lambda match: chr(ord(match[0]) + 0xE000), text).translate(TABLE)
    found = _PARKED.sub(lambda match: chr(ord(match[0]) - 0xE000), found)
    if font is not None and _CAPITALS_FONT.match(font.strip()):
        return found.upper()
    return "\n".join(_capitals(old, new) for old, new in zip(text.split("\n"), found.split("\n"), strict=True))


def rejoin(text: str) -> str:
    """Legacy text with the soft hyphens again that editors turned into hyphens: where they make syllables."""
    return _HYPHENED.sub(_with_soft_hyphen, text) if "-" in text else text


def _with_soft_hyphen(match: re.Match[str]) -> str:
    first, second = (part.translate(TABLE) for part in match[0].split("-"))
    if is_syllable(first) and is_syllable(second):
        return match[0]
    return match[0].replace("-", "\xad") if is_syllable(f"{first}\u01b0{second}") else match[0]


def _capitals(old: str, new: str) -> str:
    if old == new:
        return new
    words = list(_TOKEN.finditer(new))
    small = set("".join(c for c in _LETTERS if c.islower()))
    shape = [_shape(word[0], small) for word in words]
    out: list[str] = []
    at = 0
    for i, word in enumerate(words):
        out.append(new[at : word.start()])
        beside = [shape[j] for j in (i - 1, i + 1) if 0 <= j < len(words)]
        capital = shape[i] == 2 or (shape[i] == 1 and beside and min(beside) >= 1 and max(beside) == 2)
        out.append(word[0].upper() if capital else word[0])
        at = word.end()
    return "".join([*out, new[at:]])


def _shape(word: str, small: set[str]) -> int:
    """2: surely written as capitals; 1: perhaps, its letters without marks are none or one capital; 0: not."""
    plain = [c for c in word if c not in small]
    if any(c.islower() for c in plain):
        return 0
    return 2 if len(plain) > 1 else 1
