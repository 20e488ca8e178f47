"""Search: with and without diacritics, abbreviations both ways, in which order, and nothing typed is a query language."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.archive import open_archive
from db.load import Loader
from db.search import MOST_COUNTED, Count, Found, Hit, Query, search
from db.search_tiers import Tier
from decided import built, refs_of, said
from extractors.records import RecipientKind
from stories import article, award, bloc, extraction, official, role, story, unit

FORMS = article(
    "Tin ngắn lực lượng vũ trang",
    "BCHQS tỉnh Bến Vàng và QK1 kiểm tra. HĐND xã họp, bàn KT-XH. Trường CHQS mở lớp cho Sở GDĐT.",
    published="2019-04-05",
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("search") / "a.db"
    names = article(
        "Đại tá đến dự",
        "Ông Nguyễn Văn Đức, Đội trưởng Đội Đắk Lắk. Ông Lê Văn Hùng. Bà Lê Văn Hưng đổi ca. Anh Nguyễn Văn Đức Anh.",
        published="2021-02-03",
    )
    again = article("Họp đội", "Ông Nguyễn Văn Đức, Đội trưởng Đội Đắk Lắk, chủ trì.", published="2022-02-03")
    tones = article("Dấu thanh", "Chị Hoà ở Thuỷ Nguyên khen bà Hoá.")
    units = article(
        "Quân khu kiểm tra",
        "Phòng Hậu cần thuộc Quân khu 1. Ban Chỉ huy quân sự huyện Đồng Chiêm thuộc Bộ CHQS tỉnh Bến Vàng. "
        "Văn phòng UBND tỉnh Bến Vàng thuộc Ủy ban nhân dân tỉnh Bến Vàng. Khối thi đua số 02 họp.",
    )
    leader = official("Ông Nguyễn Văn Đức", "Nguyễn Văn Đức", ("Đội trưởng", "Đội Đắk Lắk"), rank="Đại tá")
    with Loader(path, "1") as loader:
        for one in story():
            loader.add(one)
        loader.add(
            extraction(
                names,
                leader,
                official("Ông Lê Văn Hùng", "Lê Văn Hùng"),
                official("Bà Lê Văn Hưng", "Lê Văn Hưng"),
                official("Anh Nguyễn Văn Đức Anh", "Nguyễn Văn Đức Anh"),
            )
        )
        held = official("Ông Nguyễn Văn Đức", "Nguyễn Văn Đức", ("Đội trưởng", "Đội Đắk Lắk"), rank="Đại tá")
        loader.add(extraction(again, held))
        loader.add(extraction(tones, award("khen", "Bằng khen", "Hoá", RecipientKind.GROUP)))
        loader.add(
            extraction(
                units,
                unit("Phòng Hậu cần thuộc Quân khu 1", "Phòng Hậu cần Quân khu 1", "Quân khu 1"),
                unit(
                    "Ban Chỉ huy quân sự huyện Đồng Chiêm",
                    "Ban Chỉ huy quân sự huyện Đồng Chiêm",
                    "Bộ CHQS tỉnh Bến Vàng",
                ),
                unit("Văn phòng UBND tỉnh Bến Vàng", "Văn phòng UBND tỉnh Bến Vàng", "UBND tỉnh Bến Vàng"),
                bloc("Khối thi đua số 02", "Khối thi đua số 02", "Quân khu 1"),
            )
        )
        loader.add(extraction(FORMS))
        loader.finish()
    connection = open_archive(path)
    yield connection
    connection.close()


def names_of(found: Found) -> list[str]:
    return [hit.name for hit in found.hits]


def shown(hit: Hit) -> str:
    return "".join(piece for piece, _ in hit.snippet)


@pytest.mark.parametrize(
    ("query", "first", "found", "not_found"),
    [
        ("nguyen van duc", "Nguyễn Văn Đức", {"Nguyễn Văn Đức", "Nguyễn Văn Đức Anh"}, {"Lê Văn Hùng"}),
        ("NGUYEN VAN DUC", "Nguyễn Văn Đức", set(), set()),
        ("Nguyễn Văn Đức", "Nguyễn Văn Đức", {"Đại tá đến dự"}, set()),
        ("NGUYỄN VĂN ĐỨC", "Nguyễn Văn Đức", {"Đại tá đến dự"}, set()),
        ("van duc nguyen", "Nguyễn Văn Đức", {"Nguyễn Văn Đức Anh"}, set()),
        ("nguyen van duc anh", "Nguyễn Văn Đức Anh", set(), {"Nguyễn Văn Đức"}),
        ("Đức", None, {"Nguyễn Văn Đức", "Hoà Văn Đức"}, set()),
        ("dai ta", None, {"Nguyễn Văn Đức", "Đại tá đến dự"}, {"Lê Văn Hùng"}),
        ("doi", None, {"Đội Đắk Lắk", "Đại tá đến dự"}, set()),
        ("đội", None, {"Đội Đắk Lắk"}, set()),
        ("đổi", "Đại tá đến dự", set(), {"Đội Đắk Lắk"}),
        ("dak lak", "Đội Đắk Lắk", set(), set()),
        ("le van hung", None, {"Lê Văn Hùng", "Lê Văn Hưng"}, set()),
        ("Lê Văn Hùng", "Lê Văn Hùng", {"Đại tá đến dự"}, {"Lê Văn Hưng"}),
        ("hưng", "Lê Văn Hưng", set(), {"Lê Văn Hùng"}),
        ("le van Hùng", "Lê Văn Hùng", set(), {"Lê Văn Hưng"}),  # each word by itself
        ("lê van hung", None, {"Lê Văn Hùng", "Lê Văn Hưng"}, set()),
        ("hoà", None, {"Dấu thanh", "Hoà Văn Đức"}, set()),
        ("hòa", None, {"Dấu thanh", "Hoà Văn Đức"}, set()),
        ("Hoá", "Dấu thanh", set(), {"Hoà Văn Đức"}),
        ("thủy nguyên", "Dấu thanh", set(), set()),
        ("khoi thi dua 2", "Khối thi đua 2", {"Khối thi đua số 02"}, set()),
        ("khoi thi dua so 02", "Khối thi đua 2", {"Khối thi đua số 02"}, set()),
        ("Khối thi đua số 002", "Khối thi đua 2", {"Khối thi đua số 02"}, set()),
        ("khoi thi dua so", None, {"Khối thi đua 2", "Khối thi đua số 02"}, set()),
        ("khối thi đua 22", None, set(), {"Khối thi đua 2"}),
        ("nguyễn van đuc", None, set(), {"Lê Văn Hùng", "Nguyễn Văn Đức"}),
        ("không có ở đây", None, set(), {"Khối thi đua 2"}),
        # a beginning of the last word
        ("nguyen van d", "Nguyễn Văn Đức", {"Nguyễn Văn Đức Anh"}, {"Lê Văn Hùng"}),
        ("nguyễn văn đ", "Nguyễn Văn Đức", set(), set()),
        ("doi truo", "Nguyễn Văn Đức", {"Đại tá đến dự"}, set()),
        ("n van duc", None, set(), {"Nguyễn Văn Đức"}),
        # abbreviations: typed, or in the text alone
        ("QK1", "Quân khu 1", {"Phòng Hậu cần Quân khu 1", FORMS.title}, set()),
        ("qk1", "Quân khu 1", {FORMS.title}, set()),
        ("qk 1", "Quân khu 1", {"Phòng Hậu cần Quân khu 1", FORMS.title}, set()),
        ("quan khu 1", "Quân khu 1", {FORMS.title}, set()),
        ("qk2", None, set(), {"Quân khu 1", FORMS.title}),
        ("ban chqs", None, {"Ban Chỉ huy quân sự huyện Đồng Chiêm"}, {"Bộ CHQS tỉnh Bến Vàng"}),
        ("Ban CHQS huyện Đồng Chiêm", "Ban Chỉ huy quân sự huyện Đồng Chiêm", set(), set()),
        ("ban chi huy quan su", None, {"Ban Chỉ huy quân sự huyện Đồng Chiêm"}, set()),
        ("Bộ Chỉ huy quân sự tỉnh Bến Vàng", "Bộ CHQS tỉnh Bến Vàng", {FORMS.title}, set()),
        ("BCHQS tỉnh Bến Vàng", "Bộ CHQS tỉnh Bến Vàng", {FORMS.title}, {"Ban Chỉ huy quân sự huyện Đồng Chiêm"}),
        ("bchqs", None, {"Bộ CHQS tỉnh Bến Vàng", "Ban Chỉ huy quân sự huyện Đồng Chiêm", FORMS.title}, set()),
        ("ubnd tinh ben vang", "UBND tỉnh Bến Vàng", {"Văn phòng UBND tỉnh Bến Vàng"}, set()),
        ("ủy ban nhân dân tỉnh Bến Vàng", "UBND tỉnh Bến Vàng", {"Văn phòng UBND tỉnh Bến Vàng"}, set()),
        ("uỷ ban nhân dân", None, {"Văn phòng UBND tỉnh Bến Vàng"}, {FORMS.title}),
        ("hdnd", FORMS.title, set(), set()),
        ("hội đồng nhân dân xã", FORMS.title, set(), set()),
        ("kinh te xa hoi", FORMS.title, set(), set()),
        ("KT-XH", FORMS.title, set(), set()),
        ("so giao duc va dao tao", FORMS.title, set(), set()),
        ("sgdđt", FORMS.title, set(), set()),
        ("chq", None, {"Bộ CHQS tỉnh Bến Vàng", FORMS.title}, set()),
        # in a row
        ('"van duc"', None, {"Nguyễn Văn Đức"}, set()),
        ('"duc van"', None, set(), {"Nguyễn Văn Đức"}),
        ('"nguyen van" dak lak', "Nguyễn Văn Đức", set(), set()),
        ('"van nguyen" duc', None, set(), {"Nguyễn Văn Đức"}),
        ("“nguyễn văn đức”", "Nguyễn Văn Đức", set(), {"Lê Văn Hùng"}),
        ('"nguyen van duc', "Nguyễn Văn Đức", {"Nguyễn Văn Đức Anh"}, set()),
    ],
)
def test_what_is_found(
    archive: sqlite3.Connection, query: str, first: str | None, found: set[str], not_found: set[str]
) -> None:
    names = names_of(search(archive, Query(query, limit=200)))
    assert first is None or names[0] == first
    assert found <= set(names)
    assert not set(names) & not_found


def test_decomposed_text_is_the_same_query(archive: sqlite3.Connection) -> None:
    decomposed = "Nguye\u0302\u0303n Va\u0306n Đu\u031b\u0301c"
    assert search(archive, Query(decomposed)) == search(archive, Query("Nguyễn Văn Đức"))


@pytest.mark.parametrize(
    ("query", "understood"),
    [
        ("QK1", [("QK1", "Quân khu 1")]),
        ("qk 12", [("qk", "Quân khu")]),
        ("qk12", [("qk12", "Quân khu 12")]),
        ("bchqs", [("bchqs", "Ban Chỉ huy quân sự"), ("bchqs", "Bộ Chỉ huy quân sự")]),
        ("bchqs tỉnh", [("bchqs", "Bộ Chỉ huy quân sự")]),
        ("bchqs huyện", [("bchqs", "Ban Chỉ huy quân sự")]),
        ("sở gd&đt", [("gd&đt", "Giáo dục và Đào tạo")]),
        ("gdđt gdđt", [("gdđt", "Giáo dục và Đào tạo")]),
        ("hu", []),
        ("HU", [("HU", "Huyện ủy")]),
        ("NGUYEN VAN THA", []),
        ("le thi tha", []),
        ("nguyễn văn đức", []),
    ],
)
def test_abbreviations_are_said(archive: sqlite3.Connection, query: str, understood: list[tuple[str, str]]) -> None:
    assert list(search(archive, Query(query)).understood) == understood


def test_tiers_come_in_their_order(archive: sqlite3.Connection) -> None:
    hits = search(archive, Query("nguyen van duc", limit=100)).hits
    assert [hit.tier for hit in hits] == sorted(hit.tier for hit in hits)
    assert [(hit.kind, hit.tier) for hit in hits][:2] == [("person", Tier.EXACT), ("person", Tier.NAME_ROW)]
    assert [hit.name for hit in hits if hit.tier is Tier.TEXT_ROW] == ["Họp đội", "Đại tá đến dự"]  # the latest first
    assert len({hit.id for hit in hits}) == len(hits)


def test_among_equals_the_best_known_comes_first(tmp_path: Path) -> None:
    with Loader(tmp_path / "a.db", "1") as loader:
        for at, (name, place) in enumerate(
            [("Lò Văn Sáu", "Mây"), *[("Lò Văn Sáu", "Gió")] * 3, ("Lò Văn Sậu", "Mưa")]
        ):
            text = article(f"Tin {at}", f"Ông {name}, Giám đốc Sở {place}.", published=f"2020-01-0{at + 1}")
            loader.add(extraction(text, official(f"Ông {name}", name, ("Giám đốc", f"Sở {place}"))))
        loader.finish()
    connection = open_archive(tmp_path / "a.db")
    people = search(connection, Query("lo van sau", kind="person")).hits
    assert people[0].detail == "Giám đốc Sở Gió (2020)"
    assert {hit.detail for hit in people[1:]} == {"Giám đốc Sở Mây (2020)", "Giám đốc Sở Mưa (2020)"}
    assert [hit.detail for hit in search(connection, Query("Lò Văn Sáu", kind="person")).hits] == [
        "Giám đốc Sở Gió (2020)",
        "Giám đốc Sở Mây (2020)",
    ]
    units = search(connection, Query("sở", kind="unit")).hits
    assert units[0].name == "Sở Gió"


def test_words_in_a_row_come_before_words_apart(tmp_path: Path) -> None:
    apart = "Nguyễn Thị Bưởi khen Đức. Văn nghệ: văn, nguyễn, đức. " * 3
    with Loader(tmp_path / "a.db", "1") as loader:
        loader.add(extraction(article("Tin văn nghệ", apart, published="2022-02-02")))
        loader.add(extraction(article("Dự họp", "Có nhiều người dự, trong đó có ông Nguyễn Văn Đức. " + "Họp. " * 60)))
        loader.finish()
    connection = open_archive(tmp_path / "a.db")
    for query in ("nguyen van duc", "Nguyễn Văn Đức"):
        hits = search(connection, Query(query)).hits
        assert [(hit.name, hit.in_a_row) for hit in hits] == [("Dự họp", True), ("Tin văn nghệ", False)]
        assert names_of(search(connection, Query(f'"{query}"'))) == ["Dự họp"]


@pytest.mark.parametrize(
    ("query", "kind", "detail"),
    [
        ("Nguyễn Văn Đức", "person", "Đại tá, Đội trưởng Đội Đắk Lắk (2021–2022)"),
        ("Lê Văn Hùng", "person", ""),
        ("Phòng Hậu cần Quân khu 1", "unit", "Quân khu 1"),
        ("Quân khu 1", "unit", "Quân khu"),
        ("Khối thi đua số 02", "bloc", "Quân khu 1"),
        ("Họp đội", "article", "Báo Sông Lam · 2022-02-03"),
        ("Dấu thanh", "article", "Báo Sông Lam"),
    ],
)
def test_a_detail_tells_namesakes_apart(archive: sqlite3.Connection, query: str, kind: str, detail: str) -> None:
    hits = search(archive, Query(query, kind=kind)).hits
    assert detail in [hit.detail for hit in hits if hit.name == query]


def test_snippets_are_the_article_s_own_words(archive: sqlite3.Connection) -> None:
    found = search(archive, Query("bộ chỉ huy quân sự tỉnh bến vàng", kind="article")).hits
    (hit,) = [hit for hit in found if hit.name == FORMS.title]
    assert ("BCHQS", True) in hit.snippet and "Bộ Chỉ huy" not in shown(hit)
    (person, *_) = search(archive, Query("doi truong", kind="person")).hits
    assert [piece for piece, is_match in person.snippet if is_match] == ["Đội", "trưởng", "Đội"]
    (person, *_) = search(archive, Query("Nguyễn Văn Đức", kind="person")).hits
    assert person.snippet == () and person.marked_name[0] == ("Nguyễn", True)


@pytest.mark.parametrize(
    "query",
    ["", " ", '"', "*", "AND", "a OR", "name:", "NEAR(", "-x", "^a", "(", "x'; DROP TABLE y", "\x00", "\x00a\x1b[31m"],
)
def test_nothing_typed_is_syntax(archive: sqlite3.Connection, query: str) -> None:
    search(archive, Query(query))


@pytest.mark.parametrize("query", ["", "   ", "***", '""', "—", "\x00\x01", "\ue000y2021", "\ud800", "٪"])
def test_what_has_no_word_finds_nothing(archive: sqlite3.Connection, query: str) -> None:
    found = search(archive, Query(query))
    assert (found.hits, found.understood) == ((), ())
    assert found.counts == dict.fromkeys(("person", "unit", "bloc", "article"), Count(0)) or query == "\ue000y2021"


@pytest.mark.parametrize(
    "query", ["lúa " * 10_000, "x" * 100_000, '"' * 5_000, "UBND " * 500, "đ" * 39 + " a" * 300, "1" * 5_000]
)
def test_something_long_is_bounded(archive: sqlite3.Connection, query: str) -> None:
    assert len(search(archive, Query(query)).understood) < 20


@settings(deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["nguyễn", "van", "Đức", '"', "QK1", "số", "2", "d", "bchqs", "*"])).map(" ".join),
    st.sampled_from([None, "person", "unit", "bloc", "article", "nope"]),
    st.integers(-5, 5_000),
    st.integers(-5, 5_000),
    st.none() | st.integers(),
    st.none() | st.text(max_size=10),
)
def test_no_query_is_an_error(
    archive: sqlite3.Connection,
    words: str,
    kind: str | None,
    limit: int,
    offset: int,
    year: int | None,
    name: str | None,
) -> None:
    found = search(archive, Query(words, kind, year, bloc=name, publisher=name, limit=limit, offset=offset))
    assert len(found.hits) <= max(0, limit)
    for hit in found.hits:
        assert "".join(piece for piece, _ in hit.marked_name) == " ".join(hit.name.split())
        assert kind in (None, hit.kind)
        assert all(piece for piece, _ in hit.snippet)


def test_pages_of_hits_follow_each_other(archive: sqlite3.Connection) -> None:
    whole = search(archive, Query("van", limit=100)).hits
    parts = [
        hit for at in range(0, len(whole) + 3, 3) for hit in search(archive, Query("van", limit=3, offset=at)).hits
    ]
    assert [hit.id for hit in parts] == [hit.id for hit in whole] and len(whole) > 6


@pytest.mark.parametrize("words", ["van", "khoi thi dua", "d", "doi truo", "Lê Văn Hùng", "bến vàng", "họp"])
def test_counts_are_of_the_hits(archive: sqlite3.Connection, words: str) -> None:
    found = search(archive, Query(words, limit=200))
    for kind, count in found.counts.items():
        assert count == Count(sum(hit.kind == kind for hit in found.hits))
        only = search(archive, Query(words, kind=kind, limit=200))
        assert [hit.id for hit in only.hits] == [hit.id for hit in found.hits if hit.kind == kind]
        assert only.counts == found.counts


def test_beyond_a_cap_it_is_said_that_there_are_more(tmp_path: Path) -> None:
    with Loader(tmp_path / "a.db", "1") as loader:
        for at in range(MOST_COUNTED + 2):
            loader.add(extraction(article(f"Lúa trổ {at}", f"Mưa {at}.")))
        loader.finish()
    connection = open_archive(tmp_path / "a.db")
    found = search(connection, Query("mưa"))
    assert found.counts["article"] == Count(MOST_COUNTED, more=True)
    assert search(connection, Query("mua 7")).counts["article"] == Count(1)


def test_the_suppressed_are_neither_found_nor_shown(tmp_path: Path) -> None:
    told = article("Lò Văn Bưởi nhận quà", "Ông Lò Văn Bưởi, Giám đốc Sở Mây, và ông Lò Văn Sáu nhận quà.")
    other = article("Tin khác", "Lò Văn Bưởi ở đây là người khác.")
    found = [
        extraction(
            told,
            official("Ông Lò Văn Bưởi", "Lò Văn Bưởi", ("Giám đốc", "Sở Mây")),
            official("ông Lò Văn Sáu", "Lò Văn Sáu"),
        ),
        extraction(other),
    ]
    connection = built(tmp_path / "a.db", found, [said("suppressed", refs_of(found[:1])[0])])
    for query in ("lò văn bưởi", '"lo van buoi"', "buoi", "lo van buoi nhan qua"):
        assert told.id not in {hit.id for hit in search(connection, Query(query)).hits}
        assert not search(connection, Query(query, kind="person")).hits
    for query in ("nhận quà", "lo van sau", "sở mây"):
        hits = search(connection, Query(query)).hits
        assert told.id in {hit.id for hit in hits}
        assert not any("Bưởi" in f"{hit.name}{hit.detail}{hit.snippet}" for hit in hits)
    assert names_of(search(connection, Query("lo van buoi"))) == ["Tin khác"]


def test_a_role_alone_is_found_by_the_person_s_name(tmp_path: Path) -> None:
    text = article("Khối họp", "Bà Lường Thị Ban, Sở Gió, là Khối trưởng Khối thi đua 7.")
    named = role("Bà Lường Thị Ban, Sở Gió, là Khối trưởng", "Khối thi đua 7", 2020, "Sở Gió", "Lường Thị Ban")
    connection = built(tmp_path / "a.db", [extraction(text, named)])
    assert {hit.name for hit in search(connection, Query("luong thi ban")).hits} >= {"Khối họp"}


def test_the_person_of_the_typed_accents_comes_first(tmp_path: Path) -> None:
    names = ("Lò Vân Văn", "Lò Văn Vân", "Lò Văn Vấn")
    facts = [official(f"Ông {name}", name) for name in names]
    text = article("Tin chung", ". ".join(f"Ông {name}" for name in names))
    connection = built(tmp_path / "a.db", [extraction(text, *facts)])
    for name in names:
        first, *others = search(connection, Query(name)).hits
        assert (first.name, first.tier) == (name, Tier.EXACT)
        assert all(other.tier > Tier.EXACT for other in others)
    assert {hit.name for hit in search(connection, Query("lo van van")).hits if hit.tier is Tier.EXACT} == set(names)
