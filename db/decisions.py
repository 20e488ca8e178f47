"""The decisions of a person: one JSON object a line in a plain file beside the archive, applied on every build.

A line names mentions and claims by id, never entities, so that it outlives a rebuild. It is undone by removing it:

    {"decision": "same", "mentions": ["CLAIM#name=Lê Xuân Thủy", "CLAIM#taker"], "who": "An", "why": "…"}

- `same`, `different`: two mentions or more are of one person (unit, bloc), or each of another one.
- `alias`: the entity of the mention is also called `name`.
- `right`, `wrong`: the claims were checked; what follows knows nothing of a wrong one.
- `altered`: fields of one claim were misread; `fields` says what they are, null where there is nothing.
- `suppressed`: the person of the mention is left out of what follows, of the search index and of every export.

A mention is `CLAIM#FIELD=NAME`, or `CLAIM#FIELD` where that field of the claim names one only. Of lines that say the
contrary the later counts.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from db.archive import ArchiveError
from db.files import replacing

ABOUT_MENTIONS = ("same", "different", "alias", "suppressed")
JUDGEMENTS = ("right", "wrong")
ALTERED = "altered"
ABOUT_CLAIMS = (*JUDGEMENTS, ALTERED)
KINDS = (*ABOUT_MENTIONS, *ABOUT_CLAIMS)
APPLIED, UNMATCHED, OVERRULED = "applied", "unmatched", "overruled"
"""What may come of a decision."""

_SUFFIX = ".decisions.jsonl"
_LONGEST = 10_000  # bytes of a line
_FEWEST = {"same": 2, "different": 2, "alias": 1, "suppressed": 1, "right": 1, "wrong": 1, ALTERED: 1}
_FIELD = re.compile(r"[a-z_]{1,40}(?:\.(?:0|[1-9][0-9]{0,3})(?:\.[a-z_]{1,40})?)?")
_LONGEST_VALUE = 500  # characters
_GREATEST_VALUE = 1_000_000_000
_MARK = "\ufeff"  # of UTF-8, which some editors put at the start of a file
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

Value = str | int | None
"""What a field of a claim says: a text, a whole number, or nothing."""

Values = tuple[tuple[str, Value], ...]
"""Fields of a claim with their values: (name, value), each name once."""


class Ref(NamedTuple):
    """A mention (claim, field, and the name where the field holds several), or a whole claim (field None)."""

    claim: str
    field: str | None = None
    name: str | None = None

    def __str__(self) -> str:
        if self.field is None:
            return self.claim
        return f"{self.claim}#{self.field}" + (f"={self.name}" if self.name is not None else "")

    @classmethod
    def parse(cls, text: str) -> Ref:
        """`CLAIM`, `CLAIM#FIELD` or `CLAIM#FIELD=NAME` as a Ref."""
        claim, _, rest = unicodedata.normalize("NFC", text).partition("#")  # as articles' texts are
        field, named, name = rest.partition("=")
        return cls(claim, field or None, name if named else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A line of the file. fields: what an altered claim says. line: its number, from 1; 0 for one that is not written
    yet."""

    decision: str
    mentions: tuple[Ref, ...]
    name: str | None = None
    fields: Values = ()
    who: str | None = None
    when: str | None = None
    why: str | None = None
    line: int = 0

    def to_json(self) -> dict[str, Any]:
        """As the line says it, what it does not say left out."""
        said = asdict(self) | {"mentions": [str(ref) for ref in self.mentions]}
        del said["line"]
        said["fields"] = dict(self.fields) or None
        return {key: value for key, value in said.items() if value is not None}


def composed(values: Mapping[str, Value]) -> Values:
    """Fields and their values as a decision holds them: texts in NFC, as those of articles are."""
    return tuple(
        (name, unicodedata.normalize("NFC", value) if isinstance(value, str) else value)
        for name, value in values.items()
    )


def decisions_path(archive: Path) -> Path:
    """The file of decisions that belongs to an archive: `archive.decisions.jsonl` beside `archive.db`."""
    return archive.with_name(archive.stem + _SUFFIX)


def digest_of(path: Path) -> str:
    """Changes when the file does; '' where there is none, or it is empty."""
    content = content_of(path)
    return sha256(content).hexdigest()[:16] if content else ""


