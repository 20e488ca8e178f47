"""Who gives an award: the office or body beside its name, or before the verb of giving.

Bằng khen của X · thừa ủy quyền (của) X, … trao · đề nghị X (xét) tặng · X (ký quyết định) tặng · … do X trao
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..blocs.blocs import Blocs
from ..chunks import Chunk, Kind, is_word, words
from ..people.people import Mention
from ..people.posts import capitalised
from ..reading import Reading
from ..records import Span
from ..sentence import Sentence
from ..text.language import fold
from ..text.words import ALL, AND, BY, FROM, GIVES, HANDS, OF, PASSIVE, REACHES, TAKES, TO, YEAR
from .award_clauses import ORDER, AwardSentence, Clause
from .clause_bounds import gives, proposes
from .grantor_signs import LIGHT, before_announcing, before_paper, hands_over_beside, host_or_giver
from .recipient_items import named_beside

# In whose name an award is handed over, by how the words end.
_AUTHORITY = (
    "ủy quyền của", "ủy quyền", "ủy nhiệm của", "ủy nhiệm", "theo quyết định của", "quyết định của", "thay mặt",
    "thay mặt lãnh đạo",
)  # fmt: skip
_AUTHORITY_ENDS = ("quyền", "nhiệm", OF, "mặt", "đạo")
_ON_BEHALF = "thay mặt"
_LEADERS = "thay mặt lãnh đạo"  # … of the State, in whose name any head hands over an order
_STATE = ("đảng", "nhà nước")
# Verbs of giving between an office and the award, and verbs of receiving, before which no grantor stands.
_GIVING = frozenset({GIVES, HANDS, "thưởng", "khen", "phong", "cấp", "gửi", TAKES})
_RECEIVING = (REACHES, "đón")
_WHICH = "mà"
_SIGNING = frozenset({GIVES, "ký", "định", "khen", "thưởng", "phong"})  # what the head of a body does by themselves
_PRAISING = ("thưởng", "khen", "dương", "xét")
# `X tổ chức lễ trao`, `X đề nghị tặng`: who holds the ceremony or proposes need not give.
_NO_GIVING = frozenset({"lễ", "nghị", "trình", "thiệu", "xuất"})
_RECOGNIZES = "công"  # `công | nhận` is no receiving
_OFFICES = frozenset({Kind.POST, Kind.UNIT, Kind.ROLE})
_QUOTES = frozenset('“"')
# Who only holds the ceremony; and the authorities whose head is named by the place alone.
_ORGANIZERS = "ban tổ chức"
_CHAIR = "chủ tịch"
_BEHIND_GRANTORS = frozenset({TO, GIVES, HANDS, BY, "vì", "năm", "trong", "nhân", "về", "tại", "trao"})
_STATES = frozenset({"nhà nước", "chính phủ", "quốc hội"})
_COUNTRIES = frozenset({Kind.DECOY, Kind.PLACE, Kind.NAME, Kind.WORD})
_BESIDE = frozenset({"phần thưởng", "tiền thưởng"})  # what is given with a certificate
_THESE = ("các phần thưởng này", "những phần thưởng này", "phần thưởng này", "các danh hiệu này")
_OCCASIONS = frozenset({"đột xuất", "chuyên đề", "đợt này"})  # between an award and who gives it
_VICE = "phó "  # a deputy hands over what the head or the body gives
_OF_STANDING = "tuổi đảng"  # a badge that Party committees grant
_PLACES = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường")
_RULED = ("tỉnh ", "thành phố ", "tp", "huyện ", "quận ")
_LOCAL_KINDS = frozenset({"flag", "certificate", "badge", "title"})
_GIVING_REACH = 3  # chunks from the verb of giving to the colon above a list
_OFFICE_REACH = 4  # chunks between an office and the verb of giving


@dataclass(frozen=True, slots=True)
class Grantor:
    """Who gives an award, and where it says so.

    governs: as the subject of a verb, which may govern further awards. beside: right behind the award, without `của`.
    others: those who give it too, each by themselves (`Bộ X và UBND tỉnh Y tặng`).
    """

    name: str
    span: Span
    governs: bool = False
    beside: bool = False
    others: tuple[Grantor, ...] = ()


def grantor_of(here: AwardSentence, blocs: Blocs, clause: Clause, behind_verb: int | None = None) -> Grantor | None:
    """The grantor whom a clause names: behind the award, as the agent of its verb, or before it.

    behind_verb: the chunk behind the verb, where those who get the award stand between the two.
    """
    return _Grantors(here, blocs).of(clause, behind_verb)


def grantor_before(here: AwardSentence, blocs: Blocs, clause: Clause) -> Grantor | None:
    """As `grantor_of`, where those behind the award are known to get it."""
    return _Grantors(here, blocs).before(clause)


def grantor_asked(here: AwardSentence, blocs: Blocs, clause: Clause) -> Grantor | None:
    """Who is asked to give a clause's award, though its name says who gives it."""
    return _Grantors(here, blocs).asked(clause)


