"""The pages of people, units, articles and records show what the archive of the samples holds."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from pathlib import Path

from db.site.pages.article import article_page
from db.site.pages.person import person_page
from db.site.paths import NAME
from db.site.texts import text
from db.site.view import day_text
from site_pages import evidence_of, facts, marked_in, pages_of, rows, section
from stories import article, extraction, official
from visitors import Visitor, build, ids, text_of, tree

# --- a person, a unit ------------------------------------------------------------------------------------------------


def share(value: str) -> float:
    assert value.endswith("%")
    return float(value[:-1])


def test_a_career_is_drawn_in_its_place_with_what_is_known_of_its_ends(
    site: Visitor, archived: sqlite3.Connection
) -> None:
    drawn = 0
    for person, page in pages_of(site, archived, "people"):
        held = rows(archived, "SELECT started, first_cited, last_cited, ended FROM tenures WHERE person = ?", person)
        dated = [tenure for tenure in held if any(tenure)]
        bars = page.xpath("//section[@aria-labelledby='career']//rect[starts-with(@class, 'bar')]")
        assert len(bars) == len(dated) and len(facts(section(page, "posts"))) == len(held)
        for bar in bars:
            assert share(bar.get("x")) >= 0 and share(bar.get("width")) > 0
            assert share(bar.get("x")) + share(bar.get("width")) <= 100.001
        assert len(page.xpath("//rect[@class='end']")) == sum(1 for tenure in dated if tenure[0])
        assert len(page.xpath("//line[@class='end-line']")) == sum(1 for tenure in dated if tenure[3])
        told = [re.split(" – ", text_of(bar.find("title"))) for bar in bars]
        assert Counter((said[0], said[-1]) for said in told) == Counter(
            (day_text(min(filter(None, tenure)), "vi"), day_text(max(filter(None, tenure)), "vi")) for tenure in dated
        )
        for step in page.xpath("//line[starts-with(@class, 'step')]"):
            assert 0 <= share(step.get("x1")) < share(step.get("x2")) <= 100.001
        drawn += len(bars)
    assert drawn > 80


def test_a_ladder_rises_with_ranks_and_goes_with_time(archived: sqlite3.Connection) -> None:
    climbed = 0
    for (person,) in rows(archived, "SELECT person FROM person_ranks WHERE first_cited IS NOT NULL GROUP BY person"):
        page = person_page(archived, person)
        assert page is not None and page.ladder is not None
        ranks = rows(archived, "SELECT rank, grade FROM person_ranks WHERE person = ? AND first_cited IS NOT NULL "
                               "ORDER BY first_cited, grade", person)  # fmt: skip
        steps = page.ladder.steps
        assert [step.label for step in steps] == [rank for rank, _ in ranks]
        assert [step.x for step in steps] == sorted(step.x for step in steps)
        for (_, low), (_, high), one, other in zip(ranks, ranks[1:], steps, steps[1:], strict=False):
            assert (one.y > other.y) == (low < high) and one.until >= one.end
            climbed += 1
    assert climbed > 3


def test_a_unit_tells_what_became_of_it(site: Visitor, archived: sqlite3.Connection) -> None:
    seen = 0
    for unit, page in pages_of(site, archived, "units"):
        went = rows(archived, "SELECT day, kind, into_name, document FROM unit_events WHERE unit = ?", unit)
        came = rows(archived, "SELECT e.day, e.kind, u.name, e.document FROM unit_events e JOIN units u ON u.id = e.unit "
                              "WHERE e.into_unit = ?", unit)  # fmt: skip
        lines = [text_of(one) for one in page.xpath("//section[contains(@class, 'events')]//li")]
        assert len(lines) == len(went) + len(came)
        for found, prefix in ((went, "unit.event_"), (came, "unit.from_")):
            for day, kind, name, document in found:
                said = text(f"{prefix}{kind}", "vi", day=day_text(day, "vi"))
                assert any(line.startswith(said) and name in line and (document or "") in line for line in lines)
                seen += 1
        held = rows(archived, "SELECT count(*) FROM tenures WHERE unit = ?", unit)[0][0]
        led = rows(archived, "SELECT count(*) FROM ledger WHERE unit = ?", unit)[0][0]
        tables = page.xpath("//section[@aria-label]//table[contains(@class, 'facts')]")
        assert sum(len(table.xpath("./tbody/tr")) for table in tables) == held + led
    assert seen > 20


# --- an article ------------------------------------------------------------------------------------------------------


def test_an_article_marks_exactly_the_words_that_were_read(site: Visitor, archived: sqlite3.Connection) -> None:
    records = 0
    for one, page in pages_of(site, archived, "articles"):
        found = article_page(archived, one)
        assert found is not None
        ((whole,),) = rows(archived, "SELECT text FROM articles WHERE id = ?", one)
        blocks = rows(archived, 'SELECT "start", "end" FROM blocks WHERE article = ? ORDER BY position', one)
        shown = ["".join(mark.text for mark in passage.marks) for passage in found.paragraphs]
        assert shown == [whole[start:end] for start, end in blocks if whole[start:end].strip()]
        passages = page.xpath("//section[contains(@class, 'text')]/p")
        assert [passage.text_content() for passage in passages] == shown
        number = {record.claim: record.number for record in found.records}
        assert sorted(number.values()) == list(range(1, len(number) + 1))
        read: dict[int, set[int]] = {}
        for claim, start, end in rows(archived, 'SELECT claim, "start", "end" FROM evidence WHERE article = ?', one):
            for place in range(start, end):
                read.setdefault(place, set()).add(number[claim])
        for (start, end), passage in zip(blocks, passages, strict=True):
            at = start
            for piece in passage.xpath(".//text()"):
                parent = piece.getparent() if piece.is_text else piece.getparent().getparent()
                around = parent.xpath("ancestor-or-self::mark/@data-records")
                told = {int(n) for n in around[0].split()} if around else set()
                for place in range(at, at + len(piece)):
                    assert read.get(place, set()) == told, (one, place)
                at += len(piece)
            assert at == end
        here = ids(page)
        assert len(here) == len(set(here)) and {f"w{n}" for n in number.values()} | set(number) <= set(here)
        assert not [target for target in page.xpath("//a[starts-with(@href, '#')]/@href") if target[1:] not in here]
        for record in found.records:
            (item,) = page.xpath(f"//li[@id='{record.claim}']")
            assert item.get("data-record") == str(record.number)
            assert item.xpath(f".//a[@href='#w{record.number}']")
        records += len(number)
    assert records == rows(archived, "SELECT count(*) FROM claims")[0][0]


def test_a_record_that_goes_over_a_break_has_one_place(tmp_path: Path) -> None:
    of = article("Tựa", "Ông Lò Văn Xa", "Cục trưởng dự. Ông Pờ Văn Ca nói.", published="2021-01-01")
    start = of.text.index("Ông Lò")
    words = of.text[start : of.text.index(" dự")]
    assert "\n" in words
    found = extraction(of, official(words, "Lò Văn Xa", ("Cục trưởng", None)), official("Pờ Văn Ca", "Pờ Văn Ca"),
                       official("Ông Lò Văn Xa", "Lò Văn Xa"))  # fmt: skip
    path = build(tmp_path / "a.db", [found])
    page = tree(Visitor(path).get(f"/{NAME}/articles/{of.id}"))
    here = ids(page)
    assert len(here) == len(set(here)) and {"w1", "w2", "w3"} <= set(here)
    assert len(page.xpath("//mark[contains(@data-records, '1')]")) >= 2


def test_a_records_page_shows_its_fields_and_what_rests_on_it(site: Visitor, archived: sqlite3.Connection) -> None:
    rests = Counter()
    for claim, page in pages_of(site, archived, "claims"):
        assert "|".join(marked_in(page)) == evidence_of(archived, claim)
        told = text_of(section(page, "rests"))
        for table, column in (("ledger_claims", "in_ledger"), ("tenure_claims", "in_tenures"),
                              ("award_path_claims", "in_award_paths")):  # fmt: skip
            ((count,),) = rows(archived, f"SELECT count(*) FROM {table} WHERE claim = ?", claim)
            items = [
                one
                for one in section(page, "rests").xpath(".//li/span[1]")
                if text_of(one) == text(f"claim.{column}", "vi")
            ]
            assert len(items) == count, (claim, table)
            rests[table] += count
        assert told
        ((title, url),) = rows(
            archived, "SELECT a.title, a.url FROM claims c JOIN articles a ON a.id = c.article WHERE c.id = ?", claim
        )
        (line,) = page.xpath("//p[@class='to-copy']")
        assert (
            claim in text_of(line) and " ".join((title or "").split()) in text_of(line) and (url or "") in text_of(line)
        )
    assert min(rests.values()) > 10
