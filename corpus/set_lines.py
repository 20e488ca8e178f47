"""Lines that were typeset (of a Word file, of a PDF), not marked up: their encoding, their headline and lead."""

from __future__ import annotations

from corpus.clean import clean_line
from corpus.encodings import mend_decoded, mend_passage
from corpus.lines import Line, is_paragraph

_HEAD = 12  # lines in which a headline stands
_BELOW = 5  # lines below it in which the first paragraph stands


def with_title(lines: list[Line], marked: str | None) -> tuple[list[Line], str | None]:
    """(the lines, the headline: the marked one, else a heading above the text, None: neither).

    A paragraph wholly in bold right below it is the lead.
    """
    start = next((i for i, line in enumerate(lines) if is_paragraph(line.text) and not line.heading), len(lines))
    title = marked or next((line.text for line in lines[: min(start, _HEAD)] if line.heading), None)
    at = next((i for i, line in enumerate(lines[:_HEAD]) if line.text == title), None)
    if title is None or at is None:
        return lines, None
    for i in range(at + 1, min(at + _BELOW, len(lines) - 1)):
        line, following = lines[i], lines[i + 1]
        if is_paragraph(line.text):
            if line.bold and not following.bold and is_paragraph(following.text):
                lines = [*lines[:i], line._replace(lead=True), *lines[i + 1 :]]
            break
    return lines, title


def mended(lines: list[Line]) -> list[Line]:
    """The lines, cleaned and in Unicode, whatever encoding they were typed in; some may be empty now.

    Raises UnreadableError (`encoding`).
    """
    texts = mend_decoded("\n".join(line.text for line in lines)).text.split("\n")
    if len(texts) != len(lines):  # never seen; each by itself then
        texts = [mend_passage(line.text) or line.text for line in lines]
    return [line._replace(text=clean_line(text)) for line, text in zip(lines, texts, strict=True)]
