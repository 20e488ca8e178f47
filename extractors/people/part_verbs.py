"""The verbs of a sentence that say what someone did at a meeting, and their words where they say something else.

lễ khai mạc · biên bản bàn giao · buổi trao quyết định · tặng hoa chúc mừng          (they only name a thing)
chủ trì đề tài · điều hành đất nước · trực tiếp điều hành (một cơ quan) · dự báo      (other work, other words)
không có mặt · nhận nhiệm vụ mới · thay người tiền nhiệm · quyết định tiếp nhận và bổ nhiệm   (not at this meeting)
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from operator import attrgetter

from ..chunks import Kind, Row
from ..handovers.duties import is_of_a_thing
from ..reading import Reading
from ..records import Part
from ..text.gazetteer import Match, load
from ..text.language import fold
from ..text.words import AND, OF

_CHAIRS = "chủ trì"
_RUNS = ("điều hành", "cùng điều hành", "đồng điều hành")
_ATTENDS = "dự"
_NOT_ATTENDING = (
    "báo",
    "án",
    "kiến",
    "thảo",
    "toán",
    "trữ",
    "phòng",
    "bị",
    "khán",
    "định",
    "luật",
    "liệu",
    "tính",
    "khuyết",
)
_NOT = frozenset({"không", "chưa"})
_COUNTED = ["đại", "biểu"]  # those who are counted are not named
_PRESENT = ("có", "mặt")
_COUNTED_ARE = "đại biểu có"
# What is chaired for weeks and months, not at a meeting.
_WORK = (
    *("đề tài", "dự án", "xây dựng", "biên soạn", "soạn thảo", "nghiên cứu", "tham mưu", ", phối", "đề án"),
    *("công việc", "mọi công việc", "các công việc", "công tác", "thực hiện", "thẩm định", "giải quyết", "xử lý"),
    *("chương trình mục", "chương trình nghiên", "chương trình khoa", "nhiệm vụ nghiên", "nhiệm vụ khoa"),
)
# What is run at a meeting, and what may stand behind the verb without an object.
_MEETINGS = (
    *("hội", "phiên", "buổi", "cuộc", "lễ", "đại hội", "phần", "thảo", "giao ban", "họp", "chương trình", "nội dung"),
    *("tọa đàm", "bỏ phiếu", "bầu", "việc bầu", "kỳ họp"),
)
_WITHOUT_OBJECT = (
    *("đã", "đang", "vừa", "diễn ra", "sáng", "chiều", "ngày", "xong"),
    *("tại", "và", "với", "cùng", "trong", "có", "là", "gồm"),
)
_IN_PERSON = ["trực", "tiếp"]
_PREDECESSOR = "người tiền nhiệm"
_REPLACES = frozenset({"thay", "thế"})  # before a predecessor of whom the sentence says no more
_TAKES_DUTY = ("nhận nhiệm vụ", "tiếp nhận nhiệm vụ", "nhận chức")
_ELSEWHERE = ("mới", "khác", "từ tháng", "từ năm", "từ ngày")  # behind duties that are taken over elsewhere
_ADMITS = "tiếp nhận"  # as an office does a new official: `tiếp nhận và bổ nhiệm ông A`
_APPOINTING = (f"{AND} bổ", ", bổ", ", điều", f"{AND} điều")  # … nhiệm, … động
_SIDE = "phía"
_BEFORE_A_SIDE = frozenset({",", "về", ".", ";"})
_EARLIER = "trước đó"  # what was received before was not at this meeting
_SOON = 8  # tokens
_READS = "đọc"
# What is read out at a meeting, or behind `do X đọc` what it told.
_READ_OUT = (
    *("thư", "tờ trình", "lời", "quyết định", "nghị quyết", "báo cáo", "bản ", "diễn văn", "tham luận", "tuyên bố"),
    *("thông báo", "dự thảo", "lệnh", "đơn", "đã", "nêu"),
)
# What verbs of speaking say something else before: `kể từ ngày`, `nói chung`, `kết luận của Thanh tra`.
_NOT_SPOKEN = {
    "kể": ("từ", "cả", "trên"),
    "nói": ("chung", "riêng", "trên", "tiếng"),
    "kết luận": ("của", "số", "thanh tra"),
    "chúc mừng": ("và trao", "và tặng", ", trao", ", tặng"),  # with what is handed over
}
_SPOKEN_ELSEWHERE = frozenset({OF, _READS, "kể", "nói", "luận", "mừng"})  # their last words
_OPINION_ENDS = f" {OF}"  # `ý kiến của`: whose opinion the sentence tells
_BEFORE_AN_OPINION = frozenset({",", "nghe", "với", "bằng", AND, ";"})
# Verbs that behind these nouns make the name of a meeting or a paper: `lễ khai mạc`, `biên bản bàn giao`.
_NAMING_VERBS = frozenset({"khai", "bế", "bàn", "tiếp", "công", "chuyển", "đón", "báo", "trao"})
_NAMED_THINGS = frozenset({"lễ", "buổi", "nghị", "bản", "phần", "phiên", "sơ", "dung", "việc"})
_FLOWERS = ["hoa", "chúc"]
# The kinds of chunk in which a verb's word is a word of its own, even in a longer chunk.
_TRANSPARENT = frozenset({Kind.WORD, Kind.DECOY, Kind.MARK, Kind.AWARD, Kind.ROLE, Kind.HONORIFIC})
_PARTS = {part.value: part for part in Part}
_START = attrgetter("start")


def part_of(verb: Match) -> Part:
    """The part that a verb gives."""
    return _PARTS[verb.entry.fields["part"]]


def verbs_in(reading: Reading, number: int) -> list[Match]:
    """The verbs of a row, without those that are part of a name, only name a thing, or say something else."""
    told = reading.triggers(number, "parts")
    if not told:
        return []
    row, tokens = reading.rows[number], reading.tokens
    own = [verb for verb in (_free(reading, row, t) for t in told) if verb and not _is_other_word(reading, row, verb)]
    verbs = [t for t in own if t.start == row[0].start or not _is_noun(reading, t)]
    return [t for t in verbs if not is_of_a_thing(tokens, t.start, t.end)]


def _free(reading: Reading, row: Row, verb: Match) -> Match | None:
    """A verb, unless its words are only a piece of a name, a post or an award.

    `Tòng Sỹ Đồng | chủ trì`: without the last syllable of the name before it, which makes it a longer one. Where no
    verb is left a blank or a full stop is missing before it (`Tòng Anh Dự buổi lễ có`).
    """
    holder = row[bisect_right(row, verb.start, key=_START) - 1]
    if holder.end - holder.start == 1 or holder.kind in _TRANSPARENT:
        return verb
    if verb.end <= holder.end:
        return None
    if holder.kind is not Kind.NAME:
        return verb
    rest = " ".join(reading.tokens.norm[holder.end : verb.end])
    whole = part_of(verb) is Part.ATTEND or rest in _forms(verb.entry.fields["part"])
    return Match(holder.end, verb.end, verb.entry) if whole else None


@cache
def _forms(part: str) -> frozenset[str]:
    """Every form of the verbs that give a part, folded."""
    return frozenset(fold(form) for e in load("parts") if e.fields["part"] == part for form in e.forms())


def _is_noun(reading: Reading, verb: Match) -> bool:
    """`lễ khai mạc`, `biên bản bàn giao`, `hoa chúc mừng`: does a verb of the gazetteer only say which thing it is?"""
    norm = reading.tokens.norm
    first = norm[verb.start]
    return (first in _NAMING_VERBS and norm[verb.start - 1] in _NAMED_THINGS) or (
        norm[verb.start - 1 : verb.start + 1] == _FLOWERS
    )


def _is_other_word(reading: Reading, row: Row, verb: Match) -> bool:
    """Does a verb's word say something else than what someone did at the meeting?"""
    part = verb.entry.fields["part"]
    if part == Part.SPEAK and reading.tokens.norm[verb.end - 1] not in _SPOKEN_ELSEWHERE:
        return False
    check = _CHECKS.get(part)
    return check is not None and check(reading, row, verb)


