"""Posts whose title takes in the body that it leads, as changes of post name them: the title alone, of that body.

Chủ tịch HĐTV | Tổng công ty X  →  Chủ tịch | HĐTV Tổng công ty X     (so Phó Chủ tịch, Hội đồng quản trị)
Thường trực Ban Bí thư          →  Thường trực | Ban Bí thư
"""

from __future__ import annotations

import re
from dataclasses import replace

from .records import Handover

_BOARD = re.compile(
    r"(?P<title>(?:phó )?chủ tịch) (?P<body>hđqt|hđtv|hội đồng (?:quản trị|thành viên))(?: (?P<more>\S.*))?", re.I
)
_ALONE = re.compile(r"(?P<title>thường trực) (?P<body>ban bí thư)", re.I)


def of_its_board(handover: Handover) -> Handover:
    """A handover of a post whose title takes in a body, as one of that body."""
    if handover.organization is None:
        alone = _ALONE.fullmatch(handover.post)
        return replace(handover, post=alone["title"], organization=alone["body"]) if alone else handover
    board = _BOARD.fullmatch(handover.post)
    if board is None:
        return handover
    title = f"{board['title']} {board['more']}" if board["more"] else board["title"]
    return replace(handover, post=title, organization=f"{board['body']} {handover.organization}")
