"""A Doc as plain lists, with the gazetteer's matches by place: what the grammar walks over.

Walking a spaCy Doc token by token costs a Python object each; the grammar looks at every token many times, so it
walks lists. White space is left out: token numbers here count words, numbers and marks only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import accumulate, compress, islice
from operator import add

from spacy.tokens import Doc

from corpus.article import Article

from .doc_words import words_of
from .gazetteer import LOOKED_UP, Entry, Match, load, matches_of
from .language import fold, syllables_of

SHOUTING = 0.75  # the share of capital letters from which a block tells nothing by its capitals
_NOTHING: dict[str, Match] = {}  # of most tokens, never changed
_LOOK_AHEAD = 8  # tokens
_COMMON_IN_LOWER_CASE = "nhtcgiaou"
_FEW_LETTERS = 12  # so few may be an abbreviation
# Words that open a sentence, where they stand in capitals behind a name whose full stop is missing (captions).
_OPENING_WORDS = frozenset(
    {"với", "theo", "những", "tại", "khi", "trước", "để", "nhằm", "trên", "nếu", "vì", "đây", "việc"}
)
# Those that are given names as well, with what follows where they are none; a number may follow each.
_OPENING_PAIRS = {
    "ngày": frozenset({"hôm", "nay", "mai"}), "sáng": frozenset({"nay", "qua", "ngày", "mai"}),
    "chiều": frozenset({"nay", "qua", "ngày"}), "tối": frozenset({"nay", "qua", "ngày"}),
    "trong": frozenset({"năm", "đó", "khi", "những", "các", "thời", "buổi", "dịp", "số"}),
    "sau": frozenset({"khi", "đó", "buổi", "lễ", "hơn", "nhiều"}), "từ": frozenset({"năm", "ngày", "đầu", "khi"}),
    "cụ": frozenset({"thể"}), "về": frozenset({"nội", "việc", "phía", "công"}), "đồng": frozenset({"chí", "thời"}),
    "đến": frozenset({"ngày", "nay", "cuối", "hết"}), "hiện": frozenset({"nay"}), "trưa": frozenset({"nay", "ngày"}),
    "cùng": frozenset({"dự", "ngày", "đi", "tham", "với"}), "các": frozenset({"đại", "đồng", "đơn", "tập", "cá"}),
}  # fmt: skip
_SPOKEN_OF = frozenset({"ông", "bà"})
_OF_NAMES = ("hai", "rơ")  # before `Bà`, `Ông` in names: `Hai Bà Trưng`, `Rơ Ông Hà Bưởi`


class Tokens:
    """The words, numbers and marks of a Doc, in order.

    size: how many. text, norm: as written, and folded. start, end: offsets in code points. cap: begins with a capital
    that means something (not in a headline all in capitals). sentence: the number of its
    sentence. newline: stands first in its line. at: by gazetteer the longest row that starts there, of those
    that are matched in text.
    """

    def __init__(self, doc: Doc, text: str, shouting: Sequence[tuple[int, int]] = ()) -> None:
        """text: the Doc's. shouting: (start, end) of the blocks written in capitals, in order, in code points."""
        # Everything by whole lists: a loop over the words of an article would cost several times as much.
        words, spaces, shapes, starts, inked, numbers = words_of(doc)
        shapes = list(compress(shapes, inked))
        self.source = text
        self.text: list[str] = list(compress(words, inked))
        self.size: int = len(self.text)
        self.norm: list[str] = [shape.norm for shape in shapes]
        self.start: list[int] = list(compress(accumulate(map(add, map(len, words), spaces), initial=0), inked))
        self.end: list[int] = list(map(add, self.start, map(len, self.text)))
        self.cap: list[bool] = [shape.cap for shape in shapes]
        self._shapes = shapes
        self.sentence: list[int] = list(compress(islice(accumulate(starts, initial=-1), 1, None), inked))
        # Words in lower case with which no row of a gazetteer begins: most of a text, passed over at a glance.
        self.quiet: list[bool] = [shape.quiet for shape in shapes]
        self.newline: list[bool] = [False] * self.size
        for after in (0, *(numbers[i] for i, ink in enumerate(inked) if not ink and "\n" in words[i])):
            self.newline[after : after + 1] = [True] if after < self.size else []
        for first_loud, last_loud in shouting:
            for i in range(bisect_left(self.start, first_loud), bisect_left(self.start, last_loud)):
                self.cap[i], self.quiet[i] = False, self.text[i][0].isalpha()
        matches = matches_of(doc)
        self._by_group = matches.by_group
        # Beyond the last token as well, so that whoever looks one or two ahead finds nothing there.
        self.at: list[dict[str, Match]] = [_NOTHING] * (self.size + _LOOK_AHEAD)
        for start, rows in matches.by_start.items():
            self.at[start] = rows
            self.quiet[start] = False

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def upper(self) -> list[bool]:
        """Is each token all in capitals, of more than one letter?"""
        return [shape.upper for shape in self._shapes]

    @cached_property
    def run_ends(self) -> list[int]:
        """For each token the one after the run of capitalised words that it stands in; its own number in no run."""
        ends = list(range(self.size))
        begun = -1  # the capitalised word to the right
        for i in reversed([i for i, cap in enumerate(self.cap) if cap and self.text[i][0].isalpha()]):
            goes_on = i + 1 == begun and self.sentence[begun] == self.sentence[i] and self.parted_by_a_blank(begun)
            ends[i] = ends[begun] if goes_on and not self.opens_sentence(begun) else i + 1
            begun = i
        return ends

    def opens_sentence(self, i: int) -> bool:
        """Does a capital inside a run open a sentence, the full stop before it missing: `Canon Việt Nam | Theo ông …`?

        So does `Ông` before a name; a run that ends with a given name (`Nguyễn Văn Sáng cho biết`) goes on.
        """
        if i == 0 or i + 2 >= self.size or not self.cap[i] or not self.cap[i - 1] or self.upper[i]:
            return False
        norm, following = self.norm[i], self.text[i + 1]
        if norm in _SPOKEN_OF:
            return self.cap[i + 1] and self.cap[i + 2] and self.norm[i - 1] not in _OF_NAMES
        if norm in _OPENING_WORDS:
            return following.islower() and self.match(i, "unit_words") is None
        return norm in _OPENING_PAIRS and (following[0].isdigit() or following in _OPENING_PAIRS[norm])

    def match(self, i: int, group: str) -> Match | None:
        """The longest row of a gazetteer that starts at token i."""
        return self._look_up(i, group) if group in LOOKED_UP else self.at[i].get(group)

    def _look_up(self, i: int, group: str) -> Match | None:
        norm, rows, longest = self.norm, _rows(group), None
        end = i
        while end < self.size and (step := rows.get(norm[end])):
            end, entry, rows = end + 1, step.entry, step.rows
            if entry:
                longest = Match(i, end, entry)
        return longest

    def groups(self, i: int) -> Set[str]:
        """The gazetteers of which a row starts at token i."""
        return self.at[i].keys()

    def all(self, group: str) -> list[Match]:
        """Every match of a group, in order."""
        return self._by_group.get(group, [])

    def quote(self, start: int, end: int) -> str:
        """The text of tokens start to end (exclusive), as written."""
        return self.source[self.start[start] : self.end[end - 1]] if end > start else ""

    def is_word(self, i: int) -> bool:
        """Is token i a word of letters?"""
        return i < self.size and self.text[i][0].isalpha()

    def touches(self, i: int) -> bool:
        """Does token i stand right behind the one before it, without a blank?"""
        return self.start[i] == self.end[i - 1]

    def parted_by_a_blank(self, i: int) -> bool:
        """Is there one blank, and nothing else, between token i and the one before it?"""
        return self.source[self.end[i - 1] : self.start[i]] == " "

    def joins(self, i: int) -> bool:
        """Is there one code point, as a rule a blank, between token i and the one before it?"""
        return self.start[i] - self.end[i - 1] == 1


def tokens_of(article: Article, doc: Doc) -> Tokens:
    """The tokens of an article's Doc."""
    loud = [(b.start, b.end) for b in article.blocks if is_shouting(article.text[b.start : b.end])]
    return Tokens(doc, article.text, loud)


@dataclass(slots=True)
class _Step:
    """A syllable of a gazetteer's rows: the row that ends with it, and the syllables that may follow."""

    entry: Entry | None = None
    rows: dict[str, _Step] = field(default_factory=dict)


@cache
def _rows(group: str) -> dict[str, _Step]:
    """The rows of a gazetteer, folded syllable by syllable."""
    first = _Step()
    for row in load(group):
        for form in row.forms():
            step = first
            for syllable in syllables_of(form):
                step = step.rows.setdefault(fold(syllable), _Step())
            step.entry = step.entry or row
    return first.rows


def is_shouting(text: str) -> bool:
    """Is a block of text written in capitals?"""
    if sum(map(text.count, _COMMON_IN_LOWER_CASE)) > (1 - SHOUTING) * len(text):
        return False  # as most text does: counting some letters is much cheaper than looking at each
    letters = sum(map(str.isalpha, text))
    return letters > _FEW_LETTERS and sum(map(str.isupper, text)) >= SHOUTING * letters
