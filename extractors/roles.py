"""Who holds which role in a bloc: by unit, by person, or by both.

    X đảm nhiệm Khối trưởng · bầu X làm Cụm trưởng, Y làm Cụm phó năm N · X (Cụm trưởng) · X – đơn vị Khối trưởng
    Khối trưởng năm N là X · Cụm phó được giao cho X · Với vai trò Cụm trưởng năm N, X … · chúc mừng X kết thúc nhiệm kỳ …
    ông A, Giám đốc X, Trưởng khối · A và B - đại diện đơn vị Cụm trưởng, Cụm phó - cùng điều hành
    X trao (lại) cờ … Khối trưởng năm N cho Y · X bàn giao nhiệm vụ Cụm trưởng … sang Y · Y nhận bàn giao … từ X

Hosting (`đăng cai`) and leading the score make no head; `Bằng khen của Khối trưởng` names a grantor only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .blocs import Blocs, Named
from .chunks import Chunk, Kind
from .dates import meeting_period
from .language import fold
from .people import Mention
from .reading import Reading, is_word
from .records import Basis, Role, Span

# The words that lead from a unit to its role.
_HOLDING = frozenset(
    "đảm nhiệm nhận trách giữ vai trò vị trí làm là chức danh được bầu cử giao phân công chỉ định tiếp tục sẽ đã luân phiên "
    "đơn vị vụ cương vào suy tôn tín kết thúc kỳ hiện nay tân đại diện cho trong của quyền chính thức để việc nhất trí "
    "thường trực với".split()
)
_MARKS = frozenset({",", "-", "–", "—", "(", ":"})
_ELECTING = ("bầu", "bỏ phiếu", "biểu quyết", "trúng cử", "suy tôn", "tín nhiệm", "bình bầu", "đề cử")
_ASSIGNING = ("giao", "cử", "phân công", "đảm nhiệm", "đảm nhận", "đảm trách", "chỉ định", "luân phiên", "thống nhất", "làm")
_OFFICE = ("vai trò", "cương vị", "tư cách", "vị trí", "nhiệm vụ")
_SHARING = frozenset({",", "và", "cùng"})
_SINGLE = {Role.HEAD, Role.STANDING_DEPUTY}


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a role: a unit, a person, or both, and the passage that names them."""

    unit: str | None
    person: str | None
    span: Span
    key: str  # the person's folded name, or ""


@dataclass(frozen=True, slots=True)
class Held:
    """A role as a sentence gives it."""

    bloc: Named
    role: Role
    title: str
    holder: Holder
    year: int | None
    stated_year: bool
    basis: Basis
    span: Span
    ended: bool = False


class Row:
    """A sentence with what its roles may refer to."""

    def __init__(self, reading: Reading, blocs: Blocs, number: int, mentions: Sequence[Mention]) -> None:
        self.reading = reading
        self.blocs = blocs
        self.chunks = reading.sentences[number]
        self.mentions = [m for m in mentions if m.row == number]

    def text(self, i: int, j: int) -> str:
        """The folded words of chunks i to j."""
        return " ".join(c.norm for c in self.chunks[max(i, 0) : j])

    def mention_at(self, i: int) -> Mention | None:
        """The mention that covers chunk i."""
        return next((m for m in self.mentions if m.first <= i < m.last), None)

    def holder(self, i: int) -> Holder | None:
        """The unit or person at chunk i."""
        chunk = self.chunks[i]
        mention = self.mention_at(i)
        if mention and mention.person:
            return person_holder(self.reading, mention)
        if chunk.kind is Kind.UNIT and chunk.unit and not (chunk.unit.bare and not self._known(chunk)):
            end = self.reading.tokens.end[chunk.unit.end - 1]
            return Holder(self.reading.complete(chunk.unit, chunk.a), None, self.reading.span(chunk.a, end), "")
        return None

    def _known(self, chunk: Chunk) -> bool:
        assert chunk.unit is not None
        return fold(self.reading.complete(chunk.unit, chunk.a)) != fold(chunk.unit.name)

    def year_after(self, i: int, *, reach: int = 6) -> int | None:
        """The year of `năm N` within a few chunks from chunk i, before another holder takes over."""
        for j in range(i, min(i + reach, len(self.chunks) - 1)):
            if self.chunks[j].text == ";":
                return None
            if is_word(self.chunks[j], "năm"):
                school = is_word(self.chunks[j + 1], "học") and j + 2 < len(self.chunks)
                return _year(self.chunks[j + 2 if school else j + 1])
        return None

    def any_year(self) -> int | None:
        """The only year that the sentence names, or the last one behind its roles."""
        years = [
            y
            for j in range(len(self.chunks) - 1)
            if is_word(self.chunks[j], "năm") and (y := _year(self.chunks[j + 1])) is not None
        ]
        return years[0] if len(set(years)) == 1 else None


