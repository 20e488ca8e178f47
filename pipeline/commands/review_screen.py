"""What `sovang review` shows: both sides of a question beside or below each other, with the evidence marked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from db.dossiers import Passage, Sentence, Side
from db.questions import Question

EVIDENCE = "bold underline"
MARKS = ("[[", "]]")  # around the evidence where there are no colours
_BESIDE_FROM = 100  # columns of a terminal, from which two sides stand beside each other
_LONG = 300  # characters of a sentence, from which it is shortened
_AROUND = 60  # characters that stay before and after the evidence
_NOT_SHOWN = re.compile(r"[^\S \n]|[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def screen() -> Console:
    """The terminal; what is printed on it is text, never markup."""
    return Console(highlight=False, markup=False, emoji=False)


def printable(text: str) -> str:
    """A text without what would steer the terminal."""
    return _NOT_SHOWN.sub(" ", text)


def show(console: Console, question: Question, about: list[Side], place: str) -> None:
    """A question with its sides. place: which of how many it is."""
    console.print()
    console.print(Text(f"{place} · {question.kind} · {printable(question.why)}", style="dim"))
    console.print(Text(printable(question.what), style="bold"))
    console.print()
    cells = [_side(side, number if len(about) > 1 else None, console) for number, side in enumerate(about, start=1)]
    if len(cells) > 1 and console.width >= _BESIDE_FROM:
        beside = Table.grid(padding=(0, 3), expand=True)
        for _ in cells:
            beside.add_column(ratio=1, overflow="fold")
        beside.add_row(*cells)
        console.print(beside)
        return
    for cell in cells:
        console.print(cell, overflow="fold")


def shortened(sentence: Sentence) -> Sentence:
    """A long sentence cut around its evidence: all of that stays, and some words on either side."""
    text, spans = sentence
    spans = _merged(spans)
    if len(text) <= _LONG:
        return text, spans
    kept: list[list[int]] = []
    for start, end in spans:
        begin, stop = _word_start(text, start - _AROUND), _word_end(text, end + _AROUND)
        if kept and begin <= kept[-1][1]:
            kept[-1][1] = max(stop, kept[-1][1])
        else:
            kept.append([begin, stop])
    pieces, moved = "", []
    for begin, stop in kept:
        pieces += "… " if begin > 0 and not pieces else ""
        moved += [(s - begin + len(pieces), e - begin + len(pieces)) for s, e in spans if begin <= s and e <= stop]
        pieces += text[begin:stop] + (" … " if stop < len(text) else "")
    return (pieces[:-1] if pieces.endswith("… ") else pieces), moved


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _word_start(text: str, at: int) -> int:
    return 0 if at <= 0 else text.rfind(" ", 0, at) + 1


def _word_end(text: str, at: int) -> int:
    end = text.find(" ", at) if at < len(text) else -1
    return len(text) if end < 0 else end


def _side(side: Side, number: int | None, console: Console) -> Text:
    cell = Text(overflow="fold")
    if number:  # of one side only the question says what it is about
        cell.append(f"({number}) ")
        cell.append(f"{printable(side.heading)}\n", style="bold")
    for line in side.lines:
        cell.append(f"{printable(line)}\n")
    for passage in side.passages:
        cell.append_text(_passage(passage, with_marks=console.no_color or console.color_system is None))
    return cell


def _passage(passage: Passage, *, with_marks: bool) -> Text:
    shown = Text("“", overflow="fold")
    for at, sentence in enumerate(passage.sentences):
        text, spans = shortened(sentence)
        shown.append(" … " if at else "")
        done = 0
        for start, end in spans:
            words = printable(text[start:end]).replace("\n", " ")
            shown.append(printable(text[done:start]).replace("\n", " "))
            shown.append(words.join(MARKS) if with_marks else words, style=EVIDENCE)
            done = end
        shown.append(printable(text[done:]).replace("\n", " "))
    shown.append("”\n")
    shown.append(f"{printable(passage.where)}\n", style="dim")
    return shown
