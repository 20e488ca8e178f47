"""Text pasted from a site → Article."""

from __future__ import annotations

import re
from datetime import date

from corpus import marks
from corpus.article import Article, Known, Page
from corpus.assemble import assemble, canonical_url
from corpus.byline import read_byline
from corpus.clean import clean_text, decode
from corpus.lines import Line, ends_sentence, is_paragraph, tell
from corpus.published import DateLine, parse_day, parse_line, settle_year, years_in
from corpus.sections import SECTIONS, is_section_path
from corpus.signatures import dated_signature, set_apart

_HEAD = 12  # lines in which a headline and its date are looked for
_MAX_TITLE = 250
_CRUMB_SEPARATORS = re.compile(r"\s+(?:[>»›/|]|->|•)\s+|\s*[»›]\s*")
# `(TCTT) - `, `STO – `: a paper's mark before the first words of its lead.
_PAPER_MARK = re.compile(r"^(?:\([^\W\d_]{2,12}(?:[ .]\w{2,10}){0,2}\)|[A-ZĐ]{2,8})\s*[-–—]\s+(?=\w)")
_MAX_LEAD = 600
_LONGEST_NAME = 4  # words
_SHORTEST_LEAD = 80  # code points
# `date 2025-12-26 Ông A …`: the day that a crawler puts before the first words of an article.
_DAY_ABOVE = re.compile(r"\s*date (?P<day>\d{4}-\d{2}-\d{2})\s+(?=\w)")
_MEETING_NAME = re.compile(
    r"(?:(?:Khai mạc|Bế mạc|Tổng duyệt|KHAI MẠC|BẾ MẠC) )?"
    r"(?:Lễ|Hội nghị|Đại hội|Kỳ họp|Phiên họp|LỄ|HỘI NGHỊ|ĐẠI HỘI|KỲ HỌP|PHIÊN HỌP) \w"
)
# A headline that asks or exclaims, however long; one that ends as a sentence counts only over what begins a report:
# `Online - Chiều 11-5, …`, `(LĐ) – Ngày 6/1/2019 tại …`, `20/07/2023 14:33 …`.
_ASKS = re.compile(r"[?!][\"”’»']*$")
_REPORT_BEGINS = re.compile(
    r"(?:\(?[\w.& ]{2,20}\)?\s*[-–—]\s*)?"
    r"(?:(?:sáng|trưa|chiều|tối|ngày|hôm nay)\b[^.]{0,20}?\d{1,2}\s?[-/.]\s?\d{1,2}\b|\d{1,2}/\d{1,2}/\d{4}\b)",
    re.I,
)
_ITEM_MARKS = "-+•*"
_TAKEN_UP = 0.6  # the share of a headline's words that the first paragraph takes up


def read_text(page: Page) -> Article:
    """A page of plain text as an Article: every line a block, lists with what introduces them.

    Raises UnreadableError (`empty`, `binary`, `encoding`, `no_text`).
    """
    text = clean_text(decode(page.content, charset=page.charset, markup=False))
    above = _DAY_ABOVE.match(text)
    lines = _lines(text[above.end() :] if above else text)
    return read_lines(page, lines, day=parse_day(above["day"]) if above else None)


def read_lines(page: Page, lines: list[Line], *, title: str | None = None, day: date | None = None) -> Article:
    """The lines of a text (pasted, of a Word file, of a PDF) as an Article.

    title: the headline where the text marks it, day: that of publication where it stands outside the lines; None:
    both are looked for in the lines. What the page's carrier knows fills in what they do not say, but its headline is
    the headline. Raises UnreadableError (`no_text`).
    """
    known = page.known or Known()
    lines = set_apart(lines)
    below = dated_signature(lines)
    above = lines[:-1] if below else lines
    given = known.title or title
    title, dated, body = _below(above, given) if given else _head(above)
    told = tell(_with_lead(body))
    publisher, source_url = (told.source.publisher, told.source.url) if told.source else (None, None)
    byline = told.byline
    for line in (dated, below):
        if byline is None and line is not None and line.rest:
            byline = read_byline(line.rest, signed=True)
    if (
        byline is None
        and title is not None
        and len(body) > 1
        and (byline := _signed_above(body, dated=dated is not None))
    ):
        told = tell(_with_lead(body[1:]))
    return assemble(
        page,
        told,
        title=title,
        published=_published(dated, lines) or day or (below.day if below else None) or known.published,
        byline=byline or known.byline,
        publisher=publisher or known.publisher,
        url=canonical_url(source_url, page.url),
    )


