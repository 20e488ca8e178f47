"""Where on a page each class, id and attribute is found: what a selector asks for is looked up, not searched."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from corpus.css import Compound, Element, Selector, has_value

_CAPITALS = re.compile(rb"<[A-Z]{1,10}[\s>]")
_GLANCE = 5_000  # bytes in which a page shows how it writes its tags


class Index:
    """Classes and ids of elements, noted in one pass; attributes, when the first selector asks for them.

    elements: all of a page, in page order. by_tag: those of tags that are known already. source: the page's bytes,
    which tell what is nowhere on it.
    """

    def __init__(self, elements: list[Element], by_tag: dict[str, list[Element]], source: bytes) -> None:
        self._elements, self._by_tag, self._source = elements, by_tag, source
        self._by_value: dict[str, list[int]] = defaultdict(list)  # places of elements by their whole class
        self._by_id: dict[str, list[Element]] = defaultdict(list)
        with_id: list[Element] = []
        for place, value in enumerate([element.get("class") for element in elements]):
            if value:
                self._by_value[value].append(place)
        for element in elements:
            if own := element.get("id"):
                self._by_id[own].append(element)
                with_id.append(element)
        self._values: dict[str, list[str]] = defaultdict(list)  # classes as elements have them, by each of their words
        for value in self._by_value:
            for word in value.split():
                self._values[word].append(value)
        self._by_attribute: dict[tuple[str | None, str], tuple[list[Element], dict[str, list[Element]]]] = {
            (None, "id"): (with_id, self._by_id)
        }

    def has_class(self, word: str) -> bool:
        """Whether any element has a class."""
        return word in self._values

    def may_find(self, selector: Selector) -> bool:
        """Whether all classes and ids that a selector names are on the page."""
        if selector.classes and not self._values.keys() >= selector.classes:
            return False
        return not selector.ids or self._by_id.keys() >= selector.ids

    def tagged(self, tag: str) -> list[Element]:
        """The elements of a tag, in page order."""
        if tag not in self._by_tag:
            self._by_tag[tag] = list(self._elements[0].iter(tag))
        return self._by_tag[tag]

    def candidates(self, wanted: Compound) -> Iterable[Element]:
        """The elements, in page order, among which all are that a compound fits; `Compound.is_indexed`: just those.

        The page must hold its classes and id (`may_find`).
        """
        if wanted.id is not None:
            return self._by_id[wanted.id]
        if wanted.classes:
            rarest = min(wanted.classes, key=lambda word: len(self._values[word]))
            values = self._values[rarest]
            places = [place for value in values for place in self._by_value[value]]
            return map(self._elements.__getitem__, places if len(values) == 1 else sorted(set(places)))
        if wanted.attributes:
            name, operator, value = wanted.attributes[0]
            having, by_value = self._having(wanted.tag, name)
            if operator == "=":
                return by_value.get(value, ())
            fitting = {other for other in by_value if has_value(other, operator, value)}
            return [e for e in having if e.get(name) in fitting] if fitting else ()
        return self._elements if wanted.tag is None else self.tagged(wanted.tag)

    def _having(self, tag: str | None, attribute: str) -> tuple[list[Element], dict[str, list[Element]]]:
        """The elements of a tag, or of all tags, that have an attribute, and the same by its value."""
        key = tag, attribute
        if key not in self._by_attribute:
            having, by_value = self._by_attribute[key] = [], defaultdict(list)
            for element in self._elements_with(attribute) if tag is None else self.tagged(tag):
                if (value := element.get(attribute)) is not None:
                    having.append(element)
                    by_value[value].append(element)
        return self._by_attribute[key]

    def _elements_with(self, attribute: str) -> list[Element]:
        """The elements among which all are that have an attribute: none where its name is not on the page."""
        if attribute.encode() in self._source:
            return self._elements
        # Old systems write all names in capitals.
        capitals = _CAPITALS.search(self._source, 0, _GLANCE) and attribute.upper().encode() in self._source
        return self._elements if capitals else []
