"""Posts before a comma that are not those of whoever is named behind it.

thừa ủy quyền của | Thủ tướng, | Bộ trưởng Bộ X A           (the post of whoever sends A)
trao quyết định cho tân | Bí thư Huyện ủy X, | Bí thư Tỉnh ủy A nói
chứng kiến lễ bàn giao nhiệm vụ | Tư lệnh Quân đoàn 7, | Ủy viên Bộ Chính trị A     (the post that passes on)
"""

from __future__ import annotations

from ..chunks import Row, is_word, words
from ..text.words import OF, TO

_EMPOWERED = ("quyền", "nhiệm")  # `ủy quyền của`, `ủy nhiệm của`
_SENT_BY = ("ủy quyền", "ủy nhiệm", "thừa lệnh")
NEW = "tân"  # right before a post just taken up
# The last syllables before the posts of others, but for `tân`.
BEFORE_OTHERS = frozenset({OF, TO, "quyền", "nhiệm", "lệnh", "vụ", "danh", "trách"})
_PASSED_ON = frozenset(
    f"{passed} {office}"
    for passed in ("bàn giao", "chuyển giao")
    for office in ("nhiệm vụ", "chức vụ", "chức danh", "chức trách")
)
_LENGTH_OF_IT = 4  # syllables


def is_of_who_empowers(row: Row, first: int, last: int) -> bool:
    """`thừa ủy quyền của Thủ tướng, Bộ trưởng Bộ X A`: is the post that of whoever sends the one behind the comma?"""
    if last >= len(row) or row[last].text != "," or not first:
        return False
    if is_word(row[first], NEW) and is_word(row[first - 1], TO):
        return True  # `trao quyết định cho tân Bí thư quận X, Bí thư Thành ủy A nói …`
    return is_sender(row, first)


def is_sender(row: Row, first: int) -> bool:
    """`thừa ủy quyền (của) | Chủ tịch X, ông A`, `thừa lệnh | Giám đốc Y, …`: is the post that of whoever sends A?"""
    if first > 1 and is_word(row[first - 1], OF) and is_word(row[first - 2], *_EMPOWERED):
        return True
    return first > 1 and words(row, first - 2, first) in _SENT_BY


def is_passed_on(row: Row, first: int, last: int, *, of_body: bool) -> bool:
    """`lễ bàn giao nhiệm vụ | Tư lệnh Quân đoàn 7, | Bí thư X A`: is the post in chunks first to last handed over?

    of_body: it names its body; else it shares that of the next one.
    """
    closed = of_body and last < len(row) and row[last].text == ","
    return closed and words(row, max(first - _LENGTH_OF_IT, 0), first) in _PASSED_ON
