"""An archive of invented people, units and blocs to reconcile with: namesakes, aliases, somebody suppressed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from db.archive import open_archive
from db.load import Loader
from decided import said, write
from extractors.records import Basis, Extraction, Role
from stories import article, bloc, extraction, official, role, unit

EVIL = "<script>alert(1)</script>"
SUPPRESSED = "Quàng Văn Lặng"


def told() -> list[Extraction]:
    """What the articles say."""
    engineers = article(
        "Lữ đoàn Công binh 614 tổng kết",
        "Đại tá Mông Thế Hùng, Lữ đoàn trưởng Lữ đoàn Công binh 614 dự. Đại úy Bế Ngọc Tú, Trợ lý Lữ đoàn Công binh 614.",
        "Lữ đoàn Công binh 614 thuộc Quân khu 4. Thượng tá Lò Thị Nguyễn, Phó Chính ủy Lữ đoàn Công binh 614 nêu ý kiến.",
        "Phòng Tham mưu, Lữ đoàn Công binh 614 nhận cờ. Lữ đoàn Công binh 614 là Khối trưởng Khối thi đua số 4 năm 2021.",
        published="2021-03-04",
    )
    police = article(
        "Công an tỉnh Hòa Bình phát động",
        "Trung tá Bế Ngọc Tú, Trưởng Công an huyện Tân Lạc nói. Ông Văn Phú Lạc dự. Bà Hà Thị Vương, Hà Thị Vượng dự.",
        "Công an tỉnh Hòa Bình là Khối trưởng Khối thi đua số 4 năm 2023. Ông Tạ Quang Bỉ dự. Ông Cao Minh Lan dự.",
        published="2023-05-06",
    )
    headquarters = article(
        f"Bộ Chỉ huy quân sự tỉnh Cao Bằng {EVIL}",
        f"Đại tá Đàm Xuân {EVIL}, Chỉ huy trưởng Bộ Chỉ huy quân sự tỉnh Cao Bằng dự. Ông {SUPPRESSED} dự.",
        "Sư đoàn 879 là Khối trưởng Khối thi đua các trường năm 2022.",
        published="2022-01-02",
    )
    again = article("Chỉ huy trưởng thăm", "Đại tá Đàm Thị Quỳ thăm Quân khu 4 và Sư đoàn 879.", published="2019-02-03")
    brigade, four = "Lữ đoàn Công binh 614", "Khối thi đua số 4"
    return [
        extraction(
            engineers,
            official("Đại tá Mông Thế Hùng", "Mông Thế Hùng", ("Lữ đoàn trưởng", brigade), rank="Đại tá"),
            official("Đại úy Bế Ngọc Tú", "Bế Ngọc Tú", ("Trợ lý", brigade), rank="Đại úy"),
            official("Thượng tá Lò Thị Nguyễn", "Lò Thị Nguyễn", ("Phó Chính ủy", brigade), rank="Thượng tá"),
            unit("Lữ đoàn Công binh 614 thuộc Quân khu 4", brigade, "Quân khu 4"),
            unit("Phòng Tham mưu, Lữ đoàn Công binh 614", "Phòng Tham mưu", brigade),
            bloc("Khối trưởng Khối thi đua số 4", four, "Quân khu 4", [brigade]),
            role("là Khối trưởng Khối thi đua số 4 năm 2021", four, 2021, brigade, basis=Basis.ASSIGNED),
        ),
        extraction(
            police,
            official("Trung tá Bế Ngọc Tú", "Bế Ngọc Tú", ("Trưởng", "Công an huyện Tân Lạc"), rank="Trung tá"),
            official("Ông Văn Phú Lạc", "Ông Văn Phú Lạc"),
            official("Bà Hà Thị Vương", "Hà Thị Vương"),
            official("Hà Thị Vượng dự", "Hà Thị Vượng"),
            official("Ông Tạ Quang Bỉ", "Tạ Quang Bỉ"),
            official("Ông Cao Minh Lan", "Cao Minh Lan"),
            bloc("Khối trưởng Khối thi đua số 4", four, "Công an tỉnh Hòa Bình", ["Công an tỉnh Hòa Bình"]),
            role("là Khối trưởng Khối thi đua số 4 năm 2023", four, 2023, "Công an tỉnh Hòa Bình", what=Role.HEAD),
        ),
        extraction(
            headquarters,
            official(
                f"Đại tá Đàm Xuân {EVIL}",
                f"Đàm Xuân {EVIL}",
                ("Chỉ huy trưởng", "Bộ Chỉ huy quân sự tỉnh Cao Bằng"),
                rank="Đại tá",
            ),
            official(f"Ông {SUPPRESSED}", SUPPRESSED),
            role("Khối trưởng Khối thi đua các trường năm 2022", "Khối thi đua các trường", 2022, "Sư đoàn 879"),
        ),
        extraction(
            again, official("Đại tá Đàm Thị Quỳ", "Đàm Thị Quỳ", ("Chỉ huy trưởng", "Quân khu 4"), rank="Đại tá")
        ),
    ]


def build(path: Path) -> Path:
    """The archive of it: one person suppressed, one brigade called `Đoàn Sông Mã` too."""

    def load() -> None:
        with Loader(path, "1") as loader:
            for one in told():
                loader.add(one)
            loader.finish()

    load()
    connection = open_archive(path)
    gone = mention(connection, "person", SUPPRESSED)
    brigade = mention(connection, "unit", "Lữ đoàn Công binh 614")
    connection.close()
    write(path, [said("suppressed", gone, why="x"), said("alias", brigade, name="Đoàn Sông Mã")])
    load()
    return path


def mention(connection: sqlite3.Connection, kind: str, name: str) -> str:
    """A reference to a mention, as decisions name it."""
    query = f"SELECT claim, field FROM {kind}_mentions WHERE name = ? ORDER BY 1, 2"
    claim, field = connection.execute(query, (name,)).fetchone()
    return f"{claim}#{field}={name}"
