"""Takes the pictures of docs/screenshots: the main pages of the website of the samples, the same on every run."""

from __future__ import annotations

import tempfile
from pathlib import Path

from browser.images import screenshot
from browser.serving import SAMPLES, build, served
from browser.views import DARK, DESKTOP, PHONES, View, chromium, context_of
from house import ROOT

_BLOC, _PERSON, _UNIT = "Khối thi đua số 4", "Cao Đình Bách", "Lữ đoàn Phòng không 627"
_ARTICLE = "Khối thi đua số 4 Quân khu 4 tổng kết phong trào thi đua năm 2021"

# Name of the picture → how the page is looked at, its path, and the query that finds what stands for `{}` in it.
_PICTURES: dict[str, tuple[View, str, str]] = {
    "home": (DESKTOP, "/", ""),
    "home-dark": (DARK, "/", ""),
    "home-phone": (PHONES[1], "/", ""),
    "bloc": (DESKTOP, "/archive/blocs/{}", f"SELECT id FROM blocs WHERE name = '{_BLOC}' ORDER BY mentions DESC"),
    "person": (DESKTOP, "/archive/people/{}", f"SELECT id FROM people WHERE name = '{_PERSON}' ORDER BY mentions DESC"),
    "unit": (DESKTOP, "/archive/units/{}", f"SELECT id FROM units WHERE name = '{_UNIT}'"),
    "article": (DESKTOP, "/archive/articles/{}", f"SELECT id FROM articles WHERE title = '{_ARTICLE}' ORDER BY id"),
    "search": (DESKTOP, "/search?q=khoi+thi+dua+so+4", ""),
}


def main() -> None:
    """Builds the archive of the samples, serves it, and writes every picture."""
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder, "sovang.db"), SAMPLES)
        with served(Path(folder, "sovang.db")) as site, chromium() as browser:
            for name, (view, path, query) in _PICTURES.items():
                found = site.first(query) if query else ""
                context = context_of(browser, site, view)
                page = context.new_page()
                answer = page.goto(path.format(found))
                if found is None or answer is None or not answer.ok:
                    raise SystemExit(f"{name}: the website has no such page ({path})")
                file = screenshot(page, name)
                print(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1000:.0f} kB")
                context.close()


if __name__ == "__main__":
    main()
