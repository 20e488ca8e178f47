"""Awards and emulation titles, given or only proposed: name with grade, grantor, recipients, year.

    đề nghị (Bộ X) (xét) tặng Cờ thi đua của Chính phủ, gồm: A và B · A được đề nghị Bộ X tặng Bằng khen
    X tặng Bằng khen cho 4 tập thể, 7 cá nhân · A nhận Bằng khen của X · A đón nhận Huân chương Lao động hạng Nhất
    thừa ủy quyền (của) X, B trao Bằng khen … cho C · Khối trình X tặng Cờ thi đua cho A, Bằng khen cho B

One verb may govern several awards of a sentence. An award that nobody is said to get is none: laws and plans name awards
as well. Rankings, gifts, flowers and souvenir flags are in no list of awards.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .blocs import Blocs
from .chunks import Chunk, Kind
from .gazetteer import Match
from .language import fold
from .names import spell
from .people import Mention
from .reading import Reading, is_word
from .records import Award, AwardStatus, RecipientKind, Span, record_id

RULE = "awards.sentence"
_GROUPS = ("tập thể", "cá nhân", "đồng chí", "đơn vị", "gia đình", "hộ", "người", "học viên", "cán bộ", "chiến sĩ", "công dân",
           "đại biểu", "giáo viên", "tổ chức", "doanh nghiệp", "đảng viên", "điển hình", "thành viên", "sáng kiến", "nhân viên")
_QUOTED = re.compile(r"\s*[“\"«]([^”\"»]{2,80})[”\"»]")
_TO = frozenset({"cho", "tặng", "gồm", ":", "đối"})
_PROPOSING = ("đề nghị", "suy tôn", "bình xét", "trình", "giới thiệu", "đề xuất", "bình chọn", "xét chọn")
_COUNTS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets an award: a name, or a group with its size."""

    kind: RecipientKind
    name: str | None
    count: int | None
    span: Span


@dataclass(slots=True)
class Clause:
    """An award in its sentence: chunks `start` to `end`, the award at `at`, its name until `after`."""

    start: int
    at: int
    after: int
    end: int


def find_awards(reading: Reading, blocs: Blocs, mentions: Sequence[Mention]) -> list[Award]:
    """The awards of an article, one record for each award and recipient."""
    found: list[Award] = []
    verbs = reading.tokens.all("award_verbs")
    for number, row in enumerate(reading.sentences):
        if any(c.kind is Kind.AWARD for c in row):
            sentence = _Sentence(reading, blocs, row, [m for m in mentions if m.row == number], verbs)
            found.extend(sentence.awards())
    return _merged(found)


