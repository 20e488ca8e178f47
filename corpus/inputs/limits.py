"""How much is read of what people name: every bound of the readers, in one place."""

from __future__ import annotations

MB = 1024 * 1024

MAX_BYTES = 20 * MB  # of one page, unpacked; no article is longer
MAX_FILE = 60 * MB  # of a Word file or a PDF, whose pictures are most of it
MAX_RECORD = 20 * MB  # of one line or row of a dump: bytes, in CSV code points
LEAST_UNPACKED = 200 * MB  # a packed dump may unpack to this, or
MOST_PACKED = 200  # times its size, whichever is more; records of text pack ten to one
MAX_HEAD = 64 * 1024  # of a record's headers, and of the HTTP headers in it
MAX_BROKEN = 1_000  # places of one WARC file that cannot be read; then it is taken to be no WARC file
MAX_SKIP = 64 * MB  # unpacked, on the way to an earlier record in a file that was packed as a whole
MAX_URL = 2_048  # characters of an address
MAX_PARTS = 2_000  # of a saved page (MHTML), pictures included
MAX_MIME_HEAD = 16 * 1024  # of the headers of one
MAX_MIME_DEPTH = 3  # of parts in parts
MAX_SAVED = 200 * MB  # of such a page with its pictures
MAX_LIST = 50 * MB  # of a list of paths
MAX_STDIN = 4 * 1024 * MB  # of a collection on the standard input, which is put on the disk first
