"""Contradictions, the register, what was not read and the numbers about the data are those of the archive."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from urllib.parse import quote

from db.site.paths import NAME
from db.site.texts import text
from db.site.view import value_text
from extractors.text.language import plain
from site_pages import cells, evidence_of, facts, leafed, marked_in, pages_of, rows, section
from visitors import Visitor, text_of, tree

# --- lists -----------------------------------------------------------------------------------------------------------


def test_contradictions_are_all_shown_with_both_sentences(site: Visitor, archived: sqlite3.Connection) -> None:
    known = {
        row[0]: row
        for row in rows(archived, "SELECT id, first_claim, second_claim, kind, bloc, unit, person FROM contradictions")
    }
    shown = {
        one.get("id"): one
        for page in leafed(site, "/contradictions")
        for one in page.xpath("//ol[@class='contradictions']/li")
    }
    assert set(shown) == set(known) and len(known) > 8
    for one, (_, first, second, kind, *about) in known.items():
        assert marked_in(shown[one]) == [evidence_of(archived, claim) for claim in (first, second)]
        of_kind = leafed(site, f"/contradictions?kind={kind}")
        assert one in {item.get("id") for page in of_kind for item in page.xpath("//ol/li")}
        for entity in filter(None, about):
            found = {
                item.get("id")
                for page in leafed(site, f"/contradictions?about={entity}")
                for item in page.xpath("//ol/li")
            }
            assert one in found and found <= {other for other, *told in known.values() if entity in told}


def test_the_register_holds_every_document(site: Visitor, archived: sqlite3.Connection) -> None:
    shown = {line.get("id"): line for page in leafed(site, "/register") for line in facts(page)}
    known = rows(archived, "SELECT id, number, issuer, claim FROM documents")
    assert set(shown) == {one for one, *_ in known}
    for one, number, issuer, claim in known:
        assert cells(shown[one])[0].startswith(number) and cells(shown[one])[1] == (issuer or "")
        assert evidence_of(archived, claim) in marked_in(shown[one])
        for typed in (number, number.lower(), plain(number), *(filter(None, (issuer, plain(issuer or ""))))):
            found = {line.get("id") for page in leafed(site, f"/register?q={quote(typed)}") for line in facts(page)}
            assert one in found and (found != set(shown) or len({row[2] for row in known}) == 1), typed
        rests = rows(archived, "SELECT r.claim FROM document_rests r JOIN claims c ON c.id = r.claim WHERE r.document = ? "
                               "AND c.kind IN ('handovers', 'awards', 'blocs')", one)  # fmt: skip
        linked = shown[one].xpath(".//a[@class='far-mark']/@href")
        assert {link.rpartition("/")[2] for link in linked} <= {claim for (claim,) in rests}
        assert len(linked) == min(8, len(rests))
    assert text("register.none", "vi") in text_of(tree(site.get("/register?q=nichts")))


def test_what_was_not_read_is_told(site: Visitor, archived: sqlite3.Connection) -> None:
    page = tree(site.get("/unread"))
    assert [cells(line)[0] for line in facts(section(page, "inputs"))] == ["a/x.pdf", "a/y.html", "a/z.html"]
    assert [cells(line)[0] for line in facts(section(tree(site.get("/unread?code=needs_ocr")), "inputs"))] == [
        "a/x.pdf"
    ]
    without = {one for (one,) in rows(archived, "SELECT article_id FROM articles_without_facts")}
    shown = {link.rpartition("/")[2] for link in section(page, "without").xpath(".//li/a/@href")}
    assert shown == without and without


def test_about_counts_every_article_and_record(site: Visitor, archived: sqlite3.Connection) -> None:
    page = tree(site.get("/about", "en"))
    (table,) = page.xpath("//table[@class='coverage']")
    years = [text_of(head) for head in table.xpath("./thead/tr/th")][1:-2]
    known = Counter(rows(archived, "SELECT coalesce(publisher, ''), substr(published, 1, 4) FROM articles"))
    shown = Counter()
    for line in table.xpath("./tbody/tr"):
        paper = text_of(line.find("th"))
        paper = "" if paper == text("about.no_publisher", "en") else paper
        *by_year, undated, total = cells(line)
        shown |= Counter({(paper, year): int(count) for year, count in zip(years, by_year, strict=True) if count})
        shown |= Counter({(paper, None): int(undated)} if undated else {})
        assert sum(int(count) for count in [*by_year, undated] if count) == int(total)
    assert shown == known
    counted = {text_of(line.find("td")): cells(line)[1] for line in facts(section(page, "read"))}
    assert counted == {value_text("claim", kind, "en"): str(count) for kind, count in rows(
        archived, "SELECT kind, count(*) FROM claims GROUP BY kind")}  # fmt: skip


def test_data_of_a_page_is_that_of_the_page(site: Visitor, archived: sqlite3.Connection) -> None:
    for bloc, page in pages_of(site, archived, "blocs")[:3]:
        (link,) = page.xpath(f"//a[starts-with(@href, '/{NAME}/who_led.json')]/@href")
        told = json.loads(site.get(link + "&_shape=array").text)
        assert {row["bloc_id"] for row in told} <= {bloc} and len(told) == rows(
            archived, "SELECT count(*) FROM ledger WHERE bloc = ?", bloc)[0][0]  # fmt: skip
