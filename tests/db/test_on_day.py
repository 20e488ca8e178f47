"""Who held a post on a day: what makes it sure, what only possible, and what ends that."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Page
from corpus.errors import UnreadableError
from corpus.read import read
from corpus.sources import read_inputs
from db.archive import open_archive
from db.load import Loader
from db.on_day import Posts, Status, holders
from db.on_day_rules import Line
from db.post_signs import Shows, Sign
from db.unit_names import unit_name
from extractors.reader import Reader, fingerprint
from extractors.records import Extraction, HandoverKind
from on_day_oracle import HOLDING, Fact, answer, posts
from stories import article, extraction, handover, official
from story_tables import story

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"
UNIT, POST = "Viện Gió", "Viện trưởng"
GONE = ("ended", "former", "left")


def archive(path: Path, found: list[Extraction], by: str = "1") -> sqlite3.Connection:
    path.unlink(missing_ok=True)
    with Loader(path, by) as loader:
        for one in found:
            loader.add(one)
        loader.finish()
    return open_archive(path)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    articles = []
    for page in read_inputs([SAMPLES]):
        assert isinstance(page, Page)
        try:
            articles.append(read(page))
        except UnreadableError:
            continue
    connection = archive(tmp_path_factory.mktemp("on_day") / "a.db", list(Reader().read_many(articles)), fingerprint())
    yield connection
    connection.close()


def unit_ids(connection: sqlite3.Connection, name: str) -> list[str]:
    key = unit_name(name).key
    rows = connection.execute("SELECT id, key FROM units").fetchall()
    return [unit for unit, known in rows if known == key or known.startswith(f"{key} ")]


def on_day_id(row: dict[str, Any]) -> str:
    return f"{row['day']}-{row['answer']}-{len(row['people'])}"


@pytest.mark.parametrize("row", story()["on_day"], ids=on_day_id)
def test_the_sample_pages_say_who_held_the_post(samples: sqlite3.Connection, row: dict[str, Any]) -> None:
    (found,) = holders(samples, unit_ids(samples, row["unit"]), row["post"], row["day"].isoformat())
    assert (found.status, sorted(c.name for c in found.candidates)) == (row["answer"], sorted(row["people"]))
    assert all(candidate.evidence for candidate in found.candidates)


def test_unknown_says_who_is_known_nearest(samples: sqlite3.Connection) -> None:
    (found,) = holders(samples, unit_ids(samples, "Bộ CHQS tỉnh Cao Bằng"), "chi huy truong", "2024-09-02")
    assert [(k.name, k.day) for k in (*found.before, *found.after)] == [
        ("Mông Thế Hùng", "2023-03-15"),
        ("Triệu Quang Thủy", "2025-03-10"),
    ]


# --- the rules, on signs -------------------------------------------------------------------------------------------


def line(facts: Any, single: bool = True, **more: Any) -> Line:
    signs = [Sign(p, "viện trưởng", "unit-1", POST, d, Shows(w), f"{p}{d}{w}", f"{p}{d}{w}") for p, d, w in facts]
    return Line(signs, single=single, **more)


def told(facts: Any, day: str, single: bool = True, **more: Any) -> dict[str, str]:
    of_post = line(facts, single, **more)
    found = of_post.on(day)
    return {p: "sure" if of_post.is_sure(p, day, found) else "possible" for p in found}


A, B = "A", "B"


@pytest.mark.parametrize(
    ("facts", "day", "wanted"),
    [
        # Between two days that show someone, and on them.
        ([(A, "2020-01-01", "cited"), (A, "2022-01-01", "cited")], "2021-01-01", {A: "sure"}),
        ([(A, "2020-01-01", "cited"), (A, "2022-01-01", "cited")], "2020-01-01", {A: "sure"}),
        # Beyond them, for five years.
        ([(A, "2020-01-01", "cited")], "2025-01-01", {A: "possible"}),
        ([(A, "2020-01-01", "cited")], "2025-01-02", {}),
        ([(A, "2020-02-29", "cited")], "2025-02-28", {A: "possible"}),
        ([(A, "2020-01-01", "cited")], "2015-01-01", {A: "possible"}),
        ([(A, "2020-01-01", "cited")], "2014-12-31", {}),
        # A start and an end are the first and the last day.
        ([(A, "2020-01-01", "started")], "2019-12-31", {}),
        ([(A, "2020-01-01", "started")], "2020-01-01", {A: "sure"}),
        ([(A, "2020-01-01", "ended")], "2020-01-01", {A: "sure"}),
        ([(A, "2020-01-01", "ended")], "2020-01-02", {}),
        ([(A, "2020-01-01", "ended")], "2019-12-31", {A: "possible"}),
        # Called a former one, from that day on.
        ([(A, "2020-01-01", "cited"), (A, "2021-01-01", "former")], "2020-12-31", {A: "possible"}),
        ([(A, "2020-01-01", "cited"), (A, "2021-01-01", "former")], "2021-01-01", {}),
        # Only called a former one: nobody knows since when.
        ([(A, "2021-01-01", "former")], "2020-12-31", {}),
        # A handover: the giver until that day, the taker from it on, and on it the taker.
        ([(A, "2020-01-01", "ended"), (B, "2020-01-01", "started")], "2020-01-01", {B: "sure"}),
        (
            [(A, "2019-01-01", "cited"), (A, "2020-01-01", "ended"), (B, "2020-01-01", "started")],
            "2019-12-31",
            {A: "sure"},
        ),
        ([(A, "2020-01-01", "ended"), (B, "2020-01-01", "started")], "2020-01-02", {B: "possible"}),
        # Given up on no stated day: until the article at the latest.
        ([(A, "2019-01-01", "cited"), (A, "2020-01-01", "left")], "2019-06-01", {A: "possible"}),
        ([(A, "2020-01-01", "left")], "2020-01-02", {}),
        # Between one's last and the other's first.
        ([(A, "2020-01-01", "cited"), (B, "2022-01-01", "cited")], "2021-01-01", {A: "possible", B: "possible"}),
        ([(A, "2020-01-01", "cited"), (B, "2022-01-01", "started")], "2021-01-01", {A: "possible"}),
        ([(A, "2020-01-01", "ended"), (B, "2022-01-01", "cited")], "2021-01-01", {B: "possible"}),
        ([(A, "2020-01-01", "cited"), (B, "2022-01-01", "cited")], "2022-06-01", {B: "possible"}),
        # Signs that overlap.
        (
            [(A, "2020-01-01", "cited"), (B, "2021-01-01", "cited"), (A, "2022-01-01", "cited")],
            "2021-01-01",
            {A: "possible", B: "possible"},
        ),
        ([(A, "2020-01-01", "cited"), (B, "2020-01-01", "cited")], "2020-01-01", {A: "possible", B: "possible"}),
        # Two stints with somebody between.
        (
            [
                (A, "2010-01-01", "cited"),
                (A, "2012-01-01", "ended"),
                (B, "2012-01-01", "started"),
                (B, "2016-01-01", "ended"),
                (A, "2016-01-01", "started"),
            ],
            "2014-01-01",
            {B: "sure"},
        ),
        # Cited two days after the end: that makes nobody sure, and the taker's time is no longer sure either.
        (
            [
                (A, "2020-01-01", "ended"),
                (B, "2020-01-01", "started"),
                (A, "2020-01-03", "cited"),
                (B, "2021-01-01", "cited"),
            ],
            "2020-01-03",
            {A: "possible", B: "possible"},
        ),
    ],
)
def test_one_holder(facts: list[tuple[str, str, str]], day: str, wanted: dict[str, str]) -> None:
    assert told(facts, day) == wanted == answer([Fact(*f) for f in facts], True, day)


def test_several_holders_do_not_end_each_other() -> None:
    facts = [(A, "2020-01-01", "cited"), (A, "2022-01-01", "cited"), (B, "2021-01-01", "cited")]
    assert told(facts, "2021-01-01", single=False) == {A: "sure", B: "sure"}
    assert told(facts, "2021-06-01", single=False) == {A: "sure", B: "possible"}


def test_a_post_taken_elsewhere_ends_what_is_possible() -> None:
    facts, away = [(A, "2020-01-01", "cited")], {A: frozenset({"2021-01-01"})}
    assert told(facts, "2020-12-31", away=away) == {A: "possible"} and told(facts, "2021-01-01", away=away) == {}
    late = [(A, "2021-01-02", "cited")]  # the old post, in a report of the appointment on the day after it
    assert told(late, "2021-01-02", away=away) == {A: "possible"}
    assert answer([Fact(*late[0])], True, "2021-01-02", away=[(A, "2021-01-01")]) == {A: "possible"}


FACTS = st.lists(
    st.tuples(
        st.sampled_from("ABC"),
        st.integers(0, 40).map(lambda n: (date(2015, 1, 1) + timedelta(days=n * 97)).isoformat()),
        st.sampled_from(("cited", "cited", "cited", "started", "ended", "former", "left")),
    ),
    max_size=9,
)
DAYS = st.integers(-300, 4300).map(lambda n: (date(2015, 1, 1) + timedelta(days=n)).isoformat())


@settings(max_examples=600, deadline=None)
@given(facts=FACTS, day=DAYS, single=st.booleans(), on_a_sign=st.booleans(), seed=st.randoms(use_true_random=False))
def test_the_rules_are_those_of_the_slow_ones(
    facts: list[tuple[str, str, str]], day: str, single: bool, on_a_sign: bool, seed: random.Random
) -> None:
    if on_a_sign and facts:
        day = seed.choice(facts)[1]
    found = told(facts, day, single)
    assert found == answer([Fact(*f) for f in facts], single, day)
    seed.shuffle(facts)
    assert found == told(facts, day, single)
    sure = [p for p, status in found.items() if status == "sure"]
    assert not (single and sure) or len(found) == 1
    for person in sure:
        own = [d for p, d, what in facts if p == person and what in HOLDING]
        assert min(own) <= day <= max(own)


@settings(max_examples=600, deadline=None)
@given(facts=FACTS, more=FACTS.filter(bool), day=DAYS)
def test_one_more_article_makes_no_other_sure(facts: list[Any], more: list[Any], day: str) -> None:
    before, after = told(facts, day), told([*facts, *more[:2]], day)
    for person, status in before.items():
        contradicted = any(p == person and what in (*GONE, "started") for p, _, what in more[:2])
        ends_then = (person, day, "ended") in {tuple(fact) for fact in facts}
        if status == "sure" and not contradicted and not ends_then:
            assert person in after and all(s != "sure" for p, s in after.items() if p != person)


# --- archives ------------------------------------------------------------------------------------------------------


def articles_of(facts: list[tuple[str, str, str]]) -> list[Extraction]:
    """An article for each fact."""
    found = []
    for at, (name, day, what) in enumerate(facts):
        words = f"Ông {name} nói về chức {POST} {UNIT} lần {at}."
        text = article(
            f"Tin {at}: {name}", words, f"Trời hôm ấy {'nắng ' * (at % 7)}và có {at} con chim.", published=day
        )
        taker, giver = (name, None) if what == "started" else (None, name)
        if what in ("started", "ended", "left"):
            on = None if what == "left" else day
            fact = handover(words, UNIT, giver, taker, None, on, HandoverKind.POST, POST)
            found.append(extraction(text, official(f"Ông {name}", name), fact))
        else:
            found.append(extraction(text, official(words, name, (POST, UNIT), former=what == "former")))
    return found


NAMES = {"A": "Lò Văn Sáu", "B": "Quàng Thị Bưởi", "C": "Vì Minh Khoát"}


@settings(max_examples=25, deadline=None)
@given(facts=FACTS.filter(bool), days=st.lists(DAYS, min_size=5, max_size=5))
def test_made_up_archives(tmp_path_factory: pytest.TempPathFactory, facts: list[Any], days: list[str]) -> None:
    named = [(NAMES[p], day, what) for p, day, what in facts]
    found = articles_of(named)
    with archive(tmp_path_factory.mktemp("made_up") / "a.db", found) as connection:
        one = {day: asked(connection, day) for day in [*days, *(day for _, day, _ in facts)]}
    with archive(tmp_path_factory.mktemp("made_up") / "b.db", found[::-1]) as connection:
        assert one == {day: asked(connection, day) for day in one}
        (post,) = posts(connection)
        for day, candidates in one.items():
            assert candidates == answer(post.facts, post.single, day)


def asked(connection: sqlite3.Connection, day: str) -> dict[str, str]:
    (found,) = holders(connection, unit_ids(connection, UNIT), POST, day)
    return {c.id: str(c.status) for c in found.candidates}


def test_a_thousand_days_of_the_sample_pages(samples: sqlite3.Connection) -> None:
    chance = random.Random(7)
    known = posts(samples)
    assert len(known) > 60
    of_units = {post.unit: Posts(samples, [post.unit]) for post in known}
    signs = sorted({fact.day for post in known for fact in post.facts})
    compared = 0
    for _ in range(1_000):
        post = chance.choice(known)
        day = (
            chance.choice(signs)
            if chance.random() < 0.3
            else str(date(2016, 1, 1) + timedelta(days=chance.randrange(4000)))
        )
        unit = of_units[post.unit]
        found = unit.answer(post.key, day)
        sure = {c.id for c in found.candidates if c.status is Status.SURE}
        assert not (found.single and sure) or len(found.candidates) == 1
        for person in sure:
            own = [fact.day for fact in post.facts if fact.person == person and fact.what in HOLDING]
            assert min(own) <= day <= max(own)
        wanted = answer(post.facts, post.single, day, [d for d, *_ in unit.changes], unit.away(post.key))
        if unit.is_alone:
            compared += 1
            assert {c.id: str(c.status) for c in found.candidates} == wanted, (found.unit, found.title, day)
        else:
            assert sure <= {person for person, status in wanted.items() if status == "sure"}
    assert compared > 400


# --- units that change ---------------------------------------------------------------------------------------------


def cited(name: str, unit: str, day: str, title: str = "Giám đốc") -> Extraction:
    words = f"Đại tá {name}, {title} {unit}, dự họp."
    return extraction(article(f"{name} dự họp ngày {day}", words, published=day), official(words, name, (title, unit)))


def statuses(connection: sqlite3.Connection, unit: str, day: str, title: str = "Giám đốc") -> list[tuple[Any, ...]]:
    (found,) = holders(connection, unit_ids(connection, unit), title, day)
    return [(c.name, str(c.status), [str(doubt) for doubt in c.doubts]) for c in found.candidates]


def test_a_sign_from_before_a_merger_makes_nobody_sure_after_it(tmp_path: Path) -> None:
    found = [
        cited("Lò Văn Sáu", "Công an tỉnh Phú Thọ", "2025-03-01"),
        cited("Lò Văn Sáu", "Công an tỉnh Phú Thọ", "2025-06-01"),
        cited("Lò Văn Sáu", "Công an tỉnh Phú Thọ", "2025-09-01"),
        cited("Lò Văn Sáu", "Công an tỉnh Phú Thọ", "2025-11-01"),
        cited("Vì Minh Khoát", "Công an tỉnh Hòa Bình", "2025-06-02"),
    ]
    with archive(tmp_path / "a.db", found) as connection:
        sure = [("Lò Văn Sáu", "sure", [])]
        assert statuses(connection, "Công an tỉnh Phú Thọ", "2025-05-01") == sure
        assert statuses(connection, "Công an tỉnh Phú Thọ", "2025-10-01") == sure
        assert statuses(connection, "Công an tỉnh Phú Thọ", "2025-06-15") == [
            ("Lò Văn Sáu", "possible", ["unit_changed"])
        ]
        # The head of what was merged into it may be its head after that day, and not before.
        assert statuses(connection, "Công an tỉnh Phú Thọ", "2025-08-01") == [
            ("Lò Văn Sáu", "possible", ["unit_changed"]),
            ("Vì Minh Khoát", "possible", ["unit_changed"]),
        ]


def test_a_dissolved_unit_has_no_head_any_more(tmp_path: Path) -> None:
    unit = "Ban Chỉ huy quân sự huyện Văn Lãng"
    with archive(tmp_path / "a.db", [cited("Lò Văn Sáu", unit, "2025-03-01", "Chỉ huy trưởng")]) as connection:
        possible = [("Lò Văn Sáu", "possible", [])]
        assert statuses(connection, unit, "2025-06-30", "Chỉ huy trưởng") == possible
        assert statuses(connection, unit, "2025-07-01", "Chỉ huy trưởng") == []


def test_a_unit_that_only_its_article_knows_makes_nobody_sure(tmp_path: Path) -> None:
    with archive(
        tmp_path / "a.db", [cited("Lò Văn Sáu", "Phòng Tham mưu", "2025-03-01", "Trưởng phòng")]
    ) as connection:
        wanted = [("Lò Văn Sáu", "possible", ["other_unit"])]
        assert statuses(connection, "Phòng Tham mưu", "2025-03-01", "truong phong") == wanted


def test_who_took_a_post_elsewhere_is_gone(tmp_path: Path) -> None:
    appointed = article("Bổ nhiệm", "Ông Lò Văn Sáu giữ chức Cục trưởng.", published="2021-01-01")
    for unit, still_possible in (("Lữ đoàn 799", False), ("Công đoàn Mưa", True)):
        taken = handover("giữ chức", unit, None, "Lò Văn Sáu", None, "2021-01-01", HandoverKind.POST, "Lữ đoàn trưởng")
        before = cited("Lò Văn Sáu", "Trung đoàn 893", "2020-01-01", "Trung đoàn trưởng")
        words = official("Ông Lò Văn Sáu", "Lò Văn Sáu", ("Trung đoàn trưởng", "Trung đoàn 893"))
        with archive(tmp_path / "a.db", [before, extraction(appointed, words, taken)]) as connection:
            assert statuses(connection, "Trung đoàn 893", "2020-06-01", "Trung đoàn trưởng") == [
                ("Lò Văn Sáu", "sure", [])
            ]
            assert bool(statuses(connection, "Trung đoàn 893", "2021-02-01", "Trung đoàn trưởng")) is still_possible


def test_without_a_title_all_posts_of_the_unit_are_told(samples: sqlite3.Connection) -> None:
    found = holders(samples, unit_ids(samples, "Bộ CHQS tỉnh Cao Bằng"), None, "2021-05-19")
    assert {(a.title, str(a.status)) for a in found} >= {("Chỉ huy trưởng", "sure"), ("Chính ủy", "sure")}
    assert holders(samples, unit_ids(samples, "Trung đoàn 893"), "Giám đốc", "2021-05-19")[0].status is Status.UNKNOWN


def test_a_head_is_no_longer_deputy_nor_head_of_a_part(tmp_path: Path) -> None:
    unit, name = "Lữ đoàn 799", "Lò Văn Sáu"
    words = f"Ông {name} giữ chức Lữ đoàn trưởng {unit}."
    taken = handover(words, unit, None, name, None, "2021-01-01", HandoverKind.POST, "Lữ đoàn trưởng")
    found = [
        cited(name, unit, "2020-01-01", "Phó Lữ đoàn trưởng"),
        cited(name, unit, "2020-02-01", "Tham mưu trưởng"),
        cited(name, unit, "2020-03-01", "Bí thư"),
        extraction(article("Bổ nhiệm", words, published="2021-01-01"), official(f"Ông {name}", name), taken),
    ]
    with archive(tmp_path / "a.db", found) as connection:
        for title, still in (("Phó Lữ đoàn trưởng", False), ("Tham mưu trưởng", False), ("Bí thư", True)):
            assert bool(statuses(connection, unit, "2020-12-31", title))
            assert bool(statuses(connection, unit, "2021-01-02", title)) is still


def test_who_is_named_under_a_name_that_is_no_more_may_not_hold_it(tmp_path: Path) -> None:
    unit = "Ban Chỉ huy quân sự huyện Văn Lãng"
    found = [
        cited("Lò Văn Sáu", unit, "2025-08-01", "Chỉ huy trưởng"),
        cited("Lò Văn Bảy", "Công an tỉnh Hòa Bình", "2025-08-01"),
    ]
    with archive(tmp_path / "a.db", found) as connection:
        assert statuses(connection, unit, "2025-09-01", "Chỉ huy trưởng") == []
        wanted = [("Lò Văn Bảy", "possible", ["unit_changed"])]
        assert statuses(connection, "Công an tỉnh Hòa Bình", "2025-09-01") == wanted
