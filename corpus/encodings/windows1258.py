"""windows-1258: Python's codec, whose tone marks stand apart from their letters."""

from __future__ import annotations

import unicodedata


def decode(content: bytes) -> str | None:
    """Bytes → text in NFC; None where a byte has no letter in it."""
    try:
        return unicodedata.normalize("NFC", content.decode("cp1258"))
    except UnicodeDecodeError:
        return None
