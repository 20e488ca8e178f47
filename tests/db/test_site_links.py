"""Where links of the website lead: every one to a page that is there, and from an answer to its sentence in two."""

from __future__ import annotations

import random
import re
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from db.site.paths import NAME
from site_pages import evidence_of, marked_in, rows
from visitors import Visitor, every_page, evil_archive, ids, links, tree

DRAWN = 20  # answers


OF_OUR_OWN = ("articles", "blocs", "people", "units", "claims")


def group(address: str) -> str | None:
    """What an address is one of many of, of which a few are enough: rows, and ways to sort and to filter, of a table."""
    if row := re.match(rf"/{NAME}/(\w+)/[^?]+", address):
        return None if row[1] in OF_OUR_OWN and "." not in row[0] else row[1]
    return address.partition("?")[0] if re.match(rf"/{NAME}/[\w.-]+\?", address) else None


def some(addresses: set[str], seen: Counter[str]) -> list[str]:
    """All addresses, but of those that are one of many six."""
    found = []
    for address in sorted(addresses):
        of = group(address)
        if of:
            seen[of] += 1
        if not of or seen[of] <= 6:
            found.append(address)
    return found


@pytest.mark.parametrize("archive_of", ["samples", "evil"])
def test_every_link_leads_to_a_page_and_to_a_place_on_it(
    path: Path, tmp_path_factory: pytest.TempPathFactory, archive_of: str
) -> None:
    """From the home page on, until nothing new is linked."""
    served = path if archive_of == "samples" else evil_archive(tmp_path_factory.mktemp("crawled"))
    visitor = Visitor(served)
    seen: dict[str, set[str]] = {}  # address → ids of its page
    wanted: dict[str, set[str]] = {"/": set()}  # address → anchors that are linked
    many: Counter[str] = Counter()
    told: set[str] = set()
    while new := some(wanted.keys() - told, many):
        told |= wanted.keys()
        for address, answer in visitor.get_all(new).items():
            assert answer.status_code == 200, address
            page = tree(answer) if answer.headers["content-type"].startswith("text/html") else None
            seen[address] = set() if page is None else set(ids(page))
            for link in set() if page is None or group(address) else links(page, address):
                target, _, anchor = link.partition("#")
                if "_lang=" not in target:
                    wanted.setdefault(target, set()).update([anchor] if anchor else [])
    dangling = {
        (address, anchor)
        for address, anchors in wanted.items()
        if address in seen
        for anchor in anchors - seen[address]
    }
    assert dangling == set()
    rows_with_a_page = {page for page in every_page(served) if re.match(rf"/{NAME}/\w+/[\w-]+$", page)}
    lists = {page for page in every_page(served) if re.match(rf"/{NAME}/(?:blocs|people|units|articles)/", page)}
    assert lists <= set(seen) and len(rows_with_a_page & set(seen)) > len(lists)


# --- from an answer to its sentence ----------------------------------------------------------------------------------


def shows(page: Any, connection: sqlite3.Connection, claim: str) -> bool:
    """Whether a page shows the words of a claim marked, in a quotation or in the article's text."""
    words = evidence_of(connection, claim)
    if any(quote == words or words in quote for quote in marked_in(page)):
        return True
    item = page.xpath(f"//li[@id='{claim}']/@data-record")
    if not item:
        return False
    marks = [mark for mark in page.iter("mark") if item[0] in (mark.get("data-records") or "").split()]
    told = "".join(mark.text_content() for mark in marks)
    return "".join(told.split()) == "".join(words.replace("|", "").split())


def clicks(site: Visitor, connection: sqlite3.Connection, start: str, claim: str, within: str = "//main") -> int | None:
    """How many links lead from a part of a page to a page that shows the words of a claim; None if more than two."""
    part = tree(site.get(start)).xpath(within)
    assert part, (start, within)
    if shows(part[0], connection, claim):
        return 0
    level = {start: links(part[0], start)}
    for click in (1, 2):
        targets = sorted({link.partition("#")[0] for found in level.values() for link in found})
        pages = {
            address: tree(answer) for address, answer in site.get_all(targets[:80]).items() if "<main" in answer.text
        }
        if any(shows(page, connection, claim) for page in pages.values()):
            return click
        near = {address: page for address, page in pages.items() if claim in address or "/claims/" in address}
        level = {address: links(page.xpath("//main")[0], address) for address, page in near.items()}
    return None


def test_from_an_answer_of_the_grid_it_is_two_links_to_its_sentence(
    site: Visitor, archived: sqlite3.Connection
) -> None:
    heads = rows(archived, "SELECT l.bloc, l.year, l.claim FROM ledger l WHERE l.role = 'head' AND l.year IS NOT NULL "
                 "AND NOT EXISTS (SELECT 1 FROM ledger o WHERE o.bloc = l.bloc AND o.year = l.year AND o.role = 'head' "
                 "AND o.id <> l.id) ORDER BY l.id")  # fmt: skip
    drawn = random.Random(7).sample(heads, min(DRAWN, len(heads)))
    assert len(drawn) == DRAWN
    for bloc, year, claim in drawn:
        page = f"/ledger?until={year}"
        cell = f"//tr[th/a[contains(@href, '{bloc}')]]/td[last()]"
        assert clicks(site, archived, page, claim, cell) == 1, (bloc, year)


def test_any_answer_stands_with_its_sentence_on_its_page(site: Visitor, archived: sqlite3.Connection) -> None:
    ledger = rows(archived, f"SELECT '/{NAME}/blocs/' || bloc, claim FROM ledger ORDER BY id")
    posts = rows(archived, f"SELECT '/{NAME}/people/' || person, claim FROM tenures ORDER BY id")
    units = rows(archived, f"SELECT '/{NAME}/units/' || unit, claim FROM tenures WHERE unit IS NOT NULL ORDER BY id")
    awards = rows(archived, f"SELECT '/{NAME}/' || iif(unit IS NULL, 'people/' || person, 'units/' || unit), "
                  "coalesce(awarded_claim, proposed_claim) FROM award_paths ORDER BY id")  # fmt: skip
    for answers in (ledger, posts, units, awards):
        for page, claim in random.Random(11).sample(answers, DRAWN):
            assert clicks(site, archived, page, claim) == 0, (page, claim)


def test_a_citation_leads_to_the_words_in_their_article(site: Visitor, archived: sqlite3.Connection) -> None:
    claims = rows(archived, "SELECT id, article FROM claims ORDER BY id")
    for claim, article in random.Random(3).sample(claims, DRAWN):
        page = tree(site.get(f"/{NAME}/claims/{claim}"))
        (link,) = page.xpath("//p[@class='source']/cite/a/@href")
        assert link == f"/{NAME}/articles/{article}#{claim}"
        there = tree(site.get(link.partition("#")[0]))
        there_is = there.xpath("//blockquote")
        assert not there_is and shows(there, archived, claim)
        (back,) = there.xpath(f"//li[@id='{claim}']//a[@class='back']/@href")
        assert there.xpath(f"//*[@id='{back[1:]}']")
