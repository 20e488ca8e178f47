"""Newspapers' PDF with a text layer → Article.

`worker` asks pdfminer for lines and their places, in a process of its own that `process` can stop; `order` puts the
lines of a page into reading order, `margins` takes headers and page numbers out, `paragraphs` joins lines, `reader` is
the way in.
"""

from corpus.pdf.reader import read_pdf

__all__ = ["read_pdf"]
