"""What the commands are run on: pages of three kinds, and an archive of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli_runs import LED, SILENT, sovang


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "led.txt").write_text(LED, encoding="utf-8")
    (folder / "silent.txt").write_text(SILENT, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.html").write_bytes(bytes(range(256)) * 40)
    (folder / "paper.pdf").write_bytes(b"%PDF-1.7")
    return folder


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    (folder / "pages").mkdir()
    (folder / "pages" / "led.txt").write_text(LED, encoding="utf-8")
    done = sovang("build", folder / "pages", "--db", folder / "a.db")
    assert done.returncode == 0, done.stderr
    return folder / "a.db"
