"""Whether a word is a Vietnamese syllable: what tells a right decoding from a wrong one.

The written syllable is an onset, a rime and at most one tone. Source: the orthography of today's schoolbooks as the
descriptions of Vietnamese phonology list it (22 onsets, about 160 rimes; syllables that end in a stop bear only the
acute or the dot). Place names in Vietnamese spelling (`Đắk`, `Kon`) and foreign words are none, on purpose.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Rimes without tone by their first letter, endings after it; `-` is the letter alone.
_RIMES = {
    "a": "- c ch i m n ng nh o p t u y",
    "ă": "c m n ng p t",
    "â": "c m n ng p t u y",
    "e": "- c m n ng o p t",
    "ê": "- ch m n ng nh p t u",
    "i": "- a ch êc êm ên êng êp êt êu m n nh p t u",
    "o": "- a ac ach ai am an ang anh ao ap at ay ăc ăm ăn ăng ăt e em en eo et c i m n ng ong oc p t",
    "ô": "- c i m n ng p t",
    "ơ": "- i m n p t",
    "u": "- a c i m n ng p t ân âng ât ây ê êch ên ênh êt ôc ôi ôm ôn ông ôt ơ y ya ych yên yêt ynh yt yp yu",
    "ư": "- a c i m n ng t u ơc ơi ơm ơn ơng ơp ơt ơu",
    "y": "- êm ên êng êt êu",
}
_AFTER_QU = (
    "a ac ach ai am an ang anh ao at au ay ăc ăm ăn ăng ăp ăt ân âng âp ât ây e en eo et "
    "ê ên êch ênh êt i it ich ôc ơ y ych yên yêt ynh yt yu"
)
_BACK, _FRONT = "[aăâoôơuư]", "[eêiy]"
_ONSETS = (
    "(?:|b|d|đ|h|l|m|n|nh|r|s|t|th|tr|v|x|ch|kh|ph|g(?=[aăâoôơuưi])|gi"
    f"|c(?={_BACK})|ng(?={_BACK})|k(?={_FRONT})|gh(?={_FRONT})|ngh(?={_FRONT}))"
)


def _pattern() -> re.Pattern[str]:
    rimes = "|".join(
        first + "(?:" + "|".join("" if e == "-" else e for e in ends.split()) + ")" for first, ends in _RIMES.items()
    )
    return re.compile(f"(?:{_ONSETS}(?:{rimes})|qu(?:{'|'.join(_AFTER_QU.split())}))")


_SYLLABLE = _pattern()
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED = re.compile(r"(?:[ptc]|ch)\Z")


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether the word, in any case and either place of the tone, is spelled as a Vietnamese syllable."""
    if len(word) > 7 * 3:
        return False
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in letters if c in _TONES]
    if len(tones) > 1 or "n\u0303" in letters:  # the Spanish letter is no toned one
        return False
    plain = unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES))
    if _SYLLABLE.fullmatch(plain) is None:
        return False
    return _STOPPED.search(plain) is None or not tones or tones[0] in "\u0301\u0323"
