"""Newspapers' PDF with a text layer → Article.

`reader` is the way in. All work on the pages is done by `worker`, in a process that `process` starts and can stop: it
asks pdfminer for lines and their places, and `layout` makes paragraphs of them; `margins` takes headers and page
numbers out, `order` puts the lines of a page into reading order, `paragraphs` joins them.
"""

from corpus.pdf.reader import read_pdf

__all__ = ["read_pdf"]
