"""The register of numbered decisions: each document once, with its days, its issuer, and what rests on it.

Numbers begin anew each year and at each issuer, so a document is its number, its issuer and the year of its signing.
Where an article leaves one of them out, its citation belongs to the one document that fits; where several fit, it
stays one of its own. Two articles that give different days of one year mean one document, and contradict each other.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from db.article_days import ARTICLE, DAY_OR_MONTH
from db.mentions import content_id, most_usual
from db.unit_identity import MARK, is_open, may_be_one
from db.unit_names import unit_name
from extractors.text.language import fold

_DASHES = re.compile(r"\s*[-\N{HYPHEN}-\N{HORIZONTAL BAR}]\s*")
_LEADING_ZEROS = re.compile(r"^0+(?=\d)")
_FOUNDED = "thành lập"
_READ_OUT = re.compile(r"tại (?:đây|hội nghị|đại hội|buổi|lễ)\b(?:(?!\b(?:đã|được)\b).)*\bcông bố (?:các )?quyết định")
_LONGEST_WAY = 400  # days from a document's signing to the meeting that announces it
_LATEST_CITED = 5  # years behind its signing in which a citation without a day is taken for it


@dataclass(frozen=True, slots=True)
class _Citation:
    """A document as one claim cites it. day: of the article or its meeting; original: a copy counts as it."""

    claim: str
    number: str
    kind: str | None
    signed: str | None
    issuer: str | None
    day: str | None
    original: str

    @property
    def issuer_key(self) -> str:
        """What issuers are compared by. A relative one (`UBND tỉnh`) is that of its day of signing, else its article's
        own: another province's may have the same number."""
        issuer = unit_name(self.issuer or "")
        return issuer.key if issuer.needs is None else f"{issuer.key} {MARK} {self.signed or self.original}"


@dataclass(slots=True)
class _Document:
    key: str
    citations: list[_Citation] = field(default_factory=list)

    @property
    def id(self) -> str:
        """From its number, issuer and year, else the year in which it is cited; a claim where nothing is known."""
        signed = min((c.signed for c in self.citations if c.signed), default=None)
        issuers = sorted({c.issuer_key for c in self.citations if c.issuer}, key=lambda k: (is_open(k), -len(k), k))
        cited = min((c.day[:4] for c in self.citations if c.day), default=None)
        named = [signed[:4] if signed else f"cited {cited}", issuers[0]] if issuers else [signed and signed[:4]]
        return content_id("document", self.key, *(named if any(named) else [min(c.claim for c in self.citations)]))

    @property
    def best(self) -> _Citation:
        """What is shown first: a citation that gives the day, of those the earliest."""
        return min(self.citations, key=lambda c: (c.signed is None, c.day or "9999", c.claim))


def number_key(number: str) -> str:
    """What numbers are compared by: `0612/QĐ – BTL` is `612/QĐ-BTL`."""
    return _LEADING_ZEROS.sub("", "".join(_DASHES.sub("-", fold(number)).split()))


_CITATIONS = f"""
SELECT d.claim, d.number, d.kind, d.date, d.issuer, {DAY_OR_MONTH}, a.id
FROM claim_documents d JOIN claims c ON c.id = d.claim {ARTICLE}
WHERE d.claim NOT IN (SELECT claim FROM judged_claims WHERE judgement = 'wrong')
ORDER BY d.claim
"""


def write_documents(connection: sqlite3.Connection) -> None:
    """Fill documents, where they are cited, what rests on them, and by which of them blocs were founded."""
    by_number: dict[str, list[_Citation]] = defaultdict(list)
    for row in connection.execute(_CITATIONS):
        citation = _Citation(*row)
        by_number[number_key(citation.number)].append(citation)
    found = [document for key, citations in sorted(by_number.items()) for document in _documents(key, citations)]
    rests = _rests(connection)
    announced = _announced(connection)
    connection.executemany(
        "INSERT INTO documents (id, number, number_key, kind, signed, announced, issuer, claim, sources) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        sorted(_row(document, announced) for document in found),
    )
    cited = sorted((document.id, c.claim) for document in found for c in document.citations)
    connection.executemany("INSERT INTO document_claims (document, claim) VALUES (?, ?)", cited)
    resting = sorted({(document, claim) for document, citation in cited for claim in rests.get(citation, ())})
    connection.executemany("INSERT INTO document_rests (document, claim) VALUES (?, ?)", resting)
    for bloc, documents in sorted(founding_documents(connection).items()):
        best = min(documents, key=lambda d: (-documents[d], d))
        connection.execute("UPDATE blocs SET founded_by = ? WHERE id = ?", (best, bloc))