def _year(chunk: Chunk) -> int | None:
    return int(chunk.text) if chunk.text.isdigit() and 1945 <= int(chunk.text) <= 2100 else None


def person_holder(reading: Reading, mention: Mention) -> Holder:
    """A person as holder, with the unit of their last post that is no committee's."""
    from .names import spell
    from .officials import posts_of

    own = mention
    full = next((m for m in reading.mentions if m.full and m.key == mention.person), mention)
    if not any(i.unit for i in own.items):
        own = next((m for m in reading.mentions if m.person == mention.person and any(i.unit for i in m.items)), own)
    units = [p.unit for p in posts_of(reading, own) if p.unit and not p.former]
    working = [u for u in units if not _committee(u)] or units
    return Holder(
        working[-1] if working else None, spell(full.name.text), reading.span(mention.a, mention.b), mention.person or ""
    )


def _committee(unit: str) -> bool:
    folded = fold(unit)
    return folded.startswith(("đảng ủy", "tỉnh ủy", "thành ủy", "huyện ủy", "hội đồng thi đua", "ban thường vụ", "trung ương đảng"))


def find_roles(reading: Reading, blocs: Blocs) -> list[Held]:
    """Every role that a sentence gives to a unit or a person, in order; handovers are read apart."""
    period = meeting_period(reading.article)
    default = _term(period[0]) if period else None
    found: list[Held] = []
    coming: tuple[int, int | None] = (-9, None)  # the last row that gives a role from a year on, and that year
    for number, chunks in enumerate(reading.sentences):
        if not any(c.kind is Kind.ROLE for c in chunks):
            continue
        row = Row(reading, blocs, number, reading.mentions)
        here = _of_row(row, default)
        if number - coming[0] == 1:  # `… năm 2023 cho X. Y được giao làm Khối phó.`
            here = [replace(h, year=coming[1]) if not h.stated_year and h.basis is not Basis.STATED else h for h in here]
        stated = row.any_year()
        passed = any(h.stated_year and h.basis is not Basis.STATED for h in here) or "cờ" in row.text(0, len(chunks)).split()
        if stated is not None and (passed or "bàn giao" in row.text(0, len(chunks))):
            coming = (number, stated)
        found.extend(here)
    return found


def _term(period: str) -> int | None:
    """The year of a period; of a school year or a longer one its first."""
    return int(period[:4]) if period[:4].isdigit() else None


def _of_row(row: Row, default: int | None) -> list[Held]:
    found: list[Held] = []
    roles = [k for k, c in enumerate(row.chunks) if c.kind is Kind.ROLE]
    for position, k in enumerate(roles):
        if _granting(row, k):
            continue
        bloc = _bloc_of(row, k)
        if bloc is None:
            continue
        holders, ended = _holders(row, k, roles, position)
        if not holders:
            continue
        chunk = row.chunks[k]
        assert chunk.entry is not None
        role = Role(chunk.entry.fields["role"])
        basis = _basis(row, k, holders)
        stated = row.year_after(k + 1) or _year_before(row, k)
        if stated is None and basis is not Basis.STATED:
            stated = row.any_year()
        year = stated if stated is not None else (default if basis is Basis.STATED else None)
        if year is None and basis is Basis.ASSIGNED and _present(row, k, holders[0]):
            year = default
        for holder in holders[: 1 if role in _SINGLE else None]:
            first, last = min(holder.span.start, chunk.a), max(holder.span.end, chunk.b)
            found.append(
                Held(bloc, role, chunk.text, holder, year, stated is not None, basis, row.reading.span(first, last), ended)
            )
    return found


