"""Pages for the tests, all invented."""

from __future__ import annotations

from corpus.article import Article, BlockKind, Page
from corpus.read import read

PARAGRAPH = "Sáng 5-4, tại thành phố Vinh, Khối thi đua số 8 tổ chức hội nghị sơ kết, do Đại tá Lê Bá Tước chủ trì. "
MORE = "Các đơn vị trong khối đã hoàn thành nhiệm vụ quý I, có nhiều cách làm mới được nhân rộng trong toàn khối."
LAST = "Hội nghị thống nhất giao Lữ đoàn 900 làm Khối trưởng năm 2025 và ký kết giao ước thi đua giữa các đơn vị."


def text(content: str | bytes, **fields: str) -> Article:
    raw = content.encode() if isinstance(content, str) else content
    return read(Page(source="bai.txt", content=raw, media_type="text/plain", **fields))


def html(content: str | bytes, **fields: str) -> Article:
    raw = content.encode() if isinstance(content, str) else content
    return read(Page(source="bai.html", content=raw, media_type="text/html", **fields))


def blocks(article: Article, kind: BlockKind | None = None) -> list[str]:
    return [article.text[b.start : b.end] for b in article.blocks if kind in (None, b.kind)]
