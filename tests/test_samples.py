"""The bundled pages: each is read as it stands, and together they answer what `tests/story` asks.

Names are compared as a reader would: without regard to case, tone placement, usual abbreviations and `số`.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article, BlockKind, Page
from corpus.errors import UnreadableError
from corpus.read import read
from db.who import who
from extractors.records import AwardStatus, Basis, BlocRole, Extraction, HandoverKind, Official, Role
from story_tables import story

STORY = story()
PAGES: dict[str, dict[str, Any]] = {page["path"]: page for page in STORY["page"]}
UNREAD: dict[str, str] = {row["page"]: row["code"] for row in STORY["unread"]}
BLOCS: dict[str, dict[str, Any]] = {bloc["id"]: bloc for bloc in STORY["bloc"]}

ABBREVIATIONS = {"ubnd": "ủy ban nhân dân", "chqs": "chỉ huy quân sự", "tp": "thành phố", "qk": "quân khu"}
TONES = {
    "oà": "òa",
    "oá": "óa",
    "oả": "ỏa",
    "oã": "õa",
    "oạ": "ọa",
    "uỷ": "ủy",
    "uý": "úy",
    "uỳ": "ùy",
    "uỹ": "ũy",
    "uỵ": "ụy",
}
INFERRED = {Basis.CHAIRED, Basis.EXPANDED}


def fold(text: str) -> str:
    """A name as it is compared; words said twice in a row (`Trưởng Công an` of `Công an huyện`) count once."""
    text = unicodedata.normalize("NFC", text).casefold()
    for new, old in TONES.items():
        text = re.sub(rf"(?<!q){new}(?!\w)", old, text)
    words = [w for word in re.sub(r"[^\w]+", " ", text).split() for w in ABBREVIATIONS.get(word, word).split()]
    out: list[str] = []
    for word in words:
        if word in {"số", "và"}:
            continue
        out.append(word)
        for size in (3, 2, 1):
            if len(out) >= 2 * size and out[-size:] == out[-2 * size : -size] and not out[-1].isdigit():
                del out[-size:]
    return " ".join(out)


def case(row: dict[str, Any], *keys: str) -> str:
    """A test's name: its page, then the row's values, without diacritics."""
    words = [Path(row["page"]).stem[:24] if "page" in row else "", *(fold(str(row[key])) for key in keys)]
    plain = unicodedata.normalize("NFD", " ".join(words)).replace("đ", "d").encode("ascii", "ignore").decode()
    return re.sub(r"\W+", "-", plain).strip("-")


def accepted(spellings: str) -> set[str]:
    """The folded forms that the story accepts: alternatives stand apart by ` | `."""
    return {fold(part) for part in spellings.split(" | ")}


def is_one_of(name: str | None, spellings: str) -> bool:
    return name is not None and fold(name) in accepted(spellings)


def heads(extraction: Extraction) -> list[BlocRole]:
    return [role for role in extraction.bloc_roles if role.role is Role.HEAD]


def quotes(extraction: Extraction, role: BlocRole) -> str:
    return " … ".join(extraction.article.text[span.start : span.end] for span in role.evidence)


# --- the pages ---------------------------------------------------------------------------------------------------


def test_story_covers_every_page(pages: dict[str, Page]) -> None:
    assert set(pages) == {*PAGES, *UNREAD}
    assert len(PAGES) >= 24


@pytest.mark.parametrize("path", UNREAD)
def test_a_page_without_an_article_says_so(pages: dict[str, Page], path: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(pages[path])
    assert caught.value.code == UNREAD[path]


@pytest.mark.parametrize("path", PAGES)
def test_title(articles: dict[str, Article], path: str) -> None:
    assert fold(articles[path].title or "") == fold(PAGES[path]["title"])


@pytest.mark.parametrize("path", PAGES)
def test_published(articles: dict[str, Article], path: str) -> None:
    assert articles[path].published == PAGES[path].get("published")


@pytest.mark.parametrize("path", PAGES)
def test_byline(articles: dict[str, Article], path: str) -> None:
    assert [fold(name) for name in articles[path].byline] == [fold(name) for name in PAGES[path]["byline"]]


@pytest.mark.parametrize("path", PAGES)
def test_nothing_around_the_article_gets_in(articles: dict[str, Article], path: str) -> None:
    text = articles[path].text.casefold()
    let_in = [name for name in STORY["decoys"][path.split("/")[0]] if name.casefold() in text]
    assert not let_in


@pytest.mark.parametrize("path", PAGES)
def test_byline_is_no_text(articles: dict[str, Article], path: str) -> None:
    article = articles[path]
    # A caption may end with its photographer.
    texts = [article.text[b.start : b.end] for b in article.blocks if b.kind is not BlockKind.CAPTION]
    assert not [name for name in PAGES[path]["byline"] if f" {fold(name)} " in f" {fold(' '.join(texts))} "]


@pytest.mark.parametrize("path", [path for path, page in PAGES.items() if page["captions"]])
def test_captions_are_kept_as_captions(articles: dict[str, Article], path: str) -> None:
    article = articles[path]
    found = [fold(article.text[b.start : b.end]) for b in article.blocks if b.kind is BlockKind.CAPTION]
    missing = [caption for caption in PAGES[path]["captions"] if not any(fold(caption) in text for text in found)]
    assert not missing


@pytest.mark.parametrize("path", PAGES)
def test_text_is_composed_and_whole(articles: dict[str, Article], path: str) -> None:
    text = articles[path].text
    assert unicodedata.is_normalized("NFC", text)
    assert "\ufffd" not in text and "\xa0" not in text
    assert 700 < len(text) < 4500


# --- who led which bloc ------------------------------------------------------------------------------------------


def may_lead(role: BlocRole, bloc: dict[str, Any]) -> bool:
    """Whether the story has this head of the bloc: in this year, or in any if the page does not say which."""
    return any(
        role.year in (None, head["year"])
        and (role.unit is not None or role.person is not None)
        and (role.unit is None or is_one_of(role.unit, head["unit"]))
        and (role.person is None or any(is_one_of(role.person, name) for name in head["people"]))
        and (role.basis in INFERRED or head["basis"] != ["chaired"])
        for head in bloc["head"]
    )


@pytest.mark.parametrize("path", PAGES)
def test_no_wrong_head(readings: dict[str, Extraction], path: str) -> None:
    blocs = [BLOCS[name] for name in PAGES[path]["blocs"]]
    wrong = [
        f"{role.bloc} {role.year}: {role.unit} / {role.person} ({role.basis}) — {quotes(readings[path], role)}"
        for role in heads(readings[path])
        if not any(is_one_of(role.bloc, bloc["name"]) and may_lead(role, bloc) for bloc in blocs)
    ]
    assert not wrong


def bloc_heads() -> list[Any]:
    rows = [(bloc, head) for bloc in STORY["bloc"] for head in bloc["head"]]
    return [pytest.param(bloc, head, id=f"{bloc['id']}-{case(head, 'year', 'unit')}") for bloc, head in rows]


@pytest.mark.parametrize(("bloc", "head"), bloc_heads())
def test_each_head_is_found(readings: dict[str, Extraction], bloc: dict[str, Any], head: dict[str, Any]) -> None:
    said = [role for path in head["pages"] for role in heads(readings[path]) if is_one_of(role.bloc, bloc["name"])]
    found = [role for role in said if role.year == head["year"] and is_one_of(role.unit, head["unit"])]
    shown = [(role.year, role.unit, role.person, str(role.basis)) for role in said]
    assert {str(role.basis) for role in found} & set(head["basis"]), shown


def bloc_deputies() -> list[Any]:
    rows = [(bloc, deputy) for bloc in STORY["bloc"] for deputy in bloc.get("deputy", [])]
    return [pytest.param(bloc, d, id=f"{bloc['id']}-{case(d, 'year', 'unit')}") for bloc, d in rows]


@pytest.mark.parametrize(("bloc", "deputy"), bloc_deputies())
def test_each_deputy_is_found(readings: dict[str, Extraction], bloc: dict[str, Any], deputy: dict[str, Any]) -> None:
    said = [
        (role.year, str(role.role), role.unit)
        for path, page in PAGES.items()
        if bloc["id"] in page["blocs"]
        for role in readings[path].bloc_roles
        if role.role is not Role.HEAD
    ]
    years = {deputy["year"]} if deputy.get("year_said", True) else {deputy["year"], None}
    same = [(year, unit) for year, role, unit in said if role == deputy["role"]]
    assert any(year in years and is_one_of(unit, deputy["unit"]) for year, unit in same), said


@pytest.mark.parametrize("path", PAGES)
def test_no_wrong_deputy(readings: dict[str, Extraction], path: str) -> None:
    known = [(d["year"], d["role"], d["unit"]) for b in PAGES[path]["blocs"] for d in BLOCS[b].get("deputy", [])]
    wrong = [
        (role.year, str(role.role), role.unit, role.person)
        for role in readings[path].bloc_roles
        if role.role is not Role.HEAD
        and not any(role.year in (None, y) and role.role == r and is_one_of(role.unit, u) for y, r, u in known)
    ]
    assert not wrong


@pytest.mark.parametrize("bloc", STORY["bloc"], ids=lambda bloc: bloc["id"])
def test_bloc_scope_and_members(readings: dict[str, Extraction], bloc: dict[str, Any]) -> None:
    found = [
        record
        for path, page in PAGES.items()
        if bloc["id"] in page["blocs"]
        for record in readings[path].blocs
        if is_one_of(record.name, bloc["name"])
    ]
    wrong = {record.scope for record in found if record.scope and not is_one_of(record.scope, bloc["scope"])}
    assert found and not wrong
    assert any(record.scope for record in found)
    members = {fold(unit) for record in found for unit in record.members}
    assert [unit for unit in bloc["members"] if not accepted(unit) & members] == []


def test_article_on_something_else_has_no_record(readings: dict[str, Extraction]) -> None:
    for row in STORY["without_facts"]:
        assert list(readings[row["page"]].records()) == []


# --- people, awards, documents -----------------------------------------------------------------------------------


def official(extraction: Extraction, name: str) -> Official:
    found = [person for person in extraction.officials if is_one_of(person.name, name)]
    assert len(found) == 1, f"{name}: {len(found)} times among {[p.name for p in extraction.officials]}"
    return found[0]


@pytest.mark.parametrize("row", STORY["official"], ids=lambda row: case(row, "name"))
def test_official(readings: dict[str, Extraction], row: dict[str, Any]) -> None:
    person = official(readings[row["page"]], row["name"])
    assert fold(person.rank or "") == fold(row.get("rank", ""))
    posts = {fold(f"{post.title} {post.unit or ''}") for post in person.posts if not post.former}
    assert accepted(row["post"]) & posts, posts


@pytest.mark.parametrize("row", STORY["handover"], ids=lambda row: case(row, "to"))
def test_handover_of_a_post(readings: dict[str, Extraction], row: dict[str, Any]) -> None:
    found = [
        (fold(f"{record.post} {record.organization or ''}"), fold(record.giver or ""), fold(record.taker or ""))
        for record in readings[row["page"]].handovers
        if record.kind is HandoverKind.POST
    ]
    wanted = {(post, fold(row["from"]), fold(row["to"])) for post in accepted(row["post"])}
    assert wanted & set(found), found


@pytest.mark.parametrize("row", STORY["award"], ids=lambda row: case(row, "award", "status"))
def test_award(readings: dict[str, Extraction], row: dict[str, Any]) -> None:
    same = [
        award
        for award in readings[row["page"]].awards
        if is_one_of(award.award, row["award"]) and award.status is AwardStatus(row["status"])
    ]
    if "counts" in row:
        assert {award.count for award in same} & set(row["counts"]), same
        return
    found = [award for award in same if is_one_of(award.recipient, row["recipient"])]
    others = [a for a in readings[row["page"]].awards if a not in same and is_one_of(a.recipient, row["recipient"])]
    assert not [a for a in others if is_one_of(a.award, row["award"])], "given and proposed are told apart"
    assert found, [(a.award, a.recipient, a.status) for a in readings[row["page"]].awards]
    if "grantor" in row:
        assert any(is_one_of(award.grantor, row["grantor"]) for award in found), [a.grantor for a in found]


@pytest.mark.parametrize("row", STORY["document"], ids=lambda row: row["number"])
def test_document(readings: dict[str, Extraction], row: dict[str, Any]) -> None:
    found = {(record.number, record.date) for record in readings[row["page"]].documents}
    assert (row["number"], row["date"]) in found


# --- the archive -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bloc", STORY["bloc"], ids=lambda bloc: bloc["id"])
def test_archive_names_the_heads(archive: sqlite3.Connection, bloc: dict[str, Any]) -> None:
    query = bloc["name"].split(" | ")[0]
    answers = [a for a in who(archive, query) if is_one_of(a.scope or "", bloc["scope"]) or bloc["id"] == "hb-dang"]
    found = {(role.year, fold(role.unit or "")) for a in answers for role in a.roles if role.role == "head"}
    missing = [
        (h["year"], h["unit"]) for h in bloc["head"] if not {(h["year"], unit) for unit in accepted(h["unit"])} & found
    ]
    assert not missing
    assert not {year for year, _ in found} & set(bloc["gaps"])


def test_archive_keeps_blocs_of_one_name_apart(archive: sqlite3.Connection) -> None:
    assert {fold(a.scope or "") for a in who(archive, "khoi thi dua 2")} >= {
        fold("Quân khu 4"),
        fold("Công an tỉnh Nghệ An"),
    }


def test_archive_shows_the_contradictions_of_heads(archive: sqlite3.Connection) -> None:
    rows = archive.execute(
        "SELECT b.name AS bloc, b.scope, x.year, x.first_says AS unit_1, x.second_says AS unit_2 FROM contradictions x "
        "JOIN blocs b ON b.id = x.bloc WHERE x.kind = 'bloc_head'"
    ).fetchall()
    found = {(fold(r["bloc"]), r["year"], frozenset({fold(r["unit_1"] or ""), fold(r["unit_2"] or "")})) for r in rows}
    wanted = {
        (fold(BLOCS[c["bloc"]]["name"]), c["year"], frozenset(fold(unit) for unit in c["units"]))
        for c in STORY["contradiction"]
        if c["kind"] == "bloc_head"
    }
    assert found == wanted


def test_archive_says_that_an_inference_is_one(archive: sqlite3.Connection) -> None:
    inferred = [(bloc, head) for bloc in STORY["bloc"] for head in bloc["head"] if head["basis"] == ["chaired"]]
    for bloc, head in inferred:
        roles = [r for a in who(archive, bloc["name"], head["year"]) for r in a.roles if r.role == "head"]
        assert roles and all(role.inferred for role in roles)


def test_archive_knows_the_copy(archive: sqlite3.Connection, articles: dict[str, Article]) -> None:
    copies = {(row["article"], row["original"]) for row in archive.execute("SELECT article, original FROM copies")}
    assert copies == {(articles[row["page"]].id, articles[row["original"]].id) for row in STORY["copy"]}


def people(archive: sqlite3.Connection, articles: dict[str, Article], name: str, paths: list[str]) -> set[str]:
    """The people of the archive that the name stands for on these pages."""
    rows = archive.execute(
        "SELECT m.person, m.name, c.article FROM person_mentions m JOIN claims c ON c.id = m.claim "
        "WHERE c.kind = 'officials'"
    ).fetchall()
    ids = {articles[path].id for path in paths}
    found = [row for row in rows if row["article"] in ids and is_one_of(row["name"], name)]
    assert {row["article"] for row in found} == ids
    return {row["person"] for row in found}


@pytest.mark.parametrize("row", STORY["namesakes"], ids=lambda row: case(row, "name"))
def test_archive_keeps_namesakes_apart(
    archive: sqlite3.Connection, articles: dict[str, Article], row: dict[str, Any]
) -> None:
    assert len(people(archive, articles, row["name"], row["pages"])) == len(row["pages"])


@pytest.mark.parametrize("row", STORY["same_person"], ids=lambda row: case(row, "name"))
def test_archive_follows_a_career(
    archive: sqlite3.Connection, articles: dict[str, Article], row: dict[str, Any]
) -> None:
    assert len(people(archive, articles, row["name"], row["pages"])) == 1
