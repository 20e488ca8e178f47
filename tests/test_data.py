"""The gazetteers `extractors/data/*.csv`: well formed, referring to what exists, each row shown by its example."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parent.parent / "extractors" / "data"

HEADERS = {
    "abbreviations": "id,name,full,known,example",
    "abroad": "id,name,variants,example",
    "academic": "id,name,variants,example",
    "appointment_words": "id,name,variants,means,example",
    "award_verbs": "id,name,variants,status,voice,example",
    "awards": "id,name,variants,graded,kind,example",
    "bloc_roles": "id,name,variants,role,example",
    "bloc_words": "id,name,variants,example",
    "bodies_of_places": "id,name,variants,of,goes_on,example",
    "closed_sets": "id,name,variants,members,example",
    "closing_words": "id,name,variants,example",
    "family_names": "id,name,variants,ethnic,example",
    "family_shares": "id,name,share,example",
    "given_shares": "id,name,share,example",
    "grantors": "id,name,variants,example",
    "group_words": "id,name,variants,example",
    "honorifics": "id,name,variants,plural,example",
    "linking_words": "id,name,variants,links,example",
    "meeting_kinds": "id,name,variants,kind,example",
    "middle_shares": "id,name,share,example",
    "named_units": "id,name,variants,kind,parent,example",
    "not_awards": "id,name,variants,example",
    "not_blocs": "id,name,variants,example",
    "not_people": "id,name,variants,example",
    "parts": "id,name,variants,part,position,example",
    "places": "id,name,variants,kind,example",
    "posts": "id,name,variants,takes,single,example",
    "provinces": "id,name,kind,variants,until,successor,example",
    "ranks": "id,name,variants,branch,grade,example",
    "short_forms": "id,name,variants,example",
    "unit_branches": "id,name,variants,branch,example",
    "unit_events": "id,name,variants,event,day,into,within,except,document,example",
    "unit_kinds": "id,name,variants,takes,example",
    "unit_traits": "id,name,variants,traits,example",
    "unit_levels": "id,name,variants,level,absorbs,example",
    "unit_words": "id,name,variants,example",
    "verb_fields": "id,name,variants,example",
}

VALUES = {
    ("abbreviations", "known"): "yes no",
    ("appointment_words", "means"): "appoints takes assumes office leaves succeeds not_yet other_deed",
    ("award_verbs", "status"): "awarded proposed",
    ("award_verbs", "voice"): "active passive",
    ("awards", "graded"): "yes no",
    ("awards", "kind"): "flag order medal certificate title prize badge named",
    ("bloc_roles", "role"): "head standing_deputy deputy",
    ("bodies_of_places", "goes_on"): "yes no",
    ("bodies_of_places", "of"): "province district both",
    ("family_names", "ethnic"): "yes no",
    ("honorifics", "plural"): "yes no",
    (
        "meeting_kinds",
        "kind",
    ): "summary review launch signing establishment handover appointment award congress session plan other",
    ("named_units", "kind"): "party state ministry agency army police front press bank enterprise",
    ("parts", "part"): "chair direct speak attend receive hand_over take_over",
    ("parts", "position"): "before after both around",
    ("places", "kind"): "province city district commune village area street venue",
    ("posts", "single"): "yes no",
    ("ranks", "branch"): "army navy police shared",
    ("unit_events", "event"): "renamed merged dissolved enlarged",
    ("unit_events", "within"): "named place province district",
    ("unit_kinds", "takes"): "number place name free",
    ("unit_levels", "absorbs"): "yes no",
    ("unit_levels", "level"): "1 2 3 4 5 6 7 8 9",
}

# Fewer rows than this and a file was cut short or overwritten.
LEAST = {
    "abbreviations": 150,
    "awards": 100,
    "bloc_words": 200,
    "closing_words": 200,
    "family_names": 200,
    "named_units": 200,
    "posts": 250,
    "unit_events": 70,
    "unit_kinds": 150,
    "unit_levels": 200,
    "unit_words": 1300,
    "verb_fields": 100,
}

TONES = "\N{COMBINING GRAVE ACCENT}\N{COMBINING ACUTE ACCENT}\N{COMBINING TILDE}" + (
    "\N{COMBINING HOOK ABOVE}\N{COMBINING DOT BELOW}"
)

Row = dict[str, str]


def fold(text: str) -> str:
    """Case-folded, with each syllable's tone as a digit at its end, so that `Hoà` and `hòa` are one."""

    def syllable(match: re.Match[str]) -> str:
        letters = unicodedata.normalize("NFD", match.group())
        tone = "".join(str(TONES.index(c)) for c in letters if c in TONES)
        return unicodedata.normalize("NFC", "".join(c for c in letters if c not in TONES)) + tone

    return re.sub(r"\w+", syllable, unicodedata.normalize("NFC", text).casefold())