class _Sentence:
    def __init__(
        self, reading: Reading, blocs: Blocs, row: Sequence[Chunk], mentions: list[Mention], verbs: Sequence[Match]
    ) -> None:
        self.reading, self.blocs, self.row, self.mentions = reading, blocs, row, mentions
        self.verbs = [v for v in verbs if row[0].start <= v.start < row[-1].end]

    def awards(self) -> list[Award]:
        found: list[Award] = []
        status: AwardStatus | None = None
        grantor: tuple[str, Span] | None = None
        for clause in self._clauses():
            own = self._status(clause)
            status = own or status
            name, name_span = self._name(clause)
            given_by = self._grantor(clause)
            if given_by is None and own is None:
                given_by = grantor  # one grantor over several awards: `tặng Cờ cho A, Bằng khen cho B`
            elif given_by is None and grantor and status is AwardStatus.PROPOSED and self._plain_tail(clause):
                given_by = None
            grantor = given_by or grantor
            if status is None or self._of_the_past(clause):
                continue
            recipients = self._recipients(clause)
            year = self._year(clause)
            for recipient in recipients:
                found.append(self._record(name, name_span, given_by, recipient, status, year, clause))
        return found

    def _plain_tail(self, clause: Clause) -> bool:
        return True

    def _clauses(self) -> list[Clause]:
        places = [k for k, c in enumerate(self.row) if c.kind is Kind.AWARD and not self._in_name(k)]
        clauses: list[Clause] = []
        start = 0
        for number, k in enumerate(places):
            limit = places[number + 1] if number + 1 < len(places) else len(self.row)
            after = self._name_end(k)
            end = self._cut(after, limit) if limit < len(self.row) else limit
            stop = next((j for j in range(after, end) if self.row[j].text == ";" and not self._listing(after, j)), end)
            clauses.append(Clause(start, k, after, stop))
            start = stop
        return clauses

    def _listing(self, after: int, j: int) -> bool:
        """Is a semicolon inside a list of recipients (`cho: A; B`)?"""
        return False

    def _in_name(self, k: int) -> bool:
        """An award's word inside quotation marks of a campaign, or as a post's piece."""
        return any(m.first <= k < m.last for m in self.mentions) and self.row[k - 1].kind is Kind.POST

    def _cut(self, after: int, limit: int) -> int:
        """Where the clause of the next award begins: behind the last comma, semicolon or `và` before its verb."""
        for j in range(limit - 1, after, -1):
            chunk = self.row[j]
            if chunk.text == ";":
                return j + 1
        last = limit
        for j in range(limit - 1, after, -1):
            chunk = self.row[j]
            if chunk.kind in (Kind.UNIT, Kind.UNITS, Kind.NAME, Kind.PLACE, Kind.POST, Kind.RANK):
                break
            if chunk.text in "," or is_word(chunk, "và", "cùng", "còn"):
                last = j
                break
        subject = self._subject_start(last, after)
        return subject if subject is not None else last

    def _subject_start(self, last: int, after: int) -> int | None:
        """`A được tặng Cờ, B và C nhận Bằng khen`: the next award's subjects stand before its verb."""
        verb = next((v for v in self.verbs if self.row[last - 1].end <= v.start and v.entry.fields["voice"] == "passive"), None)
        if verb is None or last >= len(self.row):
            return None
        j = last
        if last < len(self.row) and (self.row[last].text == "," or is_word(self.row[last], "và", "còn")):
            return None
        k = last - 1
        while k > after and (self.row[k].kind in (Kind.UNIT, Kind.UNITS) or self.row[k].norm in (",", "và")):
            k -= 1
        found = next((m for m in range(k + 1, j) if self.row[m].kind in (Kind.UNIT, Kind.UNITS)), None)
        return found

    def _name_end(self, k: int) -> int:
        i = k + 1
        row = self.row
        graded = row[k].entry is not None and row[k].entry.fields["graded"] == "yes"
        if graded and i + 1 < len(row) and is_word(row[i], "hạng"):
            i += 2
        if row[k].norm.endswith("ngành") or (i < len(row) and is_word(row[i], "ngành")):
            j = i + 1 if i < len(row) and is_word(row[i], "ngành") else i
            tokens = self.reading.tokens
            if j < len(row):
                word = tokens.match(row[j].start, "unit_words")
                end = word.end if word and tokens.cap[row[j].start] else row[j].start
                while j < len(row) and row[j].start < end:
                    j += 1
                i = j
        if i < len(row) and row[i].text in "“\"«":
            quoted = _QUOTED.match(self.reading.article.text, row[k].b)
            if quoted and row[k].entry is not None and row[k].entry.fields["kind"] in ("badge", "medal", "prize", "flag", "certificate"):
                while i < len(row) and row[i].a < quoted.end():
                    i += 1
        return i

    def _name(self, clause: Clause) -> tuple[str, Span]:
        first, last = self.row[clause.at], self.row[clause.after - 1]
        text = " ".join(self.reading.article.text[first.a : last.b].split())
        words = text.split()
        if fold(" ".join(words[:2])) == "danh hiệu":
            words = words[2:]
        text = self.reading.expand(" ".join(words))
        return text[:1].upper() + text[1:], self.reading.span(first.a, last.b)

    def _status(self, clause: Clause) -> AwardStatus | None:
        """Proposed where a word of proposing governs the award, else as its verb says; None without a verb."""
        row = self.row
        a, b = row[clause.start].start, row[clause.at].start
        before = [v for v in self.verbs if a <= v.start < b]
        if before:
            words = " ".join(c.norm for c in row[clause.start : clause.at])
            if any(v.entry.fields["status"] == "proposed" for v in before) or any(w in words for w in _PROPOSING):
                return AwardStatus.PROPOSED
            return AwardStatus.AWARDED
        end = row[min(clause.after + 12, clause.end) - 1].end
        after = [v for v in self.verbs if row[clause.after - 1].end <= v.start and v.end <= end]
        if after and after[0].entry.fields["status"]:
            return AwardStatus(after[0].entry.fields["status"])
        return None

    def _of_the_past(self, clause: Clause) -> bool:
        words = " ".join(c.norm for c in self.row[max(0, clause.at - 8) : clause.at])
        return any(w in words for w in ("phấn đấu", "giữ vững danh hiệu", "xứng đáng với", "tiêu chuẩn", "quy định", "thành tích được"))

    # --- who gives -------------------------------------------------------------------------------------------

    def _grantor(self, clause: Clause) -> tuple[str, Span] | None:
        row, i = self.row, clause.after
        j = self._over_year(i)
        if j < clause.end and is_word(row[j], "của"):
            found = self._office(j + 1)
            if found:
                return found
        if i < clause.end and row[i].kind in (Kind.POST, Kind.UNIT, Kind.ROLE) and row[i].text[0].isupper():
            return self._office(i)
        for k in range(i, clause.end):
            if is_word(row[k], "do") and k + 1 < clause.end:
                found = self._office(k + 1)
                if found and any(v.start >= row[k].end for v in self.verbs):
                    return found
        return self._grantor_before(clause)

    def _grantor_before(self, clause: Clause) -> tuple[str, Span] | None:
        row = self.row
        words = " ".join(c.norm for c in row[clause.start : clause.at])
        for cue in ("ủy quyền của", "ủy quyền", "theo quyết định của", "quyết định của"):
            if cue in words:
                for k in range(clause.start, clause.at):
                    if is_word(row[k], "quyền", "của") and " ".join(c.norm for c in row[clause.start : k + 1]).endswith(cue):
                        found = self._office(k + 1)
                        if found:
                            return found
        # `đề nghị X (xét) tặng`, `trình X tặng`, `X (ký quyết định) tặng`: the office right before the verb of giving.
        k = clause.at - 1
        while k >= clause.start and (row[k].kind in (Kind.WORD, Kind.DECOY, Kind.NUMBER, Kind.HONORIFIC) or row[k].text in ",“\""):
            if row[k].text == "," or is_word(row[k], "đạt", "đón") or (is_word(row[k], "nhận") and not is_word(row[k - 1], "công")):
                return None
            k -= 1
        if k < clause.start:
            return None
        gap = " ".join(c.norm for c in row[k + 1 : clause.at])
        if "được" in gap.split() or not any(w in gap.split() for w in ("tặng", "trao", "thưởng", "khen", "phong", "nhận")):
            return None
        for first in range(k, max(clause.start - 1, k - 4), -1):
            if any(m.first <= first < m.last and m.person for m in self.mentions):
                return None
            if row[first].kind in (Kind.POST, Kind.UNIT, Kind.ROLE):
                start = first
                while start > clause.start and row[start - 1].kind in (Kind.POST, Kind.ROLE):
                    start -= 1
                return self._office(start)
        return None

    def _office(self, k: int) -> tuple[str, Span] | None:
        """An office or body at chunk k: `Thủ tướng Chính phủ`, `UBND tỉnh`, `Khối trưởng Khối thi đua …`."""
        row = self.row
        if k >= len(row):
            return None
        chunk = row[k]
        if chunk.kind is Kind.UNIT and chunk.unit:
            end = self.reading.tokens.end[chunk.unit.end - 1]
            return self.reading.complete(chunk.unit, chunk.a), self.reading.span(chunk.a, end)
        if chunk.kind is Kind.ROLE:
            after = row[k + 1] if k + 1 < len(row) else None
            bloc = self.blocs.of(after if after and after.kind is Kind.BLOC else None)
            name = f"{chunk.text} {bloc.name}" if bloc else chunk.text
            last = after if after and after.kind is Kind.BLOC else chunk
            return name[:1].upper() + name[1:], self.reading.span(chunk.a, last.b)
        if chunk.kind is Kind.POST:
            if chunk.unit:
                return self.reading.expand(chunk.text), self.reading.span(chunk.a, chunk.b)
            after = row[k + 1] if k + 1 < len(row) else None
            if after and after.kind is Kind.UNIT and after.unit:
                body = self.reading.complete(after.unit, after.a)
                end = self.reading.tokens.end[after.unit.end - 1]
                return f"{chunk.text} {body}", self.reading.span(chunk.a, end)
            return self._office_elsewhere(chunk), self.reading.span(chunk.a, chunk.b)
        return None

    def _office_elsewhere(self, chunk: Chunk) -> str:
        """`Bằng khen của Bộ trưởng`: the office in full where the article names it with its body."""
        for row in self.reading.sentences:
            for post, unit in zip(row, row[1:], strict=False):
                if post.kind is Kind.POST and post.norm == chunk.norm and unit.kind is Kind.UNIT and unit.unit:
                    return f"{post.text} {self.reading.complete(unit.unit, unit.a)}"
        return self.reading.expand(chunk.text)

    # --- who gets --------------------------------------------------------------------------------------------

    def _recipients(self, clause: Clause) -> list[Recipient]:
        row = self.row
        for k in range(clause.after, clause.end):
            if row[k].norm in _TO or (is_word(row[k], "là") and k - clause.after <= 6) or (row[k].kind is Kind.DECOY and row[k].norm.startswith("tặng")):
                found = self._list(k + 1, clause.end)
                if found:
                    return found
        return self._chosen(clause) or self._subjects(clause)

    def _chosen(self, clause: Clause) -> list[Recipient]:
        """`suy tôn A là đơn vị dẫn đầu, đề nghị X tặng …`: those whom the verb of choosing names."""
        for k in range(clause.start, clause.at - 2):
            pair = f"{self.row[k].norm} {self.row[k + 1].norm}"
            if pair in ("suy tôn", "bình chọn", "bình xét", "bầu chọn", "lựa chọn", "giới thiệu"):
                after = self.row[k + 2]
                if after.kind not in (Kind.UNIT, Kind.UNITS, Kind.HONORIFIC, Kind.RANK, Kind.NAME):
                    return []
                found = self._list(k + 2, clause.at)
                return [r for r in found if r.kind is not RecipientKind.GROUP]
        return []

    def _subjects(self, clause: Clause) -> list[Recipient]:
        """Those who stand before a passive verb: `A, B được tặng …`, `N cá nhân đạt …`."""
        row = self.row
        a, b = row[clause.start].start, row[clause.at].start
        verb = next((v for v in self.verbs if a <= v.start < b and v.entry.fields["voice"] == "passive"), None)
        at = next((k for k, c in enumerate(row) if verb and c.end > verb.start), None)
        if at is None:
            words = [k for k in range(clause.start, clause.at) if is_word(row[k], "được", "nhận", "đạt")]
            at = words[0] if words else None
        if at is None:
            return []
        here = self._list(clause.start, at, before=True)
        if here:
            return here
        after = self._list(at + 1, clause.at) if any(is_word(c, "là", ":") for c in row[clause.after : clause.end]) else []
        return after

    def _list(self, start: int, end: int, *, before: bool = False) -> list[Recipient]:
        """Units, people and counted groups among chunks start to end."""
        row = self.row
        found: list[Recipient] = []
        k = start
        idle = 0
        while k < end:
            chunk = row[k]
            mention = next((m for m in self.mentions if m.first <= k < m.last and m.person), None)
            if mention:
                full = next((m for m in self.reading.mentions if m.full and m.key == mention.person), mention)
                found.append(Recipient(RecipientKind.PERSON, spell(full.name.text), None, self.reading.span(mention.a, mention.b)))
                k, idle = mention.last, 0
                continue
            group = self._group(k)
            if group:
                found.append(group[0])
                k, idle = group[1], 0
                continue
            if chunk.kind is Kind.UNITS and chunk.units:
                for unit in chunk.units.units:
                    name = self.reading.expand(unit.name)
                    found.append(Recipient(RecipientKind.UNIT, name, None, self.reading.span(chunk.a, chunk.b)))
                idle = 0
            elif chunk.kind is Kind.UNIT and chunk.unit:
                if not self._within_group(found, k):
                    span = self.reading.span(chunk.a, self.reading.tokens.end[chunk.unit.end - 1])
                    found.append(Recipient(RecipientKind.UNIT, self.reading.complete(chunk.unit, chunk.a), None, span))
                idle = 0
            elif found and not before and chunk.text not in ",;&-–" and not is_word(chunk, "và", "cùng", "các", "cho", "đồng", "chí"):
                if chunk.kind is not Kind.HONORIFIC and chunk.kind is not Kind.RANK:
                    break
            elif not found and chunk.kind is Kind.WORD:
                idle += 1
                if idle > 6 and not before:
                    break
            k += 1
        if any(r.kind is not RecipientKind.GROUP for r in found) and before:
            named = [r for r in found if r.kind is not RecipientKind.GROUP]
            return named
        return found

    def _within_group(self, found: list[Recipient], k: int) -> bool:
        """`4 tập thể thuộc Phòng X`: the unit only says where the group is from."""
        before = self.row[k - 1] if k else None
        return bool(found) and found[-1].kind is RecipientKind.GROUP and before is not None and is_word(
            before, "thuộc", "của", "tại", "ở", "thể", "nhân", "trực"
        )

    def _group(self, k: int) -> tuple[Recipient, int] | None:
        """`4 tập thể`, `03 đơn vị`, `các tập thể và cá nhân` at chunk k."""
        row = self.row
        if row[k].kind is Kind.HONORIFIC and row[k].text.split()[0].lower() in _COUNTS or row[k].kind is Kind.HONORIFIC and row[k].text[0].isdigit():
            first = row[k].norm.split()[0]
            count = int(first) if first.isdigit() else _COUNTS[first]
            if k + 1 < len(row) and row[k + 1].kind in (Kind.NAME, Kind.MARK) and row[k + 1].text != ",":
                return None
            return Recipient(RecipientKind.GROUP, None, count, self.reading.span(row[k].a, row[k].b)), k + 1
        many = is_word(row[k], "các", "những", "nhiều", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám")
        if row[k].kind is not Kind.NUMBER and not many:
            return None
        words = " ".join(c.norm for c in row[k + 1 : k + 3])
        group = next((g for g in _GROUPS if words == g or words.startswith(g + " ")), None)
        if group is None:
            return None
        last = k + 1 + len(group.split())
        if last < len(row) and row[k].kind is not Kind.NUMBER and row[last].kind in (Kind.UNIT, Kind.NAME):
            return None  # `các đơn vị A, B`: they are named
        if any(
            row[j].text == ":" or is_word(row[j], "gồm", "là") for j in range(last, min(last + 8, len(row)))
        ) and any(c.kind in (Kind.UNIT, Kind.UNITS, Kind.NAME) for c in row[last:]):
            return None  # `03 đơn vị …, gồm: A, B`: they are named
        count = int(row[k].text) if row[k].kind is Kind.NUMBER else _COUNTS.get(row[k].norm)
        span = self.reading.span(row[k].a, row[last - 1].b)
        return Recipient(RecipientKind.GROUP, None, count, span), last

    # --- when ------------------------------------------------------------------------------------------------

    def _over_year(self, i: int) -> int:
        if i + 1 < len(self.row) and is_word(self.row[i], "năm") and self.row[i + 1].kind is Kind.NUMBER:
            return i + 2
        return i

    def _year(self, clause: Clause) -> int | None:
        """The year after the award or, where the sentence names only one, that one."""
        years = [
            (k, int(self.row[k + 1].text))
            for k in range(len(self.row) - 1)
            if is_word(self.row[k], "năm") and self.row[k + 1].text.isdigit() and len(self.row[k + 1].text) == 4
        ]
        near = [y for k, y in years if clause.after <= k < clause.end]
        if near:
            return near[0]
        return years[0][1] if len({y for _, y in years}) == 1 else None

    def _record(
        self, name: str, name_span: Span, grantor: tuple[str, Span] | None, recipient: Recipient, status: AwardStatus,
        year: int | None, clause: Clause,
    ) -> Award:
        spans = [name_span, recipient.span, *([grantor[1]] if grantor else [])]
        given_by = grantor[0] if grantor else None
        key = (fold(name), fold(given_by or ""), fold(recipient.name or ""), recipient.count, status, year)
        return Award(
            id=record_id(self.reading.article.id, Award, *key),
            evidence=tuple(sorted(set(spans))),
            confidence=0.85 if given_by and recipient.name else 0.7,
            rule=RULE,
            award=name,
            grantor=given_by,
            recipient=recipient.name,
            recipient_kind=recipient.kind,
            count=recipient.count,
            status=status,
            year=year,
        )


def _merged(found: list[Award]) -> list[Award]:
    """One for each award, recipient and status; the one with the grantor and the year is the fuller."""
    kept: list[Award] = []
    for one in found:
        same = next((i for i, k in enumerate(kept) if _same(k, one)), None)
        if same is None:
            kept.append(one)
            continue
        known = kept[same]
        fuller, other = (known, one) if _weight(known) >= _weight(one) else (one, known)
        kept[same] = replace(fuller, evidence=tuple(dict.fromkeys((*fuller.evidence, *other.evidence)))[:5])
    return kept


def _weight(award: Award) -> tuple[bool, bool]:
    return award.grantor is not None, award.year is not None


def _same(left: Award, right: Award) -> bool:
    alike = (
        fold(left.award) == fold(right.award)
        and fold(left.recipient or "") == fold(right.recipient or "")
        and left.status == right.status
        and (left.count == right.count or None in (left.count, right.count))
    )
    grantors = {fold(a.grantor) for a in (left, right) if a.grantor}
    years = {a.year for a in (left, right) if a.year}
    return alike and len(grantors) < 2 and len(years) < 2