def content_of(path: Path) -> bytes | None:
    """The bytes of the file, None where there is none. Raises ArchiveError where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read ({error.strerror}); check its permissions") from None


def put_back(path: Path, before: bytes | None, written: bytes | None) -> None:
    """Give the file the content that it had before something was written that does not count after all.

    Raises ArchiveError where it holds something else by now, or cannot be written.
    """
    if content_of(path) != written:
        raise ArchiveError(f"{path}: was changed by somebody else meanwhile; build the archive again")
    _keep(path, (before or b"").decode())


def read_decisions(path: Path) -> list[Decision]:
    """The decisions of a file, in order; [] where there is none. Blank lines, and those that begin with #, say nothing.

    Raises ArchiveError with the number of a line that is none.
    """
    text = _text_of(path).removeprefix(_MARK)
    return parse_decisions(text, str(path))


def parse_decisions(text: str, named: str) -> list[Decision]:
    """The decisions of a text in the file's format.

    Raises ArchiveError, with `named` and the number of the line, where one is none.
    """
    found = []
    for number, line in enumerate(_lines(text), start=1):
        if line.strip() and not line.startswith("#"):
            try:
                found.append(_parsed(line, number))
            except ValueError as error:
                raise ArchiveError(f"{named}:{number}: {error}; mend the line or remove it") from None
    return found


def check(decision: Decision) -> None:
    """Raise ValueError with the reason where a decision is none that a line of the file may say."""
    _of(decision.to_json(), decision.line)


def _parsed(line: str, number: int) -> Decision:
    if len(line) > _LONGEST:
        raise ValueError(f"is longer than {_LONGEST:,} characters")
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("is no JSON object") from None
    if not isinstance(said, dict):
        raise ValueError("is no JSON object")
    return _of(said, number)


def _of(said: dict[str, Any], number: int) -> Decision:
    known = {f.name for f in fields(Decision)} - {"line"}
    if unknown := sorted(set(said) - known):
        raise ValueError(f"has an unknown key {unknown[0]!r} (known: {', '.join(sorted(known))})")
    decision, mentions = said.get("decision"), said.get("mentions")
    if decision not in KINDS:
        raise ValueError(f"decision is {decision!r}, not one of {', '.join(KINDS)}")
    if not isinstance(mentions, list) or not all(isinstance(ref, str) and ref for ref in mentions):
        raise ValueError("mentions is no list of CLAIM#FIELD=NAME")
    others = {key: said.get(key) for key in ("name", "who", "when", "why")}
    if wrong := next((key for key, value in others.items() if not isinstance(value, str | None)), None):
        raise ValueError(f"{wrong} is no text")
    if broken := next((text for text in (*mentions, *others.values()) if text and not _is_whole(text)), None):
        raise ValueError(f"has {broken!r}, which is no text: half a character")
    refs = tuple(Ref.parse(ref) for ref in mentions)
    if len(set(refs)) < _FEWEST[decision]:
        raise ValueError(f"{decision} needs {_FEWEST[decision]} mentions or more")
    if any((ref.field is None) is not (decision in ABOUT_CLAIMS) for ref in refs):
        about = "claims (CLAIM)" if decision in ABOUT_CLAIMS else "mentions (CLAIM#FIELD=NAME)"
        raise ValueError(f"{decision} is about {about}")
    if (decision == "alias") is not bool(others["name"]):
        raise ValueError("an alias has a name, other decisions have none")
    if decision == ALTERED and len(refs) > 1:
        raise ValueError("altered is about one claim")
    values = _fields(said.get("fields"), decision)
    return Decision(decision=decision, mentions=refs, fields=values, line=number, **others)


def _fields(said: Any, decision: str) -> Values:
    if decision != ALTERED:
        if said is not None:
            raise ValueError("an altered claim has fields, other decisions have none")
        return ()
    if not isinstance(said, dict) or not said:
        raise ValueError("fields is no object of fields and what they are")
    unknown = next((name for name in said if not _FIELD.fullmatch(name)), None)
    if unknown is not None:
        raise ValueError(f"{unknown!r} is no name of a field")
    for name, value in said.items():
        if reason := _unsound(value):
            raise ValueError(f"{name} {reason}")
    return composed(said)


def _unsound(value: Any) -> str | None:
    """Why a value can be that of no field; None if it can."""
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return None if abs(value) <= _GREATEST_VALUE else f"is a number above {_GREATEST_VALUE:,}"
    if not isinstance(value, str):
        return "is no text, whole number or null"
    if not _is_whole(value):
        return f"is {value!r}, which is no text: half a character"
    if len(value) > _LONGEST_VALUE:
        return f"is longer than {_LONGEST_VALUE} characters"
    if value != value.strip() or not value or not value.isprintable():
        return "is no text of one line (null says that there is none)"
    return None


def _is_whole(text: str) -> bool:
    """Whether a text has no lone surrogate: JSON's \\ud800, or a byte of a command line that is no UTF-8."""
    return not any("\ud800" <= char <= "\udfff" for char in text)


