"""Which unit a name means. `Quân khu 4` is one everywhere; `Sở Y tế` and `Ban Nội chính Tỉnh ủy` are relative: each
province has one, so such a name is a unit only together with the place or the body that its article gives for it.

The context of a relative name in an article is, in this order: the superior that the article states for it, the scope
of the bloc in which the article names it, the name in full elsewhere in the article, and, for the bodies of a
province, the one province that the article names. Completed by it, the name has the key of the name in full
(`Sở Y tế` in Hòa Bình is `Sở Y tế tỉnh Hòa Bình`). Without a context it is the article's own: a missing merge can be
mended by a person, a wrong one hides who is who.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from db.article_names import ArticleNames
from db.mentions import Mention
from db.names import bloc_key, scope_key, without_scope
from db.unit_names import BODY, CITY, PROVINCE, PROVINCIAL, UnitName, kind_of_province, unit_name

MARK = "§"  # in the key of a name that only its article knows; never in a name's own words
APART = "¶"  # in the key of a unit that a person told from the one of that name: they are surely two


@dataclass
class Context:
    """What an article (with its copies) says of its units.

    names: all units and scopes that it names; superiors: by a unit's key; scopes: of the blocs in which it names a
    unit, by the unit's key. stated: the superior of a unit, by the claim that states it.
    """

    article: str
    names: set[str] = field(default_factory=set)
    superiors: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    scopes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    stated: dict[str, str] = field(default_factory=dict)
    _keys: dict[str, str] = field(default_factory=dict)

    def key_of(self, mention: Mention) -> str:
        """The identity of the unit that a mention in this article means."""
        return self.key(mention.name, self.stated.get(mention.claim) if mention.field == "name" else None)

    def key(self, name: str, superior: str | None = None) -> str:
        """The identity of the unit that a name means here. superior: the one that the same claim states."""
        parsed = unit_name(name)
        if parsed.needs is None:
            return parsed.key
        if superior is not None:
            found = self._by_superior(parsed, {superior}, frozenset((parsed.key,)))
            if found:
                return found
        if parsed.key not in self._keys:
            self._keys[parsed.key] = self._resolve(parsed, frozenset())
        return self._keys[parsed.key]

    def _resolve(self, name: UnitName, above: frozenset[str]) -> str:
        """above: the names whose superiors are being followed, so that a circle of them ends."""
        if name.needs is None:
            return name.key
        if name.key in above:
            return self._alone(name)
        found = self._by_superior(name, self.superiors.get(name.key, ()), above | {name.key})
        return found or self._by_scope(name) or self._by_full_name(name) or self._by_province(name) or self._alone(name)

    def _by_superior(self, name: UnitName, superiors: Iterable[str], above: frozenset[str]) -> str | None:
        parsed = {unit_name(superior).key: unit_name(superior) for superior in superiors}
        if name.needs != BODY:
            return _in_place(name, _places(parsed.values(), name.needs))
        keys = {self._resolve(one, above) for one in parsed.values()}
        return _joined(name.key, next(iter(keys))) if len(keys) == 1 else None

    def _by_scope(self, name: UnitName) -> str | None:
        scopes = {unit_name(scope).key: unit_name(scope) for scope in self.scopes.get(name.key, ())}
        if name.needs != BODY:
            return _in_place(name, _places(scopes.values(), name.needs))
        keys = {scope.key for scope in scopes.values() if scope.needs is None}
        return _joined(name.key, next(iter(keys))) if len(keys) == 1 == len(scopes) else None

    def _by_full_name(self, name: UnitName) -> str | None:
        """The one name in full that begins as this one."""
        parsed = (unit_name(other) for other in self.names)
        base = _open_end(name)
        keys = {p.key for p in parsed if p.needs is None and p.key.startswith(f"{base} ") and (p.places or p.provinces)}
        return next(iter(keys)) if len(keys) == 1 else None

    def _by_province(self, name: UnitName) -> str | None:
        """The one province that the article names, where it is named as one."""
        if name.needs not in (PROVINCE, CITY, PROVINCIAL):
            return None
        parsed = [unit_name(other) for other in self.names]
        provinces = {province for p in parsed for province in p.provinces}
        places = _places(parsed, name.needs)
        return _in_place(name, places) if {place for _, place in places} == provinces else None

    def _alone(self, name: UnitName) -> str:
        return f"{name.key} {MARK} {self.article}"


def is_open(key: str) -> bool:
    """Whether a unit's key is one that only its article knows."""
    return MARK in key


