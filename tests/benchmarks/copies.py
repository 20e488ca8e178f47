"""What finding copies costs, by default among 10,000 and 100,000 articles; run from the checkout's root with
`PYTHONPATH=.:tests python tests/benchmarks/copies.py [NUMBER…]`.

Three in ten are copies. The time must grow as the number of articles does; the share of what is found must not fall.
"""

from __future__ import annotations

import resource
import sys
import time

from copied_articles import Written, written
from db.copies import Candidate, find_copies


def candidate(of: Written) -> Candidate:
    """An article as the archive hands it over."""
    passages = [("title", of.title), *(("body", p) for p in of.body), *(("caption", p) for p in of.captions)]
    day = of.published.isoformat()
    return Candidate(id=of.key, passages=tuple(passages), published=day, publisher=of.publisher)


def main(numbers: list[int]) -> None:
    """Print a row for each number of articles."""
    print(f"{'articles':>9} {'words':>6} {'CPU s':>8} {'ms each':>8} {'copies found':>13} {'joined':>7} {'MB':>6}")
    for number in numbers:
        articles = written(number, number * 3 // 10)
        candidates = [candidate(one) for one in articles]
        start = time.process_time()
        copies = find_copies(candidates)
        took = time.process_time() - start
        root = {one.key: one.key for one in articles} | {copy.article: copy.original for copy in copies}
        planted = [one for one in articles if one.original]
        found = sum(root[one.key] == root[one.original] for one in planted if one.original)
        groups = {root[one.key] for one in articles if not one.original}
        joined = len(articles) - len(planted) - len(groups)
        words = sum(len(p.split()) for one in articles for p in one.body) // number
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        each = 1000 * took / number
        share = f"{found}/{len(planted)}"
        print(f"{number:>9,} {words:>6} {took:>8.1f} {each:>8.2f} {share:>13} {joined:>7} {most:>6,}", flush=True)


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]] or [10_000, 100_000])