def _words(reading: Reading, verb: Match) -> str:
    return " ".join(reading.tokens.norm[verb.start : verb.end])


def _behind(reading: Reading, verb: Match) -> str:
    return " ".join(reading.tokens.norm[verb.end : verb.end + 2])


def _before(reading: Reading, row: Row, verb: Match) -> str:
    return "" if verb.start == row[0].start else reading.tokens.norm[verb.start - 1]


def _attends_not(reading: Reading, row: Row, verb: Match) -> bool:
    """`dự báo`, `từ phía …`, `không có mặt`, `46 đại biểu có mặt đồng ý`"""
    before = _before(reading, row, verb)
    if reading.tokens.norm[verb.end - 1] == _ATTENDS and _behind(reading, verb).startswith(_NOT_ATTENDING):
        return True
    words = _words(reading, verb)
    if words == _SIDE:
        return before != "" and before not in _BEFORE_A_SIDE
    if words == _COUNTED_ARE and _behind(reading, verb).startswith(_PRESENT[1]):
        return True
    if words == " ".join(_PRESENT) and reading.tokens.norm[verb.start - 2 : verb.start] == _COUNTED:
        return True
    return before in _NOT


def _chairs_not(reading: Reading, _row: Row, verb: Match) -> bool:
    """`chủ trì đề tài`, `điều hành đất nước`"""
    words, behind = _words(reading, verb), _behind(reading, verb)
    if words in _RUNS:
        return not _is_run_at_meetings(reading, verb, behind)
    return words.endswith(_CHAIRS) and behind.startswith(_WORK)