def bare_key(key: str) -> str:
    """A unit's key without the article that alone knows it so."""
    return key.partition(f" {APART} ")[0].partition(f" {MARK} ")[0]


def may_be_one(one: str, other: str) -> bool:
    """Whether two keys may be those of one unit: at least one of them is open, and their names agree so far."""
    bases = [key.partition(f" {MARK} ")[0] for key in (one, other)]
    bare = [
        base.removesuffix(f" {PROVINCE}") if is_open(key) else base
        for base, key in zip(bases, (one, other), strict=True)
    ]
    if not is_open(one) and not is_open(other):
        return one == other
    longer, shorter = sorted(bare, key=len, reverse=True)
    return longer == shorter or (longer.startswith(f"{shorter} ") and is_open((one, other)[bare.index(shorter)]))


def _places(names: Iterable[UnitName], needs: str | None) -> set[tuple[str, str]]:
    """The places of the needed kind; of a city, only one that is a province can stand for a Sở's."""
    kinds = (needs or "").split("|")
    found = {(kind, place) for name in names for kind, place in name.places if kind in kinds}
    if needs == PROVINCIAL:
        found = {(kind, place) for kind, place in found if kind == PROVINCE or kind_of_province(place) == kind}
    return found


def _open_end(name: UnitName) -> str:
    """A name's key up to where the place's name goes in: `Công an tỉnh` in Hòa Bình is `Công an Hòa Bình`."""
    return f" {name.key}".removesuffix(f" {PROVINCE}").strip() if name.needs == PROVINCE else name.key


def _in_place(name: UnitName, places: set[tuple[str, str]]) -> str | None:
    if len(places) != 1:
        return None
    kind, place = next(iter(places))
    base = _open_end(name)
    if kind == CITY and kind_of_province(place) == kind:
        base = base.removesuffix(f" {CITY}")
    return f"{base} {place}".strip()


def _joined(name: str, body: str) -> str:
    """A name with the body behind it; words that end the one and begin the other stand once."""
    words, rest = name.split(), body.split()
    overlap = next((n for n in range(min(len(words), len(rest)), 0, -1) if words[-n:] == rest[:n]), 0)
    return " ".join([*words, *rest[overlap:]])


def context_of(names: ArticleNames) -> Context:
    """The context that an article gives to the names in it."""
    found = Context(names.article, stated={m.claim: m.name for m in names.units if m.field == "parent"})
    found.names.update(names.scopes.values())
    for mention in names.units:
        found.names.add(mention.name)
        if mention.field == "name" and mention.claim in found.stated:
            found.superiors[unit_name(mention.name).key].add(found.stated[mention.claim])
    for unit, scope in _scopes(names):
        found.scopes[unit_name(unit).key].add(scope)
    return found


def _scopes(names: ArticleNames) -> Iterator[tuple[str, str]]:
    """(unit, scope of a bloc in which the article names it)."""
    bloc_of = {m.claim: bloc_key(m.name) for m in names.blocs}
    by_name: dict[str, set[str]] = defaultdict(set)
    for claim, key in bloc_of.items():
        scope = names.scopes.get(claim)
        if scope is None:
            continue
        by_name[key].add(scope)
        by_name[without_scope(key, scope_key(scope))].add(scope)
    for mention in names.units:
        if mention.claim in bloc_of:
            stated = names.scopes.get(mention.claim)
            for scope in (stated,) if stated else by_name.get(bloc_of[mention.claim], ()):
                yield mention.name, scope
