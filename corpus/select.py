"""CSS selectors on a page, answered from an index: a page is asked some seventy of them."""

from __future__ import annotations

import re
from collections import defaultdict

from bs4 import BeautifulSoup, Tag

# The last part of a selector: a tag, classes, an id, an attribute.
_LAST = re.compile(r"(?:^|[\s>+~])(?P<tag>[a-z][a-z0-9]*)?(?P<rest>(?:[.#][\w-]+|\[[^\]]*\])*)$")
_CLASS = re.compile(r"\.([\w-]+)")
_ID = re.compile(r"#([\w-]+)")
_ATTRIBUTE = re.compile(r"\[\s*([\w-]+)")


class Elements:
    """The elements of a page, by tag, class, id and attribute, each in page order. all: every one."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self.all: list[Tag] = soup.find_all(True)
        self._by: dict[str, list[Tag]] = defaultdict(list)
        self._found: dict[str, list[Tag]] = {}
        for element in self.all:
            self._by[element.name].append(element)
            for name, value in element.attrs.items():
                self._by[f"[{name.lower()}"].append(element)
                if name in ("class", "id"):
                    sign = "." if name == "class" else "#"
                    words = value.split() if isinstance(value, str) else value
                    for word in dict.fromkeys(words):
                        self._by[sign + word].append(element)

    def select(self, selector: str) -> list[Tag]:
        """The elements that a selector finds, in page order; the same as BeautifulSoup's `select`."""
        if selector not in self._found:
            self._found[selector] = [e for e in self._candidates(selector) if e.css.match(selector)]
        return self._found[selector]

    def first(self, selector: str) -> Tag | None:
        """The first element that a selector finds."""
        return next(iter(self.select(selector)), None)

    def _candidates(self, selector: str) -> list[Tag]:
        match = _LAST.search(selector)
        if match is None:
            raise ValueError(f"a selector of another form: {selector}")
        # Whatever stands in brackets may hold dots; it is taken out before classes are looked for.
        rest = re.sub(r"\[[^\]]*\]", "", match["rest"])
        keys = [f".{c}" for c in _CLASS.findall(rest)] + [f"#{i}" for i in _ID.findall(rest)]
        keys += [f"[{a.lower()}" for a in _ATTRIBUTE.findall(match["rest"])] + ([match["tag"]] if match["tag"] else [])
        return min((self._by.get(key, []) for key in keys), key=len)
