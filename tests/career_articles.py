"""Articles about the country of `careers`, straight into an archive's tables, with who is meant by each official."""

from __future__ import annotations

import random
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate

from careers import ARMY, FIRST_YEAR, MONTHS, POLICE, Bloc, Country, Person, Post, Unit

UNITS_BY_MENTION = 1 / 60
_AT_ONCE = 2_000  # articles
_ARMY_RANKS = ("Đại úy", "Thiếu tá", "Trung tá", "Thượng tá", "Đại tá", "Thiếu tướng", "Trung tướng")
_HONOURS = ("Bằng khen", "Giấy khen", "Cờ thi đua", "Chiến sĩ thi đua cơ sở", "Huân chương Lao động hạng Ba")
_COLUMNS = {
    "articles": "id, title, published, publisher, byline, url, source, facts, digest, fingerprint, site, missed, text",
    "blocks": 'article, position, kind, "start", "end"',
    "sources": "source, article, digest, fingerprint, fetched, file",
    "claims": "id, article, kind, position, confidence, rule",
    "evidence": 'claim, article, position, "start", "end", quote, sentence_start, sentence_end',
    "claim_meetings": "claim, bloc, date, place, period",
    "claim_meeting_kinds": "claim, position, kind",
    "claim_blocs": "claim, name, scope, basis",
    "claim_bloc_members": "claim, position, unit",
    "claim_bloc_roles": "claim, bloc, year, role, unit, person, basis, since, until",
    "claim_officials": "claim, name, rank, academic, part",
    "claim_posts": "claim, position, title, unit, former",
    "claim_units": "claim, name, parent",
    "claim_awards": "claim, award, grantor, recipient, recipient_kind, count, status, year",
    "claim_handovers": "claim, kind, post, organization, giver, taker, year, date",
    "claim_documents": "claim, number, kind, date, issuer",
}


def fill(connection: sqlite3.Connection, mentions: int, seed: int = 1) -> dict[str, int]:
    """Write articles with so many officials into an empty archive, and return who each is: claim → person."""
    writer = _Writer(connection, mentions, random.Random(f"{mentions} {seed}"))
    while len(writer.who) < mentions:
        writer.write_article()
    writer.flush()
    return writer.who


