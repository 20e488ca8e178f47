"""Who holds a role in a bloc, or hands it over: a unit, a person, or a person for a unit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..chunks import Kind, is_word
from ..people.people import Mention
from ..people.posts import posts_of
from ..reading import Reading
from ..records import Span
from ..sentence import Sentence, SentenceView
from ..text.language import fold
from ..text.words import AND, BY, FROM, IS, TO
from ..units.long_forms import long_forms
from .blocs import PLACE_KIND, Blocs, Named

# Committees and councils, in which people sit beside their work: none of them is the unit that someone stands for.
_COMMITTEES = (
    "đảng ủy", "tỉnh ủy", "thành ủy", "huyện ủy", "hội đồng thi đua", "ban thường vụ", "trung ương đảng",
)  # fmt: skip
_BOARDS = ("ban giám đốc", "ban giám hiệu", "ban tổng giám đốc", "hội đồng thành viên", "hội đồng quản trị")
_FEWEST_LETTERS = 3  # of a body that is named by its letters


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a role in a bloc, or hands it over: a unit, a person, or both, and the passage that names them.

    above: of a person, the unit that is stated above theirs.
    """

    unit: str | None
    person: str | None
    span: Span
    above: str | None = None

    @property
    def name(self) -> str | None:
        """The unit, as far as it is known, else the person."""
        return self.unit or self.person


_OF_THE_COUNTRY = " việt nam"
_BEFORE_PLACE = (IS, TO, FROM, BY, AND, "sang", "về", "bầu", "chọn", "giao", "cử", "tôn", "nhất", "vị")


class RoleSentence(SentenceView):
    """A sentence, with the blocs to which its roles may belong."""

    def __init__(self, sentence: Sentence, blocs: Blocs) -> None:
        super().__init__(sentence)
        self.blocs = blocs

    def bloc_near(self, *beside: int) -> Named | None:
        """The bloc at one of these chunks, else the first one of the sentence, else the article's own."""
        near = (self.row[j] for j in beside if 0 <= j < len(self.row) and self.row[j].kind is Kind.BLOC)
        return self.blocs.of(next(near, None) or next((c for c in self.row if c.kind is Kind.BLOC), None))

    def bloc_of(self, k: int) -> Named | None:
        """The bloc of the role at chunk k: the one beside it, else the last one before it, else `bloc_near`."""
        row = self.row
        parted = k + 1 < len(row) and row[k + 1].text == ";"  # `Cụm 1 do X làm Cụm trưởng; | Cụm 2 do Y …`
        near = (k - 1,) if parted else (k + 1, k + 2, k - 1)
        beside = next((row[j] for j in near if 0 <= j < len(row) and row[j].kind is Kind.BLOC), None)
        before = (row[j] for j in range(k - 1, -1, -1) if row[j].kind is Kind.BLOC)
        if beside is not None and beside.bloc and not beside.bloc.bare:
            return self.blocs.of(beside)
        named = next((chunk for chunk in before if chunk.bloc and not chunk.bloc.bare), beside)
        return self.blocs.of(named) if named is not None else self.bloc_near()

    def may_hold(self, i: int) -> bool:
        """Is chunk i a unit, or a place (`tỉnh X`) where it is the places themselves that a bloc is of?"""
        chunk = self.row[i]
        if chunk.kind is Kind.WORD:
            return chunk.text.isupper() and self._is_in_letters(i)
        if chunk.kind is Kind.PLACE and " " in chunk.text:
            return self.blocs.of_places or self._stands_for_itself(i)
        return chunk.kind is Kind.UNIT

    def _stands_for_itself(self, i: int) -> bool:
        """`Huyện A, Cụm trưởng, …`, `Cụm phó là xã B`: is the place at chunk i spoken of as a unit is?"""
        if not PLACE_KIND.match(fold(self.row[i].text)) or self.blocs.main is None or not self.blocs.main.numbered:
            return False
        bracketed = i + 2 < len(self.row) and self.row[i + 1].text == "(" and self.row[i + 2].kind is Kind.ROLE
        return bracketed or not i or self.row[i - 1].text in ",;:(-–" or is_word(self.row[i - 1], *_BEFORE_PLACE)

    def _is_in_letters(self, i: int) -> bool:
        """`TBU đảm nhiệm …`: is chunk i a body by its letters, in a sentence that is not in capitals?"""
        text = self.row[i].text
        if not (text.isupper() and text.isalpha() and len(text) >= _FEWEST_LETTERS) or text in long_forms():
            return False
        beside = (self.row[j].text for j in (i - 1, i + 1) if 0 <= j < len(self.row))
        return not any(other.isupper() and len(other) > 1 for other in beside)

    def _named_as_a_person(self, i: int) -> Holder | None:
        """`Trại giam | Kim Sang`: the unit whose own name, right behind its kind, reads as a person's at chunk i."""
        chunk, before = self.row[i], self.row[i - 1] if i else None
        if chunk.kind is not Kind.NAME or before is None or before.kind is not Kind.UNIT or before.unit is None:
            return None
        if before.norm != before.unit.kind or not before.unit.bare or " " not in before.norm:
            return None
        if not self.reading.tokens.parted_by_a_blank(chunk.start):
            return None
        name = f"{before.text} {chunk.text}"
        return Holder(self.reading.names.expand(name), None, self.reading.span(before.a, chunk.b))

    def _listed_by_kind(self, kind: str) -> str | None:
        """`giao Văn phòng làm Khối phó`: the only one of the bloc's members that is of a kind of several syllables."""
        members = self.blocs.main.members if self.blocs.main and " " in kind else {}
        found = [name for key, name in members.items() if key.startswith(f"{fold(kind)} ")]
        return found[0] if len(found) == 1 else None

    def holder_at(self, i: int) -> Holder | None:
        """The unit or person at chunk i; a unit that nothing completes is none."""
        chunk, reading = self.row[i], self.reading
        mention = self.sentence.mention_at(i)
        own = self._named_as_a_person(i) if mention and mention.first == i else None
        if own:
            return own
        if mention and mention.person:
            return person_holder(reading, mention)
        if chunk.kind is Kind.PLACE and self.may_hold(i):
            return Holder(reading.names.expand(chunk.text), None, reading.span(chunk.a, chunk.b))
        if chunk.kind is Kind.WORD and chunk.text.isupper() and self._is_in_letters(i):
            return Holder(reading.names.expand(chunk.text), None, reading.span(chunk.a, chunk.b))
        if chunk.kind is not Kind.UNIT or chunk.unit is None:
            return None
        name = reading.unit_name(chunk.unit, chunk.a)
        whole = fold(name).endswith(_OF_THE_COUNTRY)  # `Mặt trận Tổ quốc Việt Nam`
        if chunk.unit.bare and fold(name) == fold(chunk.unit.name) and not whole:
            listed = self._listed_by_kind(name)
            return Holder(listed, None, reading.unit_span(chunk.unit, chunk.a)) if listed else None
        before = self.row[i - 1] if i else None
        if before is not None and before.kind is Kind.UNIT and before.unit and (before.unit.bare or _is_brand(name)):
            # `Đoàn | Viện Nghiên cứu X`: the first is a kind, of the body behind it.
            return Holder(f"{reading.names.expand(before.text)} {name}", None, reading.span(before.a, chunk.b))
        return Holder(name, None, reading.unit_span(chunk.unit, chunk.a))


