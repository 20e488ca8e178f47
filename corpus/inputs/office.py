"""A Word file or a PDF: one page in one file, its bytes handed over; corpus.word and corpus.pdf read them."""

from __future__ import annotations

import os
from collections.abc import Iterator

from corpus.article import PDF, WORD, Page
from corpus.inputs.files import opened, unreadable
from corpus.inputs.items import Options, Unread, empty
from corpus.inputs.limits import MAX_FILE, MB

MEDIA_TYPES = {".docx": WORD, ".doc": WORD, ".pdf": PDF}


def read(path: str, shown: str, options: Options) -> Iterator[Page | Unread]:
    """The page that a file is."""
    file = opened(path, shown)
    if isinstance(file, Unread):
        yield file
        return
    with file:
        try:
            content = file.read(MAX_FILE + 1)
        except OSError as error:
            yield unreadable(shown, error)
            return
    if not content:
        yield empty(shown)
    elif len(content) > MAX_FILE:
        yield Unread(
            source=shown, code="too_large", reason=f"larger than {MAX_FILE // MB} MB: save it without pictures"
        )
    else:
        yield Page(source=shown, content=content, media_type=MEDIA_TYPES[os.path.splitext(path)[1].lower()])
