"""Hand-made extractions for the tests of the archive: invented articles, with evidence found by its words."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from corpus.article import Article, BlockKind, compose
from extractors.records import (
    Award,
    AwardStatus,
    Basis,
    Bloc,
    BlocRole,
    Document,
    Extraction,
    Handover,
    HandoverKind,
    Meeting,
    MeetingKind,
    Official,
    Post,
    RecipientKind,
    Record,
    Role,
    Span,
    Unit,
    record_id,
)

_KEY_OF = {
    Meeting: "meetings",
    Bloc: "blocs",
    BlocRole: "bloc_roles",
    Official: "officials",
    Unit: "units",
    Award: "awards",
    Handover: "handovers",
    Document: "documents",
}


def article(
    title: str,
    *body: str,
    source: str | None = None,
    published: str | None = None,
    url: str | None = None,
    publisher: str | None = "Báo Sông Lam",
    byline: Sequence[str] = (),
    digest: str | None = None,
) -> Article:
    """An article of a title and paragraphs."""
    text, blocks = compose([(BlockKind.TITLE, title), *((BlockKind.BODY, passage) for passage in body)])
    return Article(
        source=source or f"pages/{hashlib.sha256(text.encode()).hexdigest()[:6]}.html",
        title=title,
        published=date.fromisoformat(published) if published else None,
        byline=tuple(byline),
        publisher=publisher,
        url=url,
        text=text,
        blocks=blocks,
        digest=digest or hashlib.sha256(text.encode()).hexdigest(),
    )


def extraction(of: Article, *facts: tuple[type[Record], str | Sequence[str], dict[str, Any]]) -> Extraction:
    """An extraction from (record type, words of its evidence, fields)."""
    lists: dict[str, list[Record]] = {}
    for kind, words, fields in facts:
        spans = []
        for quote in [words] if isinstance(words, str) else words:
            start = of.text.index(quote)
            spans.append(Span(start=start, end=start + len(quote)))
        common = {"confidence": fields.pop("confidence", 0.9), "rule": fields.pop("rule", "test")}
        seed = [repr(value) for value in fields.values()]
        record = kind(id=record_id(of.id, kind, *seed), evidence=tuple(spans), **common, **fields)
        lists.setdefault(_KEY_OF[kind], []).append(record)
    return Extraction(article=of, **{key: tuple(records) for key, records in lists.items()})  # type: ignore[arg-type]


def bloc(words: str, name: str, scope: str | None = None, members: Sequence[str] = ()) -> Any:
    return Bloc, words, {"name": name, "scope": scope, "members": tuple(members)}


def role(
    words: str | Sequence[str],
    name: str,
    year: int | None,
    unit: str | None,
    person: str | None = None,
    basis: Basis = Basis.STATED,
    what: Role = Role.HEAD,
    since: str | None = None,
    until: str | None = None,
) -> Any:
    fields = {"bloc": name, "year": year, "role": what, "unit": unit, "person": person}
    return BlocRole, words, {**fields, "basis": basis, "since": since, "until": until}


def official(
    words: str, name: str, *posts: tuple[str, str | None], rank: str | None = None, former: bool = False
) -> Any:
    held = tuple(Post(title=title, unit=unit, former=former) for title, unit in posts)
    return Official, words, {"name": name, "rank": rank, "academic": None, "posts": held, "part": None}


def meeting(words: str, name: str | None, day: str | None = None, *kinds: MeetingKind) -> Any:
    return (
        Meeting,
        words,
        {"kinds": kinds or (MeetingKind.SUMMARY,), "bloc": name, "date": day, "place": None, "period": None},
    )


def award(
    words: str, name: str, recipient: str | None, kind: RecipientKind, status: AwardStatus = AwardStatus.AWARDED
) -> Any:
    fields = {"award": name, "grantor": None, "recipient": recipient, "recipient_kind": kind}
    return Award, words, {**fields, "count": None, "status": status, "year": 2022}


def unit(words: str, name: str, parent: str) -> Any:
    return Unit, words, {"name": name, "parent": parent}


def handover(
    words: str,
    organization: str,
    giver: str | None,
    taker: str | None,
    year: int | None = None,
    day: str | None = None,
    kind: HandoverKind = HandoverKind.BLOC_HEAD,
    post: str = "Khối trưởng",
) -> Any:
    fields = {"kind": kind, "post": post, "organization": organization, "giver": giver, "taker": taker}
    return Handover, words, {**fields, "year": year, "date": day}


def document(words: str, number: str) -> Any:
    return Document, words, {"number": number, "kind": "Quyết định", "date": None, "issuer": None}


def story() -> list[Extraction]:
    """A small connected story: two blocs of the same name, a rotation, a contradiction, a copy, an empty article."""
    handing = article(
        "Khối thi đua 2 Tổng cục Sông Lam tổng kết",
        "Sáng 12-10-2020, Khối thi đua 2 tổng kết năm. Khối gồm Cục Thủy văn, Cục Đo đạc và Cục Bờ bãi.",
        "Đại tá Hoà Văn Đức, Cục trưởng Cục Đo đạc dự. Cục Đo đạc nhận cờ Khối trưởng năm 2021 từ Cục Thủy văn.",
        published="2020-10-13",
        url="https://songlam.example/1",
    )
    reporting = article(
        "Khối thi đua số 2 họp giữa năm",
        "Chiều 5-7, Cục Bờ bãi, Khối trưởng năm 2021 Khối thi đua số 2 (Tổng cục Sông Lam), chủ trì họp.",
        "Ông Hòa Văn Đức, Cục trưởng Cục Đo đạc, nêu ý kiến. Tặng Bằng khen cho Cục Đo đạc.",
        published="2021-07-06",
    )
    other_body = article(
        "Khối thi đua 2 của Bộ Mặt trời ra mắt",
        "Bộ Mặt trời giao Cục Ánh sáng làm Khối trưởng Khối thi đua 2 năm 2021 theo Quyết định 12/QĐ-BMT.",
        published="2021-03-01",
    )
    nobody_knows_whose = article(
        "Khối thi đua 2 ký giao ước",
        "Viện Nghiên cứu Mưa là Khối trưởng Khối thi đua 2 năm 2021. Bà Hoà Văn Đức dự với tư cách khách mời.",
        published="2021-02-02",
    )
    nothing = article(
        "Nước lên nhanh ở thượng nguồn", "Đêm qua mưa lớn. Nước sông dâng hai mét.", published="2021-09-01"
    )
    return [
        extraction(
            handing,
            meeting("Khối thi đua 2 tổng kết năm", "Khối thi đua 2", "2020-10-12"),
            bloc(
                "Khối gồm Cục Thủy văn, Cục Đo đạc và Cục Bờ bãi",
                "Khối thi đua 2",
                "Tổng cục Sông Lam",
                ["Cục Thủy văn", "Cục Đo đạc", "Cục Bờ bãi"],
            ),
            role("nhận cờ Khối trưởng năm 2021", "Khối thi đua 2", 2021, "Cục Đo đạc", basis=Basis.HANDOVER),
            role("từ Cục Thủy văn", "Khối thi đua 2", 2020, "Cục Thủy văn", basis=Basis.HANDOVER),
            official("Đại tá Hoà Văn Đức", "Hoà Văn Đức", ("Cục trưởng", "Cục Đo đạc"), rank="Đại tá"),
            handover("từ Cục Thủy văn", "Khối thi đua 2", "Cục Thủy văn", "Cục Đo đạc", 2021, "2020-10-12"),
        ),
        extraction(
            reporting,
            bloc("Khối thi đua số 2 (Tổng cục Sông Lam)", "Khối thi đua số 2", "Cơ quan Tổng cục Sông Lam"),
            role("Cục Bờ bãi, Khối trưởng năm 2021", "Khối thi đua số 2", 2021, "Cục Bờ bãi"),
            official("Ông Hòa Văn Đức", "Hòa Văn Đức", ("Cục trưởng", "Cục Đo đạc")),
            award("Bằng khen", "Bằng khen", "Cục Đo đạc", RecipientKind.UNIT),
        ),
        extraction(
            other_body,
            bloc("Khối thi đua 2 của Bộ Mặt trời", "Khối thi đua 2", "Bộ Mặt trời"),
            role("Cục Ánh sáng làm Khối trưởng", "Khối thi đua 2", 2021, "Cục Ánh sáng", basis=Basis.ASSIGNED),
            document("12/QĐ-BMT", "12/QĐ-BMT"),
        ),
        extraction(
            nobody_knows_whose,
            role("Viện Nghiên cứu Mưa là Khối trưởng", "Khối thi đua 2", 2021, "Viện Nghiên cứu Mưa"),
            official("Bà Hoà Văn Đức", "Hoà Văn Đức"),
        ),
        extraction(nothing),
    ]


def dump(path: Path) -> str:
    """All of an archive as SQL, for comparing."""
    connection = sqlite3.connect(path)
    try:
        return "\n".join(connection.iterdump())
    finally:
        connection.close()
