"""An element of a page → CSS selectors that find it, the likeliest to find it on the site's other pages first.

They are plain, as site files have them: tags, classes, ids and attributes, ancestors before them by a blank or `>`.
What looks made by a machine (`css-1x2y3z`), of one page (`post-88123`) or of its look (`col-md-8`) comes last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from corpus.css import Element
from corpus.tree import Tree

_NAME = re.compile(r"-?[A-Za-z_][A-Za-z0-9_-]*")
_NAMED = re.compile(r"[.#]([\w-]+)")
_VALUE = re.compile(r"[\w-]{1,60}")
# What styling libraries and editors call things; a digit between letters or before one; a number too long for columns.
_MACHINE_MADE = re.compile(
    r"^(?:(?:css|sc|jsx|svelte|jss|emotion|styles?)-|Mso|AutoNumber|(?:Word)?Section\d)"
    r"|[a-zA-Z]\d+[a-zA-Z]|(?:^|[-_])\d+[a-zA-Z]|\d{3,}"
)
_LOOK = re.compile(
    r"^(?:(?:col|row|mt|mb|ml|mr|mx|my|pt|pb|pl|pr|px|py|p|m|w|h|d|text|bg|border|float|pull|flex|grid|fs|fw|font|size|"
    r"align|justify|max|min|leading|items|tracking|space|gap|rounded|shadow|img)\d{0,3}(?:[-_][a-z0-9]{1,7})*"
    r"|clear|clearfix|fix|left|right|center|bold|active|container|container-fluid|wrap|wrapper|inner|outer|hide|show|box|"
    r"fl|fr|block|inline|italic|uppercase|relative|absolute|table|small|large|muted|red|blue|gray|grey)$",
    re.I,
)
# Tags that say what stands in them.
_TELLING = ("h1", "article", "main", "time", "address", "figcaption", "caption")
_LONGEST = 60  # code points of a name; what is longer is no name
_MOST_CLASSES = 12
_MOST_WANTED = 200
_MOST_SELECTORS = 8  # of a part: where it takes more, each is one page's
_ATTRIBUTES = ("itemprop", "data-role", "role", "data-field")
_GENERATED_ID = re.compile(r"^(?:ctl\d|dnn_|yui_|portlet)", re.I)
_ANCESTORS = 12


def names_of(element: Element, *, weak: bool = False) -> list[str]:
    """Selectors of an element's own id, classes and attributes, most telling first; weak: those that come last."""
    found = []
    own = str(element.get("id", "")).strip()
    if _NAME.fullmatch(own) and len(own) <= _LONGEST:
        tail = own.rpartition("_")[2]
        if _GENERATED_ID.match(own):
            found += [f'[id$="_{tail}"]'] if not weak and tail != own and not _is_weak(tail) else []
        elif _is_weak(own) is weak:
            found.append(f"#{own}")
    words = str(element.get("class", "")).split()[:_MOST_CLASSES]
    classes = [c for c in words if len(c) <= _LONGEST and _NAME.fullmatch(c) and _is_weak(c) is weak]
    classes.sort(key=len, reverse=True)  # a long name says more than `news`
    found += [f".{name}" for name in classes]
    if not weak:
        values = ((name, str(element.get(name, "")).strip()) for name in _ATTRIBUTES)
        found += [f'[{name}="{value}"]' for name, value in values if _VALUE.fullmatch(value)]
    if _is_tag(element):
        found += [f"{element.tag}.{name}" for name in classes]
    found += [f".{first}.{second}" for first in classes for second in classes if first < second]
    return list(dict.fromkeys(found))


def selectors_of(element: Element, *, named: bool = False, but: frozenset[Element] = frozenset()) -> Iterator[str]:
    """Selectors that find the element, and perhaps others, best first.

    named: none that only says where it stands: a name or a telling tag is in it. but: elements around it
    that are not named.
    """
    strong, weak = names_of(element), names_of(element, weak=True)
    tag = [element.tag] if _is_tag(element) else []
    around = [e for e in islice(element.iterancestors(), _ANCESTORS) if e not in but]
    over = [name for ancestor in around for name in names_of(ancestor)]
    yield from strong
    telling = element.tag in _TELLING
    yield from (tag if telling else ())
    for between in (" ", " > "):
        yield from (f"{above}{between}{own}" for above in over for own in (*strong, *tag))
    yield from weak
    yield from (() if telling or named else tag)
    over += [name for ancestor in around for name in names_of(ancestor, weak=True)]
    for between in (" ", " > "):
        yield from (f"{above}{between}{own}" for above in over for own in (*weak, *tag))
    if not named:
        yield from _paths(element)


def is_doubtful(selector: str) -> bool:
    """Whether nothing in a selector is likely to be on another page: no name that a person gave, no telling tag."""
    names = _NAMED.findall(selector)
    if names:
        return all(_is_weak(name) for name in names)
    return "[" not in selector and not any(tag in _TELLING for tag in selector.replace(">", " ").split())


def unique(page: Tree, element: Element) -> str | None:
    """The best selector that finds the element and nothing else on its page, None where there is none."""
    return next((s for s in selectors_of(element) if page.select(s) == [element]), None)


def unique_by_name(page: Tree, element: Element, body: Element) -> str | None:
    """As `unique`, by what is likely to be on other pages, too, and not by its standing in or beside the body."""
    around = frozenset({body, *body.iterancestors()})
    named = selectors_of(element, named=True, but=around)
    return next((s for s in named if not is_doubtful(s) and page.select(s) == [element]), None)


def common(
    page: Tree, wanted: list[Element], body: Element, scope: Element, *, doubtful: bool = False
) -> tuple[str, ...]:
    """Selectors that find nothing in a part of the page but the wanted elements and what is in these.

    Best first, as few as it takes, and no more than a site file has lines for. Of elements within each other one is
    enough. What is told from others only by standing in the body is left out: on other pages that would be the body's
    own. body: the article's; scope: holds it; doubtful: whether those count that may not be on other pages.
    """
    around = frozenset({body, *body.iterancestors()})
    inside, allowed = set(scope.iter()), {e for element in wanted for e in element.iter()}
    left = [element for element in wanted if element in inside and element not in around][:_MOST_WANTED]
    found: list[str] = []
    for own_only in (True, False):
        for element in left:
            if element not in left:
                continue
            own = (*names_of(element), *([element.tag] if element.tag in _TELLING else []))
            for selector in own if own_only else selectors_of(element, named=True, but=around):
                hits = inside.intersection(page.select(selector))
                if element in hits and hits <= allowed and (doubtful or not is_doubtful(selector)):
                    found.append(selector)
                    done = {e for hit in hits for e in (*hit.iter(), *hit.iterancestors())}
                    left = [e for e in left if e not in done]
                    break
    return tuple(found[:_MOST_SELECTORS])


def _paths(element: Element) -> Iterator[str]:
    """From an ancestor that has a name down to the element, child by child."""
    steps: list[str] = []
    for at in (element, *element.iterancestors()):
        own = [*names_of(at), *names_of(at, weak=True)]
        if steps:
            yield from (" > ".join((name, *steps)) for name in own)
        if not _is_tag(at):
            return
        steps.insert(0, own[0] if own and at is not element else at.tag)
        yield " > ".join(steps)
    if steps:
        yield " > ".join(steps)


def _is_weak(name: str) -> bool:
    return len(name) < 2 or bool(_MACHINE_MADE.search(name) or _LOOK.match(name))


def _is_tag(element: Element) -> bool:
    return isinstance(element.tag, str) and re.fullmatch(r"[a-z][a-z0-9]*", element.tag) is not None
