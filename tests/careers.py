"""Ten years of an invented country, for measuring who is who on many articles: units, posts, and who held which when.

Names are as common as they are in life: a third are called Nguyễn, some given names are met everywhere, so namesakes are
many. People hold a post for two to five years, then another one, mostly of the same service and in the same province.
"""

from __future__ import annotations

import csv
import heapq
import random
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from pathlib import Path

DATA = Path(__file__).parents[1] / "extractors" / "data"
FIRST_YEAR = 2014
MONTHS = 132
ARMY, POLICE, CIVIL = "army", "police", "civil"

# Shares of a hundred people; all other family names of the list share the rest.
_FAMILIES = {
    **{"Nguyễn": 31, "Trần": 11, "Lê": 9.5, "Phạm": 7, "Hoàng": 3, "Huỳnh": 2, "Phan": 4.5, "Vũ": 2.5, "Võ": 1.5},
    **{"Đặng": 2.1, "Bùi": 2, "Đỗ": 1.4, "Hồ": 1.3, "Ngô": 1.3, "Dương": 1, "Lý": 0.5, "Đinh": 0.8, "Trịnh": 0.7},
}
_REST = 16.0
_MIDDLES = "Văn Thị Đức Hữu Minh Xuân Quang Thanh Ngọc Đình Công Trọng Quốc Mạnh Anh Hồng Kim Duy Bá Thế Tiến Viết Phú"
_GIVEN = (
    "Hùng Tuấn Dũng Hải Minh Sơn Thành Thắng Hà Bình Nam Long Hòa Cường Hương Lan Anh Tùng Quang Trung Thủy Đức Hoa "
    "Linh Phương Nga Tâm Toàn Khánh Vinh Việt Hiền Giang Dung Phúc Tân Lâm Chiến Huy Kiên An Thảo Hạnh Mai Trang Thu "
    "Loan Hằng Yến Oanh Quân Quyết Tiến Hưng Phong Lợi Thịnh Đạt Định Đông Hậu Hiếu Hoàn Học Khoa Khôi Kỳ Lực Lương "
    "Mạnh Nghĩa Ngọc Nhân Ninh Phú Quý Sáng Sinh Tài Tạo Thái Thiện Thọ Thông Thuận Thường Tín Trí Trọng Trường Tú Vũ "
    "Vượng Xuân Bưởi Khoát Mão Thược Rạng Xướng Ổi Nhạn"
)
_SYLLABLES = (
    "Đồng Chiêm Bến Vàng Suối Lặng Gò Mây Đầm Sen Thác Bạc Cửa Rào Núi Đôi Bãi Cát Rừng Xanh Hồ Trúc Phú Tân An Bình "
    "Vĩnh Long Thanh Hưng Yên Sơn Hòa Mỹ Lộc Thạch Kim Quế Hải Tiên"
)
_FIELDS = ("Y tế", "Nội vụ", "Tài chính", "Xây dựng", "Tư pháp", "Công Thương", "Giáo dục và Đào tạo", "Khoa học và Công nghệ",
           "Nông nghiệp và Môi trường", "Văn hóa và Thể thao", "Ngoại vụ", "Giao thông vận tải")  # fmt: skip
_POLICE_FIELDS = ("Tham mưu", "Cảnh sát hình sự", "Cảnh sát giao thông", "Hậu cần")
_CHAIR = (("Chủ tịch",), ("Phó Chủ tịch",))
_SECRETARY = (("Bí thư",), ("Phó Bí thư",))
_DIRECTOR = (("Giám đốc",), ("Phó Giám đốc",))
_CHIEF = (("Trưởng phòng",), ("Phó Trưởng phòng",))
_COMMAND = (("Chỉ huy trưởng", "Chính ủy"), ("Phó Chỉ huy trưởng",))
_OF_LOCAL_POLICE = (("Trưởng Công an",), ("Phó Trưởng Công an",))

Titles = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(slots=True, eq=False)
class Unit:
    """A unit. short: its name where the place is clear. place: what it lies in or belongs to."""

    name: str
    short: str
    place: str
    province: str
    service: str
    level: int
    titles: Titles
    posts: list[Post] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Person:
    """Someone. grade: in 2014, of ranks that rise with the years."""

    number: int
    name: str
    grade: float


@dataclass(slots=True, eq=False)
class Post:
    """A post of a unit and who held it, one after the other: months of beginning, and people."""

    unit: Unit
    title: str
    is_first: bool
    since: list[int] = field(default_factory=list)
    holders: list[Person] = field(default_factory=list)

    def at(self, month: int) -> Person:
        """Who holds it in a month."""
        return self.holders[bisect_right(self.since, month) - 1]


