"""Posts whose title takes in the body that it leads, as changes of post name them: the title alone, of that body.

Chủ tịch HĐTV | Tổng công ty X  →  Chủ tịch | HĐTV Tổng công ty X     (so Phó Chủ tịch, Hội đồng quản trị)
Thường trực Ban Bí thư          →  Thường trực | Ban Bí thư
"""

from __future__ import annotations

import re
from dataclasses import replace

from ..reading import Reading
from ..records import Handover, HandoverKind
from .post_records import handover_id

_BOARD = re.compile(
    r"(?P<title>(?:quyền )?(?:phó )?chủ tịch) (?P<body>hđqt|hđtv|hội đồng (?:quản trị|thành viên))(?: (?P<more>\S.*))?",
    re.I,
)
_ALONE = re.compile(r"(?P<title>thường trực) (?P<body>ban bí thư)", re.I)


def of_its_board(reading: Reading, handover: Handover) -> Handover:
    """A handover of a post whose title takes in a body, as one of that body."""
    if handover.kind is not HandoverKind.POST:
        return handover
    whole = handover.organization
    found = (_BOARD if whole else _ALONE).fullmatch(handover.post)
    if found is None:
        return handover
    more = found.groupdict().get("more")
    title = f"{found['title']} {more}" if more else found["title"]
    organization = f"{found['body']} {whole}" if whole else found["body"]
    known = handover_id(reading, title, organization, handover.giver, handover.taker)
    return replace(handover, id=known, post=title, organization=organization)
