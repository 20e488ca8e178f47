"""A page's bytes without its scripts: often the larger half, and nothing of it is read but JSON-LD."""

from __future__ import annotations

import re

_COMMENT, _SCRIPT = b"<!--", b"<script"
_START = re.compile(rb"<!--|<script(?=[\s>/])")
_SCRIPT_END = re.compile(rb"</script\b[^>]{0,100}>")
_JSON_LD = b"application/ld+json"


def without_scripts(content: bytes) -> tuple[bytes, tuple[bytes, ...]]:
    """(the page without scripts and comments, the texts of its JSON-LD scripts).

    One pass, whatever the page holds; what is not closed stays. Wide encodings come back as they are.
    """
    if b"\0" in content:
        return content, ()
    lowered = content.lower()
    kept: list[bytes] = []
    json_ld: list[bytes] = []
    at = 0
    while start := _START.search(lowered, at):
        begin = start.start()
        if start[0] == _COMMENT:
            # `<!-->` is a whole comment.
            closing = lowered.find(b"-->", begin + 2)
            end = closing + 3
        else:
            opened = lowered.find(b">", begin) + 1
            match = _SCRIPT_END.search(lowered, opened) if opened else None
            closing, end = (match.start(), match.end()) if match else (-1, 0)
            if match and _JSON_LD in lowered[begin:opened]:
                json_ld.append(content[opened:closing])
        if closing < 0:
            break
        kept.append(content[at:begin])
        at = end
    kept.append(content[at:])
    return b"".join(kept), tuple(json_ld)
