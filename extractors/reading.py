"""One article as the extractors see it: tokens, chunks, and what the article itself explains.

Abbreviations that it spells out, units that it names in full and provinces that it speaks of complete what stands
short elsewhere: `Tư lệnh Quân khu` in an article on Quân khu 1 is of `Quân khu 1`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING

from corpus.article import Article, Block, BlockKind

from .chunks import Chunk, Kind
from .gazetteer import load
from .language import fold
from .places import place_at
from .records import Span
from .tokens import Tokens
from .units import UnitParse

if TYPE_CHECKING:
    from .people import Mention

# Bodies whose bare mention at the end of another's name may be completed: `Bộ Tư lệnh Quân khu`.
_TAILS = frozenset({"quân khu", "quân đoàn", "quân chủng", "binh chủng", "tổng cục", "tỉnh ủy", "huyện ủy", "thành ủy", "thị ủy",
                    "quận ủy", "tỉnh đoàn", "vùng", "sư đoàn", "lữ đoàn", "trung đoàn"})
_EXPLAINED = re.compile(r"\(\s*([A-ZĐ][A-ZĐ\-&,. ]{0,10}[A-ZĐ])\s*\)")
_PLACE_KINDS = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường")
_COMMITTEES = {"tỉnh ủy": "tỉnh", "huyện ủy": "huyện", "thị ủy": "thị xã", "quận ủy": "quận", "tỉnh đoàn": "tỉnh"}


@cache
def gazetteer_abbreviations() -> dict[str, str]:
    """Abbreviations in capitals with their full forms."""
    return {entry.name: entry.fields["full"] for entry in load("abbreviations")}


class Reading:
    """An article under reading: `sentences` are rows of chunks, in order."""

    def __init__(self, article: Article, tokens: Tokens, sentences: list[list[Chunk]]) -> None:
        self.article = article
        self.tokens = tokens
        self.sentences = sentences
        self.mentions: list[Mention] = []  # set once the people are found

    def span(self, a: int, b: int) -> Span:
        """An evidence span; raises ValueError where it is empty."""
        if a >= b:
            raise ValueError(f"empty span {a}..{b}")
        return Span(start=a, end=b)

    def block(self, chunk: Chunk) -> Block:
        """The block that a chunk stands in."""
        return self.article.block_at(chunk.a)

    def rows(self, *kinds: BlockKind) -> Iterator[list[Chunk]]:
        """The sentences of blocks of the given kinds; of all blocks where none is given."""
        for row in self.sentences:
            if row and (not kinds or self.block(row[0]).kind in kinds):
                yield row

    @cached_property
    def abbreviations(self) -> dict[str, str]:
        """What the article explains itself: `Tổng cục Chính trị (TCCT)`; the long form as written."""
        found: dict[str, str] = {}
        text = self.article.text
        for match in _EXPLAINED.finditer(text):
            letters = [c for c in match.group(1) if c.isalpha()]
            words = text[max(0, match.start() - 160) : match.start()].replace("\n", " ").split(" ")
            words = [w for w in words if w]
            taken: list[str] = []
            wanted = list(letters)
            for word in reversed(words):
                bare = word.strip("“”\"',.-–;:")
                taken.insert(0, word)
                if bare and wanted and bare[0].upper() == wanted[-1]:
                    wanted.pop()
                elif bare and not (bare.casefold() in ("và", "của", "các", "về") or word in "-–"):
                    break
                if not wanted:
                    break
            if not wanted and taken:
                found.setdefault("".join(match.group(1).split()), " ".join(taken).strip("“”\"',.;: "))
        return found

    def expand(self, name: str) -> str:
        """A name with its abbreviations written out, as far as the article or the gazetteer explains them."""
        known = gazetteer_abbreviations()
        words: list[str] = []
        for word in name.split():
            full = self.abbreviations.get(word) or known.get(word)
            if full is None:
                words.append(word)
                continue
            pieces = full.split()
            if words and pieces and fold(words[-1]) == fold(pieces[0]):
                pieces = pieces[1:]  # `Bộ CHQS` with CHQS; `Đoàn Đoàn …`
            words.extend(pieces)
        return " ".join(words)

    @cached_property
    def full_units(self) -> list[tuple[int, str]]:
        """(offset, name) of the units that are named in full, in order."""
        return [(span.start, name) for span, name in self._named_units]

    @cached_property
    def _named_units(self) -> list[tuple[Span, str]]:
        found: list[tuple[Span, str]] = []
        ends = self.tokens.end
        for row in self.sentences:
            for chunk in row:
                if chunk.units:
                    found.extend((Span(start=chunk.a, end=chunk.b), u.name) for u in chunk.units.units)
                unit = chunk.unit or (chunk.bloc.scope if chunk.bloc else None)
                while unit:
                    if not unit.bare and not unit.open_place:
                        start = min(chunk.a, self.tokens.start[unit.start])
                        found.append((Span(start=start, end=ends[unit.end - 1]), unit.name))
                    unit = unit.above
        return found

    def naming(self, name: str) -> Span | None:
        """Where the article names a unit, a bloc or a person in full; None where it does not in these words."""
        wanted = fold(name)
        for span, unit in self._named_units:
            if fold(unit) == wanted:
                return span
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", self.article.text, re.IGNORECASE)
        if found and "\n\n" not in found.group():
            return Span(start=found.start(), end=found.end())
        for span, unit in self._named_units:
            if fold(self.expand(unit)) == wanted:
                return span
        # A name that was put together: its longest tail that stands in the text names the body.
        words = name.split()
        for first in range(1, len(words) - 1):
            tail = " ".join(words[first:])
            found = re.search(rf"(?<!\w){re.escape(tail)}(?!\w)", self.article.text)
            if found:
                return Span(start=found.start(), end=found.end())
        return None

    @cached_property
    def places(self) -> Counter[tuple[str, str]]:
        """How often the article names each place: (folded kind, name as written)."""
        found: Counter[tuple[str, str]] = Counter()
        tokens = self.tokens
        for match in tokens.all("places"):
            place = place_at(tokens, match.start, person_may_follow=True)
            if place and not place.bare:
                found[" ".join(tokens.norm[match.start : match.end]), tokens.quote(place.name, place.end)] += 1
        for match in tokens.all("provinces"):
            if tokens.cap[match.start] and not (match.start and tokens.norm[match.start - 1] in ("tỉnh", "phố")):
                found["tỉnh", tokens.quote(match.start, match.end)] += 1
        return found

    def place_of(self, kind: str) -> str | None:
        """The one place of a kind that the article speaks of, or None where it speaks of none or of several."""
        names: Counter[str] = Counter()
        spelt: dict[str, str] = {}
        for (found, name), count in self.places.items():
            if found == kind:
                names[fold(name)] += count
                spelt.setdefault(fold(name), name)
        if not names:
            return None
        (best, count), *rest = names.most_common()
        return spelt[best] if not rest or count >= 3 * rest[0][1] else None

    def complete(self, unit: UnitParse, offset: int, near: str | None = None) -> str:
        """A unit's name as full as the article allows.

        near: the name of a unit that the same passage names in full, whose place is taken first.
        """
        name = unit.name
        if unit.bare or unit.open_place:
            completed = (
                self._from_place_near(name, near)
                or self._from_sentence_place(name, offset)
                or self._from_named(name, offset)
                or self._from_tail(name, offset)
            )
            name = completed or self._from_article_place(name) or name
        return self.expand(name)

    def last_of_kind(self, kind: str, offset: int) -> str | None:
        """`Cục Tuyên huấn … do A, Phó Cục trưởng`: the unit of a kind that the same block named last before an offset."""
        block = self.article.block_at(offset)
        before = [n for at, n in self.full_units if block.start <= at < offset and fold(n).startswith(fold(kind) + " ")]
        return self.expand(before[-1]) if before else None

    def _from_named(self, name: str, offset: int) -> str | None:
        """The full name that begins with this one: the last one before the offset, else the first one after."""
        prefix = fold(name) + " "
        found = [(at, full) for at, full in self.full_units if fold(full).startswith(prefix)]
        if not found:
            return None
        names = Counter(fold(full) for _, full in found)
        best, count = names.most_common(1)[0]
        before = [full for at, full in found if at <= offset]
        if len(names) > 1 and count < 2 * sum(names.values()) / 3 and before:
            return before[-1]
        return next(full for _, full in found if fold(full) == best)

    def _from_tail(self, name: str, offset: int) -> str | None:
        """A name that ends with a bare unit: `Bộ Tư lệnh Quân khu`, `Ban Dân vận Tỉnh ủy`."""
        words = name.split()
        for length in (3, 2, 1):
            tail = " ".join(words[-length:])
            if len(words) > length and fold(tail) in _TAILS:
                full = self._from_named(tail, offset)
                if full:
                    return " ".join((*words[:-length], full))
        return None

    def _from_place_near(self, name: str, near: str | None) -> str | None:
        if not near:
            return None
        folded = fold(name)
        for committee, kind in _COMMITTEES.items():
            if folded.endswith(committee):
                place = re.search(rf"\b{kind}\s+(.+)$", near, re.IGNORECASE)
                return f"{name} {place.group(1)}" if place and place.group(1)[0].isupper() else None
        for kind in _PLACE_KINDS:
            if folded.endswith(" " + kind):
                place = re.search(rf"\b{kind}\s+(.+)$", near, re.IGNORECASE)
                return f"{name} {place.group(1)}" if place and place.group(1)[0].isupper() else None
        return None

    def _from_sentence_place(self, name: str, offset: int) -> str | None:
        """`tại Thái Bình, đại tá A … giữ chức Giám đốc Công an tỉnh`: the province that opens the sentence."""
        if not fold(name).endswith(" tỉnh"):
            return None
        for row in self.sentences:
            if row and row[0].a <= offset < row[-1].b:
                for before, chunk in zip(row, row[1:], strict=False):
                    if chunk.a < offset and chunk.kind is Kind.PLACE and is_word(before, "tại", "ở"):
                        place = chunk.text.removeprefix("tỉnh ")
                        known = self.tokens.match(chunk.end - len(place.split()), "provinces")
                        return f"{name} {place}" if known else None
        return None

    def _from_article_place(self, name: str) -> str | None:
        folded = fold(name)
        for kind in ("tỉnh",):
            if folded == kind or folded.endswith(" " + kind):
                place = self.place_of(kind)
                return f"{name} {place}" if place else None
        if folded == "tỉnh ủy":
            place = self.place_of("tỉnh")
            return f"{name} {place}" if place else None
        return None


def is_word(chunk: Chunk, *norms: str) -> bool:
    """Is a chunk one of these folded words?"""
    return chunk.kind in (Kind.WORD, Kind.MARK) and chunk.norm in norms