def _lines(text: str) -> list[Line]:
    """The lines; one that stands alone after a gap wider than the text's usual one follows an image."""
    lines: list[Line] = []
    gap, wide = 0, 2
    for raw in text.split("\n"):
        if not raw:
            gap += 1
            continue
        alone = gap >= wide and lines and len(raw) <= 300 and ends_sentence(raw) and is_paragraph(lines[-1].text)
        lines.append(Line(text=raw, after_image=bool(alone)))
        gap = 0
    # Where every paragraph has such a gap it says nothing.
    if sum(line.after_image for line in lines) * 2 > len(lines):
        return [Line(text=line.text) for line in lines]
    return lines


def _head(lines: list[Line]) -> tuple[str | None, DateLine | None, list[Line]]:
    """(the headline, the line that dates the article, the lines that remain)."""
    opens = _opens_with_sentence(lines)
    end = next(
        (i for i, line in enumerate(lines[:_HEAD]) if i >= opens and (is_paragraph(line.text) or _is_image(line.text))),
        None,
    )
    head = lines[: min(_HEAD, len(lines)) if end is None else end]
    if end is None and len(lines) <= _HEAD:
        head = lines[:-1]  # a headline needs something under it
    candidates: list[int] = []
    dates: list[tuple[int, DateLine]] = []
    waste: set[int] = set()
    for i, line in enumerate(head):
        parsed = parse_line(line.text)
        if parsed is not None:
            dates.append((i, parsed))
            waste.add(i)
        elif marks.is_leftover(line.text) or (_is_crumbs(line.text) and not _beside_section(line.text)):
            waste.add(i)
        elif i >= opens and not candidates and not _may_open(lines, head, i):
            break  # the article begins without a headline
        else:
            candidates.append(i)
    title = _choose(head, candidates)
    if title is None:
        # Without a headline only a line that says so dates the article, and nothing else is taken off its top.
        dated = next((d for i, d in dates if i == 0 or d.labelled), None)
        return None, dated, [line for i, line in enumerate(lines) if i not in waste]
    waste.update(i for i in candidates if i <= title)
    dated = next((d for i, d in dates if i > title), None)
    if dated is None:
        # Above a headline stands the visitor's day as often as the article's; a greeting names the weekday.
        dated = next((d for i, d in dates if not d.bare_weekday), None)
    return lines[title].text, dated, [line for i, line in enumerate(lines) if i not in waste]


def _below(lines: list[Line], title: str) -> tuple[str, DateLine | None, list[Line]]:
    """As _head where the headline is known: it may stand among the first lines again, what is above it is no text."""
    wanted = _folded(title)
    at = next((i for i, line in enumerate(lines[:_HEAD]) if _folded(line.text) == wanted), None)
    body = lines if at is None else lines[at + 1 :]
    dated, waste = None, 0
    for line in body[:_HEAD]:
        parsed = None if is_paragraph(line.text) else parse_line(line.text)
        if parsed is None and not _is_crumbs(line.text):
            break
        dated, waste = dated or parsed, waste + 1
    if dated is None and at:
        dated = next((d for line in lines[:at] if (d := parse_line(line.text)) and not d.bare_weekday), None)
    return title, dated, body[waste:]


def _folded(text: str) -> str:
    return text.casefold().rstrip(" .…")


def _may_open(lines: list[Line], head: list[Line], i: int) -> bool:
    """Does a line above the first paragraph look like a headline, or what stands around it make it one?"""
    return _is_title(lines[i].text) or _is_dated_below(head, i) or _is_taken_up(lines, i) or _names_meeting(lines, i)


def _opens_with_sentence(lines: list[Line]) -> bool:
    """Is the first line a headline though it is as long and ends as a sentence does?

    One that asks or exclaims, one over the line that dates the article or over the beginning of a report.
    """
    if len(lines) < 2 or not is_paragraph(lines[0].text) or len(lines[0].text) > _MAX_TITLE:
        return False
    text, following = lines[0].text, lines[1].text
    if text[0] in _ITEM_MARKS or marks.several_sentences(text) or marks.caption_mark(text) is not None:
        return False
    dated = parse_line(following)
    if dated is not None and dated.labelled:
        return True
    return bool(_ASKS.search(text)) or (ends_sentence(text) and bool(_REPORT_BEGINS.match(following)))