def _present(row: Row, k: int, holder: Holder) -> bool:
    """`X đảm nhiệm khối trưởng …, đã tổ chức`: in office now; `X được giao làm` may be from a coming year on."""
    gap = " ".join(c.norm for c in row.chunks[:k] if c.a >= holder.span.start)
    if any(f" {word} " in f" {gap} " for word in ("giao", "cử", "phân công", "chỉ định")):
        return False
    return not any(w in row.text(0, len(row.chunks)) for w in ("bầu", "sẽ ", "năm tới", "nhiệm kỳ mới", "hội nghị thống nhất"))


def _granting(row: Row, k: int) -> bool:
    """Is the role only named as a grantor, an author or an addressee?"""
    before = row.chunks[k - 1] if k else None
    if before is None:
        return False
    if is_word(before, "của"):
        head = row.text(k - 8, k)
        return not any(word in head for word in ("vai trò", "nhiệm kỳ", "vị trí", "nhiệm vụ", "trách nhiệm"))
    return before.kind is Kind.AWARD


def _bloc_of(row: Row, k: int) -> Named | None:
    for j in (k + 1, k + 2, k - 1):
        if 0 <= j < len(row.chunks) and row.chunks[j].kind is Kind.BLOC:
            return row.blocs.of(row.chunks[j])
    near = [c for c in row.chunks if c.kind is Kind.BLOC]
    return row.blocs.of(near[0] if near else None)


def _holders(row: Row, k: int, roles: list[int], position: int) -> tuple[list[Holder], bool]:
    """(who holds the role at chunk k, whether the term is over)."""
    spread = _distributed(row, roles, position)
    if spread:
        return [spread], False
    before = _holder_before(row, k)
    if before:
        return before, "kết thúc" in row.text(k - 5, k)
    if k >= 2 and any(row.text(k - 4, k).endswith(word) for word in _OFFICE):
        after = _subject_after(row, k)
        if after:
            return [after], False
    following = _holder_after(row, k)
    return ([following], False) if following else ([], False)


def _distributed(row: Row, roles: list[int], position: int) -> Holder | None:
    """`A và B - đại diện đơn vị Cụm trưởng, Cụm phó`: roles in a row go to people in a row, in order."""
    run = [position]
    while run[0] > 0 and _adjacent(row, roles[run[0] - 1], roles[run[0]]):
        run.insert(0, run[0] - 1)
    while run[-1] + 1 < len(roles) and _adjacent(row, roles[run[-1]], roles[run[-1] + 1]):
        run.append(run[-1] + 1)
    if len(run) < 2:
        return None
    first = roles[run[0]]
    people = [m for m in row.mentions if m.name.end <= row.chunks[first].start and m.person]
    gap = row.chunks[people[-1].last : first] if people else []
    if len(people) < len(run) or any(c.kind is not Kind.MARK and c.norm not in _HOLDING for c in gap):
        return None
    if not row.chunks[first].norm.startswith(("đại diện", "đơn vị")):
        return None
    chosen = people[-len(run) :][run.index(position)]
    return person_holder(row.reading, chosen)


def _adjacent(row: Row, left: int, right: int) -> bool:
    gap = row.chunks[left + 1 : right]
    return bool(gap) and all(is_word(c, ",", "và") for c in gap)


