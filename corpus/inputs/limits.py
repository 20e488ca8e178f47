"""How much is read of what people name: every bound of the readers, in one place."""

from __future__ import annotations

MB = 1024 * 1024

MAX_BYTES = 20 * MB  # of one page, unpacked; no article is longer
