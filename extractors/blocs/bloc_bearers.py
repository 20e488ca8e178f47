"""Whoever bears a role in a bloc belongs to it: the units of its heads and deputies among its members.

X giữ vai trò Khối trưởng · Y được bầu làm Cụm phó · X trao cờ Khối trưởng cho Y
"""

from __future__ import annotations

from collections.abc import Sequence

from ..records import Span
from ..text.language import fold
from ..units.same_units import same_unit
from .bloc_roles import Held
from .blocs import Named
from .passed_terms import Passing


def add_bearers(held: Sequence[Held], passings: Sequence[Passing]) -> None:
    """Give the blocs the units that bear their roles, or hand them over, as members beside those that are listed."""
    for one in held:
        _add(one.bloc, one.holder.unit, one.span)
    for passing in passings:
        _add(passing.bloc, passing.taker.unit, passing.span)
        if passing.giver:
            _add(passing.bloc, passing.giver.unit, passing.giver.span)


def _add(bloc: Named, unit: str | None, span: Span) -> None:
    if unit is None or fold(unit) in bloc.member_aliases or same_unit(unit, bloc.scope):
        return
    known = (*bloc.members.values(), *bloc.expanded, *bloc.bearers.values())
    if any(_is_named(unit, member) for member in known):
        return
    if " " in unit or not bloc.members:  # `Vinachem` is a name by which no list calls it
        bloc.bearers[fold(unit)] = unit
        bloc.bearer_spans.append(span)


def _is_named(unit: str, member: str) -> bool:
    """Is a unit a member by this name, or by a part of it: `UBND xã X` by `xã X`, `BIDV Chi nhánh X` by `BIDV`?"""
    name, listed = fold(unit), fold(member)
    return same_unit(unit, member) or name.endswith(f" {listed}") or name.startswith(f"{listed} ")
