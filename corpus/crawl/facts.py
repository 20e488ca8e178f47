"""What a fetched page says of its article: title, lead and day, for the filters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.article import BlockKind, Page
from corpus.errors import UnreadableError
from corpus.read import read

_LARGEST = 3 * 1024 * 1024  # bytes; while a page is read, no other is fetched


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """None where the page does not say."""

    title: str | None = None
    lead: str | None = None
    published: date | None = None


def facts_of(content: bytes, *, address: str, charset: str | None, media_type: str) -> Facts:
    """The facts of a page, as the archive's own reader takes them; of one without an article, or of 3 MB, none.

    The lead is the page's; a page that marks none has its first paragraph.
    """
    if len(content) > _LARGEST or media_type not in ("text/html", "application/xhtml+xml", "text/plain"):
        return Facts()
    kind = "text/plain" if media_type == "text/plain" else "text/html"
    try:
        article = read(Page(source=address, content=content, media_type=kind, charset=charset, url=address))
    except UnreadableError:
        return Facts()
    wanted = [b for b in article.blocks if b.kind is BlockKind.LEAD] or [
        b for b in article.blocks if b.kind is BlockKind.BODY
    ][:1]
    lead = " ".join(article.text[b.start : b.end] for b in wanted)
    return Facts(title=article.title, lead=lead or None, published=article.published)
