"""Names made whole: what the article itself explains completes what stands short elsewhere.

Abbreviations that it spells out, units that it names in full and places that it speaks of: `Tư lệnh Quân khu` in an
article on Quân khu 1 is of `Quân khu 1`, `UBND tỉnh` in one on Lạng Sơn is `Ủy ban nhân dân tỉnh Lạng Sơn`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from corpus.article import Article, Block

from ..chunks import Chunk, Chunks, Kind, Row, is_word
from ..records import Span
from ..text.language import fold
from ..text.tokens import Tokens
from ..text.words import ALL, AND, AT, IN, OF, PROVINCE
from .article_places import COMMITTEES, ArticlePlaces, lacking_place, named_in
from .long_forms import known_long_forms, written_out
from .naming_order import NamedUnits
from .unit_kinds import Trait, absorbs, has_level, kinds_with
from .unit_parse import UnitParse
from .units import FORCES

_EXPLAINED = re.compile(r"\(\s*([A-ZĐ][A-ZĐ\-&,. ]{0,10}[A-ZĐ])\s*\)")
_EXPLANATION_REACH = 160  # code points before a bracket in which the long form stands
# Words of a long form that its abbreviation leaves out.
_UNABBREVIATED = frozenset({AND, OF, ALL, "về", "-", "–"})
_NAMING = frozenset({Kind.UNIT, Kind.UNITS, Kind.BLOC, Kind.POST})  # the kinds of chunk that may name a unit
_QUOTES_AND_MARKS = "“”\"',.;: "
_PLACE_KINDS = (PROVINCE, "thành phố", "huyện", "quận", "thị xã", "xã", "phường")
# Forces whose bare name is the whole force, not the one of a province.
_COUNTRY_WIDE = frozenset({"bộ đội biên phòng", "cảnh sát biển", "kho bạc nhà nước"})
_CLEAR = 3  # times as often as all others of its kinds together a unit is named that the article is about
_FIELDS = ("khoa học", "tổ chức", "hội nhập")  # begin as a kind of unit does
_LONGEST_TAIL = 3  # syllables of a bare unit at the end of another's name


class Completion:
    """What an article explains of names. tokens, chunks: the article's."""

    def __init__(self, article: Article, tokens: Tokens, chunks: Chunks) -> None:
        self._article = article
        self._tokens = tokens
        self._rows: Sequence[Row] = chunks.rows
        self._named_chunks = chunks.named
        self._expanded: dict[str, str] = {}
        self._written: dict[str, str] = {}  # the other way round
        self._by_kind: dict[str, NamedUnits] = {}

    # --- abbreviations ----------------------------------------------------------------------------------------

    @cached_property
    def abbreviations(self) -> dict[str, str]:
        """What the article explains itself: `Tổng cục Chính trị (TCCT)`; the long form as written."""
        found: dict[str, str] = {}
        text = self._article.text
        for match in _EXPLAINED.finditer(text):
            words = text[max(0, match.start() - _EXPLANATION_REACH) : match.start()].split()
            long_form = _long_form(words, [c for c in match.group(1) if c.isalpha()])
            if long_form:
                found.setdefault("".join(match.group(1).split()), long_form)
        return found

    @cached_property
    def _long_forms(self) -> dict[str, str]:
        return known_long_forms() | self.abbreviations

    def expand(self, name: str) -> str:
        """A name with its abbreviations written out, as far as the article explains them or every reader knows them.

        Others (`VNPT`, `CSGT`) stay as they are written: a quotation would not prove what they stand for.
        """
        expanded = self._expanded.get(name)
        if expanded is None:
            expanded = self._expanded[name] = written_out(name, self._long_forms)
            self._written.setdefault(expanded, name)
        return expanded

    def as_written(self, name: str) -> str:
        """A name that `expand` gave as the article has it; any other as it is."""
        return self._written.get(name, name)

    # --- units that are named in full ---------------------------------------------------------------------------

    @cached_property
    def naming_chunks(self) -> list[Chunk]:
        """The chunks in which a unit, several or a bloc is named, in order."""
        chunks = (row[k] for row, named in zip(self._rows, self._named_chunks, strict=True) for k in named)
        return [chunk for chunk in chunks if chunk.kind in _NAMING and (chunk.unit or chunk.units or chunk.bloc)]

    @cached_property
    def _named_units(self) -> list[tuple[Span, str]]:
        """(passage, name) of the units that are named in full, by row and chunk, each before those above it."""
        found: list[tuple[Span, str]] = []
        ends = self._tokens.end
        for chunk in self.naming_chunks:
            if chunk.units:
                found.extend((Span(start=chunk.a, end=chunk.b), u.name) for u in chunk.units.units)
            unit = chunk.unit or (chunk.bloc.scope if chunk.bloc else None)
            while unit:
                if not unit.bare and not unit.open_place:
                    start = min(chunk.a, self._tokens.start[unit.start])
                    span = Span(start, ends[unit.end - 1])
                    found.append((span, unit.name))
                    body = body_within(unit.name)
                    if body:
                        found.append((span, body))
                unit = unit.above
        return found

    @cached_property
    def _folded_units(self) -> list[tuple[Span, str, str]]:
        return [(span, name, fold(name)) for span, name in self._named_units]

    @cached_property
    def _spelt_units(self) -> list[tuple[Span, str, str]]:
        """The units that are named in full, each with its name folded and without abbreviations."""
        return [(span, name, fold(self.expand(name))) for span, name in self._named_units]

    def _named(self, kind: str) -> NamedUnits:
        """The units that are named in full and whose names begin with a kind (folded)."""
        if kind not in self._by_kind:
            prefix = kind + " "
            found = [(span.start, name) for span, name, spelt in self._spelt_units if spelt.startswith(prefix)]
            self._by_kind[kind] = NamedUnits(found)
        return self._by_kind[kind]

    def last_of_kind(self, kind: str, offset: int) -> str | None:
        """`Cục Tuyên huấn … do A, Phó Cục trưởng`: the unit of a kind that the block named last before an offset."""
        found = self._named(fold(kind)).last_before(offset)
        return self.expand(found[1]) if found and found[0] >= self.block_at(offset).start else None

    def best_of_kind(self, kind: str, offset: int) -> str | None:
        """The unit of a kind that the article mostly names, else the last one up to an offset."""
        found = self._named(fold(kind)).best(offset)
        return self.expand(found) if found else None

    def main_of_kinds(self, kinds: tuple[str, ...], offset: int) -> str | None:
        """The unit of some kinds (folded, a blank behind each) that someone at an offset leads, where none is said.

        The only one that the sentence names before it, else the one that the article names alone or by far most.
        """
        found = [
            (span.start, self.expand(name)) for span, name, folded in self._folded_units if folded.startswith(kinds)
        ]
        begun = self._clause_start(offset)
        near = {fold(name): name for start, name in found if begun <= start < offset}
        if len(near) == 1:
            return next(iter(near.values()))
        counts = Counter(fold(name) for _, name in found)
        if not counts or near:
            return None
        best, count = counts.most_common(1)[0]
        last = max((one for one in found if one[0] < offset), default=None)
        if last and last[0] >= self.block_at(offset).start and fold(last[1]) != best:
            return None  # the paragraph speaks of another one
        clear = len(counts) == 1 or count >= _CLEAR * (len(found) - count)
        return next(name for _, name in found if fold(name) == best) if clear else None

    def naming(self, name: str) -> Span | None:
        """Where the article names a unit, a bloc or a person in full; None where it does not in these words."""
        wanted = fold(name)
        return (
            self._spans.get(wanted)
            or _find_words(self._lowered, name.lower())
            or self._spans_of_expanded.get(wanted)
            or self._naming_tail(name.split())
        )

    def _naming_tail(self, words: Sequence[str]) -> Span | None:
        """A name that was put together: its longest tail that stands in the text names the body."""
        tails = (_find_words(self._article.text, " ".join(words[first:])) for first in range(1, len(words) - 1))
        return next((span for span in tails if span), None)

    @cached_property
    def _spans(self) -> dict[str, Span]:
        return {folded: span for span, _, folded in reversed(self._folded_units)}

    @cached_property
    def _spans_of_expanded(self) -> dict[str, Span]:
        return {fold(self.expand(name)): span for span, name in reversed(self._named_units)}

    @cached_property
    def _lowered(self) -> str:
        """The text in lower case, where every offset stays the same."""
        text = self._article.text
        lowered = text.lower()
        return lowered if len(lowered) == len(text) else text

    # --- places -------------------------------------------------------------------------------------------------

    @cached_property
    def _places(self) -> ArticlePlaces:
        return ArticlePlaces(self._tokens, self._rows)

    # --- completing ---------------------------------------------------------------------------------------------

    def complete(self, unit: UnitParse, offset: int, near: str | None = None) -> str:
        """A unit's name as full as the article allows, its abbreviations written out.

        offset: where it is mentioned, in code points. near: the name of a unit that the same passage names in full,
        whose place is taken first.
        """
        name = unit.name
        if (unit.bare or unit.open_place) and fold(self.expand(name)) not in _COUNTRY_WIDE:
            name = (
                _from_place_near(name, near)
                or self._from_sentence(name, offset)
                or self._from_sentence_place(name, offset)
                or self._from_named(name, offset)
                or self._from_tail(name, offset)
                or self._from_article_place(name)
                or name
            )
        return self.expand(name)

    def _from_named(self, name: str, offset: int) -> str | None:
        return self._named(fold(self.expand(name))).best(offset)

    def _from_tail(self, name: str, offset: int) -> str | None:
        """A name that ends with a bare unit: `Bộ Tư lệnh Quân khu`, `Ban Dân vận Tỉnh ủy`."""
        words = name.split()
        for length in range(min(_LONGEST_TAIL, len(words) - 1), 0, -1):
            tail = " ".join(words[-length:])
            full = self._from_named(tail, offset) if fold(tail) in kinds_with(Trait.TAIL) else None
            if full:
                return " ".join((*words[:-length], full))
        return None

    def _from_sentence_place(self, name: str, offset: int) -> str | None:
        """`tại Thái Bình, đại tá A … giữ chức Giám đốc Công an tỉnh`: the province that opens the sentence."""
        if not fold(name).endswith(f" {PROVINCE}"):
            return None
        row = self._row_at(offset)
        for before, chunk in pairwise(row):
            if chunk.a < offset and chunk.kind is Kind.PLACE and is_word(before, AT, IN):
                place = chunk.text.removeprefix(f"{PROVINCE} ")
                known = self._tokens.match(chunk.end - len(place.split()), "provinces")
                return f"{name} {place}" if known else None
        return None

    def _from_sentence(self, name: str, offset: int) -> str | None:
        """A name that ends with a kind of place or a committee, with the one such place that its sentence names before.

        `HĐND tỉnh Sóc Trăng bầu ông A, Phó Bí thư Tỉnh ủy, …`: of Sóc Trăng, whatever the article is about.
        """
        lacking = lacking_place(fold(name))
        place = named_in(self._row_at(offset), lacking.kind, offset) if lacking else None
        return lacking.filled(name, place) if lacking and place else None

    def _from_article_place(self, name: str) -> str | None:
        """A name that ends with a kind of place or a committee, with the one such place that the article speaks of."""
        lacking = lacking_place(fold(name))
        place = self._places.main(lacking.kind) if lacking else None
        return lacking.filled(name, place) if lacking and place else None

    # --- where an offset stands ---------------------------------------------------------------------------------

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self._article.blocks]

    @cached_property
    def _row_starts(self) -> list[int]:
        return [row[0].a for row in self._rows]

    def block_at(self, offset: int) -> Block:
        """The block that holds an offset of a chunk."""
        return self._article.blocks[bisect_right(self._block_starts, offset) - 1]

    def _clause_start(self, offset: int) -> int:
        """Where the part of a list between semicolons, or the sentence, begins that holds an offset."""
        starts = [c.b for c in self._row_at(offset) if c.text == ";" and c.b <= offset]
        row = self._row_at(offset)
        return starts[-1] if starts else row[0].a if row else offset

    def _row_at(self, offset: int) -> Row:
        """The row that holds an offset; nothing between rows."""
        row = self._rows[max(bisect_right(self._row_starts, offset) - 1, 0)]
        return row if row[0].a <= offset < row[-1].b else ()