def names_of(row: Row) -> list[str]:
    """The row's name and its variants, as written."""
    return [row["name"], *filter(None, row.get("variants", "").split("|"))]


def read(stem: str) -> list[Row]:
    """The rows of one gazetteer."""
    with (DATA / f"{stem}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def tokens(text: str) -> tuple[str, ...]:
    """Words and single signs of the folded text."""
    return tuple(re.findall(r"\w+|[^\w\s]", fold(text)))


def shown(example: str, owners: dict[tuple[str, ...], str]) -> set[str]:
    """The ids whose names (given as tokens) stand in the example; a longer name wins over those that it overlaps."""
    words = tokens(example)
    longest = min(len(words), max(map(len, owners)))
    found: set[str] = set()
    taken: set[int] = set()
    for size in range(longest, 0, -1):
        for start in range(len(words) - size + 1):
            place = range(start, start + size)
            if words[start : start + size] in owners and taken.isdisjoint(place):
                found.add(owners[words[start : start + size]])
                taken.update(place)
    return found


def faults(stem: str, rows: list[Row]) -> Iterator[str]:
    """What is wrong with the rows of one gazetteer, one line each."""
    ids = [row["id"] for row in rows]
    if ids != sorted(ids):
        yield "not sorted by id"
    owners: dict[str, str] = {}
    for row in rows:
        at = f"{stem}.csv: {row.get('id')}"
        if None in row or None in row.values():
            yield f"{at}: wrong number of fields"
            continue
        for field, value in row.items():
            parts = value.split("|") if field in {"variants", "members"} and value else [value]
            if any(part != " ".join(part.split()) for part in parts):
                yield f"{at}: stray white space in {field}"
            if not all(parts) and field in {"variants", "members"} and value:
                yield f"{at}: empty part in {field}"
            if not unicodedata.is_normalized("NFC", value):
                yield f"{at}: {field} is not NFC"
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"]):
            yield f"{at}: id is no ASCII slug"
        if ids.count(row["id"]) > 1:
            yield f"{at}: id is not unique"
        if not row["name"] or not row["example"]:
            yield f"{at}: no name or no example"
        for name in names_of(row):
            if fold(name) in owners:
                yield f"{at}: {name!r} is there already, in {owners[fold(name)]}"
            owners[fold(name)] = row["id"]
        for (file, field), allowed in VALUES.items():
            if file == stem and row[field] not in allowed.split():
                yield f"{at}: {field} is {row[field]!r}"
    in_tokens = {tokens(name): owner for name, owner in owners.items()}
    for row in rows:
        # The words of a name's tail overlap by their nature; elsewhere a row that another one hides shows nothing.
        known = in_tokens if stem in HEADERS else {tokens(name): row["id"] for name in names_of(row)}
        if row.get("example") and row["id"] not in shown(row["example"], known):
            yield f"{stem}.csv: {row['id']}: the example shows another row, or none: {row['example']!r}"


# Word lists beside these have columns of their own; the general rules hold for them too.
STEMS = sorted({path.stem for path in DATA.glob("*.csv")} | set(HEADERS))


@pytest.mark.parametrize("stem", STEMS)
def test_file_is_clean(stem: str) -> None:
    raw = (DATA / f"{stem}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf") and b"\r" not in raw and raw.endswith(b"\n")
    text = raw.decode("utf-8")
    header = text.split("\n", 1)[0]
    assert header == HEADERS.get(stem, header)
    assert header.startswith("id,name,") and header.endswith(",example")
    rows = read(stem)
    assert len(rows) >= LEAST.get(stem, 5)
    assert list(faults(stem, rows)) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({}, None),
        ({"id": "đại-tá"}, "slug"),
        ({"id": "a"}, "sorted"),
        ({"id": "thieu-ta"}, "unique"),
        ({"name": ""}, "no name"),
        ({"name": "Thiếu tá"}, "already"),
        ({"name": "THIẾU TÁ"}, "already"),
        ({"variants": "Đại tá"}, "already"),
        ({"variants": "ĐT|đt"}, "already"),
        ({"variants": "ĐT||ĐTá"}, "empty part"),
        ({"variants": "ĐT | ĐTá"}, "white space"),
        ({"name": "Đại  tá"}, "white space"),
        ({"name": unicodedata.normalize("NFD", "Đại tá")}, "NFC"),
        ({"branch": "fleet"}, "branch"),
        ({"example": ""}, "no example"),
        ({"example": "Thượng tá Lê Văn Ổi"}, "another row"),
        ({"example": "Đại tái Lê Văn Ổi"}, "another row"),
        ({"example": "Đại tá hải quân Lê Văn Ổi"}, "another row"),
        ({"example": "ĐẠI TÁ LÊ VĂN ỔI"}, None),
    ],
)
def test_lint_sees_the_fault(changes: Row, fault: str | None) -> None:
    good = {"variants": "", "branch": "shared", "grade": "1"}
    rows = [
        good | {"id": "dai-ta-hai-quan", "name": "Đại tá hải quân", "example": "Đại tá hải quân"},
        good | {"id": "thieu-ta", "name": "Thiếu tá", "example": "Thiếu tá"},
        good | {"id": "trung-ta", "name": "Đại tá", "example": "Đại tá Lê Văn Ổi"} | changes,
    ]
    found = list(faults("ranks", rows))
    assert (found == []) if fault is None else any(fault in line for line in found), found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hoà", "hòa", True),
        ("Chính uỷ", "CHÍNH ỦY", True),
        ("Thuý", "Thúy", True),
        ("Khoẻ", "khỏe", True),
        ("Hùng", "Hưng", False),
        ("Má", "Mà", False),
        ("Sĩ", "Sỹ", False),
        ("Đa", "Da", False),
    ],
)
def test_fold_moves_tones_only(one: str, other: str, same: bool) -> None:
    assert (fold(one) == fold(other)) is same


