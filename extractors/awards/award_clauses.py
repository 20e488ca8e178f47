"""The awards of a sentence, each with the clause that speaks of it: its name, its status, its year.

One verb may govern several awards; a clause without a verb of its own goes on with the one before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ..chunks import Kind, is_word, words
from ..records import AwardStatus
from ..sentence import SentenceView, year_of
from ..text.gazetteer import Match
from ..text.plain_text import has_any
from ..text.words import AND, COMPRISES, GIVES, HANDS, IS, OF, PASSIVE, PROPOSES, REACHES, TAKES, TOGETHER, YEAR
from .award_names import name_end
from .clause_bounds import GIVERS, NAMING, clause_end, gives, hard_marks, proposes

_DASHES = frozenset({"-", "–", "+"})
_ASKED = frozenset({Kind.POST, Kind.UNIT})
_IN_BRACKETS = frozenset({Kind.WORD, *_ASKED})  # `Sở A (đề nghị UBND tỉnh tặng Cờ thi đua)`
_BLOCS = frozenset({Kind.ROLE, Kind.BLOC})
_LISTED = frozenset(
    {Kind.UNIT, Kind.UNITS, Kind.NAME, Kind.RANK, Kind.HONORIFIC, Kind.ACADEMIC, Kind.NUMBER, Kind.POST}
)
_FORMERLY = ("nguyên", "cựu")
_TITLE_KINDS = frozenset({"title", "prize"})
ORDER = "order"  # the kind of award that the State alone gives
# What says that an award is aimed at, deserved or described, not given.
NOT_GIVEN = (
    "phấn đấu", "quyết tâm", "mục tiêu", "chỉ tiêu", "hướng tới", "mong muốn", "kỳ vọng", "điều kiện", "xứng đáng với",
    "tiêu chuẩn", "quy định", "thành tích được", "hủy bỏ", "thu hồi", "tước", "nghi thức", "mức thưởng", "sẽ",
    "đối tượng", "xứng đáng được",
)  # fmt: skip
# What makes words of another sense of `nhận`.
NOT_TAKING = ("ghi", "công", "xác", "đảm", "chứng", "tiếp", "thừa", "chấp", "cảm", "phủ", "nhìn", "thu", "tuyển")
CARING = ("phụng", "chăm", "đỡ", "nuôi", "giúp", "bảo", "hỗ")  # `nhận | phụng dưỡng`
_WELCOMES = "đón"
_COMMENDS = "biểu dương"  # `biểu dương người tốt, việc tốt`: praise, not a title
_SCHOOL = "học"  # `năm học 2023-2024`
# What makes words of another sense of `trình`: `chương trình`, `công trình`.
_SUBMITS = "trình"
_ACCORDING = ("xét", "theo")  # before a request on which somebody gives
_NOT_SUBMITTING = ("chương", "công", "quá", "lộ", "tiến", "quy", "giáo", "hành", "địa", "tường", "thuyết", "giải")
# What stands before a year that only bounds a time, or is one of birth.
_BOUNDING = ("từ", "đến", "sau", "trước", "kể", "sinh")
# … or one in which somebody began or left, or fought.
_BEGINNINGS = frozenset({
    "thành lập", "tái lập", "ra đời", "khởi công", "nhập ngũ", "gia nhập", "nghỉ hưu", "vào đảng", "vào nghề",
    "về nước", "hy sinh", "hi sinh", "tốt nghiệp", "phía bắc", "biên giới", "kháng chiến",
})  # fmt: skip
_AIM_REACH = 3  # chunks
# Before an award's word: `lá cờ truyền thống`, to which an order is pinned, is none itself.
_THINGS = ("lá", "lên")
# Before a title in lower case that is one all the same.
_BEFORE_TITLES = frozenset({
    "hiệu", GIVES, TAKES, REACHES, HANDS, IS, "dương", "danh", "tôn", "phong", AND, "thưởng", "các", "bằng", "cờ",
    "bầu", "vững", "lượt",
})  # fmt: skip
# What may stand between two awards that go to the same, and before a verb of receiving that has the subject before.
_BETWEEN_AWARDS = frozenset({",", AND, TOGETHER, "danh", "hiệu", "“", "”", '"', "các", "với", "một", "nhiều", "01"})
_GOING_ON = frozenset({
    *_BETWEEN_AWARDS, ";", "còn", "đã", "vinh", "dự", "cũng", "đồng", "thời", "năm", "đơn", "vị", "từng", "lại", "lần",
    "tiếp", "tục", "liên", "hai", "ba", "bốn", "nhiều", "thứ", "trước", "sau", "đó", "gần", "đây", "tập", "thể", "đến",
    "(", ")", "-", "–", "nay", "được", "vừa",
})  # fmt: skip
_NO_VERBS = frozenset(
    {Kind.UNIT, Kind.UNITS, Kind.BLOC, Kind.NAME, Kind.POST, Kind.AWARD}
)  # `Bằng khen` praises nobody
# A council that judges who gets an award is called after it.
_COUNCIL = "hội đồng"
_RECEIVING = frozenset({PASSIVE, TAKES, REACHES})
_JUDGING = ("xét tặng", "xét chọn", "bình chọn", "xét duyệt")
_VERB_REACH, _COUNCIL_REACH, _BRACKET_REACH = 12, 6, 7  # chunks


@dataclass(frozen=True, slots=True)
class Clause:
    """An award in its sentence: chunks `start` to `end`, the award at `at`, its name until `after`.

    bracketed: it stands in a bracket behind the one who gets it.
    """

    start: int
    at: int
    after: int
    end: int
    bracketed: bool = False


class AwardSentence(SentenceView):
    """A sentence that names awards."""

    @cached_property
    def verbs(self) -> Sequence[Match]:
        """The verbs of giving and proposing, in order; a word in a name (`Ban Thi đua - Khen thưởng`) is none."""
        found = self.reading.triggers(self.sentence.number, "award_verbs")
        if not found:
            return found
        inside = {t for c in self.row if c.kind in _NO_VERBS for t in range(c.start, c.end)}
        return [verb for verb in found if verb.start not in inside and not self._is_another_sense(verb)]

    def _is_another_sense(self, verb: Match) -> bool:
        """`ghi nhận`, `tiếp nhận`, `chương trình`: is a verb only the last syllable of another word?"""
        norm = self.reading.tokens.norm
        before = norm[verb.start - 1] if verb.start else ""
        if norm[verb.start] == TAKES:
            behind = norm[verb.end] if verb.end < len(norm) else ""
            return before in NOT_TAKING or behind in CARING
        if norm[verb.end - 1] == _WELCOMES:
            # `đón | Huân chương X` beside `đón đoàn`
            return self.reading.tokens.match(verb.end, "awards") is None
        if before in _ACCORDING or norm[verb.start] in _ACCORDING:
            # `xét đề nghị của X, Y tặng`
            return norm[verb.end] == OF and " ".join(norm[verb.end - 2 : verb.end]) == PROPOSES
        return norm[verb.start] == _SUBMITS and before in _NOT_SUBMITTING

    # --- clauses ----------------------------------------------------------------------------------------------

    def clauses(self) -> list[Clause]:
        """One clause for each award, in order."""
        clauses: list[Clause] = []
        start = 0
        for (k, after), (limit, _) in pairwise([*self._names(), (len(self.row), 0)]):
            close = self._bracket_end(k, after, limit)
            end = close or (clause_end(self.row, self.verbs, after, limit) if limit < len(self.row) else limit)
            end = next((j for j in self.hard_marks if after <= j < end and not self._lists_on(j)), end)
            clauses.append(Clause(start, k, after, end, close is not None))
            start = end
        return clauses

    def _names(self) -> Sequence[tuple[int, int]]:
        """The chunks of each award's name; one that is quoted in another's (`Huy hiệu “Tuổi trẻ dũng cảm”`) is none."""
        found: list[tuple[int, int]] = []
        for k, chunk in enumerate(self.row):
            if chunk.kind is Kind.AWARD and not (found and k < found[-1][1]) and not self._is_no_award(k):
                found.append((k, name_end(self, k)))
        return found

    @cached_property
    def hard_marks(self) -> Sequence[int]:
        """The chunks that are semicolons, or full stops that the sentences were not cut at."""
        return hard_marks(self.row)

    def _lists_on(self, k: int) -> bool:
        """`cho ông A; bà B; 4 tập thể`: does a list go on behind the semicolon at chunk k, up to the next one?"""
        row = self.row
        end = next((j for j in self.hard_marks if j > k), len(row))
        first = next((j for j in range(k + 1, end) if row[j].text not in _DASHES), end)
        if row[k].text != ";" or first == end:
            return False
        first += is_word(row[first], *_FORMERLY)  # `…; nguyên | Giám đốc Sở X Lê Văn B`
        if first == end or row[first].kind not in _LISTED:
            return False
        if any(row[first].start <= v.start < row[end - 1].end for v in self.verbs):
            return False
        if any(is_word(c, PASSIVE) for c in row[first:end]):
            return False
        if row[first].kind is Kind.NUMBER:
            # `…; 03 đơn vị gồm: A; B được …` begins anew.
            named = any(is_word(c, COMPRISES) or c.text == ":" for c in row[first:end])
            return not (named and any(is_word(c, PASSIVE) for c in row[end:]))
        mentions = self.sentence.mentions
        mention = next((m for m in mentions if first - 1 <= m.first <= first and m.last > first), None)
        behind = mention.last if mention else first + 1
        return behind >= end or row[behind].kind is Kind.MARK or is_word(row[behind], AND, TOGETHER)

    def _is_no_award(self, k: int) -> bool:
        """Is an award's word at chunk k a piece of someone's post, or a thing that an award is pinned to?"""
        if k == 0:
            return self._stands_before_name(k)
        before = self.row[k - 1]
        post = before.kind is Kind.POST and self.sentence.mention_at(k) is not None
        if self._calls_people(k) or self._stands_before_name(k):
            return True
        return post or self._names_a_council(k) or self._tells_standing(k) or is_word(self.row[k - 1], *_THINGS)

    def _tells_standing(self, k: int) -> bool:
        """`suy tôn là | đơn vị dẫn đầu, được đề nghị tặng Cờ`: is a title only how someone stands?"""
        row = self.row
        if row[k].field("kind") != "title" or row[k].text[0].isupper() or not is_word(row[k - 1], IS):
            return False
        end = next((j for j in self.hard_marks if j > k), len(row))
        return any(c.kind is Kind.AWARD and c.field("kind") not in _TITLE_KINDS for c in row[k + 1 : end])

    def _calls_people(self, k: int) -> bool:
        """`liên hoan thanh niên tiên tiến`: is a title at chunk k, in lower case, only what some are called?"""
        row, before = self.row, self.row[k - 1]
        if row[k].field("kind") != "title" or row[k].text[0].isupper():
            return False
        return before.kind is Kind.WORD and (before.norm not in _BEFORE_TITLES or words(row, k - 2, k) == _COMMENDS)

    def _stands_before_name(self, k: int) -> bool:
        """`giám khảo NSND | Ngọc Bưởi`: is a title in short form at chunk k what somebody bears before their name?"""
        row = self.row
        if row[k].field("kind") != "title" or not row[k].text.isupper() or k + 1 == len(row):
            return False
        behind = row[k + 1]
        return behind.kind in (Kind.NAME, Kind.WORD) and behind.text[0].isupper() and not behind.text.isupper()

    def _names_a_council(self, k: int) -> bool:
        """`Hội đồng xét tặng danh hiệu A, B`: is the award at chunk k only what a council is called after?"""
        row, j = self.row, k
        while j > 0 and (row[j - 1].kind is Kind.AWARD or row[j - 1].norm in _BETWEEN_AWARDS):
            j -= 1
        ahead = words(row, j - _COUNCIL_REACH, j)
        return ahead.endswith(_JUDGING) and _COUNCIL in ahead and PROPOSES not in ahead  # `Hội đồng đề nghị xét tặng`

    def _bracket_end(self, k: int, after: int, limit: int) -> int | None:
        """`A (Cờ thi đua của X)`: the chunk of the bracket's end, where the award at chunk k opens one; else None."""
        row = self.row
        opening = self.bracket_before(k)
        if opening < 1 or (opening == k - 1 and row[k].field("kind") in _TITLE_KINDS):
            return None
        if opening < k - 1 and not any(row[opening].start < v.start < row[k].start for v in self.verbs):
            return None  # `Sở A (đề nghị tặng | Cờ thi đua)`
        return next((j for j in range(after, limit) if row[j].text == ")"), None)

    def bracket_before(self, k: int) -> int:
        """The chunk of the bracket that opens right before the award at chunk k or its verb; -1 where none does."""
        row, j = self.row, k - 1
        while j > 0 and row[j].kind in _IN_BRACKETS and k - j < _BRACKET_REACH:
            j -= 1
        return j if j >= 0 and row[j].text == "(" else -1

    # --- status and year --------------------------------------------------------------------------------------

    def status(self, clause: Clause) -> AwardStatus | None:
        """Proposed where a word of proposing governs the award, else as its verb says; None without a verb."""
        row = self.row
        before = [v for v in self.verbs if row[clause.start].start <= v.start < row[clause.at].start]
        if before:
            proposed = any(_status(v) is AwardStatus.PROPOSED for v in before)
            return AwardStatus.PROPOSED if proposed else AwardStatus.AWARDED
        first, end = row[clause.after - 1].end, row[min(clause.after + _VERB_REACH, clause.end) - 1].end
        return next((_status(v) for v in self.verbs if first <= v.start and v.end <= end), None)

    def goes_on(self, clause: Clause) -> bool:
        """Does a clause go on with the verb of the one before, without a subject of its own?"""
        link = self.row[clause.start : clause.at]
        kinds = [c.kind for c in link]
        if not link or not NAMING.isdisjoint(kinds):
            return False
        if not _BLOCS.isdisjoint(kinds) and any(
            link[0].start <= v.start < link[-1].end and gives(v) for v in self.verbs
        ):
            return False  # `…; Khối trưởng (đã) tặng`
        return not any(
            c.norm in _RECEIVING and is_word(c, c.norm) and not (k and is_word(link[k - 1], *NOT_TAKING))
            for k, c in enumerate(link)
        )

    def starts_with_verb(self, clause: Clause) -> bool:
        """`…; công nhận A đạt …`: does the clause begin with a verb of giving, with nobody who gives before it?"""
        if clause.start == 0:
            return False
        first = next((c for c in self.row[clause.start : clause.at] if c.norm not in _GOING_ON), None)
        return first is not None and any(v.start == first.start and gives(v) for v in self.verbs)

    def starts_with_giver(self, clause: Clause) -> bool:
        """`A được X tặng Cờ thi đua, | Y tặng …`: does only a giver with the verb follow on an award received?"""
        before = self.row[: clause.start]
        link = [c for c in self.row[clause.start : clause.at] if c.norm not in _BETWEEN_AWARDS]
        gives_at = next((k for k, c in enumerate(link) if any(v.start == c.start and gives(v) for v in self.verbs)), 0)
        received = any(is_word(c, PASSIVE) for c in before)
        return received and gives_at > 0 and all(c.kind in GIVERS for c in link[:gives_at])

    def takes_too(self, clauses: Sequence[Clause], number: int) -> bool:
        """`suy tôn A nhận X, | B nhận Y`: does the clause only take, as the one before does behind a choice?"""
        if number == 0:
            return False
        before, clause = clauses[number - 1], clauses[number]
        own = self._verbs_before(clause)
        others = self._verbs_before(before)
        taken = own and others and all(self._only_takes(v) for v in (own[-1], others[-1]))
        return bool(taken) and any(proposes(v) for v in others) and not any(proposes(v) for v in own)

    def _verbs_before(self, clause: Clause) -> Sequence[Match]:
        first, end = self.row[clause.start].start, self.row[clause.at].start
        return [v for v in self.verbs if first <= v.start < end]

    def _only_takes(self, verb: Match) -> bool:
        return self.reading.tokens.norm[verb.start : verb.end] == [TAKES]

    def gives_next(self, clause: Clause) -> bool:
        """`đề nghị X tặng Cờ cho A; | Y tặng …`: does only another giver with a plain verb of giving open the clause?

        Not where the giver is a bloc or its head, who propose, or where `đã`, `cũng` say that it is done.
        """
        link = [c for c in self.row[clause.start : clause.at] if c.norm not in _BETWEEN_AWARDS and c.text != ";"]
        gives_at = next((k for k, c in enumerate(link) if any(v.start == c.start and gives(v) for v in self.verbs)), 0)
        asked = any(proposes(v) and v.end <= self.row[clause.start].start for v in self.verbs)
        return asked and gives_at > 0 and all(c.kind in _ASKED for c in link[:gives_at])

    def is_joined(self, clause: Clause) -> bool:
        """`… Cờ thi đua và Bằng khen`, `…; Bằng khen`: do only joining words part the award from the one before?"""
        link = self.row[clause.start : clause.at]
        if clause.start == 0 or not link:
            # `Bằng khen | Đơn vị xuất sắc do X tặng`: a title that a certificate bears
            return self.is_borne(clause)
        parts = link[1:] if link[0].text == ";" else link
        return all(c.norm in _BETWEEN_AWARDS or c.kind is Kind.NUMBER for c in parts)

    def is_borne(self, clause: Clause) -> bool:
        """Is the award of a clause a title right behind a certificate, which is named after it?"""
        return (
            clause.start == clause.at > 0
            and self.row[clause.at].field("kind") == "title"
            and self.row[clause.at - 1].field("kind") == "certificate"
        )

    def goes_on_before(self, clause: Clause, verb: int) -> bool:
        """`… và nhận Bằng khen`: has the verb of receiving at chunk `verb` the subject of the clause before?"""
        link = self.row[clause.start : verb]
        return clause.start > 0 and all(c.norm in _GOING_ON or c.kind is Kind.NUMBER for c in link)

    def years(self, clause: Clause) -> Sequence[int]:
        """The years after the award or, where the sentence names no others, those before it: `các năm 2019 và 2021`."""
        years = self._years
        near = next((k for k, _ in years if clause.after <= k < clause.end), None)
        if near is not None:
            return self._years_from(near)
        if not years:
            return ()
        first = years[0][0]
        run = self._years_from(first)
        if not {year for _, year in years} <= set(run):
            return ()
        if first > clause.at or self._in_bracket(first) or self._is_of_another(first, clause):
            return ()
        return run

    def _is_of_another(self, k: int, clause: Clause) -> bool:
        """`… Cờ thi đua năm 2019; | 26 cá nhân được tặng …`: is the year at chunk k of an award before a semicolon?

        Not where the clause goes on with the verb before.
        """
        if not any(k < mark < clause.at for mark in self.hard_marks) or self.goes_on(clause):
            return False
        return any(c.kind is Kind.AWARD for c in self.row[:k])

    def _years_from(self, k: int) -> Sequence[int]:
        """`năm | 2018, 2019 và (năm) 2021`: the years that are listed from the word for it at chunk k on."""
        row, found = self.row, []
        k += 1 + is_word(row[k + 1], _SCHOOL)
        while k < len(row) and (year := year_of(row[k])):
            found.append(year)
            if k + 2 >= len(row) or not (row[k + 1].text == "," or is_word(row[k + 1], AND)):
                break
            k += 2 + is_word(row[k + 2], YEAR)
        return tuple(dict.fromkeys(found))

    @cached_property
    def _years(self) -> Sequence[tuple[int, int]]:
        """The years of the sentence with the chunks of the words for them, but for those of plans."""
        spoken = self.sentence.spoken_years
        return [(k, year) for k, year in spoken if not self._is_aimed_at(k) and not self._opens_span(k)]

    def _opens_span(self, k: int) -> bool:
        """`năm | 2011-2015`: does a second year make a time of several out of the year behind the word at chunk k?"""
        row = self.row
        return (
            k + 3 < len(row)
            and row[k + 1].kind is Kind.NUMBER
            and row[k + 2].text in _DASHES
            and year_of(row[k + 3]) is not None
        )

    def _in_bracket(self, k: int) -> bool:
        """Does a bracket stand right before chunk k?"""
        return k > 0 and self.row[k - 1].text == "("

    def _is_aimed_at(self, k: int) -> bool:
        """`phấn đấu năm 2024`, `từ năm 2010`: is the year at chunk k one of plans, or the bound of a time?"""
        bounds = k > 0 and (is_word(self.row[k - 1], *_BOUNDING) or words(self.row, k - 2, k) in _BEGINNINGS)
        return bounds or has_any(words(self.row, k - _AIM_REACH, k), NOT_GIVEN)


def _status(verb: Match) -> AwardStatus:
    return AwardStatus(verb.entry.fields["status"])
