"""Encodings of Vietnamese: bytes → text, and legacy passages in text → Unicode. `docs/encodings.md` tells the rules."""

from corpus.encodings.decoder import Decoded, decode, mend_decoded
from corpus.encodings.passages import mend_passage

__all__ = ["Decoded", "decode", "mend_decoded", "mend_passage"]