class _Writer:
    def __init__(self, connection: sqlite3.Connection, mentions: int, chance: random.Random) -> None:
        self._connection = connection
        self._chance = chance
        self._left = mentions
        self._country = Country(max(30, round(mentions * UNITS_BY_MENTION)), chance)
        self._unit_shares = _shares(len(self._country.units))
        self._bloc_shares = _shares(len(self._country.blocs))
        self._rows: dict[str, list[tuple[object, ...]]] = defaultdict(list)
        self.who: dict[str, int] = {}

    def flush(self) -> None:
        for table, columns in _COLUMNS.items():
            if self._rows[table]:
                marks = ", ".join("?" * len(columns.split(",")))
                self._connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", self._rows[table])
        self._rows.clear()

    def write_article(self) -> None:
        chance = self._chance
        self._article = f"a-{chance.getrandbits(64):016x}"
        self._month, self._day = chance.randrange(MONTHS), chance.randint(1, 28)
        self._sentences: list[str] = []
        self._length = 0
        self._facts: dict[str, int] = defaultdict(int)
        if chance.random() < 0.55 and self._country.blocs:
            bloc = chance.choices(self._country.blocs, cum_weights=self._bloc_shares)[0]
            title = f"{bloc.name} họp ngày {self._day}"
            self._say(title)
            self._of_bloc(bloc)
        else:
            unit = chance.choices(self._country.units, cum_weights=self._unit_shares)[0]
            title = f"Tin từ {unit.name}"
            self._say(title)
            self._of_unit(unit)
        self._close(title)

    def _of_bloc(self, bloc: Bloc) -> None:
        chance, year = self._chance, self._year
        head = bloc.head(year)
        scope = bloc.scope if chance.random() < 0.7 else None
        claim = self._claim("meetings", f"{bloc.name} tổ chức hội nghị tổng kết năm {year}.")
        self._rows["claim_meetings"].append((claim, bloc.name, self._date, None, str(year)))
        self._rows["claim_meeting_kinds"].append((claim, 0, "summary"))
        listed = bloc.members if chance.random() < 0.6 else ()
        claim = self._claim("blocs", f"{bloc.name} ({scope}) gồm {', '.join(unit.name for unit in listed)}.")
        self._rows["claim_blocs"].append((claim, bloc.name, scope, "stated"))
        self._rows["claim_bloc_members"] += [(claim, at, self._spelt(unit)) for at, unit in enumerate(listed)]
        leader = head.posts[0].at(self._month)
        person = leader.name if chance.random() < 0.3 else None
        claim = self._claim("bloc_roles", f"{head.name} là Khối trưởng năm {year}.")
        role = (claim, bloc.name, year, "head", self._spelt(head), person, "stated", None, None)
        self._rows["claim_bloc_roles"].append(role)
        posts = [head.posts[0], *(self._post_of(unit) for unit in chance.sample(bloc.members, 3)), self._post_of(head)]
        self._officials(posts)
        if chance.random() < 0.3:
            following = bloc.head(year + 1)
            claim = self._claim("handovers", f"{head.name} bàn giao Khối trưởng năm {year + 1} cho {following.name}.")
            ends = self._spelt(head), self._spelt(following)
            self._rows["claim_handovers"].append(
                (claim, "bloc_head", "Khối trưởng", bloc.name, *ends, year + 1, self._date)
            )
        self._awards(posts)

    def _of_unit(self, unit: Unit) -> None:
        chance = self._chance
        near = self._country.by_province[unit.province]
        posts = [self._post_of(unit), *(self._post_of(chance.choice(near)) for _ in range(chance.randint(1, 4)))]
        if unit.place and chance.random() < 0.6:
            claim = self._claim("units", f"{unit.name} thuộc {unit.place}.")
            self._rows["claim_units"].append((claim, unit.short, unit.place))
        changes = self._country.changes[self._month]
        if changes and chance.random() < 0.3:
            post, turn = chance.choice(changes)
            giver, taker = post.holders[turn - 1], post.holders[turn]
            said = f"{taker.name} giữ chức {post.title} {post.unit.name}, thay {giver.name}."
            claim = self._claim("handovers", said)
            named = giver.name if chance.random() < 0.6 else None
            organization = self._spelt(post.unit)
            self._rows["claim_handovers"].append(
                (claim, "post", post.title, organization, named, taker.name, self._year, self._date)
            )
            posts.append(post)
        self._officials(posts)
        self._awards(posts)
        if chance.random() < 0.1:
            number = f"{chance.randint(1, 4000)}/QĐ-UBND"
            claim = self._claim("documents", f"Theo Quyết định số {number}.")
            self._rows["claim_documents"].append((claim, number, "Quyết định", self._date, None))

    def _officials(self, posts: Sequence[Post]) -> None:
        """Three to six of who hold the posts, each once; most with their post and unit."""
        chance = self._chance
        met: set[Person] = set()
        for post in posts[: chance.randint(3, 6)]:
            person = post.at(self._month)
            if person in met or len(self.who) >= self._left:
                continue
            met.add(person)
            rank = self._rank(person, post)
            claim = self._claim("officials", f"{rank or 'Đồng chí'} {person.name}, {post.title} {post.unit.name} dự.")
            self.who[claim] = person.number
            part = "chair" if len(met) == 1 else "attend"
            self._rows["claim_officials"].append((claim, person.name, rank, None, part))
            if chance.random() < 0.92:
                unit = self._spelt(post.unit) if chance.random() < 0.95 else None
                self._rows["claim_posts"].append((claim, 0, post.title, unit, 0))
                if post.is_first and chance.random() < 0.15:
                    self._rows["claim_posts"].append((claim, 1, "Bí thư", f"Đảng ủy {post.unit.name}", 0))

    def _awards(self, posts: Sequence[Post]) -> None:
        chance = self._chance
        for _ in range(chance.choice((0, 0, 1, 1, 2))):
            post = chance.choice(posts)
            kind = chance.choice(("unit", "person"))
            who = post.at(self._month).name if kind == "person" else self._spelt(post.unit)
            honour = chance.choice(_HONOURS)
            claim = self._claim("awards", f"Tặng {honour} cho {who} năm {self._year}.")
            status = chance.choice(("awarded", "awarded", "awarded", "proposed"))
            grantor = post.unit.place or None
            self._rows["claim_awards"].append((claim, honour, grantor, who, kind, None, status, self._year))

    @property
    def _year(self) -> int:
        return FIRST_YEAR + self._month // 12

    @property
    def _date(self) -> str:
        return f"{self._year}-{self._month % 12 + 1:02}-{self._day:02}"

    def _post_of(self, unit: Unit) -> Post:
        """The first posts of a unit are met most often."""
        return self._chance.choices(unit.posts, weights=[4 if post.is_first else 1 for post in unit.posts])[0]

    def _spelt(self, unit: Unit) -> str:
        return unit.name if self._chance.random() < 0.85 else unit.short

    def _rank(self, person: Person, post: Post) -> str | None:
        if post.unit.service not in (ARMY, POLICE) or self._chance.random() < 0.2:
            return None
        return _ARMY_RANKS[min(len(_ARMY_RANKS) - 1, int(person.grade + self._month / 60))]

    def _say(self, sentence: str) -> tuple[int, int]:
        start = self._length
        self._sentences.append(sentence)
        self._length += len(sentence) + 1
        return start, start + len(sentence)

    def _claim(self, kind: str, sentence: str) -> str:
        claim = f"{kind[:2]}-{self._chance.getrandbits(64):016x}"
        start, end = self._say(sentence)
        self._rows["claims"].append((claim, self._article, kind, self._facts[kind], 0.9, "invented"))
        self._rows["evidence"].append((claim, self._article, 0, start, end, sentence, start, end))
        self._facts[kind] += 1
        return claim

    def _close(self, title: str) -> None:
        text = "\n".join(self._sentences)
        source, digest, read = f"pages/{self._article}.html", self._article[2:], "invented"
        url = f"https://songlam.example/{digest}"
        self._rows["articles"].append(
            (
                *(self._article, title, self._date, "Báo Sông Lam", "[]", url, source),
                *(sum(self._facts.values()), digest, read, None, "[]", text),
            )
        )
        self._rows["blocks"] += [
            (self._article, 0, "title", 0, len(title)),
            (self._article, 1, "body", len(title) + 1, len(text)),
        ]
        self._rows["sources"].append((source, self._article, digest, read, None, source))
        if len(self._rows["articles"]) >= _AT_ONCE:
            self.flush()


def _shares(number: int) -> list[float]:
    return list(accumulate(1 / (rank + 5) ** 0.6 for rank in range(number)))