def _row(document: _Document, announced: dict[str, list[str]]) -> tuple[str | int | None, ...]:
    citations = document.citations
    days = Counter(c.signed for c in citations if c.signed)
    signed = min(days, key=lambda d: (-days[d], d)) if days else None
    kinds = [c.kind for c in citations if c.kind]
    issuers = [c.issuer for c in citations if c.issuer]
    told = {day for c in citations for day in announced.get(c.claim, ()) if _is_announcement(signed, day)}
    return (
        document.id,
        most_usual(c.number for c in citations),
        document.key,
        most_usual(kinds) if kinds else None,
        signed,
        min(told, default=None),
        most_usual(issuers) if issuers else None,
        document.best.claim,
        len({c.original for c in citations}),
    )


def _is_announcement(signed: str | None, day: str) -> bool:
    if signed is None or len(signed) < len("2024-01-01"):
        return signed is None or day >= signed
    return 0 <= (date.fromisoformat(day) - date.fromisoformat(signed)).days <= _LONGEST_WAY


def _documents(key: str, citations: list[_Citation]) -> list[_Document]:
    """The documents of one number."""
    documents: list[_Document] = []
    for of_issuer in _by_issuer(citations):
        by_year: dict[str, _Document] = {}
        for citation in of_issuer:
            if citation.signed:
                by_year.setdefault(citation.signed[:4], _Document(key)).citations.append(citation)
        undated: dict[str, _Document] = {}
        for citation in (c for c in of_issuer if not c.signed):
            year = _year_of(citation, by_year)
            if year:
                by_year[year].citations.append(citation)
            else:
                undated.setdefault((citation.day or "")[:4], _Document(key)).citations.append(citation)
        documents += [*by_year.values(), *undated.values()]
    return documents


def _by_issuer(citations: list[_Citation]) -> list[list[_Citation]]:
    """Citations of one number by issuer: `Quân khu 4` and `Bộ Tư lệnh Quân khu 4` are one; who names none
    belongs to the only one.

    `UBND tỉnh` is each province's: it belongs to the only issuer that it may be, if their days agree.
    """
    names = sorted({c.issuer_key for c in citations if c.issuer}, key=lambda name: (len(name), name))
    shortest = {name: next(s for s in names if name == s or name.endswith(f" {s}")) for name in names}
    named: dict[str, list[_Citation]] = defaultdict(list)
    for citation in citations:
        if citation.issuer:
            named[shortest[citation.issuer_key]].append(citation)
    found = {name: list(group) for name, group in named.items() if not is_open(name)}
    for dated in (True, False):
        known = {name: {c.signed for c in group if c.signed} for name, group in found.items()}
        for name, group in sorted(named.items()):
            day = group[0].signed
            if is_open(name) and bool(day) is dated:
                fitting = [
                    n for n, days in known.items() if may_be_one(n, name) and (not day or not days or day in days)
                ]
                found.setdefault(fitting[0] if len(fitting) == 1 else name, []).extend(group)
    nameless = [citation for citation in citations if not citation.issuer]
    if nameless:
        found.setdefault(next(iter(found)) if len(found) == 1 else "", []).extend(nameless)
    return [found[name] for name in sorted(found)]


def _year_of(citation: _Citation, by_year: Iterable[str]) -> str | None:
    """The year of the document that a citation without a day means: the last that was signed by then."""
    years = sorted(by_year)
    if citation.day is None:
        return years[0] if len(years) == 1 else None
    told = int(citation.day[:4])
    return max((year for year in years if told - _LATEST_CITED <= int(year) <= told), default=None)


