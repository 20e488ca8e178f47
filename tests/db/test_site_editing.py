"""Deciding on the website: what each form writes down, what it changes at once, and that undoing leaves no trace."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from db import deciding
from db.archive import open_archive
from db.decisions import decisions_path
from db.load import Loader
from db.site.texts import text
from db.verify import verify
from decided import APART, TOGETHER, built, of_bloc, of_person, refs_of, rows
from extractors.records import Extraction, RecipientKind
from stories import article, award, bloc, dump, extraction, official, role
from visiting import Browser, PageForm, form_of, posting, serving, undo_form

EVIL = "<img src=x onerror=alert(1)>"
ALIKE = [
    of_person("Bão số ba", "Lê Văn Hùng", ("Giám đốc", "Viện Sóng")),
    of_person("Bão số bốn", "Le Van Hung", ("Giám đốc", "Viện Sóng")),
]
CONTRARY = [
    extraction(
        article(title, f"{unit} là Khối trưởng Khối thi đua 9 (Bộ Lửa) năm 2020.", published=day),
        bloc("Khối thi đua 9 (Bộ Lửa)", "Khối thi đua 9", "Bộ Lửa"),
        role(f"{unit} là Khối trưởng", "Khối thi đua 9", 2020, unit),
    )
    for title, unit, day in (("Nước rút", "Viện Nước", "2020-02-01"), ("Mây tan", "Viện Mây", "2020-03-01"))
]
TWICE = extraction(
    article("Trao thưởng ở Viện Cát", "Ông Khoát Văn Nhái, Giám đốc Viện Cát.", "Tặng Bằng khen cho Khoát Văn Nhái."),
    official("Ông Khoát Văn Nhái", "Khoát Văn Nhái", ("Giám đốc", "Viện Cát")),
    award("Tặng Bằng khen", "Bằng khen", "Khoát Văn Nhái", RecipientKind.PERSON),
)
NHAI = [
    TWICE,
    of_person("Nhái đi họp", "Khoát Văn Nhái", ("Giám đốc", "Viện Cát"), published="2021-01-01"),
    of_person("Nhái về quê", "Khoát Văn Nhái", ("Giám đốc", "Viện Cát"), published="2022-01-01"),
]
BAD = of_person("Xấu", f"Lò {EVIL}", ("Giám đốc", f"Viện {EVIL}"))
BLOCS = [of_bloc("Hội nghị một", "Khối thi đua 4", "Bộ Gió"), of_bloc("Hội nghị hai", "Khối thi đua 5", "Bộ Gió")]
FOUND: list[Extraction] = [*APART["people"], *TOGETHER["units"], *ALIKE, *CONTRARY, *NHAI, BAD, *BLOCS]


def ref_of(one: Extraction, key: str = "officials", at: int = 0, of: str = "name") -> str:
    """The reference that names what a claim holds, with its name, as pages have it."""
    claim = getattr(one, key)[at]
    return f"{claim.id}#{of}={getattr(claim, of)}"


@dataclass(frozen=True)
class Desk:
    """An archive and what it was built from."""

    path: Path
    before: str = field(repr=False)

    @property
    def file(self) -> Path:
        """The file of decisions."""
        return decisions_path(self.path)

    def lines(self) -> list[dict[str, Any]]:
        """What the file says, in order."""
        return [json.loads(line) for line in self.file.read_text(encoding="utf-8").splitlines()]

    def untouched(self) -> bool:
        """Whether all is as it was before anybody decided."""
        return not self.file.exists() and dump(self.path) == self.before

    def is_as_if_built(self, folder: Path) -> bool:
        """Whether the archive equals one that is built with the same file."""
        fresh = folder / "fresh.db"
        fresh.unlink(missing_ok=True)
        decisions_path(fresh).unlink(missing_ok=True)
        if self.file.exists():
            decisions_path(fresh).write_bytes(self.file.read_bytes())
        with Loader(fresh, "1") as loader:
            for one in FOUND:
                loader.add(one)
            loader.finish()
        connection = open_archive(self.path)
        assert verify(connection) == []
        connection.close()
        return dump(fresh) == dump(self.path)

    def one(self, query: str, *values: str) -> Any:
        """The first field of the first row."""
        connection = open_archive(self.path)
        try:
            return rows(connection, query, *values)[0][0]
        finally:
            connection.close()

    def entity(self, ref: str) -> str:
        """Whom a reference names."""
        claim, _, rest = ref.partition("#")
        of, _, name = rest.partition("=")
        query = " UNION ".join(
            f"SELECT {kind} FROM {kind}_mentions WHERE claim = ?1 AND field = ?2 AND name = ?3"
            for kind in ("person", "unit", "bloc")
        )
        return str(self.one(query, claim, of, name))

    def page_of(self, ref: str) -> str:
        """The address of its page."""
        entity = self.entity(ref)
        table = {"person": "people", "unit": "units", "bloc": "blocs"}[entity.partition("-")[0]]
        return f"/archive/{table}/{entity}"

    def apart(self, *refs: str) -> list[list[int]]:
        """Which of the references name one entity."""
        found: dict[str, list[int]] = {}
        for at, ref in enumerate(refs):
            found.setdefault(self.entity(ref), []).append(at)
        return sorted(found.values())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, str]:
    path = tmp_path_factory.mktemp("made") / "a.db"
    built(path, FOUND).close()
    return path.read_bytes(), dump(path)


@pytest.fixture
def desk(made: tuple[bytes, str], tmp_path: Path) -> Desk:
    path = tmp_path / "a.db"
    path.write_bytes(made[0])
    return Desk(path, made[1])


Course = Callable[[Browser], Awaitable[None]]


def visit(desk: Desk, course: Course, language: str = "vi") -> None:
    """A course of events in a browser that was let in."""

    async def run() -> None:
        browser = await Browser(serving(desk.path)).let_in()
        browser.cookies.set("sovang_lang", language)
        await course(browser)

    asyncio.run(run())


def line(kind: str, *refs: str, **more: str) -> dict[str, Any]:
    """A line that the website should write today."""
    return {"decision": kind, "mentions": list(refs), "who": "Ân", "when": deciding.today().isoformat()} | more


# --- what each form writes and changes -------------------------------------------------------------------------------

P = [ref_of(one) for one in APART["people"]]
U = [f"{ref}=Cục Gió" for ref in refs_of(TOGETHER["units"])]
N = [ref_of(one) for one in NHAI]
HUNG = [ref_of(one) for one in ALIKE]
HEADS = [ref_of(one, "bloc_roles", of="unit") for one in CONTRARY]
NAMED = [ref_of(one, "blocs") for one in BLOCS]
PRIZE = ref_of(TWICE, "awards", of="recipient")
CLAIMS = [one.bloc_roles[0].id for one in CONTRARY]


@dataclass(frozen=True)
class Case:
    """on: the page; form: finds its form there; fill: what is typed, tick: what is ticked; lines: what is written;
    shows: whether the archive says so afterwards."""

    on: Callable[[Desk], str]
    form: Callable[[str], PageForm]
    lines: list[dict[str, Any]]
    shows: Callable[[Desk], bool]
    fill: Callable[[Desk], dict[str, str]] = lambda desk: {}
    tick: Sequence[str] = ()


def of(ref: str) -> Callable[[Desk], str]:
    return lambda desk: desk.page_of(ref)


def contradiction(desk: Desk) -> str:
    return "/contradictions?kind=bloc_head"


def head(desk: Desk) -> list[str]:
    connection = open_archive(desk.path)
    try:
        return [unit for (unit,) in rows(connection, "SELECT unit FROM who_led WHERE year = 2020 ORDER BY unit")]
    finally:
        connection.close()


def first_claims(desk: Desk) -> tuple[str, str]:
    connection = open_archive(desk.path)
    try:
        ((first, second),) = rows(connection, "SELECT first_claim, second_claim FROM contradictions")
        return str(first), str(second)
    finally:
        connection.close()


def pair_form(page: str, kind: str) -> PageForm:
    """The form of a kind that has its references in it, not to be typed."""
    return next(f for f in posting(page) if f.one("kind") == kind and not any(name == "other" for name, _ in f.fields))


def merge_form(page: str) -> PageForm:
    return next(f for f in posting(page) if any(name == "other" for name, _ in f.fields))


CASES = {
    "confirm": Case(
        of(HUNG[0]),
        lambda page: pair_form(page, "same"),
        [line("same", HUNG[0], HUNG[1])],
        lambda desk: desk.apart(*HUNG) == [[0, 1]],
    ),
    "reject": Case(
        of(HUNG[0]),
        lambda page: form_of(page, "different"),
        [line("different", HUNG[0], HUNG[1])],
        lambda desk: desk.apart(*HUNG) == [[0], [1]] and desk.one("SELECT count(*) FROM possibly_same") == 0,
    ),
    "merge by address": Case(
        of(P[0]),
        merge_form,
        [line("same", P[0], P[1], why="cùng một đời")],
        lambda desk: desk.apart(*P) == [[0, 1], [2]],
        lambda desk: {"other": f"http://localhost{desk.page_of(P[1])}?_lang=en#y2020", "why": " cùng một đời "},
    ),
    "merge by id": Case(
        of(P[2]),
        merge_form,
        [line("same", P[2], P[0])],
        lambda desk: desk.apart(*P) == [[0, 2], [1]],
        lambda desk: {"other": f"  {desk.entity(P[0])} "},
    ),
    "merge blocs": Case(
        of(NAMED[0]),
        merge_form,
        [line("same", NAMED[0], NAMED[1])],
        lambda desk: desk.apart(*NAMED) == [[0, 1]],
        lambda desk: {"other": desk.entity(NAMED[1])},
    ),
    "split": Case(
        of(U[0]),
        lambda page: form_of(page, "split"),
        [],
        lambda desk: len(desk.apart(*U)) == 2,
        tick=(U[2],),
    ),
    "split off two": Case(
        of(U[0]),
        lambda page: form_of(page, "split"),
        [],
        lambda desk: desk.apart(*U) == [[0], [1, 2]],
        tick=(U[1], U[2]),
    ),
    "split takes an article along": Case(
        of(N[0]),
        lambda page: form_of(page, "split"),
        [],
        lambda desk: desk.apart(*N, PRIZE) == [[0, 3], [1, 2]],
        tick=(N[0], PRIZE),  # of the two the page shows one
    ),
    "alias": Case(
        of(P[0]),
        lambda page: form_of(page, "alias"),
        [line("alias", P[0], name="Ba Bưởi")],
        lambda desk: desk.one("SELECT count(*) FROM entity_names WHERE name = 'Ba Bưởi'") == 1,
        lambda desk: {"name": " Ba Bưởi "},
    ),
    "suppress": Case(
        of(P[1]),
        lambda page: form_of(page, "suppressed"),
        [line("suppressed", P[1], why="gia đình nhờ")],
        lambda desk: desk.one("SELECT count(*) FROM people WHERE name = 'Lò Văn Bưởi'") == 2,
        lambda desk: {"why": "gia đình nhờ"},
    ),
    "a record is right": Case(
        lambda desk: f"/archive/claims/{CLAIMS[0]}",
        lambda page: form_of(page, "right"),
        [line("right", CLAIMS[0])],
        lambda desk: desk.one("SELECT judgement FROM judged_claims") == "right",
    ),
    "a record is wrong": Case(
        lambda desk: f"/archive/claims/{CLAIMS[0]}",
        lambda page: form_of(page, "wrong"),
        [line("wrong", CLAIMS[0])],
        lambda desk: head(desk) == ["Viện Mây"],
    ),
    "a record of an article is wrong": Case(
        lambda desk: f"/archive/articles/{CONTRARY[1].article.id}",
        lambda page: form_of(page, "wrong", ref=CLAIMS[1]),
        [line("wrong", CLAIMS[1])],
        lambda desk: head(desk) == ["Viện Nước"],
    ),
    "a record is altered": Case(
        lambda desk: f"/archive/claims/{CLAIMS[0]}",
        lambda page: form_of(page, "altered"),
        [line("altered", CLAIMS[0], fields={"year": 2019})],  # type: ignore[arg-type]
        lambda desk: head(desk) == ["Viện Mây"],
        lambda desk: {"set.year": "2019"},
    ),
    "the first is right": Case(
        contradiction, lambda page: form_of(page, "wrong", 0), [line("wrong", CLAIMS[1])],
        lambda desk: head(desk) == ["Viện Nước"],
    ),
    "the second is right": Case(
        contradiction, lambda page: form_of(page, "wrong", 1), [line("wrong", CLAIMS[0])],
        lambda desk: head(desk) == ["Viện Mây"],
    ),
    "both are right": Case(
        contradiction, lambda page: form_of(page, "right"), [line("right", *CLAIMS)],
        lambda desk: desk.one("SELECT count(*) FROM judged_claims WHERE judgement = 'right'") == 2,
    ),
    "neither is right": Case(
        contradiction, lambda page: form_of(page, "wrong", 2), [line("wrong", *CLAIMS)],
        lambda desk: head(desk) == [],
    ),
}  # fmt: skip


def test_the_sides_of_the_contradiction_are_these(desk: Desk) -> None:
    assert first_claims(desk) == (CLAIMS[0], CLAIMS[1])


@pytest.mark.parametrize("name", CASES)
def test_a_form_writes_its_line_and_counts_at_once(desk: Desk, tmp_path: Path, name: str) -> None:
    case = CASES[name]

    async def course(browser: Browser) -> None:
        on = case.on(desk)
        fill = case.fill(desk)
        form = case.form(await browser.page(on))
        answer = await browser.send(form, case.tick, **fill)
        page = await browser.message_after(answer) if name != "suppress" else await browser.page("/edit")
        assert 'class="message message-1"' in page
        if case.lines:
            assert desk.lines() == case.lines
        assert case.shows(desk)
        assert desk.is_as_if_built(tmp_path)
        # The last is undone by one press, from whatever page.
        answer = await browser.send(undo_form(await browser.page("/about")))
        assert text("edit.done", "vi") in await browser.message_after(answer)
        assert desk.untouched()
        # And once more, to be undone line by line in the list.
        await browser.send(case.form(await browser.page(on)), case.tick, **fill)
        for number in range(len(desk.lines()), 0, -1):
            answer = await browser.send(undo_form(await browser.page("/edit"), number))
            await browser.message_after(answer)
        assert desk.untouched()

    visit(desk, course)


def test_a_suppressed_person_s_page_is_gone_and_comes_back(desk: Desk) -> None:
    async def course(browser: Browser) -> None:
        on = desk.page_of(P[1])
        answer = await browser.send(form_of(await browser.page(on), "suppressed"))
        assert answer.headers["location"] == "/edit"
        assert (await browser.get(on)).status_code == 404
        await browser.send(undo_form(await browser.page("/edit"), 1))
        assert (await browser.get(on)).status_code == 200

    visit(desk, course)


def test_what_was_merged_leads_on(desk: Desk) -> None:
    async def course(browser: Browser) -> None:
        one, other = desk.page_of(P[0]), desk.page_of(P[1])
        gone = desk.entity(P[1])
        await browser.send(merge_form(await browser.page(one)), other=gone)
        left = desk.entity(P[0])
        moved = one if left in other else other
        answer = await browser.get(moved)
        assert answer.status_code in (301, 302) and answer.headers["location"].endswith(left)
        # The id that is gone is still good to merge with.
        await browser.send(merge_form(await browser.page(desk.page_of(P[2]))), other=moved)
        assert desk.apart(*P) == [[0, 1, 2]]

    visit(desk, course)


def test_of_three_that_were_merged_the_chosen_one_leaves(desk: Desk, tmp_path: Path) -> None:
    async def course(browser: Browser) -> None:
        await browser.send(merge_form(await browser.page(desk.page_of(P[0]))), other=desk.entity(P[1]))
        await browser.send(merge_form(await browser.page(desk.page_of(P[1]))), other=desk.entity(P[2]))
        assert desk.apart(*P) == [[0, 1, 2]]
        for leaving in (2, 1, 0):
            page = await browser.page(desk.page_of(P[0]))
            await browser.send(form_of(page, "split"), (P[leaving],))
            assert desk.apart(*P) == sorted([[at for at in range(3) if at != leaving], [leaving]])
            assert desk.is_as_if_built(tmp_path)
            await browser.send(undo_form(await browser.page("/")))
            assert desk.apart(*P) == [[0, 1, 2]]

    visit(desk, course)


def test_many_mentions_are_split_off_at_once(tmp_path: Path) -> None:
    """More than one line of the file may hold."""
    titles = [f"Chuyện thứ {number} ở Viện Cát" for number in range(220)]
    found = [of_person(t, "Khoát Văn Nhái", ("Giám đốc", "Viện Cát")) for t in titles]
    path = tmp_path / "a.db"
    built(path, found).close()
    refs = [ref_of(one) for one in found]
    many = Desk(path, dump(path))

    async def course(browser: Browser) -> None:
        form = form_of(await browser.page(many.page_of(refs[0])), "split")
        page = await browser.message_after(await browser.send(form, refs[:210]))
        assert 'class="message message-1"' in page
        assert many.apart(*refs) == [list(range(210)), list(range(210, 220))]
        await browser.send(undo_form(page))
        assert many.untouched()

    visit(many, course)


# --- what cannot be decided ------------------------------------------------------------------------------------------

LONG = "a" * 1001
REFUSED: dict[str, tuple[list[tuple[str, str]], str]] = {
    "nothing": ([], "edit.unknown"),
    "an unknown kind": ([("kind", "delete"), ("ref", P[0])], "edit.unknown"),
    "a kind of the file with no form": ([("kind", "SAME"), ("ref", P[0])], "edit.unknown"),
    "a kind that is too long": ([("kind", LONG)], "edit.too_long"),
    "a reference that fits nothing": ([("kind", "right"), ("ref", "official-0000000000000000")], "edit.unfit"),
    "a reference of HTML": ([("kind", "right"), ("ref", EVIL)], "edit.unfit"),
    "a reference of SQL": ([("kind", "right"), ("ref", "x' OR 1=1 --")], "edit.unfit"),
    "a path": ([("kind", "right"), ("ref", "../../etc/passwd")], "edit.unfit"),
    "a long reference": ([("kind", "right"), ("ref", "😀" * 20_000)], "edit.unfit"),
    "a claim where a mention is wanted": ([("kind", "suppressed"), ("ref", P[0].split("#")[0])], "edit.unfit"),
    "a mention where a claim is wanted": ([("kind", "wrong"), ("ref", P[0])], "edit.unfit"),
    "one of two": ([("kind", "different"), ("ref", P[0])], "edit.unfit"),
    "the same twice": ([("kind", "different"), ("ref", P[0]), ("ref", P[0])], "edit.unfit"),
    "a merge with nobody": ([("kind", "same"), ("ref", P[0])], "edit.choose_other"),
    "a merge with what is no id": ([("kind", "same"), ("ref", P[0]), ("other", f"ai đó {EVIL}")], "edit.no_entity"),
    "a merge with an unknown id": (
        [("kind", "same"), ("ref", P[0]), ("other", "person-0123456789abcdef")], "edit.no_entity"),
    "a merge with a long text": ([("kind", "same"), ("ref", P[0]), ("other", "😀" * 900)], "edit.no_entity"),
    "a person and a unit": ([("kind", "same"), ("ref", P[0]), ("ref", U[0])], "edit.unfit"),
    "a person and a unit are not the same": ([("kind", "different"), ("ref", P[0]), ("ref", U[0])], "edit.unfit"),
    "two of one article are not the same": ([("kind", "same"), ("ref", U[0]), ("ref", U[1])], "edit.one_already"),
    "a unit that is suppressed": ([("kind", "suppressed"), ("ref", U[0])], "edit.unfit"),
    "an alias without a name": ([("kind", "alias"), ("ref", P[0]), ("name", "  ")], "edit.unfit"),
    "a name that is too long": ([("kind", "alias"), ("ref", P[0]), ("name", LONG)], "edit.too_long"),
    "a reason that is too long": ([("kind", "right"), ("ref", CLAIMS[0]), ("why", LONG)], "edit.too_long"),
    "a name where none belongs": ([("kind", "right"), ("ref", CLAIMS[0]), ("name", "x")], "edit.unfit"),
    "a split of nothing": ([("kind", "split"), ("entity", "person-0123456789abcdef"), ("ref", P[0])], "edit.choose_some"),
    "a split of what is no id": ([("kind", "split"), ("entity", "x"), ("ref", P[0])], "edit.unknown"),
    "an altered claim that is none": ([("kind", "altered"), ("claim", EVIL), ("set.year", "1")], "edit.unfit"),
    "an altered field that is none": ([("kind", "altered"), ("claim", CLAIMS[0]), ("set.x y", "1")], "edit.unfit"),
    "nothing altered": ([("kind", "altered"), ("claim", CLAIMS[0]), ("set.year", "2020")], "edit.nothing_altered"),
    "a date that is none": ([("kind", "altered"), ("claim", CLAIMS[0]), ("set.since", "hôm qua")], "edit.unfit"),
}  # fmt: skip


def said_before(name: str, language: str) -> str:
    """What of a text stands before what is filled in."""
    return text(name, language).partition("{")[0].strip()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_cannot_be_decided_is_told_and_not_written(
    desk: Desk, caplog: pytest.LogCaptureFixture, language: str
) -> None:
    async def course(browser: Browser) -> None:
        token = await browser.token_for_forms()
        for name, (fields, expected) in REFUSED.items():
            answer = await browser.post("/edit/decide", [*fields, ("csrftoken", token), ("next", "/about")])
            assert answer.status_code == 303 and answer.headers["location"] == "/about", name
            (cookie,) = [c for c in answer.headers.get_list("set-cookie") if c.startswith("ds_messages=")]
            assert len(cookie) < 4000, name  # else the browser drops it, and nothing is told
            page = await browser.page("/about")
            (message,) = [part for part in page.split("<p ") if part.startswith('class="message')]
            assert said_before(expected, language) in message, (name, message)
            assert EVIL not in page and "message-3" in message, name

    visit(desk, course, language)
    assert desk.untouched()
    assert not any(record.exc_info or record.levelname == "ERROR" for record in caplog.records)


@pytest.mark.parametrize(("ticked", "expected"), [((), "edit.choose_some"), (tuple(U), "edit.leave_some")])
def test_none_or_all_cannot_be_split_off(desk: Desk, ticked: tuple[str, ...], expected: str) -> None:
    async def course(browser: Browser) -> None:
        form = form_of(await browser.page(desk.page_of(U[0])), "split")
        assert sorted(value for _, value in form.boxes) == sorted(U)
        assert text(expected, "vi") in await browser.message_after(await browser.send(form, ticked))

    visit(desk, course)
    assert desk.untouched()


def test_nobody_is_merged_with_oneself(desk: Desk) -> None:
    async def course(browser: Browser) -> None:
        for ref in (P[0], N[1], U[0]):
            form = merge_form(await browser.page(desk.page_of(ref)))
            page = await browser.message_after(await browser.send(form, other=desk.entity(ref)))
            assert text("edit.one_already", "vi") in page

    visit(desk, course)
    assert desk.untouched()


@pytest.mark.parametrize("name", ["confirm", "reject", "alias", "suppress", "a record is wrong", "both are right",
                                  "merge by id", "split", "a record is altered"])  # fmt: skip
def test_a_form_that_is_sent_twice_decides_once(desk: Desk, name: str) -> None:
    """Also where the second comes while the first is at work."""
    case = CASES[name]

    async def course(browser: Browser) -> None:
        form = case.form(await browser.page(case.on(desk)))
        fill = case.fill(desk)
        await asyncio.gather(*(browser.send(form, case.tick, **dict(fill)) for _ in range(2)))
        lines = desk.lines()
        assert len(lines) == (len(case.lines) or 1)
        await browser.send(form, case.tick, **fill)
        assert desk.lines() == lines

    visit(desk, course)


def test_the_button_that_undoes_is_for_one_decision(desk: Desk) -> None:
    """Pressed twice, it does not undo the one before, too."""

    async def course(browser: Browser) -> None:
        for claim in CLAIMS:
            await browser.send(form_of(await browser.page(f"/archive/claims/{claim}"), "right"))
        assert len(desk.lines()) == 2
        form = undo_form(await browser.page("/"))
        await asyncio.gather(browser.send(form), browser.send(form))
        assert [one["mentions"] for one in desk.lines()] == [[CLAIMS[0]]]
        page = await browser.message_after(await browser.send(form))
        assert text("edit.nothing_to_undo", "vi") in page
        await browser.send(undo_form(await browser.page("/")))
        assert desk.untouched()
        assert not [f for f in posting(await browser.page("/")) if f.action.endswith("/undo")]

    visit(desk, course)


# --- what is told ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "words"), [("vi", ("2 mục thành 1", "người")), ("en", ("are now 1", "people"))])
def test_what_changed_is_told_in_the_visitor_s_language(desk: Desk, language: str, words: tuple[str, ...]) -> None:
    async def course(browser: Browser) -> None:
        form = merge_form(await browser.page(desk.page_of(P[0])))
        page = await browser.message_after(await browser.send(form, other=desk.entity(ref_of(BAD))))
        assert f'lang="{language}"' in page and text("edit.done", language) in page
        (message,) = [part for part in page.split("<p ") if part.startswith('class="message')]
        assert all(word in message.partition("</p>")[0] for word in words), message
        assert "&lt;img" in message and EVIL not in page
        assert EVIL not in await browser.page("/edit")
        # It is told once.
        assert text("edit.done", language) not in await browser.page("/about")

    visit(desk, course, language)


def test_the_list_says_who_when_why_and_what_came_of_it(desk: Desk) -> None:
    async def course(browser: Browser) -> None:
        for kind in ("right", "wrong"):
            await browser.send(form_of(await browser.page(f"/archive/claims/{CLAIMS[0]}"), kind))
        form = form_of(await browser.page(desk.page_of(P[0])), "alias")
        await browser.send(form, name=f"Ba {EVIL}", why=f"vì {EVIL}")
        page = await browser.page("/edit")
        assert page.count("Ân") >= 3 and EVIL not in page and "vì &lt;img" in page
        for status in ("applied", "overruled"):
            assert text(f"value.decision_status.{status}", "vi") in page
        assert [f.one("line") for f in posting(page) if f.one("line")] == ["3", "2", "1"]

    visit(desk, course)