def _holder_before(row: Row, k: int) -> list[Holder]:
    """The unit or person before the role, over words of holding or a mark; with those that share it."""
    j = k - 1
    marks = words = 0
    while j >= 0:
        chunk = row.chunks[j]
        if row.mention_at(j) or chunk.kind is Kind.UNIT:
            break
        if chunk.kind is Kind.MARK and chunk.text in _MARKS:
            marks += 1
        elif chunk.kind is Kind.WORD and chunk.norm in _HOLDING:
            words += 1
        elif chunk.kind is Kind.BLOC and words:
            pass
        elif chunk.text == ")" and marks == 0:
            pass
        else:
            return []
        j -= 1
    mention = row.mention_at(j) if j >= 0 else None
    if j < 0 or words + marks > 9:
        return []
    if mention and mention.last - 1 != j and not (mention.first <= k < mention.last):
        return []
    if mention and mention.name.start > row.chunks[k].start:
        return []  # the role stands before the name, as one of its posts
    if not mention and _of_someone(row, j):
        return []
    holder = row.holder(j)
    if holder is None:
        return []
    if words == 0 and marks and row.chunks[k - 1].text == "," and not mention and not _list_of_roles(row, k):
        return []
    return [*_shared(row, j), holder]


def _list_of_roles(row: Row, k: int) -> bool:
    """A comma alone joins a unit to its role only where the sentence sets roles beside units (`đơn vị Khối trưởng`)."""
    return row.chunks[k].norm.startswith(("đơn vị", "đại diện", "cơ quan"))


def _of_someone(row: Row, j: int) -> bool:
    """Is the unit at chunk j a piece of a person's post, so that the person holds the role?"""
    return row.mention_at(j) is not None


def _shared(row: Row, j: int) -> list[Holder]:
    """Units coordinated with the one at chunk j: `X và Y là Khối phó`."""
    found: list[Holder] = []
    while j >= 2 and row.chunks[j - 1].norm in _SHARING and row.chunks[j - 2].kind is Kind.UNIT:
        j -= 2
        holder = row.holder(j)
        if holder is None or row.mention_at(j):
            break
        found.insert(0, holder)
        if row.chunks[j + 1].norm == "," and not found:
            break
    return found


def _subject_after(row: Row, k: int) -> Holder | None:
    """`Với vai trò Cụm trưởng năm N, X …`: the subject behind the comma."""
    for j in range(k + 1, min(k + 8, len(row.chunks) - 1)):
        if row.chunks[j].text == ",":
            return row.holder(j + 1)
        if row.chunks[j].kind not in (Kind.WORD, Kind.NUMBER, Kind.BLOC):
            return None
    return None


def _holder_after(row: Row, k: int) -> Holder | None:
    """`Khối trưởng năm N là X`, `Cụm phó được giao cho X`, `Khối trưởng: X`."""
    j, linked = k + 1, False
    while j < len(row.chunks) and j - k < 9:
        chunk = row.chunks[j]
        if is_word(chunk, "là", ":", "giao", "thuộc", "do") or (linked and is_word(chunk, "cho", "về", "đơn", "vị")):
            linked = True
        elif linked and (chunk.kind is Kind.UNIT or row.mention_at(j)):
            return row.holder(j)
        elif not (chunk.kind in (Kind.NUMBER, Kind.BLOC) or is_word(chunk, "năm", "được", "đã", "tiếp", "tục", "mới")):
            return None
        j += 1
    return None


def _year_before(row: Row, k: int) -> int | None:
    for j in range(max(0, k - 4), k):
        if is_word(row.chunks[j], "năm"):
            return _year(row.chunks[j + 1])
    return None


def _basis(row: Row, k: int, holders: list[Holder]) -> Basis:
    start = holders[0].span.start
    gap = " ".join(c.norm for c in row.chunks[:k] if c.a >= start)
    head = " ".join(c.norm for c in row.chunks if c.b <= start)
    if any(word in gap or word in head for word in _ELECTING):
        return Basis.ELECTED
    if any(f" {word} " in f" {gap} " or f" {word} " in f" {head} " for word in _ASSIGNING) and "kết thúc" not in gap:
        return Basis.ASSIGNED
    after = row.text(k + 1, k + 8)
    return Basis.ASSIGNED if "giao cho" in after else Basis.STATED
