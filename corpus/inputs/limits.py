"""How much is read of what people name: every bound of the readers, in one place."""

from __future__ import annotations

MB = 1024 * 1024

MAX_BYTES = 20 * MB  # of one page, unpacked; no article is longer
MAX_FILE = 60 * MB  # of a Word file or a PDF, whose pictures are most of it
MAX_RECORD = 20 * MB  # of one line or row of a dump: bytes, in CSV code points
LEAST_UNPACKED = 200 * MB  # a packed dump may unpack to this, or
MOST_PACKED = 200  # times its size, whichever is more; records of text pack ten to one
