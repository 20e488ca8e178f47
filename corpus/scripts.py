"""A page's bytes without its scripts: often the larger half, and nothing of it is read but JSON-LD.

Where a page says that it ends is cut out as well: the parser would stop there. Browsers go on, and pages glued of
several say so early.
"""

from __future__ import annotations

import re

_COMMENT = b"<!--"
_SCRIPT = rb"[sS][cC][rR][iI][pP][tT]"  # spelt out: found faster than without regard to case
_PAGE_END = rb"</(?:[bB][oO][dD][yY]|[hH][tT][mM][lL])\s{0,100}>"
_START = re.compile(rb"<!--|<" + _SCRIPT + rb"(?=[\s>/])|" + _PAGE_END)
_SCRIPT_END = re.compile(rb"</" + _SCRIPT + rb"\b[^>]{0,100}>")
_JSON_LD = re.compile(rb"application/ld\+json", re.I)


def without_scripts(content: bytes) -> tuple[bytes, tuple[bytes, ...]]:
    """(the page without scripts, comments and ends, the texts of its JSON-LD scripts).

    One pass, whatever the page holds; what is not closed stays. Wide encodings come back as they are.
    """
    if b"\0" in content:
        return content, ()
    kept: list[bytes] = []
    json_ld: list[bytes] = []
    at = 0
    while start := _START.search(content, at):
        begin = start.start()
        if start[0] == _COMMENT:
            # `<!-->` is a whole comment.
            closing = content.find(b"-->", begin + 2)
            end = closing + 3
        elif content.startswith(b"</", begin):
            closing, end = begin, start.end()
        else:
            opened = content.find(b">", begin) + 1
            match = _SCRIPT_END.search(content, opened) if opened else None
            closing, end = (match.start(), match.end()) if match else (-1, 0)
            if match and _JSON_LD.search(content, begin, opened):
                json_ld.append(content[opened:closing])
        if closing < 0:
            break
        kept.append(content[at:begin])
        at = end
    kept.append(content[at:])
    return b"".join(kept), tuple(json_ld)