def grantor_above(reading: Reading, blocs: Blocs, number: int) -> Grantor | None:
    """`… trình X (xét) tặng:`, `X quyết định tặng thưởng:`: who gives all that is listed below row `number`."""
    row = reading.rows[number]
    colon = len(row) - 1
    if row[colon].text != ":" or not any(is_word(c, GIVES) for c in row[-_GIVING_REACH:]):
        return None
    return _Grantors(AwardSentence(Sentence(reading, number)), blocs).before(Clause(0, colon, colon, colon))


def grantor_next(here: AwardSentence, blocs: Blocs) -> Grantor | None:
    """`… Các phần thưởng này do X ký tặng.`: who gives what the sentence names, as the next one says."""
    number = here.sentence.number + 1
    if number >= len(here.reading.rows) or not here.reading.words(number).startswith(_THESE):
        return None
    row = here.reading.rows[number]
    agent = next((k for k, c in enumerate(row) if is_word(c, BY)), None)
    if agent is None or not here.reading.triggers(number, "award_verbs"):
        return None
    return _Grantors(AwardSentence(Sentence(here.reading, number)), blocs).office(agent + 1)


class _Grantors:
    def __init__(self, here: AwardSentence, blocs: Blocs) -> None:
        self._here, self._blocs = here, blocs
        self._reading, self._row = here.reading, here.row

    def of(self, clause: Clause, behind_verb: int | None = None) -> Grantor | None:
        beside = self._behind(clause) or self._agent(clause)
        if beside:
            return beside
        return self.before(clause, behind_verb)

    def asked(self, clause: Clause) -> Grantor | None:
        """`đề nghị | X | tặng Cờ thi đua của Y cho A; Bằng khen cho B`: who is asked, and gives what follows."""
        inside = range(self._row[clause.start].start, self._row[clause.at].start)
        if not any(v.start in inside and proposes(v) for v in self._here.verbs):
            return None
        return self._before_verb(clause, clause.at)

    def before(self, clause: Clause, behind_verb: int | None = None) -> Grantor | None:
        """The grantor before an award, or before the verb that ends before chunk `behind_verb`."""
        found = self._authority(clause) or self._before_verb(clause, behind_verb or clause.at)
        return replace(found, governs=True) if found else None

    def _behind(self, clause: Clause) -> Grantor | None:
        """`Bằng khen (năm N) của X`, `Bằng khen X`."""
        row, i = self._row, clause.after
        i += 2 * (words(row, i, i + 2) in _OCCASIONS)
        j = i + 2 if i + 1 < len(row) and is_word(row[i], YEAR) and row[i + 1].kind is Kind.NUMBER else i
        if (
            j + 1 < clause.end
            and is_word(row[j], AND)
            and (row[j + 1].kind is Kind.DECOY or words(row, j + 1, j + 3) in _BESIDE)
        ):
            j = next((k for k in range(j + 2, min(j + 4, clause.end)) if is_word(row[k], OF)), j)
        if j < clause.end and is_word(row[j], OF):
            found = self._office(j + 1)
            if found and not (found.name and named_beside(self._here, clause)):
                return replace(found, others=self._others_behind(j + 1, clause.end))
            if found is None and row[j].kind is Kind.WORD and (found := self._province(j + 1)):
                return found
        juxtaposed = i < clause.end and row[i].kind in _OFFICES and row[i].text[0].isupper()
        if juxtaposed and row[i].kind is Kind.UNIT and row[clause.at].field("kind") == ORDER:
            return None  # `Lễ đón nhận Huân chương Lao động | Trường X`
        found = self._office(i) if juxtaposed else None
        return replace(found, beside=True) if found else None

    def _province(self, k: int) -> Grantor | None:
        """`Cờ thi đua của | tỉnh X (cho …)`: a province, city or district, for those who govern it."""
        chunk = self._row[k] if k < len(self._row) else None
        if chunk is None or chunk.kind is not Kind.PLACE or not chunk.norm.startswith(_RULED):
            return None
        return Grantor(self._reading.names.expand(chunk.text), self._reading.span(chunk.a, chunk.b))

    def _others_behind(self, office: int, end: int) -> tuple[Grantor, ...]:
        """`Bằng khen của Bộ X, | Bộ Y và UBND tỉnh Z`: who gives it beside the office at chunk `office`.

        Nobody where the last one is the subject of what follows (`… của Bộ X và | Sở Y được tặng …`).
        """
        row, k = self._row, office
        found: list[Grantor] = []
        joined = False
        while k < end and row[k].kind in _OFFICES:
            while k < end and row[k].kind in _OFFICES:
                k += 1
            if joined:  # `và` stands before the last
                follows = k < len(row) and row[k].kind is Kind.WORD and row[k].norm not in _BEHIND_GRANTORS
                return () if follows else tuple(found)
            if k + 1 >= end or not (row[k].text == "," or is_word(row[k], AND)):
                return ()
            joined = is_word(row[k], AND)
            k += 1
            other = self._office(k)
            if other is None:
                return ()
            found.append(other)
        return ()

    def _agent(self, clause: Clause) -> Grantor | None:
        """`Bằng khen do X trao`, `Huân chương mà Nhà nước tặng ông`: an agent before a verb."""
        for k in range(clause.after, clause.end - 1):
            if is_word(self._row[k], FROM) and self._is_taken(clause) and (found := self._office(k + 1)):
                return found  # `nhận Bằng khen từ X`
            if not is_word(self._row[k], BY, _WHICH) or not any(v.start >= self._row[k].end for v in self._here.verbs):
                continue
            found = self._office(k + 1)
            if found and (is_word(self._row[k], BY) or self._gives_at_once(k + 1, clause.end)):
                return found
        return None

    def _is_taken(self, clause: Clause) -> bool:
        """`nhận (được) Bằng khen từ X`: is the award of a clause taken?"""
        return any(is_word(c, TAKES) for c in self._row[clause.start : clause.at])

    def _gives_at_once(self, k: int, end: int) -> bool:
        """Does a verb of giving stand right behind the office at chunk k?"""
        while k < end and self._row[k].kind in _OFFICES:
            k += 1
        return k < end and any(v.start == self._row[k].start and gives(v) for v in self._here.verbs)

    def _authority(self, clause: Clause) -> Grantor | None:
        """`thừa ủy quyền (của) X, …`: the office in whose name somebody hands the award over."""
        link = words(self._row, clause.start, clause.at)
        for cue in _AUTHORITY:
            if cue in link and not (cue.startswith(_ON_BEHALF) and self._is_received(clause)):
                found = next(self._offices_behind(cue, clause), None)
                if found and (cue != _LEADERS or fold(found.name).startswith(_STATE)):
                    return found
        return None

    def _offices_behind(self, cue: str, clause: Clause) -> Iterator[Grantor]:
        for k in range(clause.start, clause.at):
            ends = is_word(self._row[k], *_AUTHORITY_ENDS)
            if ends and words(self._row, max(clause.start, k + 1 - len(cue.split())), k + 1).endswith(cue):
                found = self._office(k + 1)
                if found:
                    yield found

    def _before_verb(self, clause: Clause, end: int) -> Grantor | None:
        """`đề nghị X (xét) tặng`, `trình X tặng`, `X (ký quyết định) tặng`: the office right before the verb.

        end: the chunk behind the verb and what stands between it and the award.
        """
        row = self._row
        by_person = row[clause.at].norm.endswith(_OF_STANDING)  # who pins one on does not grant it
        k = before_announcing(row, end - 1, clause.start)
        while k >= clause.start and (row[k].kind in LIGHT or row[k].text in _QUOTES):
            if self._receives(k):
                return None
            k = before_announcing(row, k - 1, clause.start)
            if row[k].text == "," and k > clause.start and is_word(row[k - 1], *_PRAISING):
                k -= 1  # `X khen thưởng, tặng Giấy khen`
            k = before_paper(row, k, clause.start)
        if k < clause.start or row[k].text == ",":
            return None
        link = words(row, k + 1, end).split()
        if link[:1] == [AND] and not _GIVING.isdisjoint(link[1:2]):
            return None  # `thưởng … cho X và | trao Bằng khen cho Y`
        if PASSIVE in link or _GIVING.isdisjoint(link) or not _NO_GIVING.isdisjoint(link):
            return None
        for first in range(k, max(clause.start - 1, k - _OFFICE_REACH), -1):
            mention = self._here.sentence.mention_at(first)
            if mention and mention.person:
                return (
                    None if by_person or mention.first < clause.start else self._head_in_person(mention, clause, link)
                )
            if row[first].kind in _OFFICES:
                office = self._first_post(first, clause.start)
                if (by_person and row[office].kind is Kind.POST) or (office and is_word(row[office - 1], TO)):
                    return None  # `thưởng … cho A và tặng …`
                office = host_or_giver(row, office, clause.start)
                if office < 0 or hands_over_beside(row, first, clause.start):
                    return None
                found = self._office(self._first_post(office, clause.start))
                return replace(found, others=self._others(office, clause.start)) if found else None
        return None

    def _head_in_person(self, mention: Mention, clause: Clause, link: Sequence[str]) -> Grantor | None:
        """`Chánh án TAND tỉnh A tặng`, `Thủ tướng B ký quyết định tặng`: the office of the head who gives by name.

        Who hands an award over (`trao`) need not be the one who gives it; orders are the State's.
        """
        row = self._row
        if _SIGNING.isdisjoint(link) or HANDS in link or row[clause.at].field("kind") not in _LOCAL_KINDS:
            return None
        matches = self._reading.tokens.match
        posts = (k for k in range(mention.first, mention.last) if row[k].kind is Kind.POST)
        head = next((k for k in posts if matches(row[k].start, "grantors")), None)
        return self._office(head) if head is not None else None

    def _others(self, office: int, start: int) -> tuple[Grantor, ...]:
        """`Bộ trưởng Bộ X và | Chủ tịch UBND tỉnh Y tặng`: who gives an award beside the office at chunk `office`."""
        row, k, joined = self._row, office - 1, False
        found: list[Grantor] = []
        while k > start and (is_word(row[k], AND) or row[k].text == ",") and row[k - 1].kind in _OFFICES:
            joined = joined or is_word(row[k], AND)
            first = k - 1
            while first > start and row[first - 1].kind in _OFFICES:
                first -= 1
            if any(self._here.sentence.mention_at(j) for j in range(first, k)):
                return ()
            if other := self._office(first):
                found.insert(0, other)
            k = first - 1
        received = k >= start and is_word(row[k], PASSIVE)
        # `Tại Trường X, UBND huyện tặng`: a comma alone joins those who give only behind `được`, and bodies that open a
        # sentence.
        if k < 0 and all(row[j].kind is not Kind.POST for j in range(office)):
            return tuple(found)
        opens = received or (joined and (k < start or row[k].kind is Kind.MARK))
        return tuple(found) if opens else ()

    def _is_received(self, clause: Clause) -> bool:
        """`thay mặt đơn vị, ông A nhận`, `thay mặt X, ông A chúc mừng B được Y tặng`: is the award not handed over?"""
        inside = range(self._row[clause.start].start, self._row[clause.at].start)
        handed = any(v.start in inside and gives(v) for v in self._here.verbs)
        return not handed or any(is_word(c, PASSIVE) for c in self._row[clause.start : clause.at])

    def _receives(self, k: int) -> bool:
        """Is the word at chunk k one of receiving?"""
        row = self._row
        return is_word(row[k], *_RECEIVING) or (is_word(row[k], TAKES) and not is_word(row[k - 1], _RECOGNIZES))

    def _first_post(self, k: int, start: int) -> int:
        while k > start and self._row[k - 1].kind in (Kind.POST, Kind.ROLE):
            k -= 1
        return k

    def office(self, k: int) -> Grantor | None:
        """The office or body at chunk k, if one stands there."""
        return self._office(k)

    # --- offices ----------------------------------------------------------------------------------------------

    def _office(self, k: int) -> Grantor | None:
        """An office or body at chunk k: `Thủ tướng Chính phủ`, `UBND tỉnh`, `Khối trưởng Khối thi đua …`."""
        chunk = self._row[k] if k < len(self._row) else None
        after = self._row[k + 1] if k + 1 < len(self._row) else None
        if chunk is None or chunk.kind not in _OFFICES or chunk.norm.startswith(_VICE):
            return None
        reading = self._reading
        listed = reading.tokens.match(chunk.start, "grantors")
        if listed and listed.end > chunk.end and (after is None or after.kind is Kind.WORD):
            # `Tư lệnh Hải quân`: an office whose body is named without its kind.
            text = reading.tokens.quote(listed.start, listed.end)
            return Grantor(reading.names.expand(text), reading.span(chunk.a, reading.tokens.end[listed.end - 1]))
        if chunk.kind is Kind.ROLE:
            return self._head(chunk, after)
        if chunk.kind is Kind.UNIT and chunk.unit:
            if chunk.norm == _ORGANIZERS:
                return None
            return Grantor(reading.unit_name(chunk.unit, chunk.a), reading.unit_span(chunk.unit, chunk.a))
        if chunk.unit:
            return Grantor(reading.names.expand(chunk.text), reading.span(chunk.a, chunk.b))
        if after and after.kind is Kind.UNIT and after.unit:
            if (several := self._of_several(k)) is not None:
                return several
            body = reading.unit_name(after.unit, after.a)
            return Grantor(f"{chunk.text} {body}", reading.unit_span(after.unit, chunk.a))
        if chunk.norm in _STATES and after and after.kind in _COUNTRIES and after.text[0].isupper():
            return Grantor(f"{chunk.text} {after.text}", reading.span(chunk.a, after.b))  # `Nhà nước | Liên bang Nga`
        if chunk.norm == _CHAIR and after and (after.kind is Kind.PLACE or is_word(after, *_PLACES)):
            if not after.text[0].islower():
                return None
            return Grantor(f"{capitalised(chunk.text)} {after.text}", reading.span(chunk.a, after.b))
        return Grantor(_office_elsewhere(reading, chunk), reading.span(chunk.a, chunk.b))

    def _of_several(self, k: int) -> Grantor | None:
        """`Chủ tịch UBND | các tỉnh`: the heads of several bodies, each of whom gives; None elsewhere."""
        row, reading = self._row, self._reading
        if k + 3 >= len(row) or not is_word(row[k + 2], ALL) or not is_word(row[k + 3], *_PLACES):
            return None
        if k + 4 < len(row) and (row[k + 4].kind in (Kind.PLACE, Kind.NAME) or row[k + 4].text == ":"):
            return None
        text = reading.article.text[row[k].a : row[k + 3].b]
        return Grantor(reading.names.expand(text), reading.span(row[k].a, row[k + 3].b))

    def _head(self, role: Chunk, after: Chunk | None) -> Grantor:
        """The head of a bloc."""
        named = after if after and after.kind is Kind.BLOC else None
        bloc = self._blocs.of(named)
        name = f"{role.text} {bloc.name}" if bloc else role.text
        return Grantor(capitalised(name), self._reading.span(role.a, (named or role).b))


def _office_elsewhere(reading: Reading, post: Chunk) -> str:
    """`Bằng khen của Bộ trưởng`: the office in full where the article names it with its body."""
    for number in reading.rows_with(Kind.POST):
        for chunk, after in pairwise(reading.rows[number]):
            if chunk.norm == post.norm and chunk.kind is Kind.POST and after.kind is Kind.UNIT and after.unit:
                return f"{chunk.text} {reading.unit_name(after.unit, after.a)}"
    return reading.names.expand(post.text)
