"""The grid and the pages of blocs show what the ledger of the samples holds, each answer with its sentence."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from typing import Any

import pytest

from db.site.paths import NAME
from db.site.texts import text
from db.site.view import value_text
from site_pages import cells, evidence_of, facts, marked_in, pages_of, rows, section
from visitors import Visitor, text_of, tree

# --- the grid --------------------------------------------------------------------------------------------------------


def grid_of(page: Any) -> dict[tuple[str, int], Any]:
    """(bloc, year) → its cell."""
    (table,) = page.xpath("//table[@class='grid']")
    years = [int(text_of(head)) for head in table.xpath("./thead/tr/th")[1:]]
    found = {}
    for line in table.xpath("./tbody/tr"):
        (bloc,) = re.findall(rf"/{NAME}/blocs/([\w-]+)", line.xpath("./th/a/@href")[0])
        assert len(line.xpath("./td")) == len(years)
        found |= {(bloc, year): cell for year, cell in zip(years, line.xpath("./td"), strict=True)}
    return found


@pytest.fixture(scope="module")
def grid(site: Visitor, archived: sqlite3.Connection) -> dict[tuple[str, int], Any]:
    """The cells of every bloc in every year, leafed through from the last years to the first."""
    found: dict[tuple[str, int], Any] = {}
    address = "/ledger"
    for _ in range(9):
        page = tree(site.get(address))
        found |= grid_of(page)
        (status,) = page.xpath("//p[@class='found']")
        earlier = [link.get("href") for link in status.iter("a") if text("grid.earlier", "vi") in text_of(link)]
        if not earlier:
            break
        (address,) = earlier
    return found


def test_the_grid_says_what_the_ledger_says(grid: dict[tuple[str, int], Any], archived: sqlite3.Connection) -> None:
    first, last = rows(archived, "SELECT min(year), max(year) FROM ledger_years")[0]
    blocs = {one for (one,) in rows(archived, "SELECT id FROM blocs")}
    assert set(grid) == {(bloc, year) for bloc in blocs for year in range(first, last + 1)} and len(blocs) > 5
    states = {(bloc, year): reason or state for bloc, year, state, reason in rows(
        archived, "SELECT bloc, year, state, reason FROM ledger_years WHERE role = 'head'")}  # fmt: skip
    held: dict[tuple[str, int], set[str]] = {}
    for bloc, year, who in rows(archived, "SELECT l.bloc, l.year, coalesce(u.name, p.name) FROM ledger l LEFT JOIN "
                                "units u ON u.id = l.unit LEFT JOIN people p ON p.id = l.person "
                                "WHERE l.role = 'head' AND l.year IS NOT NULL"):  # fmt: skip
        held.setdefault((bloc, year), set()).add(who)
    flagged = {
        (bloc, year, who): {name for name, is_so in (("inferred", inferred), ("contradicted", contradicted)) if is_so}
        for bloc, year, who, inferred, contradicted in rows(
            archived, "SELECT l.bloc, l.year, coalesce(u.name, p.name) AS who, min(l.inferred), max(l.contradicted) "
            "FROM ledger l LEFT JOIN units u ON u.id = l.unit LEFT JOIN people p ON p.id = l.person "
            "WHERE l.role = 'head' GROUP BY l.bloc, l.year, who")
    }  # fmt: skip
    seen = Counter()
    for place, cell in grid.items():
        state = states.get(place, "outside")
        assert cell.get("class") == f"cell {state}", place
        assert {text_of(link) for link in cell.xpath(".//div//a[not(@data-part)]")} == held.get(place, set()), place
        said = text_of(cell)
        if state in ("silent", "no_source", "outside"):
            assert not cell.xpath(".//a") and said == text(f"grid.{state}", "vi")
        for holder in cell.xpath(".//div"):
            flags = set((holder.get("class") or "").split())
            who = text_of(holder.xpath(".//a[not(@data-part)]")[0])
            assert flags - {"holder"} == flagged[*place, who], place
            assert ("contradicted" in flags) == (text("grid.legend_contradicted", "vi") in text_of(holder))
        seen[state] += 1
    assert min(seen[s] for s in ("known", "silent", "no_source", "outside")) and sum(seen.values()) == len(grid)


def test_each_holder_of_the_grid_is_one_link_from_its_sentence(
    site: Visitor, grid: dict[tuple[str, int], Any], archived: sqlite3.Connection
) -> None:
    claims = 0
    for (bloc, year), cell in grid.items():
        for holder in cell.xpath(".//div"):
            (mark,) = holder.xpath("./a[@data-part]/@href")
            claim = mark.rpartition("/")[2]
            (who,) = [text_of(link) for link in holder.xpath(".//a[not(@data-part)]")]
            assert (bloc, year, who) in rows(archived, "SELECT l.bloc, l.year, coalesce(u.name, p.name) FROM ledger l "
                "LEFT JOIN units u ON u.id = l.unit LEFT JOIN people p ON p.id = l.person WHERE l.claim = ?", claim)  # fmt: skip
            ((basis,),) = rows(archived, "SELECT DISTINCT basis FROM ledger WHERE claim = ?", claim)
            assert value_text("basis", basis, "vi") in text_of(holder)
            for address in (mark, f"{mark}?part=1"):
                assert "|".join(marked_in(tree(site.get(address)))) == evidence_of(archived, claim)
            claims += 1
    assert claims > 20


def test_the_home_page_shows_the_last_years_of_the_best_known_blocs(
    site: Visitor, grid: dict[tuple[str, int], Any], archived: sqlite3.Connection
) -> None:
    page = tree(site.get("/"))
    shown = grid_of(page)
    assert {year for _, year in shown} == set(sorted({year for _, year in grid})[-8:])
    assert all(text_of(cell) == text_of(grid[place]) for place, cell in shown.items())
    for name in ("articles", "claims", "blocs", "people", "units"):
        ((count,),) = rows(archived, f"SELECT count(*) FROM {name}")
        assert [text_of(link) for link in page.xpath(f"//dl[@class='counts']//a[@href='/{NAME}/{name}']")] == [
            str(count)
        ]
    missing = text_of(section(page, "missing"))
    for query, name in (
        ("FROM ledger_years WHERE role = 'head' AND reason = 'silent'", "silent"),
        ("FROM ledger_years WHERE role = 'head' AND reason = 'no_source'", "no_source"),
        ("FROM contradictions", "contradictions"), ("FROM unread", "unread"),
        ("FROM possibly_same", "possibly_same"), ("FROM articles_without_facts", "without_facts"),
    ):  # fmt: skip
        ((count,),) = rows(archived, f"SELECT count(*) {query}")
        assert (text(f"home.missing_{name}", "vi", n=count) in missing) == (count > 0), name


@pytest.mark.parametrize("typed", ["khoi thi dua so 4", "Khối thi đua số 4", "nothing of the kind"])
def test_the_grid_is_narrowed_by_name_and_scope(site: Visitor, archived: sqlite3.Connection, typed: str) -> None:
    page = tree(site.get(f"/ledger?q={typed}"))
    shown = {bloc for bloc, _ in grid_of(page)} if page.xpath("//table[@class='grid']") else set()
    named = {one for one, name in rows(archived, "SELECT id, name FROM blocs") if "số 4" in name}
    assert shown == (named if "4" in typed else set())
    for (scope,) in rows(archived, "SELECT DISTINCT scope FROM blocs WHERE scope IS NOT NULL"):
        page = tree(site.get("/ledger", params={"scope": scope}))
        assert {bloc for bloc, _ in grid_of(page)} == {one for (one,) in rows(
            archived, "SELECT id FROM blocs WHERE scope = ?", scope)}  # fmt: skip


# --- a bloc ----------------------------------------------------------------------------------------------------------

_LEDGER = """
SELECT l.role, coalesce(u.name, ''), coalesce(p.name, ''), l.basis, l.claim FROM ledger l
LEFT JOIN units u ON u.id = l.unit LEFT JOIN people p ON p.id = l.person WHERE l.bloc = ? AND l.year IS ?
"""


def test_every_row_of_the_ledger_stands_on_its_blocs_page_with_its_sentence(
    site: Visitor, archived: sqlite3.Connection
) -> None:
    seen = 0
    for bloc, page in pages_of(site, archived, "blocs"):
        years = [year for (year,) in rows(archived, "SELECT DISTINCT year FROM ledger WHERE bloc = ?1 UNION "
                                         "SELECT year FROM ledger_years WHERE bloc = ?1", bloc)]  # fmt: skip
        bodies = section(page, "years").xpath(".//tbody")
        assert {body.get("id") for body in bodies} == {f"y{year}" if year else "y-unknown" for year in years}
        dated = [body.get("id") for body in bodies if body.get("id") != "y-unknown"]
        assert dated == sorted(dated)
        for year in years:
            (body,) = page.xpath(f"//tbody[@id='{f'y{year}' if year else 'y-unknown'}']")
            told = rows(archived, _LEDGER, bloc, year)
            lines = [line for line in body.xpath("./tr") if "gap-row" not in (line.get("class") or "")]
            assert Counter(tuple(cells(line)[:3]) for line in lines) == Counter(
                (value_text("role", role, "vi"), unit, person) for role, unit, person, _, _ in told
            )
            for role, unit, person, basis, claim in told:
                (line, *_) = [
                    line for line in lines
                    if cells(line)[:3] == [value_text("role", role, "vi"), unit, person]
                    and "|".join(marked_in(line)).startswith(evidence_of(archived, claim))
                ]  # fmt: skip
                assert value_text("basis", basis, "vi") in cells(line)[3]
                seen += 1
            if not told:
                ((state, articles),) = rows(archived, "SELECT reason, articles FROM ledger_years WHERE bloc = ? AND "
                                            "year = ? AND role = 'head'", bloc, year)  # fmt: skip
                assert text(f"bloc.year_{state}", "vi", n=articles) in text_of(body)
    assert seen == rows(archived, "SELECT count(*) FROM ledger")[0][0] > 50


def test_a_bloc_shows_its_members_meetings_handovers_and_founding(site: Visitor, archived: sqlite3.Connection) -> None:
    seen = Counter()
    for bloc, page in pages_of(site, archived, "blocs"):
        listed = {
            (unit or name)
            for name, unit in rows(archived, "SELECT unit, unit_id FROM bloc_members WHERE bloc_id = ?", bloc)
        }
        assert len(facts(section(page, "members"))) == len(listed)
        not_copied = "article_id NOT IN (SELECT article FROM copies)"
        for name, view in (("meetings", "meetings_held"), ("handovers", "handovers_by_date")):
            known = rows(archived, f"SELECT claim_id FROM {view} WHERE bloc_id = ? AND {not_copied}", bloc)
            lines = facts(section(page, name))
            assert sorted("|".join(marked_in(line)) for line in lines) == sorted(
                evidence_of(archived, claim) for (claim,) in known
            )
            seen[name] += len(lines)
        found = rows(
            archived,
            "SELECT d.number, d.claim FROM blocs b JOIN documents d ON d.id = b.founded_by WHERE b.id = ?",
            bloc,
        )
        line = page.xpath(f"//div[@class='line'][contains(., '{text('bloc.founded', 'vi')}')]")
        assert [one.xpath("string(.//a)").split()[-1] for one in line] == [number for number, _ in found]
        seen["members"] += len(listed)
        seen["founded"] += len(found)
    assert min(seen.values()) > 0 and len(seen) == 4