def append(path: Path, new: Sequence[Decision], today: date) -> None:
    """Add decisions to the file, the day where none is said. The file is replaced whole, so that no line is ever half.

    Raises ArchiveError where it cannot be written, and before that where it cannot be read, or could not be with them.
    """
    read_decisions(path)
    said = [decision.to_json() | {"when": decision.when or today.isoformat()} for decision in new]
    lines = [json.dumps(one, ensure_ascii=False) for one in said]
    for line in lines:
        try:
            _parsed(line, 0)
        except ValueError as error:
            raise ArchiveError(f"{path}: the decision {error}; nothing was written") from None
    _write(path, _with(_text_of(path), lines))


def take_back(path: Path, last: Sequence[Decision]) -> None:
    """Remove the decisions that were appended last, all or none; a file in which nothing is left goes too.

    Raises ArchiveError where other lines stand at the end by now, or the file cannot be written.
    """
    found = read_decisions(path)[-len(last) :]
    if [_undated(one) for one in found] != [_undated(one) for one in last]:
        raise ArchiveError(f"{path}: was changed by somebody else meanwhile; remove the line by hand")
    _keep(path, _without(_text_of(path), {one.line for one in found}))


def remove(path: Path, decision: Decision) -> None:
    """Remove one decision, wherever in the file its line stands; a file in which nothing is left goes too.

    Raises ArchiveError where that line says something else by now, or the file cannot be written.
    """
    if decision not in read_decisions(path):
        raise ArchiveError(f"{path}: line {decision.line} says something else by now; look at the list again")
    _keep(path, _without(_text_of(path), {decision.line}))


def _lines(text: str) -> list[str]:
    """The lines of a text, each with its end; a mark of UTF-8 at the start is none of theirs."""
    return _LINE.findall(text.removeprefix(_MARK))


def _end_of(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def _with(text: str, new: Sequence[str]) -> str:
    """A text with lines more, ended as its last one is: what `_without` takes away again."""
    lines = _lines(text)
    if not lines:
        return text + "".join(line + "\n" for line in new)
    if end := _end_of(lines[-1]):
        return text + "".join(line + end for line in new)
    end = _end_of(lines[0]) or "\n"
    return text + "".join(end + line for line in new)


def _without(text: str, numbers: set[int]) -> str:
    """A text without some of its lines (numbers from 1); all else of it stays, byte by byte."""
    lines = _lines(text)
    kept = [line for number, line in enumerate(lines, start=1) if number not in numbers]
    if kept and not _end_of(lines[-1]):
        kept[-1] = kept[-1].removesuffix(_end_of(kept[-1]))
    return (_MARK if kept and text.startswith(_MARK) else "") + "".join(kept)


def _keep(path: Path, text: str) -> None:
    """Replace the file, or remove it where nothing is to stay."""
    if text:
        _write(path, text)
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be written ({error.strerror}); check its permissions") from None


def _undated(decision: Decision) -> Decision:
    return replace(decision, line=0, when=None)


def _text_of(path: Path) -> str:
    """What the file holds, also its line ends and a mark of UTF-8 at its start; '' where there is none."""
    try:
        return (content_of(path) or b"").decode()
    except UnicodeDecodeError:
        raise ArchiveError(f"{path}: is no UTF-8 text; save it as UTF-8") from None


def _write(path: Path, text: str) -> None:
    try:
        with replacing(path) as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be written ({error.strerror}); check its permissions") from None
