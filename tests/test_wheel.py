"""The wheel: what is in it, and that it runs where folders have the names of its packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from house import PACKAGES, ROOT, project_files

VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command without the variables that would lead Python or pip elsewhere; its output."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PIP_"))}
    environment |= {"PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "NO_COLOR": "1"}
    done = subprocess.run(
        [str(c) for c in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built from a copy, so that nothing is left in it."""
    copy = tmp_path_factory.mktemp("checkout")
    for path in project_files():
        target = copy / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    # What a used checkout holds besides must not slip in.
    (copy / "db" / "__pycache__").mkdir()
    (copy / "db" / "__pycache__" / "load.cpython-311.pyc").write_bytes(b"")
    (copy / "tests" / "__init__.py").touch()
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", copy / "dist", copy, cwd=copy)
    (built,) = (copy / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that holds the wheel, and sees the libraries of the one that runs the tests."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-compile", wheel, cwd=home)
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip())
    # A path file is read for its lines only: the editable install in that folder is not followed.
    libraries = dict.fromkeys((sysconfig.get_path("purelib"), sysconfig.get_path("platlib")))
    (site / "libraries.pth").write_text("\n".join(libraries) + "\n", encoding="utf-8")
    return home


@pytest.fixture
def decoys(tmp_path: Path) -> Path:
    """A folder to work in that has a package of the name of each of ours, none of which can be imported."""
    for name in PACKAGES:
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise RuntimeError('the wrong package')\n", encoding="utf-8")
    return tmp_path


def test_the_wheel_holds_exactly_the_four_packages(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/")[0] for name in names} == {*PACKAGES, f"sovang-{VERSION}.dist-info"}


def test_the_wheel_holds_every_file_of_the_packages_and_nothing_else(wheel: Path) -> None:
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    owned = {path.relative_to(ROOT).as_posix() for path in project_files()}
    assert packed == {name for name in owned if name.partition("/")[0] in PACKAGES}


def test_the_command_runs_beside_folders_with_the_names_of_its_packages(installed: Path, decoys: Path) -> None:
    sovang = installed / "bin" / "sovang"
    assert VERSION in run(sovang, "--version", cwd=decoys)
    assert "sovang who" in run(sovang, "who", "--help", cwd=decoys)
    page = decoys / "page.txt"
    page.write_text("Một bài báo không có gì\n\nHôm nay trời nắng.\n", encoding="utf-8")
    run(sovang, "build", page, "--db", decoys / "archive.db", cwd=decoys)
    assert (decoys / "archive.db").stat().st_size > 0


def test_what_is_installed_comes_from_the_wheel(installed: Path, decoys: Path) -> None:
    code = f"import {', '.join(PACKAGES)}; print(*(m.__file__ for m in ({', '.join(PACKAGES)})), sep='\\n')"
    places = run(installed / "bin" / "python", "-P", "-c", code, cwd=decoys).splitlines()
    assert [Path(place).is_relative_to(installed) for place in places] == [True] * len(PACKAGES)