def _is_brand(name: str) -> bool:
    """`Đoàn Cơ quan | VNR`: is a name letters alone, with a kind right before it the body of that kind?"""
    return name.isupper() and name.isalpha()


def as_member(bloc: Named, holder: Holder) -> Holder:
    """A holder by the name that the bloc's list has: a headline may leave its place out (`Bệnh viện Mắt`).

    Whoever is of a department of a member (`Trưởng phòng Tổ chức Trường Đại học X`) stands for the member.
    """
    unit = fold(holder.unit or "")
    if holder.above and unit not in bloc.members and fold(holder.above) in bloc.members:
        return replace(holder, unit=holder.above, above=None)
    if " " not in unit or unit in bloc.members:
        return holder
    of_place = PLACE_KIND.match(unit) is not None  # `huyện A` of `Ủy ban MTTQ huyện A`
    fuller = [
        name
        for key, name in bloc.members.items()
        if key.startswith(f"{unit} ") or (of_place and key.endswith(f" {unit}"))
    ]
    return replace(holder, unit=fuller[0]) if len(fuller) == 1 else holder


def person_holder(reading: Reading, mention: Mention) -> Holder:
    """A person as holder, with the unit of their last present post that is no committee's.

    Where the mention names no unit, the first of the person's mentions that does says it.
    """
    own = mention
    if not _names_unit(mention):
        others = reading.by_person.get(mention.person or "", [])
        own = next((m for m in others if _names_unit(m)), mention)
    units = [post.unit for post in posts_of(reading, own.items) if post.unit and not post.former]
    working = [unit for unit in units if not fold(unit).startswith(_COMMITTEES)] or units
    unit = _without_board(working[-1]) if working else None
    above = next((item.unit.above for item in reversed(own.items) if item.unit and item.unit.above), None)
    superior = reading.unit_name(above) if above and not above.bare else None
    return Holder(unit, reading.name_of(mention), reading.span(mention.a, mention.b), superior)


def _without_board(unit: str) -> str:
    """`Ban Giám đốc Học viện X`: whoever sits in a unit's board stands for the unit."""
    board = next((board for board in _BOARDS if fold(unit).startswith(f"{board} ")), "")
    return " ".join(unit.split()[len(board.split()) :])


def _names_unit(mention: Mention) -> bool:
    return any(item.unit for item in mention.items)
