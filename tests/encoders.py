"""Vietnamese text written in the legacy encodings: what the tests of decoding decode again.

The tables are written here on their own, by letter and tone, so that a slip in the package's tables shows.
"""

from __future__ import annotations

import itertools
import unicodedata

# Rows: plain, grave, hook, tilde, acute, dot. TCVN 5712:1993, VN3.
_TCVN3 = {
    "a": "61 b5 b6 b7 b8 b9",
    "ă": "a8 bb bc bd be c6",
    "â": "a9 c7 c8 c9 ca cb",
    "e": "65 cc ce cf d0 d1",
    "ê": "aa d2 d3 d4 d5 d6",
    "i": "69 d7 d8 dc dd de",
    "o": "6f df e1 e2 e3 e4",
    "ô": "ab e5 e6 e7 e8 e9",
    "ơ": "ac ea eb ec ed ee",
    "u": "75 ef f1 f2 f3 f4",
    "ư": "ad f5 f6 f7 f8 f9",
    "y": "79 fa fb fc fd fe",
    "đ": "ae",
    "Ă": "a1", "Â": "a2", "Ê": "a3", "Ô": "a4", "Ơ": "a5", "Ư": "a6", "Đ": "a7",
}  # fmt: skip
# Rows as above, in windows-1252: the letter with the code of its mark behind it.
_VNI = {
    "a": "a aø aû aõ aù aï",
    "ă": "aê aè aú aü aé aë",
    "â": "aâ aà aå aã aá aä",
    "e": "e eø eû eõ eù eï",
    "ê": "eâ eà eå eã eá eä",
    "i": "i ì æ ó í ò",
    "o": "o oø oû oõ où oï",
    "ô": "oâ oà oå oã oá oä",
    "ơ": "ô ôø ôû ôõ ôù ôï",
    "u": "u uø uû uõ uù uï",
    "ư": "ö öø öû öõ öù öï",
    "y": "y yø yû yõ yù î",
    "đ": "ñ",
}
# RFC 1456, rows of sixteen from 0x80 on.
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ" "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ" "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư" "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)  # fmt: skip
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")

_VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
_TONED = (unicodedata.normalize("NFC", letter + tone) for letter, tone in itertools.product(_VOWELS, _TONES))
LETTERS = (*(letter for letter in _TONED if not letter.isascii()), "đ", "Đ")


def _rows(table: dict[str, str]) -> dict[str, str]:
    return {
        unicodedata.normalize("NFC", letter + tone): code
        for letter, codes in table.items()
        for tone, code in zip(_TONES, codes.split(), strict=False)
    }


_TCVN3_CODES = {letter: chr(int(code, 16)) for letter, code in _rows(_TCVN3).items()}
_VNI_CODES = _rows(_VNI)
_VNI_CODES |= {letter.upper(): code.upper() for letter, code in _VNI_CODES.items()}
_VISCII_CODES = {letter: 0x80 + n for n, letter in enumerate(_VISCII)}
_VISCII_CODES |= {"Ẳ": 2, "Ẵ": 5, "Ẫ": 6, "Ỷ": 0x14, "Ỹ": 0x19, "Ỵ": 0x1E}


def tcvn3(text: str) -> str:
    """As text: each letter the code point of its byte. Toned capitals become small letters, as the fonts have it."""
    return "".join(c if c.isascii() else _TCVN3_CODES.get(c) or _TCVN3_CODES.get(c.lower(), c) for c in text)


def vni(text: str) -> str:
    """As text, in windows-1252."""
    return "".join(_VNI_CODES.get(c, c) for c in text)


def viscii(text: str) -> bytes:
    """As bytes."""
    return bytes(_VISCII_CODES.get(c) or ord(c) for c in text)


def cp1258(text: str) -> bytes:
    """As Windows writes it: the tone marks apart from letters that already bear a hook or a hat."""
    out = bytearray()
    for letter in text:
        for form in (letter, _split_tone(letter)):
            try:
                out += form.encode("cp1258")
                break
            except UnicodeEncodeError:
                continue
        else:
            raise AssertionError(letter)
    return bytes(out)


def _split_tone(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    tones = [c for c in parts if c in _TONES]
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones)) + "".join(tones)
