"""Whatever is decided in whatever order: a build with the file equals deciding line by line, and undoing leaves nothing."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.archive import open_archive
from db.decisions import Decision
from db.load import Loader
from db.verify import verify
from decided import TITLES, built, decided, of_bloc, of_person, of_unit, parts, refs_of, rows, said, statuses
from extractors.records import Extraction
from stories import dump

PEOPLE = [
    *(of_person(t, "Lò Văn Bưởi", ("Giám đốc", "Viện Gió")) for t in TITLES),
    *(of_person(f"{t} nữa", "Lò Văn Bưởi", ("Giám đốc", f"Viện {t[:3]}")) for t in TITLES[:2]),
    of_person("Sương muối", "Lo Van Buoi", ("Giám đốc", "Viện Gió")),
]
UNITS = [
    *(of_unit(t, "Cục Gió") for t in TITLES),
    of_unit("Gió bấc về", "Cục Mưa"),
    of_unit("Gió nồm về", "PC08"),
]
BLOCS = [
    *(of_bloc(t, "Khối thi đua 2") for t in TITLES[:2]),
    of_bloc("Trăng tròn", "Khối thi đua 2", "Bộ Mưa"),
    of_bloc("Trăng khuyết", "Khối thi đua 2", None),
    of_bloc("Trăng non", "Khối thi đua 3", None),
]
STORIES = {"people": PEOPLE, "units": UNITS, "blocs": BLOCS}
ALIASES = {"people": ["Ba Bưởi"], "units": ["PC08", "Cục Mưa"], "blocs": ["Khối thi đua 3", "Khối thi đua 2"]}

NAMES = st.sampled_from(["Lò Văn Bưởi", "Vi Thị Mận", "Cục Gió", "Khối thi đua 2", None])
FIELDS = st.dictionaries(
    st.sampled_from(
        ["name", "name", "rank", "parent", "scope", "post.0.title", "post.0.unit", "post.1.title", "member.0"]
    ),
    NAMES,
    min_size=1,
    max_size=2,
)
"""Some fit the claim, some do not."""


@st.composite
def decisions(draw: st.DrawFn) -> list[Decision]:
    """Some decisions, most of them about what is there."""
    found = []
    for _ in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(sorted(STORIES)))
        refs = [*refs_of(STORIES[kind]), "official-gone#name"]
        what = draw(
            st.sampled_from(
                ("same", "same", "different", "different", "alias", "wrong", "right", "suppressed", *["altered"] * 3)
            )
        )
        if what in ("same", "different"):
            named = draw(st.lists(st.sampled_from(refs), min_size=2, max_size=3, unique=True))
        else:
            named = [draw(st.sampled_from(refs))]
        if what in ("wrong", "right", "altered"):
            named = [ref.partition("#")[0] for ref in named]
        name = draw(st.sampled_from(ALIASES[kind])) if what == "alias" else None
        found.append(said(what, *named, name=name, fields=draw(FIELDS) if what == "altered" else None))
    return found


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(decisions())
def test_a_build_equals_deciding_one_by_one(lines: list[Decision]) -> None:
    found: list[Extraction] = [*PEOPLE, *UNITS, *BLOCS]
    with tempfile.TemporaryDirectory() as folder:
        path, other = Path(folder) / "a.db", Path(folder) / "b.db"
        built(other, found, lines[:-1]).close()
        without = dump(other)
        with closing(built(other, found, lines)) as archive:
            assert verify(archive) == []
            for line, status in zip(lines, statuses(archive), strict=True):
                if status == "applied" and line.decision in ("same", "different"):
                    refs = [str(ref) for ref in line.mentions]
                    suppressed = rows(archive, "SELECT 1 FROM suppressed_names")
                    if not suppressed:
                        assert len(parts(archive, refs)) == (1 if line.decision == "same" else len(refs))
        built(path, found).close()
        decided(path, *lines).close()
        assert dump(path) == dump(other)
        with Loader(path, "1") as loader:
            loader.take_back(lines[-1:])
        open_archive(path).close()
        assert dump(path) == without


ALTERATIONS = [
    said("altered", of.partition("#")[0], fields=fields)
    for of, fields in zip(
        (refs_of(PEOPLE)[0], refs_of(PEOPLE)[1], refs_of(UNITS)[0], refs_of(BLOCS)[0]),
        ({"name": "Vi Thị Mận"}, {"post.0.title": None}, {"name": "Cục Mưa"}, {"member.0": "Cục Gió", "scope": None}),
        strict=True,
    )
]
OTHERS = [said("same", *refs_of(PEOPLE)[2:4]), said("alias", refs_of(UNITS)[1], name="PC08")]


def what_follows(path: Path) -> list[str]:
    """An archive but for the lines themselves, and the digest of their file."""
    lines = dump(path).splitlines()
    return [line for line in lines if not line.startswith('INSERT INTO "decisions"') and "derived_by" not in line]


@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations([*ALTERATIONS, *OTHERS]))
def test_lines_on_different_things_count_in_any_order(lines: list[Decision]) -> None:
    found = [*PEOPLE, *UNITS, *BLOCS]
    with tempfile.TemporaryDirectory() as folder:
        told = []
        for order in (lines, [*ALTERATIONS, *OTHERS]):
            with closing(built(Path(folder) / "a.db", found, order)) as archive:
                assert set(statuses(archive)) == {"applied"}
            told.append(what_follows(Path(folder) / "a.db"))
        assert told[0] == told[1]


def test_saying_it_twice_is_saying_it_once() -> None:
    found = [*PEOPLE, *UNITS, *BLOCS]
    with tempfile.TemporaryDirectory() as folder:
        told = []
        for order in (ALTERATIONS, ALTERATIONS * 2):
            with closing(built(Path(folder) / "a.db", found, order)) as archive:
                assert set(statuses(archive)) == {"applied"}
            told.append(what_follows(Path(folder) / "a.db"))
        assert told[0] == told[1]