def test_grades_compare_across_branches() -> None:
    grade = {row["name"]: int(row["grade"]) for row in read("ranks")}
    order = "Binh nhì,Binh nhất,Hạ sĩ,Trung sĩ,Thượng sĩ,Chuẩn úy,Thiếu úy,Trung úy,Thượng úy,Đại úy,Thiếu tá,Trung tá,"
    order += "Thượng tá,Đại tá,Thiếu tướng,Trung tướng,Thượng tướng,Đại tướng"
    grades = [grade[name] for name in order.split(",")]
    assert grades == sorted(set(grades))
    assert grade["Chuẩn Đô đốc"] == grade["Thiếu tướng"]
    assert grade["Phó Đô đốc"] == grade["Trung tướng"]
    assert grade["Đô đốc"] == grade["Thượng tướng"]
    for name, value in grade.items():
        if name.endswith(" QNCN"):
            assert value == grade[name.removesuffix(" QNCN")]


def test_posts_take_known_kinds_of_unit() -> None:
    """What a title swallows is a kind of unit or place, or how one begins (`Đồn` of `Đồn Biên phòng`, never alone)."""
    kinds = [name for table in ("unit_kinds", "places") for row in read(table) for name in names_of(row)]
    taken = {row["takes"] for row in read("posts")} - {""}
    assert [kind for kind in taken if not any(f"{name} ".startswith(f"{kind} ") for name in kinds)] == []


def test_branches_are_known() -> None:
    known = set(
        "army police court procuracy justice education health finance enterprise press party council mass youth "
        "government".split()
    )
    assert [row["id"] for row in read("unit_branches") if not set(row["branch"].split()) <= known] == []


