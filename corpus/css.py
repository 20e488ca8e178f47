"""CSS selectors as site files have them: tags, classes, ids and attributes, ancestors before them by a blank or `>`.

cssselect reads them; a page's own index (`index.py`) answers them, as XPath would, in a tenth of the time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from cssselect import SelectorError, parse
from cssselect import parser as css
from lxml import etree

from corpus.errors import InputError

Element: TypeAlias = etree._Element
"""An element as lxml parses it; lxml's documented name for its type begins with an underscore."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compound:
    """What one element must have. tag, id: None where any will do. attributes: (name, operator, value) each.

    child: whether it must stand right in what the compound before it finds, not just somewhere in that.
    """

    tag: str | None
    id: str | None
    classes: frozenset[str]
    attributes: tuple[tuple[str, str, str], ...]
    child: bool

    @property
    def is_indexed(self) -> bool:
        """Whether it asks for one thing that a page's index knows: a tag, an id, a class, an attribute of a tag."""
        if self.attributes:
            return len(self.attributes) == 1 and self.id is None and not self.classes
        return (self.tag is not None) + (self.id is not None) + len(self.classes) <= 1

    def fits(self, element: Element) -> bool:
        """Whether an element has all of it."""
        if self.tag is not None and element.tag != self.tag:
            return False
        if self.id is not None and element.get("id") != self.id:
            return False
        if self.classes and not self.classes.issubset(element.get("class", "").split()):
            return False
        for name, operator, value in self.attributes:
            own = element.get(name)
            if own is None or not has_value(own, operator, value):
                return False
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """A selector made ready. own: what it finds; above: what must stand around that, innermost first.

    classes, ids: of all its compounds; each must be on a page on which it finds anything. sign: the class that is all
    it asks for.
    """

    own: Compound
    above: tuple[Compound, ...]
    classes: frozenset[str]
    ids: frozenset[str]
    sign: str | None

    def stands_right(self, element: Element) -> bool:
        """Whether around an element stands what must; only to be asked where something must."""
        return _stands_in(element, self.own.child, self.above)


@lru_cache(maxsize=4096)
def selector_of(text: str) -> Selector:
    """A selector, read. Raises InputError for what is no selector, or one of a kind that site files do not have."""
    try:
        read = parse(text)
        if len(read) != 1 or read[0].pseudo_element is not None:
            raise InputError(f"{text}: one plain selector is wanted, without commas and pseudo-elements")
        compounds = _compounds(read[0].parsed_tree, text)
    except SelectorError as error:
        raise InputError(f"{text}: no CSS selector: {error}") from None
    own, *above = compounds
    alone = not above and own.tag is None and own.id is None and not own.attributes and len(own.classes) == 1
    return Selector(
        own=own,
        above=tuple(above),
        classes=frozenset(word for c in compounds for word in c.classes),
        ids=frozenset(c.id for c in compounds if c.id is not None),
        sign=next(iter(own.classes)) if alone else None,
    )


def _compounds(tree: css.Tree, text: str) -> list[Compound]:
    """The compounds of a selector, the last one first."""
    found = []
    while isinstance(tree, css.CombinedSelector):
        if tree.combinator not in (" ", ">"):
            raise InputError(f"{text}: ancestors are joined by a blank or `>`, not by `{tree.combinator}`")
        found.append(_compound(tree.subselector, tree.combinator == ">", text))
        tree = tree.selector
    return [*found, _compound(tree, False, text)]


def _compound(tree: css.Tree, child: bool, text: str) -> Compound:
    own_id: str | None = None
    classes: set[str] = set()
    attributes: list[tuple[str, str, str]] = []
    while not isinstance(tree, css.Element):
        if isinstance(tree, css.Class):
            classes.add(tree.class_name)
        elif isinstance(tree, css.Hash) and own_id in (None, tree.id):
            own_id = tree.id
        elif isinstance(tree, css.Attrib) and tree.operator in _FITS:
            value = tree.value.value if tree.value is not None else ""
            attributes.append((tree.attrib.lower(), tree.operator, value or ""))
        else:
            raise InputError(f"{text}: only tags, classes, ids and attributes are known, not {tree!r}")
        tree = tree.selector
    return Compound(
        tag=tree.element.lower() if tree.element else None,
        id=own_id,
        classes=frozenset(classes),
        attributes=tuple(attributes),
        child=child,
    )


_FITS: dict[str, Callable[[str, str], bool]] = {
    "exists": lambda has, value: True,
    "=": lambda has, value: has == value,
    "^=": lambda has, value: bool(value) and has.startswith(value),
    "$=": lambda has, value: bool(value) and has.endswith(value),
    "*=": lambda has, value: bool(value) and value in has,
    "~=": lambda has, value: value in has.split(),
}


def has_value(value: str, operator: str, wanted: str) -> bool:
    """Whether an attribute's value is what an operator of a selector and its operand ask for."""
    return _FITS[operator](value, wanted)


def _stands_in(element: Element, child: bool, above: tuple[Compound, ...]) -> bool:
    """Whether the compounds are found around an element, the first of them next to it."""
    first, others = above[0], above[1:]
    for ancestor in element.iterancestors():
        if first.fits(ancestor):
            if not others or _stands_in(ancestor, first.child, others):
                return True
            if not first.child:
                return False  # around one further out stands less
        if child:
            return False
    return False
