"""Lines of a page → the blocks of an article; pasted text and HTML share what is said here.

A `Line` is clean text with what its page says about it. Reading goes: cut the article off what follows it, take the
signature out, tell captions from body, gather lists, drop what is repeated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from corpus import marks
from corpus.article import BlockKind
from corpus.byline import is_labelled, is_office_signature, is_photo_credit, read_byline

_ITEM = re.compile(r"^(?:[-+•*●▪■◦–—✓➢]|\d{1,2}[.)/]|[a-zđ][.)])\s*(?=\S)")
_ENDS_SENTENCE = re.compile(r"(?:[.!?…]|\./)[\"”’»)\]\s]*$")
_BODY_LENGTH = 200  # longer lines are paragraphs, whatever they end with
_LIST_LINE = 160  # shorter lines after a colon are a list even without marks
_REPEATED_LENGTH = 25  # shorter ones may well be said twice (`Trả lời:`)
_SIGNATURE_ZONE = 8  # lines from the end in which a bare name may sign
_TRAILING = 5  # … in which it may with captions without a mark behind it
_SUMMARY = 250  # … of another article
_LONGEST_NAMES = 60  # code points


class Line(NamedTuple):
    """A clean line of a page, not empty; a tuple, as they are made by the dozen for each page.

    caption, lead, heading: the page marks it so. item: it stands in a list. signed: it stands where authors sign (its
    class, set to the right). after_image: an image stands right before it. cell: it stands in a table of the article's.
    linked, bold, italic, centered: all of it is. pictured: whether an image is near, None: nobody knows.
    """

    text: str
    caption: bool = False
    lead: bool = False
    heading: bool = False
    item: bool = False
    signed: bool = False
    after_image: bool = False
    linked: bool = False
    cell: bool = False
    bold: bool = False
    italic: bool = False
    centered: bool = False
    pictured: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the lines of an article say: its blocks, who signed it (None: nobody), where it was taken from."""

    parts: tuple[tuple[BlockKind, str], ...]
    byline: tuple[str, ...] | None
    source: marks.Source | None


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does."""
    return bool(_ENDS_SENTENCE.search(text))


def is_paragraph(text: str) -> bool:
    """Whether a line reads as running text, not as a headline, a caption, a name or a button."""
    return len(text) > _BODY_LENGTH or (len(text) >= 60 and ends_sentence(text))


def tell(lines: list[Line]) -> Told:
    """The blocks, the signature and the source in the lines of an article, its headline and date taken out."""
    lines = _mark_images(lines)
    lines, source = _take_source(lines)
    lines, rest = cut(_without_teasers(lines))
    lines, byline = _take_byline([line for line in lines if line.cell or not marks.is_leftover(line.text)])
    lines = _without_office(lines)
    if byline is None:  # on some pages the signature comes after the related links
        byline = next((read_byline(line.text) for line in rest if is_labelled(line.text)), None)
    return Told(parts=tuple(_gather([_classify(line) for line in lines])), byline=byline, source=source)


def without_repeats(parts: list[tuple[BlockKind, str]]) -> list[tuple[BlockKind, str]]:
    """Drop what is said again word for word: headlines, leads and captions, and whole paragraphs."""
    seen: dict[str, BlockKind] = {}
    kept = []
    for kind, text in parts:
        key = text.casefold().rstrip(" .…")
        told = key in seen and (len(key) >= _REPEATED_LENGTH or BlockKind.BODY not in (kind, seen[key]))
        if not told:
            seen.setdefault(key, kind)
            kept.append((kind, text))
    return kept


def cut(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """(the article's lines, what comes after it): comments, related links, footers and all that follows them.

    A list of related links in the middle of an article ends nothing: there, an article signed further down goes on
    with its next paragraph. Single links to other articles are dropped wherever they stand.
    """
    kept: list[Line] = []
    begun = skipping = False
    for at, line in enumerate(lines):
        text = line.text
        if line.cell:
            kept.append(line)
            continue
        if skipping and not is_paragraph(text) and not is_labelled(text):
            continue
        skipping = False
        if marks.starts_comments(text) or marks.starts_footer(text):
            if begun or not any(is_paragraph(later.text) for later in lines[at + 1 :]):
                return kept, lines[at:]
            continue  # a button or a section's name above the article
        if marks.starts_related(text):
            if begun and not _goes_on(kept, lines[at + 1 :]):
                return kept, lines[at:]
            skipping = True
        elif not marks.is_related(text) and not _is_linked_headline(line):
            begun = begun or (is_paragraph(text) and not line.caption)
            kept.append(line)
    return kept, []


def _without_teasers(lines: list[Line]) -> list[Line]:
    """The lines without the summaries of other articles: short ones between their linked headlines, and behind the
    last of them where nothing follows."""
    headlines = [at for at, line in enumerate(lines) if _is_linked_headline(line)]
    between = {a + 1 for a, b in pairwise(headlines) if b == a + 2 and len(lines[a + 1].text) <= _SUMMARY}
    if between and headlines[-1] == len(lines) - 2:
        between.add(len(lines) - 1)
    return [line for at, line in enumerate(lines) if at not in between or line.caption]


def _goes_on(before: list[Line], after: list[Line]) -> bool:
    """Whether an article not yet signed is signed later, with a paragraph between, before comments or footer."""
    if any(is_labelled(line.text) for line in before):
        return False
    paragraph = False
    for line in after:
        if marks.starts_comments(line.text) or marks.starts_footer(line.text):
            return False
        if is_labelled(line.text) or (line.signed and read_byline(line.text, signed=True)):
            return paragraph
        paragraph = paragraph or is_paragraph(line.text)
    return False


def _is_linked_headline(line: Line) -> bool:
    return line.linked and not line.caption and len(line.text.split()) >= 4 and not ends_sentence(line.text)


def _mark_images(lines: list[Line]) -> list[Line]:
    """Take image marks and file names out; the line after a mark is known to follow an image."""
    kept: list[Line] = []
    image = False
    for line in lines:
        marked, text = marks.image_mark(line.text)
        image = image or marked
        if not text or (marks.is_image_name(text) and not line.heading):
            continue
        kept.append(line._replace(text=text, after_image=line.after_image or image))
        image = False
    return kept


def _take_source(lines: list[Line]) -> tuple[list[Line], marks.Source | None]:
    """Take out the line that says where the article was taken from, looking at the last lines and the first."""
    found = None
    kept = []
    for line in lines:
        source = marks.source_line(line.text)
        if source is None or line.caption:
            kept.append(line)
        elif found is None or (found.url is None and source.url):
            found = source
    return kept, found


def _take_byline(lines: list[Line]) -> tuple[list[Line], tuple[str, ...] | None]:
    """Take the signature out: labelled lines, lines where authors sign, else a bare name among the last lines."""
    labelled = [i for i, line in enumerate(lines) if not line.caption and is_labelled(line.text)]
    if labelled:
        first = labelled[0] if len(labelled) <= 3 else labelled[-1]
        taken = [i for i in labelled if i >= first]
        taken += [i for i in range(first + 1, min(first + 3, len(lines))) if is_photo_credit(lines[i].text)]
        lines, names = _signed(lines, taken, signed=False)
        if names:
            return lines, names
        lines, others = _take_byline(lines)  # `Viết bởi Administrator` above, a name below
        return lines, others or ()
    marked = [i for i, line in enumerate(lines) if line.signed and read_byline(line.text, signed=True) is not None]
    if marked:
        return _signed(lines, marked, signed=True)
    credit: list[int] = []  # the last line where it is a photographer's: a signature only if nobody else signs
    for at in range(len(lines) - 1, max(-1, len(lines) - 1 - _SIGNATURE_ZONE), -1):
        line = lines[at]
        if line.caption or line.after_image or line.heading:
            continue
        if is_photo_credit(line.text):
            credit = [at] if at == len(lines) - 1 and not _credits_captions(lines) else credit
            continue
        if read_byline(line.text, signed=True) is not None and at > 0:
            return _signed(lines, [at, *(i for i in credit if i == at + 1)], signed=True)
        if _classify(line)[0] is not BlockKind.CAPTION and not _is_captioned_below(lines, at):
            break
    return _signed(lines, credit, signed=False) if credit else (lines, None)


def _without_office(lines: list[Line]) -> list[Line]:
    """The lines without the office that signs in the last of them: set apart, in bold or in brackets."""
    if len(lines) < 2 or not is_paragraph(lines[-2].text):
        return lines
    last = lines[-1]
    apart = last.signed or last.bold or last.text.startswith("(")
    is_else = last.cell or last.caption or last.after_image
    return lines[:-1] if apart and not is_else and is_office_signature(last.text) else lines


def _credits_captions(lines: list[Line]) -> bool:
    """Do credits stand on lines of their own higher up as well, so that the last one is a picture's, too?"""
    return any(is_photo_credit(line.text) for line in lines[:-2])


def _is_captioned_below(lines: list[Line], at: int) -> bool:
    """Is a line, with those behind it, a caption without a mark: a sentence below the name that signs the article?

    It signs what ends right above it, and is of nobody of whom the article tells.
    """
    if (
        len(lines) - at > _TRAILING
        or len(lines[at].text) > marks.MAX_CAPTION
        or marks.several_sentences(lines[at].text)
    ):
        return False
    above = next((i for i in range(at - 1, max(-1, at - 1 - _TRAILING), -1) if _signs(lines, i)), None)
    return above is not None and len(lines) - above <= _TRAILING


def _signs(lines: list[Line], at: int) -> bool:
    """Does a line below a paragraph hold nothing but one or two names that stand nowhere else?"""
    text = lines[at].text
    if at == 0 or len(text) > _LONGEST_NAMES or not is_paragraph(lines[at - 1].text) or is_photo_credit(text):
        return False
    names = read_byline(text, signed=True) or ()
    several = 1 <= len(names) <= 2 and all(2 <= len(name.split()) <= 4 for name in names)
    return several and not any(name in line.text for name in names for i, line in enumerate(lines) if i != at)


def _signed(lines: list[Line], taken: list[int], *, signed: bool) -> tuple[list[Line], tuple[str, ...]]:
    names: list[str] = []
    for i in sorted(set(taken)):
        names.extend(n for n in read_byline(lines[i].text, signed=signed) or () if n not in names)
    return [line for i, line in enumerate(lines) if i not in taken], tuple(names)


def _classify(line: Line) -> tuple[BlockKind, Line]:
    text = line.text
    if line.lead:
        return BlockKind.LEAD, line
    if line.caption or (line.after_image and len(text) <= marks.MAX_CAPTION and not marks.several_sentences(text)):
        bare = None if is_photo_credit(text) else marks.caption_mark(text)
        return BlockKind.CAPTION, line._replace(text=bare or text)
    if line.item or line.heading or line.cell or _ITEM.match(text):
        return BlockKind.BODY, line
    if is_photo_credit(text):
        return BlockKind.CAPTION, line
    if (bare := marks.caption_mark(text)) is not None:
        return BlockKind.CAPTION, line._replace(text=bare)
    # What only its wording makes look like a caption is none where no picture is near.
    worded = line.pictured is not False and (marks.shows(text) or marks.is_open_caption(text))
    caption = marks.is_credited(text) or marks.tells_places(text) or worded
    return (BlockKind.CAPTION if caption else BlockKind.BODY), line


def _gather(parts: list[tuple[BlockKind, Line]]) -> list[tuple[BlockKind, str]]:
    """A list goes into one block with the line that introduces it: `gồm:` and its items, joined by line ends."""
    blocks: list[tuple[BlockKind, str]] = []
    at = 0
    while at < len(parts):
        kind, line = parts[at]
        at += 1
        if not line.text.endswith(":") or kind not in (BlockKind.BODY, BlockKind.LEAD):
            blocks.append((kind, line.text))
            continue
        items = [line.text]
        while at < len(parts) and _is_item(parts, at, items):
            items.append(parts[at][1].text)
            at += 1
        blocks.append((kind, "\n".join(items)))
    return blocks


def _is_item(parts: list[tuple[BlockKind, Line]], at: int, items: list[str]) -> bool:
    kind, line = parts[at]
    if kind is not BlockKind.BODY or line.heading:
        return False
    if line.item or _ITEM.match(line.text) or line.text.endswith(";"):
        return True
    if len(items) > 1:
        if _ITEM.match(items[-1]):
            return False  # a list with marks ends where they end
        return items[-1].endswith(";") or (_is_short(line.text) and _is_short(items[-1]))
    following = parts[at + 1][1] if at + 1 < len(parts) else None
    return _is_short(line.text) and following is not None and _is_short(following.text)


def _is_short(text: str) -> bool:
    return len(text) <= _LIST_LINE and not ends_sentence(text) and not text.endswith(":")