def test_kinds_of_unit_have_a_level() -> None:
    """By the longest known kind that they begin with, as in the reader; one without a level counts as any other."""
    levels = {fold(name) for row in read("unit_levels") for name in names_of(row)}

    def known(kind: str) -> bool:
        words = fold(kind).split()
        return any(" ".join(words[:length]) in levels for length in range(1, 6))

    assert [name for row in read("unit_kinds") for name in names_of(row) if not known(name)] == []


def test_verbs_are_fields() -> None:
    """A field that is a verb in lower case is looked up by the name of its row, never by a variant."""
    assert {row["name"] for row in read("verb_fields")} <= {row["name"] for row in read("unit_words")}
    assert [row["id"] for row in read("verb_fields") if row["variants"]] == []


def test_fields_are_no_single_syllables() -> None:
    """A syllable alone would be found in the middle of other words and of people's names."""
    fields = [name for row in read("unit_words") for name in names_of(row)]
    assert [name for name in fields if len(tokens(name)) < 2] == []


def test_fields_are_no_places_or_titles() -> None:
    """Matching is blind to case: a field that is a place, a rank or an honorific as well would hide it."""
    groups = ("provinces", "ranks", "honorifics", "family_names", "bloc_roles", "awards")
    others = {tokens(name) for stem in groups for row in read(stem) for name in names_of(row)}
    shared = {row["name"] for row in read("unit_words") if tokens(row["name"]) in others}
    assert shared <= {"Điều dưỡng", "Nhà báo", "Cựu chiến binh", "Luật gia"}  # those whose bodies are named after them


def test_closing_words_are_single_words() -> None:
    """They end a name by themselves; the second halves of words that names are made of must not be among them."""
    words = {row["name"] for row in read("closing_words")}
    assert [word for word in words if not word.isalpha() or not word.islower()] == []
    halves = "tra vụ chính sự huấn vận tế giáo hội học dục nghiệp tộc viên đội dân đoàn mưu cần phòng nghị hiệp"
    assert words & set(halves.split()) == {"cần"}  # a modal verb; `Hậu cần` is listed as a field


def test_parents_are_named_units() -> None:
    rows = read("named_units")
    assert {row["parent"] for row in rows} - {row["name"] for row in rows} <= {""}
    assert not [row["id"] for row in rows if row["parent"] == row["name"]]


def test_members_of_closed_sets_resolve() -> None:
    known = {row["name"] for stem in ("named_units", "provinces") for row in read(stem)}
    for row in read("closed_sets"):
        members = row["members"].split("|")
        assert len(members) == len(set(members)) >= 2, row["id"]
        assert set(members) <= known, row["id"]


def test_provinces_lead_to_their_successors() -> None:
    rows = {row["id"]: row for row in read("provinces")}
    now = {key for key, row in rows.items() if not row["until"]}
    before = {key for key, row in rows.items() if key != "hue"}  # a province of another name until the end of 2024
    assert (len(now), len(before)) == (34, 63)
    for key, row in rows.items():
        assert row["kind"] in {"tỉnh", "thành phố"}, key
        assert re.fullmatch(r"(\d{4}-\d{2}-\d{2})?", row["until"]), key
        assert bool(row["until"]) == bool(row["successor"]), key
        assert row["successor"] in now | {""}, key
    assert {key for key in now if rows[key]["kind"] == "thành phố"} == {
        "can-tho",
        "da-nang",
        "ha-noi",
        "hai-phong",
        "hue",
        "thanh-pho-ho-chi-minh",
    }


def test_events_of_units_are_whole() -> None:
    """Each has a day; what was dissolved became nothing, what was merged or renamed something."""
    provinces = {fold(name) for row in read("provinces") for name in names_of(row)}
    for row in read("unit_events"):
        assert re.fullmatch(r"(19|20)\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", row["day"]), row["id"]
        assert all(row["into"].split("|")) or row["into"] == "", row["id"]
        # What all provinces became stands in the list of provinces.
        assert bool(row["into"]) == (row["event"] != "dissolved" and row["id"] != "tinh"), row["id"]
        assert (row["event"] == "enlarged") == (row["into"] == row["name"]), row["id"]
        assert {fold(place) for place in row["except"].split("|") if place} <= provinces, row["id"]
        assert not re.search(r"\s", row["document"]), row["id"]