@dataclass(frozen=True, slots=True)
class Bloc:
    """An emulation bloc; one of its members leads it each year."""

    name: str
    scope: str
    members: tuple[Unit, ...]

    def head(self, year: int) -> Unit:
        """Which unit leads it in a year."""
        return self.members[year % len(self.members)]


class Names:
    """Names of people, drawn as often as they are met."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        with (DATA / "family_names.csv").open(encoding="utf-8", newline="") as file:
            rare = [row["name"] for row in csv.DictReader(file) if row["name"] not in _FAMILIES]
        self._families = [*_FAMILIES, *rare]
        shares = [*_FAMILIES.values(), *(_REST / len(rare) for _ in rare)]
        self._family_shares = list(accumulate(shares))
        self._middles, self._middle_shares = _zipf(_MIDDLES.split(), 0.9)
        self._given, self._given_shares = _zipf(_GIVEN.split(), 0.7)

    def draw(self) -> str:
        """A name of three parts, seldom of two or four."""
        pick = self._chance.choices
        middle = pick(self._middles, cum_weights=self._middle_shares, k=2)
        parts = [
            *pick(self._families, cum_weights=self._family_shares),
            *middle[: self._chance.choices((1, 2, 0), (88, 7, 5))[0]],
        ]
        return " ".join([*parts, *pick(self._given, cum_weights=self._given_shares)])


def _zipf(items: Sequence[str], power: float) -> tuple[Sequence[str], list[float]]:
    return items, list(accumulate(1 / (rank + 2) ** power for rank in range(len(items))))


def units(chance: random.Random) -> list[Unit]:
    """All units, those of higher levels first; of one level in any order."""
    with (DATA / "provinces.csv").open(encoding="utf-8", newline="") as file:
        provinces = [(row["name"], row["kind"]) for row in csv.DictReader(file)]
    found = list(_central())
    syllables = _SYLLABLES.split()
    for name, kind in provinces:
        found += _of_province(name, kind)
        for district in dict.fromkeys(" ".join(chance.sample(syllables, 2)) for _ in range(11)):
            found += _of_district(district, name, kind)
            for commune in dict.fromkeys(" ".join(chance.sample(syllables, 2)) for _ in range(6)):
                found += _of_commune(commune, district, name)
    chance.shuffle(found)
    return sorted(found, key=lambda unit: unit.level)


def _central() -> Iterator[Unit]:
    for army in (1, 2, 3, 4, 5, 7, 9):
        region = f"Quân khu {army}"
        yield Unit(region, region, "", region, ARMY, 0, (("Tư lệnh", "Chính ủy"), ("Phó Tư lệnh", "Phó Chính ủy")))
        for at in range(60):
            kind = ("Sư đoàn", "Lữ đoàn", "Trung đoàn")[min(2, at // 8)]
            name = f"{kind} {100 * army + at}"
            titles = (f"{kind} trưởng", "Chính ủy"), (f"Phó {kind} trưởng",)
            yield Unit(name, name, region, region, ARMY, 1 + at // 8, titles)
    for name in ("Hậu cần", "Tổ chức cán bộ", "Truyền thông", "Đối ngoại", "Pháp chế", "Khoa học quân sự"):
        for body, service in (("Bộ Quốc phòng", ARMY), ("Bộ Công an", POLICE)):
            yield Unit(
                f"Cục {name} {body}", f"Cục {name}", body, body, service, 0, (("Cục trưởng",), ("Phó Cục trưởng",))
            )


def _of_province(name: str, kind: str) -> Iterator[Unit]:
    place = f"{kind} {name}"

    def unit(what: str, service: str, titles: Titles, level: int = 1) -> Unit:
        return Unit(f"{what} {place}", what, place, name, service, level, titles)

    yield unit("UBND", CIVIL, _CHAIR)
    yield unit("HĐND", CIVIL, _CHAIR)
    party = "Thành ủy" if kind == "thành phố" else "Tỉnh ủy"
    yield Unit(f"{party} {name}", party, place, name, CIVIL, 1, _SECRETARY)
    yield from (unit(f"Sở {field_of_work}", CIVIL, _DIRECTOR) for field_of_work in _FIELDS)
    for what in ("Liên đoàn Lao động", "Hội Nông dân", "Hội Cựu chiến binh"):
        yield unit(what, CIVIL, _CHAIR)
    yield unit("Công an", POLICE, _DIRECTOR)
    for what in _POLICE_FIELDS:
        yield Unit(f"Phòng {what} Công an {place}", f"Phòng {what}", f"Công an {place}", name, POLICE, 2, _CHIEF)
    yield unit("Bộ CHQS", ARMY, _COMMAND)
    yield unit("Bộ Chỉ huy BĐBP", ARMY, _COMMAND)


def _of_district(name: str, province: str, kind: str) -> Iterator[Unit]:
    place, above = f"huyện {name}", f"{kind} {province}"
    yield Unit(f"UBND {place}", f"UBND {place}", above, province, CIVIL, 3, _CHAIR)
    yield Unit(f"Huyện ủy {name}", f"Huyện ủy {name}", above, province, CIVIL, 3, _SECRETARY)
    yield Unit(f"Công an {place}", f"Công an {place}", f"Công an {above}", province, POLICE, 3, _OF_LOCAL_POLICE)
    yield Unit(f"Ban CHQS {place}", f"Ban CHQS {place}", f"Bộ CHQS {above}", province, ARMY, 3, _COMMAND)
    office = "Phòng Giáo dục và Đào tạo"
    yield Unit(f"{office} {place}", office, place, province, CIVIL, 4, _CHIEF)


def _of_commune(name: str, district: str, province: str) -> Iterator[Unit]:
    place, above = f"xã {name}", f"huyện {district}"
    yield Unit(f"UBND {place}", f"UBND {place}", above, province, CIVIL, 5, _CHAIR)
    yield Unit(f"Đảng ủy {place}", f"Đảng ủy {place}", above, province, CIVIL, 5, _SECRETARY)
    yield Unit(f"Công an {place}", f"Công an {place}", f"Công an {above}", province, POLICE, 5, _OF_LOCAL_POLICE)


class Country:
    """So many units, their blocs, and the careers of all who hold their posts. changes: by month, (post, its turn)."""

    def __init__(self, number: int, chance: random.Random) -> None:
        self._chance = chance
        self._names = Names(chance)
        self.people: list[Person] = []
        self.units = units(chance)[:number]
        self.changes: dict[int, list[tuple[Post, int]]] = defaultdict(list)
        self._careers()
        self.blocs = list(self._blocs())
        self.by_province: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units:
            self.by_province[unit.province].append(unit)

    def _careers(self) -> None:
        """Posts fall vacant one after the other; who leaves one waits for another, if it is not the end."""
        chance, turns = self._chance, []
        waiting: dict[tuple[str, str], list[Person]] = defaultdict(list)
        for unit in self.units:
            first, second = unit.titles
            unit.posts = [Post(unit, title, True) for title in first]
            unit.posts += [Post(unit, second[at % len(second)], False) for at in range(2 if unit.level > 2 else 3)]
            for post in unit.posts:
                self._begin(post, 0, self._someone_new(unit))
                turns.append((chance.randrange(48), len(turns), post))
        heapq.heapify(turns)
        while turns and turns[0][0] < MONTHS:
            month, number, post = heapq.heappop(turns)
            unit = post.unit
            near, far = waiting[unit.service, unit.province], waiting[unit.service, ""]
            leaving = post.holders[-1]
            deputies = [p for p in unit.posts if not p.is_first and p.since[-1] < month - 12] if post.is_first else []
            if deputies and chance.random() < 0.4:
                deputy = chance.choice(deputies)
                self._begin(post, month, deputy.holders[-1])
                self._begin(deputy, month, self._someone_new(unit))
            else:
                pool = near if near and chance.random() < 0.8 else far
                known = pool and chance.random() < 0.6
                self._begin(post, month, pool.pop(chance.randrange(len(pool))) if known else self._someone_new(unit))
            if chance.random() < 0.7:
                (near if chance.random() < 0.85 else far).append(leaving)
            heapq.heappush(turns, (month + chance.randint(24, 60), number, post))

    def _begin(self, post: Post, month: int, person: Person) -> None:
        post.since.append(month)
        post.holders.append(person)
        if month:
            self.changes[month].append((post, len(post.holders) - 1))

    def _someone_new(self, unit: Unit) -> Person:
        grade = max(0.0, 4.0 - 0.7 * unit.level) + self._chance.random()
        person = Person(len(self.people), self._names.draw(), grade)
        self.people.append(person)
        return person

    def _blocs(self) -> Iterator[Bloc]:
        alike: dict[tuple[str, str], list[Unit]] = defaultdict(list)
        for unit in self.units:
            scope = "Bộ Công an" if unit.service == POLICE and unit.level == 1 else unit.place
            if scope:
                alike[scope, unit.name.split()[0]].append(unit)
        numbers: dict[str, int] = defaultdict(int)
        for (scope, _), some in alike.items():
            for start, end in pairwise([*range(0, len(some), 8), len(some)]):
                if end - start >= 3:
                    numbers[scope] += 1
                    yield Bloc(f"Khối thi đua số {numbers[scope]}", scope, tuple(some[start:end]))