def _choose(head: list[Line], candidates: list[int]) -> int | None:
    """The headline among the lines above the article: the first that is no section's name."""
    if not candidates:
        return None
    first = candidates[0]
    following = next((i for i in candidates[1:2] if i == first + 1), None)
    if following is not None and _is_section(head[first].text, head[following].text):
        return following
    return first


def _is_dated_below(head: list[Line], i: int) -> bool:
    """Does a date stand under a line that only its wording makes look like a caption (`… ký kết giao ước năm 2021`)?"""
    if i + 1 >= len(head) or parse_line(head[i + 1].text) is None:
        return False
    return _may_be_headline(head[i].text)


def _is_taken_up(lines: list[Line], i: int) -> bool:
    """Is a first line that only its wording makes look like a caption said again, by and large, by what follows it?"""
    if i or len(lines) < 2 or not _may_be_headline(lines[0].text):
        return False
    words = lines[0].text.lower().split()
    following = set(lines[1].text.lower().replace(",", " ").split())
    return len(words) > 4 and sum(word in following for word in words) >= _TAKEN_UP * len(words)


def _names_meeting(lines: list[Line], i: int) -> bool:
    """Is the first line over a paragraph a meeting's bare name (`Lễ ký kết giao ước thi đua …`), as in headlines?"""
    if i or len(lines) < 2 or not _may_be_headline(lines[0].text):
        return False
    return bool(_MEETING_NAME.match(lines[0].text)) and is_paragraph(lines[1].text)


def _may_be_headline(text: str) -> bool:
    return (
        len(text) <= _MAX_TITLE
        and not text.endswith((".", ":", ";", ","))
        and marks.caption_mark(text) is None
        and not _is_image(text)
    )


def _signed_above(body: list[Line], *, dated: bool) -> tuple[str, ...] | None:
    """The one name that stands alone between headline and first paragraph or a lead without a full stop, or None.

    A section may stand before it (`Góc nhìn | A`); where the day stands beside it, they may be two (`A - B`).
    """
    line = _beside_section(body[0].text) or body[0].text
    most = 2 if dated else 1
    names = read_byline(line, signed=True) if 2 <= len(line.split()) <= most * _LONGEST_NAME + 1 else None
    opens = is_paragraph(body[1].text) or len(body[1].text) >= _SHORTEST_LEAD
    return names if names and len(names) <= most and opens and not is_section_path(line) else None


def _beside_section(text: str) -> str | None:
    """What stands behind a section's name and a bar, if it reads as a name: `Góc nhìn | A`."""
    section, bar, rest = text.rpartition("|")
    named = bar and is_section_path(section) and not is_section_path(rest) and read_byline(rest.strip(), signed=True)
    return rest.strip() if named else None


def _is_title(text: str) -> bool:
    words = text.split()
    if len(text) > _MAX_TITLE or len(words) < 2 or text.endswith((":", ";", ",")) or text.endswith("."):
        return False
    if marks.caption_mark(text) is not None or marks.is_caption(text) or marks.starts_related(text):
        return False
    return not _is_image(text) and read_byline(text) is None and text[0] not in _ITEM_MARKS


def _is_image(text: str) -> bool:
    return marks.image_mark(text)[0] or marks.is_image_name(text)


def _is_crumbs(text: str) -> bool:
    """`Trang chủ > Tin tức`: short names between separators."""
    parts = _CRUMB_SEPARATORS.split(text)
    if len(parts) == 1:
        return text.lower() in SECTIONS
    return len(text) <= 120 and all(len(p.split()) <= 5 and not ends_sentence(p) for p in parts)


def _is_section(text: str, following: str) -> bool:
    """A short name over a longer headline: `Ngành điện`, `HỎI ĐÁP PHÁP LUẬT`."""
    short = len(text.split()) <= 5 and not re.search(r"[?!:,]", text)
    return short and len(following.split()) > max(5, len(text.split())) and _is_title(following)


def _with_lead(lines: list[Line]) -> list[Line]:
    """The first paragraph is the lead where it begins with the paper's mark and more paragraphs follow."""
    if not lines or sum(is_paragraph(line.text) for line in lines) < 3:
        return lines
    first = lines[0]
    if len(first.text) > _MAX_LEAD or not is_paragraph(first.text) or not _PAPER_MARK.match(first.text):
        return lines
    return [Line(text=first.text, lead=True), *lines[1:]]


def _published(dated: DateLine | None, lines: list[Line]) -> date | None:
    if dated is None:
        return None
    return dated.day or settle_year(dated, years_in("\n".join(line.text for line in lines)))
