"""What a decision changed, in the visitor's language."""

from __future__ import annotations

from db.deciding import Outcome
from db.effects import State
from db.references import KINDS
from db.site.texts import has_text, number, text

MOST_LINES = 6
_LONGEST = 900  # characters: the message travels in a cookie


_NOTHING = {"", "unknown"}  # that a year is now listed of which nothing is known tells nobody anything


def told(outcome: Outcome, language: str) -> str:
    """A line or some: whether it counts, whom it joined or parted, which years of blocs changed, how many of what."""
    lines = [text(f"edit.{status}", language, note=note or "") for status, note in outcome.not_applied]
    if not lines:
        lines.append(text("edit.done", language))
    lines += _entities(outcome.before, outcome.after, language)
    lines += _years(outcome.before, outcome.after, language)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], text("edit.more_changes", language, n=len(lines) - MOST_LINES + 1)]
    lines += _counts(outcome.before, outcome.after, language)
    return "\n".join(lines)[:_LONGEST]


def _entities(before: State, after: State, language: str) -> list[str]:
    lines = []
    for table in KINDS.values():
        refs = [ref for ref in {**before.entities, **after.entities}
                if (before.entities.get(ref) or after.entities[ref])[0] == table]  # fmt: skip
        then, now = ({state.entities[r][1] for r in refs if r in state.entities} for state in (before, after))
        if len(then) != len(now):
            more, less = (before, after) if len(now) < len(then) else (after, before)
            names = dict.fromkeys((more.entities.get(ref) or less.entities[ref])[2] for ref in refs)
            values = {"names": " = ".join(names), "before": len(then), "after": len(now)}
            lines.append(text(f"edit.{'joined' if len(now) < len(then) else 'parted'}", language, **values))
    return lines


def _years(before: State, after: State, language: str) -> list[str]:
    lines = []
    for key in sorted(before.years.keys() | after.years.keys()):
        was, now = before.years.get(key, ""), after.years.get(key, "")
        if was != now and not {was, now} <= _NOTHING:
            bloc, year, role = key
            values = {"bloc": bloc, "year": str(year), "role": text(f"value.role.{role}", language)}
            lines.append(text("edit.year", language, **values, was=_state(was, language), now=_state(now, language)))
    return lines


def _state(said: str, language: str) -> str:
    name = f"edit.state_{said or 'none'}"
    return text(name, language) if has_text(name) else said.replace("(inferred)", text("edit.inferred", language))


def _counts(before: State, after: State, language: str) -> list[str]:
    changed = [
        f"{text(f'edit.count_{table}', language)} {number(before.counts[table], language)} → "
        f"{number(after.counts[table], language)}"
        for table in before.counts
        if before.counts[table] != after.counts[table]
    ]
    return [", ".join(changed)] if changed else []
