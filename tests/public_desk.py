"""A desk's archive with everything that nobody else may see, and what must not be seen of it."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from db.decisions import Decision
from db.load import Loader
from db.outgoing import tables_of
from decided import rows, said, write
from extractors.records import Extraction, HandoverKind, RecipientKind
from extractors.text.language import fold, plain
from stories import article, award, bloc, extraction, handover, official, role, story

GONE = "Khoát Thị Hoà"
WHY = "gia đình chị ấy nhờ"
WHO = "Ân Trực Ban"


def appointed() -> Extraction:
    """An article on somebody who is suppressed: in its title, its address, its byline, in sentences quoted and not."""
    of = article(
        "Bà KHOÁT THỊ HOÀ nhận nhiệm vụ",
        "Bà Khoát Thị Hòa, Giám đốc Viện Mưa, là Khối trưởng Khối thi đua 2 năm 2020. Trời hôm ấy nắng rất gắt. "
        "Tặng Bằng khen cho Khoát  Thị\u00a0Hoà. Bà Khoát Thị Hoà thay ông Lò Văn Khoát. "
        "Ai cũng nhớ giọng cười của Khoát Thị Hoà thuở thiếu thời.",
        "Ông Quàng Văn Nhái là Giám đốc. Ông Lò Văn Khoát, ông Quàng Văn Nhái cùng dự họp.",
        byline=["Khoát Thị Hoà", "Mây"],
        published="2020-03-01",
        url="https://songlam.example/2020/khoat-thi-hoa-nhan-nhiem-vu.html",
        source="ban-lam-viec/kho-rieng/khoat-thi-hoa.html",
    )
    return extraction(
        of,
        role("là Khối trưởng Khối thi đua 2 năm 2020", "Khối thi đua 2", 2020, "Viện Mưa", "Khoát Thị Hòa"),
        official("Bà Khoát Thị Hòa, Giám đốc", "Khoát Thị Hòa", ("Giám đốc", "Viện Mưa"), rank="Đại tá"),
        official("Bà Khoát Thị Hoà thay", "Khoát Thị Hoà"),
        official("ông Lò Văn Khoát", "Lò Văn Khoát"),
        official("Ông Quàng Văn Nhái là Giám đốc", "Quàng Văn Nhái", ("Giám đốc", None)),
        official("ông Quàng Văn Nhái cùng dự", "Quàng Văn Nhái"),
        official("Ông Lò Văn Khoát, ông", "Lò Văn Khoát", ("Khách", None)),
        award("Bằng khen", "Bằng khen", "Khoát  Thị\u00a0Hoà", RecipientKind.PERSON),
        handover("Bà Khoát Thị Hoà thay", "Viện Mưa", "Lò Văn Khoát", "Khoát Thị Hoà", None, "2020-01-01",
                 HandoverKind.POST, "Giám đốc"),
    )  # fmt: skip


def desk() -> tuple[list[Extraction], list[Decision]]:
    """The story, that article, one without an address, a page that was changed; and what was decided about them."""
    about = appointed()
    unknown = extraction(
        article("Khối thi đua 7 ra mắt", "Khối thi đua 7 ra mắt sáng nay. Chè rất ngon.",
                *(f"Chuyện bên lề số {number} chẳng ai trích. " * 40 for number in range(200)),  # pages of the file
                published="2020-05-01", source="/nha/an/kho-rieng/khong-dia-chi.txt"),
        bloc("Khối thi đua 7 ra mắt sáng nay", "Khối thi đua 7"),
    )  # fmt: skip
    address = "https://songlam.example/doi-bai"
    changed = [
        extraction(
            article("Bài đổi", text, url=address, source="kho-rieng/doi-bai.html"), bloc(words, "Khối thi đua 8")
        )
        for text, words in (
            ("Khối thi đua 8 họp ở bến đò cũ.", "Khối thi đua 8 họp ở bến đò cũ"),
            ("Khối thi đua 8 họp ở chợ. Câu thừa ấy đã đổi.", "Khối thi đua 8 họp ở chợ"),
        )
    ]
    _, first, *_, nhai_director, nhai_there, _ = about.officials
    decisions = [
        said("suppressed", f"{about.officials[0].id}#name", why=WHY),
        said("suppressed", f"{first.id}#name", why=WHY),
        said("wrong", nhai_director.id, nhai_there.id, why="báo nhầm người"),
        said("alias", f"{unknown.blocs[0].id}#name", name="Khối Bảy Núi"),
        said("right", unknown.blocs[0].id, why=WHY),
    ]
    return [*story(), about, unknown, *changed], [one.__class__(**_with_who(one)) for one in decisions]


def _with_who(decision: Decision) -> dict[str, object]:
    return {name: getattr(decision, name) for name in Decision.__dataclass_fields__} | {"who": WHO}


def build(path: Path, found: Sequence[Extraction], decisions: Sequence[Decision]) -> Path:
    """An archive of what was read, with a file that could not be read and a file of decisions."""
    write(path, decisions)
    with Loader(path, "1") as loader:
        for one in found:
            loader.add(one)
        loader.fail("kho-rieng/hong.pdf", "broken", "kho-rieng/hong.pdf hỏng")
        loader.finish()
    return path


def spellings(name: str) -> set[str]:
    """How a name may be written, also in addresses."""
    slug = "-".join(plain(name).split())
    forms = {
        name,
        name.upper(),
        fold(name),
        plain(name),
        " ".join(name.split()),
        quote(name),
        slug,
        slug.replace("-", ""),
    }
    return forms | {unicodedata.normalize("NFD", form) for form in forms}


WRONG = "SELECT claim FROM judged_claims WHERE judgement = 'wrong'"


def spans_shown(connection: sqlite3.Connection, article_id: str) -> list[tuple[int, int]]:
    """What of an article's text may be read: its title and the sentences of what nobody called wrong."""
    found = rows(
        connection,
        "SELECT sentence_start, sentence_end FROM evidence WHERE article = ?1 "
        f'AND claim NOT IN ({WRONG}) UNION SELECT "start", "end" FROM blocks WHERE article = ?1 AND kind = \'title\'',
        article_id,
    )
    return [(start, end) for start, end in found]


def texts_hidden(connection: sqlite3.Connection) -> list[str]:
    """What of the archive's texts may not be read, by lines."""
    found = []
    for article_id, text in connection.execute("SELECT id, text FROM articles").fetchall():
        chars = list(text)
        for start, end in spans_shown(connection, article_id):
            chars[start:end] = "\n" * (end - start)
        found += [line.strip() for line in "".join(chars).split("\n") if len(line.split()) >= 3]
    return found + [text for (text,) in rows(connection, "SELECT text FROM versions WHERE text IS NOT NULL")]


def texts_of(connection: sqlite3.Connection, apart_from: str = "search") -> str:
    """All texts of an archive's tables."""
    values = []
    for table in tables_of(connection):
        if not table.startswith(apart_from):
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                values += [value for value in row if isinstance(value, str)]
    return "\n".join(values)
