"""Folders as wget mirrors a site: which files are pages, and under which address."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Page
from corpus.inputs.mirror import address_of, root_of
from corpus.sources import read_inputs

PAGE = "<!DOCTYPE html><html><body><p>Khối thi đua</p></body></html>"


def made(root: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def seen(*names: Path) -> list[tuple[str, str | None]]:
    """(file's name, its address, or the code why it was not read)."""
    return [(Path(i.source).name, i.url if isinstance(i, Page) else i.code) for i in read_inputs(names)]


@pytest.mark.parametrize(
    ("folder", "root"),
    [
        ("bao.example", "https://bao.example/"),
        ("www.BaoSongLam.vn", "https://www.baosonglam.vn/"),
        ("thidua.bao.com.vn", "https://thidua.bao.com.vn/"),
        ("xn--bo-hia.vn", "https://xn--bo-hia.vn/"),
        ("10.0.0.1", "https://10.0.0.1/"),
        ("bao.example:8080", "https://bao.example:8080/"),
        ("bao.example+8080", "https://bao.example:8080/"),
        ("localhost:8000", "https://localhost:8000/"),
        ("www.to-bao.museum", "https://www.to-bao.museum/"),
        ("articles", None),
        ("articles.old", None),
        ("v1.2", None),
        ("2024.03.05", None),
        ("notes.md", None),
        ("site.py", None),
        ("-bao.vn", None),
        ("báo.vn", None),
        ("vn", None),
        (".vn", None),
        ("bao..vn", None),
        ("localhost", None),
        ("bao.example:", None),
        ("a b.vn", None),
        ("", None),
    ],
)
def test_a_folder_named_as_a_host_is_a_mirror(folder: str, root: str | None) -> None:
    assert root_of(folder) == root


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("bai-viet.html", "bai-viet.html"),
        ("index.html", ""),
        ("index.htm", ""),
        ("index.html?p=3", "?p=3"),
        ("index.html@p=3", "?p=3"),
        ("index.html?p=3.html", "?p=3"),
        ("bai-viet.aspx?id=12", "bai-viet.aspx?id=12"),
        ("bai-viet.aspx?id=12&x=%2F", "bai-viet.aspx?id=12&x=%2F"),
        ("bai-viet.aspx@id=12.html", "bai-viet.aspx?id=12"),
        ("bai-viet.aspx.html", "bai-viet.aspx"),
        ("bai-viet.php.HTML", "bai-viet.php"),
        ("bai-viet", "bai-viet"),
        ("bai-viet-12", "bai-viet-12"),
        ("default.aspx", "default.aspx"),
        ("index.html.1", ""),
        ("a.php.12", "a.php"),
        ("bai.12", "bai.12"),
        ("tin@bao.html", "tin@bao.html"),
        ("Khối thi đua.html", "Kh%E1%BB%91i%20thi%20%C4%91ua.html"),
        ("a#b.html", "a%23b.html"),
        ("a%20b.html", "a%20b.html"),
    ],
)
def test_the_address_of_a_file(name: str, address: str) -> None:
    assert address_of("https://bao.example/tin/", name) == f"https://bao.example/tin/{address}"


@given(name=st.text(st.characters(exclude_characters="/\0", exclude_categories=("Cs",)), min_size=1))
def test_every_name_gives_an_address_of_its_folder(name: str) -> None:
    address = address_of("https://bao.example/", name)
    assert address.startswith("https://bao.example/") and address.isascii() and " " not in address


def test_a_mirror(tmp_path: Path) -> None:
    made(
        tmp_path / "bao.example",
        {
            "index.html": PAGE,
            "robots.txt": "User-agent: *",
            "thi-dua/index.html?trang=2": PAGE,
            "thi-dua/bai-mot": PAGE,
            "thi-dua/bai-hai.aspx?id=2": PAGE,
            "thi-dua/bai-ba.xhtml": '<?xml version="1.0"?>' + PAGE,
            "thi-dua/bai-bon.html.orig": PAGE,
            "thi-dua/van-ban.txt": "Khối thi đua",
            "thi-dua/du-lieu": "không phải trang",
            "thi-dua/trong.html": "",
            "thi-dua/chuong-trinh.php": "<?php echo 1;",
            "feed/index.html": '<?xml version="1.0"?><rss version="2.0"></rss>',
            "rss/tin.rss": "<rss/>",
            "sitemap.xml": "<urlset/>",
            **dict.fromkeys(("anh.jpg", "css/a.css?v=3", "js/a.js", "f/a.woff2", "a.png@w=3", "api/a.json"), "x"),
        },
    )
    base = "https://bao.example"
    expected = [
        ("index.html", f"{base}/"),
        ("bai-ba.xhtml", f"{base}/thi-dua/bai-ba.xhtml"),
        ("bai-hai.aspx?id=2", f"{base}/thi-dua/bai-hai.aspx?id=2"),
        ("bai-mot", f"{base}/thi-dua/bai-mot"),
        ("chuong-trinh.php", "unknown_type"),
        ("du-lieu", "unknown_type"),
        ("index.html?trang=2", f"{base}/thi-dua/?trang=2"),
        ("trong.html", "empty"),
        ("van-ban.txt", f"{base}/thi-dua/van-ban.txt"),
    ]
    assert seen(tmp_path) == expected
    assert seen(tmp_path / "bao.example") == expected


def test_the_working_folder_may_be_the_mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path / "bao.example", {"tin/1.html": PAGE})
    monkeypatch.chdir(tmp_path / "bao.example")
    assert [(i.source, i.url) for i in read_inputs(["."]) if isinstance(i, Page)] == [
        ("tin/1.html", "https://bao.example/tin/1.html")
    ]


def test_hosts_beside_each_other_and_a_host_in_a_host(tmp_path: Path) -> None:
    made(tmp_path, {"bao.example/a.html": PAGE, "anh.bao.example/b.html": PAGE, "bao.example/kho.example/c.html": PAGE})
    assert seen(tmp_path) == [
        ("b.html", "https://anh.bao.example/b.html"),
        ("a.html", "https://bao.example/a.html"),
        ("c.html", "https://bao.example/kho.example/c.html"),
    ]


def test_what_a_page_says_of_its_origin_stands_above_its_path(tmp_path: Path) -> None:
    said = "<!-- saved from url=(0026)https://bao.example/tin/1 -->" + PAGE
    made(tmp_path / "kho.example", {"a.html": said})
    assert seen(tmp_path) == [("a.html", "https://bao.example/tin/1")]


def test_outside_a_mirror_nothing_disappears(tmp_path: Path) -> None:
    made(
        tmp_path / "bai",
        {
            "a.aspx": PAGE,
            "b.php": PAGE,
            "c.shtml": PAGE,
            "d.asp": "<p>Khối",
            "e.jsp": '<%@ page import="x" %>',
            "f.php": "<?php echo 1;",
            "g.aspx": "không phải trang",
            "h.jpg": "x",
            "i": PAGE,
        },
    )
    assert seen(tmp_path / "bai") == [
        *((name, None) for name in ("a.aspx", "b.php", "c.shtml", "d.asp")),
        *((name, "unknown_type") for name in ("e.jsp", "f.php", "g.aspx", "h.jpg", "i")),
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep names as text")
def test_a_name_that_is_no_text_has_an_address(tmp_path: Path) -> None:
    (tmp_path / "bao.example").mkdir()
    (tmp_path / "bao.example" / os.fsdecode(b"b\xe0i.html")).write_text(PAGE)
    ((_, address),) = seen(tmp_path)
    assert address == "https://bao.example/b%E0i.html"