_SAME_SENTENCE = """
SELECT d.claim, e.claim, e.sentence_start, e.sentence_end FROM claim_documents d
CROSS JOIN evidence s ON s.claim = d.claim
CROSS JOIN evidence e ON e.article = s.article AND e.claim <> s.claim
  AND e.sentence_start < s.sentence_end AND s.sentence_start < e.sentence_end
CROSS JOIN claims c ON c.id = e.claim AND c.kind IN ('blocs', 'bloc_roles', 'handovers', 'awards', 'meetings')
WHERE e.claim NOT IN (SELECT claim FROM judged_claims WHERE judgement = 'wrong')
"""


def _rests(connection: sqlite3.Connection) -> dict[str, set[str]]:
    """By a document's claim: the claims that stand in a sentence with it."""
    found: dict[str, set[str]] = defaultdict(set)
    for document, claim, _, _ in connection.execute(_SAME_SENTENCE):
        found[document].add(claim)
    return found


_MEETINGS = """
SELECT DISTINCT d.claim, m.date, EXISTS (SELECT 1 FROM claim_meeting_kinds k WHERE k.claim = m.claim
    AND k.kind IN ('establishment', 'appointment', 'award')),
  substr(a.text, e.sentence_start + 1, e.sentence_end - e.sentence_start)
FROM claim_documents d
CROSS JOIN evidence e ON e.claim = d.claim
CROSS JOIN claims c ON c.id = d.claim CROSS JOIN articles a ON a.id = c.article
CROSS JOIN claims mc ON mc.article = c.article AND mc.kind = 'meetings'
CROSS JOIN claim_meetings m ON m.claim = mc.id AND length(m.date) = 10
WHERE m.claim NOT IN (SELECT claim FROM judged_claims WHERE judgement = 'wrong')
"""


def _announced(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """By a document's claim: the days of the meetings at which its article has such documents announced, or says in
    the same sentence that this one was."""
    found: dict[str, list[str]] = defaultdict(list)
    for claim, day, announces, sentence in connection.execute(_MEETINGS):
        if announces or _READ_OUT.match(fold(sentence)):
            found[claim].append(day)
    return found


_FOUNDINGS = """
SELECT b.bloc, r.document, c.article, coalesce(k.original, c.article), e.sentence_start, e.sentence_end
FROM document_rests r
JOIN claims c ON c.id = r.claim AND c.kind IN ('blocs', 'meetings')
JOIN bloc_mentions b ON b.claim = r.claim
JOIN document_claims dc ON dc.document = r.document
JOIN claims cited ON cited.id = dc.claim AND cited.article = c.article
JOIN evidence e ON e.claim = dc.claim
LEFT JOIN copies k ON k.article = c.article
"""

_ESTABLISHED = """
SELECT DISTINCT c.article, b.bloc FROM claim_meeting_kinds k JOIN claims c ON c.id = k.claim
JOIN bloc_mentions b ON b.claim = k.claim AND b.field = 'bloc' WHERE k.kind = 'establishment'
"""


def founding_documents(connection: sqlite3.Connection) -> dict[str, dict[str, int]]:
    """By bloc: the documents of which a sentence says that they founded it, and how many articles say so, copies not
    counted.

    In an article on the bloc's founding the document that stands in a sentence with the bloc is the one.
    """
    texts: dict[str, str] = {}
    established = {tuple(row) for row in connection.execute(_ESTABLISHED)}
    articles: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for bloc, document, article, original, start, end in connection.execute(_FOUNDINGS).fetchall():
        if article not in texts:
            texts[article] = connection.execute("SELECT text FROM articles WHERE id = ?", (article,)).fetchone()[0]
        if (article, bloc) in established or _FOUNDED in fold(texts[article][start:end]):
            articles[bloc][document].add(original)
    return {bloc: {d: len(named) for d, named in documents.items()} for bloc, documents in articles.items()}
