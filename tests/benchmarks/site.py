"""What the pages of the website cost over 100,000 articles; run from the checkout's root with
`PYTHONPATH=.:tests python tests/benchmarks/site.py [ARCHIVE | ARTICLES]`.

Without an archive it makes its own of generated articles (`career_articles`) in a temporary folder. Each page is asked
through the whole application, in one process; of each kind several pages, drawn at random and the best known ones, and
the median counts. Targets: 50 ms for a search, 150 ms for the grid, 100 ms for the page of a bloc, a person, a unit or an
article.
"""

from __future__ import annotations

import asyncio
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.searching import made
from db.archive import open_archive
from db.site.app import Site, application

ARTICLES = 100_000
EACH = 40  # pages of a kind
SEARCH, GRID, PAGE = 50.0, 150.0, 100.0  # ms
WORDS = ("khoi thi dua", "khối thi đua số 2", "nguyen van", "Nguyễn Văn Đức", "QK4", "ban chqs", "hoi nghi tong ket")


def main(argument: str | None) -> int:
    """Print a line for each kind of page; 1 if any is slower than its target."""
    given = Path(argument) if argument and not argument.isdecimal() else None
    with tempfile.TemporaryDirectory() as folder:
        path = given or Path(folder) / "archive.db"
        if given is None:
            made(path, int(argument) if argument else ARTICLES)
        return asyncio.run(_measure(path))


async def _measure(path: Path) -> int:
    site = application(path)
    with open_archive(path) as connection:
        (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone()
        asked = _pages(connection)
    print(f"{articles:,} articles, {path.stat().st_size / 1e6:,.0f} MB")
    print(f"{'page':24} {'median':>8} {'slowest':>8} {'target':>8}")
    slow = 0
    for kind, (target, addresses) in asked.items():
        times = [await _time(site, address) for address in addresses]
        median = statistics.median(times)
        slow |= median > target
        print(
            f"{kind:24} {median:5.0f} ms {max(times):5.0f} ms {target:5.0f} ms{'  TOO SLOW' if median > target else ''}"
        )
    return slow


def _pages(connection: sqlite3.Connection) -> dict[str, tuple[float, list[str]]]:
    chance = random.Random(1)
    found: dict[str, tuple[float, list[str]]] = {
        "home": (GRID, ["/"] * 7),
        "grid": (GRID, [f"/ledger?page={1 + page}" for page in range(10)]),
        "search": (SEARCH, [f"/search?q={words}" for words in WORDS] * 3),
        "search, filtered": (SEARCH, [f"/search?q={words}&year=2019" for words in WORDS] * 3),
        "suggestions": (SEARCH, [f"/search/suggest?q={words[:at]}" for words in WORDS for at in (2, 4, len(words))]),
    }
    for table in ("blocs", "people", "units", "articles"):
        ids = [row[0] for row in connection.execute(f"SELECT id FROM {table}")]
        drawn = chance.sample(ids, min(EACH, len(ids)))
        found[f"{table}, drawn"] = (PAGE, [f"/archive/{table}/{one}" for one in drawn])
        if table != "articles":
            best = connection.execute(f"SELECT id FROM {table} ORDER BY mentions DESC LIMIT 15").fetchall()
            found[f"{table}, best known"] = (PAGE, [f"/archive/{table}/{one}" for (one,) in best])
    for page in ("contradictions", "register", "unread", "about"):
        found[page] = (GRID, [f"/{page}"] * 5)
    return found


async def _time(site: Site, address: str) -> float:
    start = time.perf_counter()
    answer = await site.client.get(address)
    spent = 1_000 * (time.perf_counter() - start)
    assert answer.status_code == 200, address
    return spent


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else None))
