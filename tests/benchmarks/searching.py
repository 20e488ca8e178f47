"""What searching costs among 100,000 articles; run from the checkout's root with
`PYTHONPATH=.:tests python tests/benchmarks/searching.py [ARCHIVE | ARTICLES]`.

Without an archive it makes its own of generated articles (`career_articles`) in a temporary folder, and says what
writing the index costs there. Each query is asked several times in one process; the median counts. Targets: 30 ms for a
search, 10 ms for suggestions.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from career_articles import fill
from db import archive, derive, search_index
from db.search import Query, search
from db.suggest import suggest
from extractors.text.language import plain

ARTICLES = 100_000
MENTIONS = 4  # of officials, an article
ROUNDS = 9
SEARCH, SUGGEST = 30.0, 10.0  # ms
_INDEX = "name LIKE 'search%' OR name LIKE 'sqlite_autoindex_search%'"


def made(path: Path, articles: int) -> None:
    """Write an archive with about so many articles, with all that follows from them; print what its index costs."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA synchronous = OFF")
    archive.create(connection)
    connection.execute("BEGIN")
    fill(connection, articles * MENTIONS)
    start = time.process_time()
    derive.derive(connection)
    all_of_it = time.process_time() - start
    for table in search_index.TABLES:
        connection.execute(f"DROP TABLE {table}")
    connection.execute("DELETE FROM search_entries")
    connection.execute("DELETE FROM search_words")
    start = time.process_time()
    search_index.write_index(connection)
    index = time.process_time() - start
    connection.execute("COMMIT")
    (number,) = connection.execute("SELECT count(*) FROM articles").fetchone()
    (size,) = connection.execute(f"SELECT sum(pgsize) FROM dbstat WHERE {_INDEX}").fetchone()
    connection.close()
    each = 1_000 * index / number
    print(
        f"{number:,} articles: the index takes {index:.1f} s of the {all_of_it:.1f} s of what follows, {each:.3f} s and"
    )
    print(f"{size / number * 1_000 / 1e6:.2f} MB for 1,000 articles")


def queries(connection: sqlite3.Connection) -> dict[str, Query]:
    """What is asked, by what it is an example of."""
    (name,) = connection.execute("SELECT name FROM people ORDER BY mentions DESC, id LIMIT 1 OFFSET 100").fetchone()
    (unit,) = connection.execute("SELECT name FROM units ORDER BY mentions DESC, id LIMIT 1").fetchone()
    (bloc,) = connection.execute("SELECT id FROM blocs ORDER BY mentions DESC, id LIMIT 1").fetchone()
    (publisher,) = connection.execute("SELECT publisher FROM articles LIMIT 1").fetchone()
    return {
        "common words": Query("khoi thi dua"),
        "common words, exact": Query(KHOI),
        "one word": Query("nguyen"),
        "one letter": Query("n"),
        "a common name": Query("nguyen van duc"),
        "a name, exact": Query(name),
        "a name, plain": Query(plain(name)),
        "a name begun": Query("nguyen van d"),
        "a unit": Query(unit),
        "an abbreviation": Query("qk1"),
        "abbreviation, unit": Query("ban chqs huyen"),
        "a bloc": Query("khoi thi dua so 02"),
        "in a row": Query('"nguyen van duc"'),
        "articles alone": Query("bang khen nguyen van duc", kind="article"),
        "words and year": Query("khoi thi dua", year=2020),
        "name and year": Query("nguyen van duc", year=2020),
        "words and bloc": Query("khoi thi dua so 1", bloc=bloc),
        "name and publisher": Query("nguyen van duc", publisher=publisher),
        "a year": Query(year=2020),
        "a bloc's": Query(bloc=bloc),
        "a publisher's": Query(publisher=publisher),
        "the 50th page": Query("khoi thi dua", offset=980),
        "nothing": Query("zzz"),
    }


KHOI = "Khối thi đua"
TYPED = (
    "n",
    "ng",
    "nguyen",
    "nguyen van d",
    "Nguyễn V",
    "khoi thi dua so",
    "khoi thi dua 1",
    "qk1",
    "so tai ch",
    "hop",
)


def milliseconds(ask: Callable[[], object]) -> float:
    """The median of what asking takes."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - start)
    return 1_000 * statistics.median(taken)


def main(arguments: list[str]) -> None:
    """Print the median for each query, and whether the targets were reached."""
    given = arguments[0] if arguments else str(ARTICLES)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(given)
        if given.isdecimal():
            path = Path(folder) / "archive.db"
            made(path, int(given))
        connection = archive.open_archive(path)
        searches = {
            what: milliseconds(lambda query=query: search(connection, query))  # type: ignore[misc]
            for what, query in queries(connection).items()
        }
        suggestions = {
            typed: milliseconds(lambda typed=typed: suggest(connection, typed))  # type: ignore[misc]
            for typed in TYPED
        }
        connection.close()
    for heading, found, target in (("search", searches, SEARCH), ("suggest", suggestions, SUGGEST)):
        print(f"\n{heading}")
        for what, taken in found.items():
            print(f"{what:>24}{taken:>8.1f} ms{'' if taken <= target else '  MISSED'}")
        median = statistics.median(found.values())
        reached = "reached" if median <= target else "MISSED"
        print(f"Target, a median of {target:.0f} ms or less: {reached} ({median:.1f} ms)")


if __name__ == "__main__":
    main(sys.argv[1:])
