"""A page's bytes without what nothing is read of, often the larger half: scripts, comments, the tails of menus.

Where a page says that it ends is cut out as well: the parser would stop there. Browsers go on, and pages glued of
several say so early.
"""

from __future__ import annotations

import re

_COMMENT, _END, _LIST = b"<!--", b"</", b"<ul"
_SCRIPT = rb"[sS][cC][rR][iI][pP][tT]"  # spelt out: found faster than without regard to case
_PAGE_END = rb"</(?:[bB][oO][dD][yY]|[hH][tT][mM][lL])\s{0,100}>"
_START = re.compile(rb"<!--|<" + _SCRIPT + rb"(?=[\s>/])|<ul(?=[\s>])|" + _PAGE_END)
_SCRIPT_END = re.compile(rb"</" + _SCRIPT + rb"\b[^>]{0,100}>")
_JSON_LD = re.compile(rb"application/ld\+json", re.I)
# An item that is links and nothing else. Nothing here gives back what it took, and no tag or text is followed without
# end, so that no page takes long.
_REST = rb"(?:\s[^>]{0,2000}+)?+>"
_LINK = rb"<a" + _REST + rb"(?:[^<]{1,2000}+|</?(?:img|span|b|strong|i|em)" + _REST + rb"){0,50}+</a>\s*+"
_ITEM = rb"\s*+<li" + _REST + rb"\s*+(?:" + _LINK + rb"){1,9}+</li>"
# Of a long list the first items tell what it is; the reader's rules ask for three at most.
_LINKS = re.compile(rb"<ul" + _REST + rb"(?:" + _ITEM + rb"){4}(?P<more>(?:" + _ITEM + rb")++)")


def thinned(content: bytes) -> tuple[bytes, tuple[bytes, ...]]:
    """(the page without scripts, comments, ends, and all but the first items of lists of links; its JSON-LD's texts).

    One pass, whatever the page holds; what is not closed stays. Wide encodings come back as they are.
    """
    if b"\0" in content:
        return content, ()
    kept: list[bytes] = []
    json_ld: list[bytes] = []
    at = 0
    while start := _START.search(content, at):
        begin, end = _unread(content, start, json_ld)
        if begin < 0:
            break
        kept.append(content[at:begin])
        at = end
    kept.append(content[at:])
    return b"".join(kept), tuple(json_ld)


def _unread(content: bytes, start: re.Match[bytes], json_ld: list[bytes]) -> tuple[int, int]:
    """What to leave out where a script, a comment, a list or the page's end begins; (-1, -1) for what never closes."""
    begin = start.start()
    if start[0] == _COMMENT:
        closing = content.find(b"-->", begin + 2)  # `<!-->` is a whole comment
        return (begin, closing + 3) if closing >= 0 else (-1, -1)
    if start[0] == _LIST:
        links = _LINKS.match(content, begin)
        return links.span("more") if links else (start.end(), start.end())
    if start[0].startswith(_END):
        return start.span()
    opened = content.find(b">", begin) + 1
    match = _SCRIPT_END.search(content, opened) if opened else None
    if match is None:
        return -1, -1
    if _JSON_LD.search(content, begin, opened):
        json_ld.append(content[opened : match.start()])
    return begin, match.end()