def test_events_of_provinces_agree_with_the_list_of_provinces() -> None:
    rows = {f"{row['kind']} {row['name']}": row for row in read("provinces")}
    names = {row["id"]: name for name, row in rows.items()}
    written_twice = [row for row in read("unit_events") if row["name"] in rows]
    assert [row["id"] for row in written_twice] == ["tinh-thua-thien-hue"]  # renamed, so no merger
    for row in written_twice:
        province = rows[row["name"]]
        assert names[province["successor"]] == row["into"], row["id"]
        last = date.fromisoformat(row["day"]) - timedelta(days=1)
        assert province["until"] == last.isoformat(), row["id"]


def test_bodies_of_a_field_open_with_one_word() -> None:
    """`Sở`, `Phòng`: looked for by their first word."""
    assert [row["id"] for row in read("bodies_of_places") if row["goes_on"] == "yes" and " " in row["name"]] == []


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("ranks", "Chuẩn Đô đốc"),
        ("ranks", "Trung tá CN"),
        ("academic", "PGS, TS"),
        ("posts", "Phó Trưởng ban"),
        ("posts", "Quản đốc"),
        ("awards", "Bằng lao động sáng tạo"),
        ("unit_kinds", "Bộ Chỉ huy quân sự"),
        ("unit_levels", "Bảo tàng"),
        ("unit_levels", "Tiểu đội"),
        ("unit_words", "Tuyên huấn"),
        ("unit_words", "Hậu cần"),
        ("unit_words", "Nông nghiệp và Phát triển nông thôn"),
        ("unit_words", "NN&PTNT"),
        ("unit_words", "LĐ-TB&XH"),
        ("unit_words", "VH-TT&DL"),
        ("unit_words", "Kỹ thuật hình sự"),
        ("unit_words", "Đặc nhiệm phòng, chống tội phạm ma túy"),
        ("unit_words", "Cảnh sát quản lý hành chính về trật tự xã hội"),
        ("unit_words", "Công nghệ thông tin và truyền thông"),
        ("unit_words", "Quản lí thị trường"),
        ("verb_fields", "Kiểm tra"),
        ("verb_fields", "Tổ chức"),
        ("closing_words", "sơ"),
        ("bloc_words", "quận, huyện, thị xã"),
        ("bloc_roles", "Khối phó thường trực"),
        ("family_names", "Rơ Châm"),
        ("not_blocs", "khối đại đoàn kết"),
        ("not_awards", "cờ luân lưu"),
        ("not_people", "Bác Hồ"),
        ("unit_events", "Tổng cục Hậu cần"),
        ("unit_events", "Sở Giao thông vận tải"),
        ("unit_events", "quận 9"),
        ("bodies_of_places", "Sở"),
        ("bodies_of_places", "Ban Chỉ huy quân sự"),
    ],
)
def test_holds(stem: str, name: str) -> None:
    assert fold(name) in {fold(known) for row in read(stem) for known in names_of(row)}


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("awards", "cờ luân lưu"),
        ("awards", "hoàn thành xuất sắc nhiệm vụ"),
        ("posts", "Khối trưởng"),
        ("posts", "Nguyễn"),
        ("named_units", "Thủ tướng Chính phủ"),
        ("named_units", "Chủ tịch nước"),
        ("family_names", "Đồng chí"),
        ("ranks", "Tư lệnh"),
        ("unit_words", "Nghệ An"),
        ("unit_words", "Hòa Bình"),
        ("unit_words", "hội nghị"),
        ("unit_words", "Xuất bản"),
        ("bloc_words", "tổ chức hội"),
        ("bloc_words", "báo"),
        ("unit_events", "tỉnh Hòa Bình"),
        ("unit_events", "Tổng cục Chính trị"),
        ("bodies_of_places", "Báo"),
        ("bodies_of_places", "Trường"),
        ("bodies_of_places", "Bệnh viện"),
    ],
)
def test_does_not_hold(stem: str, name: str) -> None:
    assert fold(name) not in {fold(known) for row in read(stem) for known in names_of(row)}