@lru_cache(maxsize=8_192)
def body_within(name: str) -> str | None:
    """The body that a name takes in: `Quân khu 9` in `Bộ Tư lệnh Quân khu 9`; None where it takes in none."""
    syllables = name.split()
    for first in range(1, len(syllables) - 1):
        if fold(" ".join(syllables[first : first + 2])) in FORCES:
            return None  # `Cơ quan Cảnh sát điều tra`: the force is a field
        body = " ".join(syllables[first:])
        if fold(body).startswith(_FIELDS):
            return None
        if syllables[first][0].isupper() and absorbs(fold(" ".join(syllables[:first]))) and has_level(body):
            return body
    return None


def _long_form(words: Sequence[str], letters: Sequence[str]) -> str | None:
    """The last words that begin with the letters, in order, with those between that abbreviations leave out."""
    wanted = list(letters)
    first = len(words)
    while wanted and first:
        first -= 1
        bare = words[first].strip("“”\"',.-–;:")
        if bare and bare[0].upper() == wanted[-1]:
            wanted.pop()
        elif bare and bare.casefold() not in _UNABBREVIATED:
            return None
    return None if wanted else " ".join(words[first:]).strip(_QUOTES_AND_MARKS)


def _from_place_near(name: str, near: str | None) -> str | None:
    """A committee, or a name that ends with a kind of place, with the place in another name: `Huyện ủy` Mỹ Tú."""
    if not near:
        return None
    folded = fold(name)
    kinds = [kind for committee, kind in COMMITTEES.items() if folded.endswith(committee)]
    kinds += [kind for kind in _PLACE_KINDS if folded.endswith(f" {kind}")]
    place = re.search(rf"\b{kinds[0]}\s+(.+)$", near, re.IGNORECASE) if kinds else None
    return f"{name} {place.group(1)}" if place and place.group(1)[0].isupper() else None


def _find_words(text: str, wanted: str) -> Span | None:
    """The first place in a text where some words stand whole."""
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        if not (_is_letter(text[at - 1 : at]) or _is_letter(text[end : end + 1])):
            return Span(start=at, end=end)
        at = text.find(wanted, at + 1)
    return None


def _is_letter(char: str) -> bool:
    """Is a character (or none) one of words?"""
    return char.isalnum() or char == "_"