def _hands_not(reading: Reading, _row: Row, verb: Match) -> bool:
    """`thay người tiền nhiệm A`, `người tiền nhiệm của A`"""
    if _words(reading, verb) != _PREDECESSOR:
        return False
    replaced = not _REPLACES.isdisjoint(reading.tokens.norm[verb.start - 2 : verb.start])
    return replaced or _behind(reading, verb).startswith(OF)


def _takes_not(reading: Reading, row: Row, verb: Match) -> bool:
    """`nhận nhiệm vụ mới`, `(nhận nhiệm vụ từ tháng 11)`, `tiếp nhận và bổ nhiệm`"""
    words, behind = _words(reading, verb), _behind(reading, verb)
    elsewhere = _before(reading, row, verb) == "(" or behind.startswith(_ELSEWHERE)
    return (words in _TAKES_DUTY and elsewhere) or (words == _ADMITS and behind.startswith(_APPOINTING))


def _receives_not(reading: Reading, row: Row, verb: Match) -> bool:
    """`đã nhận quyết định nghỉ hưu trước đó`"""
    norm, first = reading.tokens.norm, row[0].start
    return _EARLIER in " ".join(norm[verb.end : verb.end + _SOON]) or norm[first : first + 2] == _EARLIER.split()


def _speaks_not(reading: Reading, row: Row, verb: Match) -> bool:
    """`đọc báo` for pleasure, `xin ý kiến của A`, `kể từ ngày`, `nói chung`, `chúc mừng và trao`"""
    words, before = _words(reading, verb), _before(reading, row, verb)
    if words == _READS:
        return not _behind(reading, verb).startswith(_READ_OUT)
    if words in _NOT_SPOKEN:
        return _behind(reading, verb).startswith(_NOT_SPOKEN[words])
    return words.endswith(_OPINION_ENDS) and before != "" and before not in _BEFORE_AN_OPINION


_CHECKS: dict[str, Callable[[Reading, Row, Match], bool]] = {
    Part.ATTEND: _attends_not,
    Part.CHAIR: _chairs_not,
    Part.HAND_OVER: _hands_not,
    Part.TAKE_OVER: _takes_not,
    Part.RECEIVE: _receives_not,
    Part.SPEAK: _speaks_not,
}


def _is_run_at_meetings(reading: Reading, verb: Match, behind: str) -> bool:
    """Is it a meeting that is run (`điều hành hội nghị`), not a country or, `trực tiếp điều hành`, an office?"""
    tokens = reading.tokens
    if behind.startswith(_MEETINGS):
        return True
    if tokens.norm[verb.start - 2 : verb.start] == _IN_PERSON:
        return False
    word = tokens.text[verb.end] if verb.end < len(tokens) else ""
    return not word[:1].isalnum() or behind.startswith(_WITHOUT_OBJECT)
