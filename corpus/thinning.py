"""A page's bytes without what nothing is read of, often the larger half: scripts, styles, drawings, comments, the tails
of menus.

Where a page says that it ends is cut out as well: the parser would stop there. Browsers go on, and pages glued of
several say so early.
"""

from __future__ import annotations

import re

from corpus.encodings.passages import FONT

_COMMENT, _END, _LIST = b"<!--", b"</", b"<ul"
_SCRIPT, _STYLE, _SVG = b"<script", b"<style", b"<svg"


def _any_case(name: str) -> bytes:
    """An expression for a name in any case, spelt out: found faster than without regard to case."""
    return "".join(f"[{letter}{letter.upper()}]" for letter in name).encode()


_UNREAD = ("script", "style", "svg", "noscript")
# The looks ahead spare most tags the trial of every name.
_START = re.compile(
    rb"<(?:!--|(?=[sSnN])(?:" + b"|".join(map(_any_case, _UNREAD)) + rb")(?=[\s>/])|ul(?=[\s>])|"
    rb"/(?=[bBhH])(?:" + _any_case("body") + b"|" + _any_case("html") + rb")\s{0,100}>)"
)
_CLOSING = {
    _COMMENT: re.compile(b"-->"),
    **{b"<" + name.encode(): re.compile(b"</" + _any_case(name) + rb"\b[^>]{0,100}>") for name in _UNREAD},
}
_LONGEST_TAG = 5_000  # bytes
_DRAWING = re.compile(b"<" + _any_case("svg") + rb"[\s>/]")
_JSON_LD = re.compile(rb"application/ld\+json", re.I)
# An item that is links and nothing else. Nothing here gives back what it took, and no tag or text is followed without
# end, so that no page takes long.
_REST = rb"(?:\s[^>]{0,2000}+)?+>"
_LINK = rb"<a" + _REST + rb"(?:[^<]{1,2000}+|</?(?:img|span|b|strong|i|em)" + _REST + rb"){0,50}+</a>\s*+"
_ITEM = rb"\s*+<li" + _REST + rb"\s*+(?:" + _LINK + rb"){1,9}+</li>"
# Of a long list the first items tell what it is; the reader's rules ask for three at most.
_LINKS = re.compile(rb"<ul" + _REST + rb"(?:" + _ITEM + rb"){4}(?P<more>(?:" + _ITEM + rb")++)")


def thinned(content: bytes) -> tuple[bytes, tuple[bytes, ...]]:
    """(the page without what nothing is read of, and with the first items only of lists of links; its JSON-LD's texts).

    One pass, whatever the page holds; what is not closed stays. Wide encodings come back as they are.
    """
    if b"\0" in content:
        return content, ()
    kept: list[bytes] = []
    json_ld: list[bytes] = []
    closings: dict[bytes, tuple[int, int]] = {}
    at = 0
    while start := _START.search(content, at):
        begin, end = _unread(content, start, closings)
        kept.append(content[at:begin])
        if end > begin and start[0].lower() == _SCRIPT:
            opened = content.find(b">", begin) + 1
            if _JSON_LD.search(content, begin, opened):
                json_ld.append(content[opened : closings[_SCRIPT][0]])
        at = end
    kept.append(content[at:])
    return b"".join(kept), tuple(json_ld)


def _unread(content: bytes, start: re.Match[bytes], closings: dict[bytes, tuple[int, int]]) -> tuple[int, int]:
    """What to leave out where a script, a drawing, a comment, a list or the page's end begins; nothing of it where it
    never closes. closings: the next end tag of each kind, as far as they were looked up: each is looked up once."""
    begin, passed = start.start(), (start.end(), start.end())
    if start[0] == _LIST:
        links = _LINKS.match(content, begin)
        return links.span("more") if links else passed
    if start[0].startswith(_END):
        return start.span()
    name = start[0].lower()
    opened = start.end() - 1 if name == _COMMENT else content.find(b">", begin, begin + _LONGEST_TAG) + 1
    if not opened:
        return passed
    closing = closings.get(name)
    if closing is None or closing[0] < opened - 1:
        match = _CLOSING[name].search(content, opened - 1)
        closing = closings[name] = match.span() if match else (len(content), 0)
    if not closing[1]:
        return passed
    if name == _STYLE and FONT.search(content, opened, closing[0]):
        return closing[1], closing[1]  # it says which classes are in letters of another encoding
    if name == _SVG and (other := _DRAWING.search(content, opened, closing[0])):
        return other.start(), other.start()  # one in it has an end of its own
    return begin, closing[1]
