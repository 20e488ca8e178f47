"""One post that an article says twice, each time in other words.

Thủ tướng · Thủ tướng Chính phủ                              (a title that may name the body that it has anyway)
Phó Bí thư Thường trực X · Phó Bí thư X                      (a standing deputy, later in short)
Chủ tịch Hội đồng quản trị X · Chủ tịch X                    (who chairs the board)
Chủ tịch Liên đoàn Y (Yfed) · Chủ tịch Yfed                  (a unit by the short name that the article or a list gives)
Ủy viên Ban Chấp hành Trung ương Đảng · Ủy viên Trung ương Đảng
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from ..handovers.post_changes import plain_title
from ..reading import Reading
from ..records import Handover, Post
from ..text.gazetteer import load
from ..text.language import fold
from ..units.long_forms import long_forms, written_out
from ..units.unit_names import spelling
from .people import Mention

_OF_GOVERNMENT = re.compile(r"^((?:phó )?thủ tướng.*?) chính phủ$")
_DEPUTIES = ("phó ", "thứ trưởng", "bí thư thường trực")
_STANDING = re.compile(r" (?:thường trực|phụ trách|thứ nhất|chuyên trách)$")
_BOARD = re.compile(r"^(chủ tịch) (?:hội đồng quản trị|hội đồng thành viên|công ty|ủy ban|nước)$")
_PARTY = "trung ương đảng"
_CENTRAL = re.compile(rf"^(?:ban chấp hành )?(?:trung ương (?=hội |liên |tổng |đoàn thanh)|(?={_PARTY}$))")
# `Tư lệnh (Bộ Tư lệnh) Vùng 7`: the headquarters and the force that it leads.
_COMMAND = re.compile(r"^bộ tư lệnh (?=\S)")
# Behind someone, with nobody else between: `ông A, Giám đốc X, nghỉ hưu theo chế độ`.
_RETIRES = re.compile(
    r"(?:(?!\b(?:thay|thế|của|giữ|làm|ông|bà|đồng chí|và)\b)[^.;\n]){0,110}?"
    r"\b(?:(?<!tuổi )nghỉ (?:hưu|chế độ|công tác)|về hưu|hưu trí|từ trần)"
)
_SHORTEST_END = 2  # words of a long name that must stand before the bracket with the short one


def without_doubles(reading: Reading, posts: Sequence[Post], taken: Sequence[Handover]) -> list[Post]:
    """Someone's posts, each once, in its fullest words.

    taken: the posts that the same one takes up: who rises to be the standing deputy was a deputy before.
    """
    kept: list[Post] = []
    new = {plain_title(h.post) for h in taken if h.post}
    for post in posts:
        twin = next((n for n, other in enumerate(kept) if _is_twin(reading, other, post, new)), None)
        if twin is None:
            kept.append(post)
        else:
            kept[twin] = _fuller(kept[twin], post)
    if not taken:
        return kept
    held = [post for post in kept if not post.former]  # who leaves a post for another is no former holder yet
    return [p for p in kept if not (p.former and any(is_same_post(reading, p, other) for other in held))]


def with_left(reading: Reading, posts: Sequence[Post], left: Post, own: Sequence[Mention]) -> tuple[list[Post], bool]:
    """Someone's posts with the one that they left, and whether it brings anything: a post, or the unit of one.

    own: their mentions. A post that is named stays theirs until another one begins, unless they retire.
    """
    known = next((n for n, post in enumerate(posts) if is_same_post(reading, post, left)), None)
    if known is None:
        return [*posts, left], True
    named = posts[known]
    brings = named.unit is None and left.unit is not None
    over = named.former or any(_RETIRES.match(reading.article.text, m.b) for m in own)
    whole = replace(named, unit=named.unit or left.unit, former=over)
    return [*posts[:known], whole, *posts[known + 1 :]], brings


def is_same_post(reading: Reading, left: Post, right: Post) -> bool:
    """Do two posts have one title and one unit, whether over or not, where a unit may be left out?"""
    return _title(left.title) == _title(right.title) and (
        left.unit is None or right.unit is None or _is_same_body(reading, left.unit, right.unit)
    )


def _is_twin(reading: Reading, left: Post, right: Post, new: set[str]) -> bool:
    if left.former != right.former:
        return False
    one, other = _title(left.title), _title(right.title)
    if one != other:
        if not {plain_title(left.title), plain_title(right.title)}.isdisjoint(new):
            return False
        if _short(one) != other and _short(other) != one:
            return False
    if left.unit is None or right.unit is None:
        short = left if len(one) < len(other) else right
        return left.unit is right.unit or (one != other and short.unit is None)
    return _is_same_body(reading, left.unit, right.unit)


@lru_cache(maxsize=4_096)
def _title(title: str) -> str:
    """A title folded, its abbreviations written out, without the government that it names beside."""
    folded = plain_title(written_out(title, long_forms()))
    found = _OF_GOVERNMENT.match(folded)
    return found[1] if found else folded


def _short(title: str) -> str:
    """What is left of a folded title without what makes a deputy the standing one, or a chair that of the board."""
    if title.startswith(_DEPUTIES):
        return _STANDING.sub("", title)
    return _BOARD.sub(r"\1", title)


def _is_same_body(reading: Reading, left: str, right: str) -> bool:
    one, other = _body(left), _body(right)
    if one == other or spelling(left) == spelling(right) or {one, other} <= _names_beside(one):
        return True
    return is_explained(reading, left, right)


@lru_cache(maxsize=4_096)
def _body(unit: str) -> str:
    """A unit's name, folded and written out, without the committee that leads it."""
    return _COMMAND.sub("", _CENTRAL.sub("", fold(written_out(unit, long_forms()))))


@cache
def _known_names() -> dict[str, frozenset[str]]:
    """The names of the units that are listed one by one, each with all that its row has."""
    found: dict[str, frozenset[str]] = {}
    for entry in load("named_units"):
        forms = frozenset(fold(written_out(form, long_forms())) for form in entry.forms())
        found.update(dict.fromkeys(forms, forms))
    return found


def _names_beside(name: str) -> frozenset[str]:
    return _known_names().get(name, frozenset())


def is_explained(reading: Reading, left: str, right: str) -> bool:
    """`Ngân hàng Bãi Vàng (BVBank)`: does the article give a unit's short name in a bracket behind the long one?"""
    text = reading.article.text
    short, full = sorted((reading.names.as_written(left), reading.names.as_written(right)), key=len)
    end = " ".join(full.split()[-_SHORTEST_END:])
    return f"{end} ({short})" in text or f"{short} ({full})" in text


def _fuller(left: Post, right: Post) -> Post:
    """Two posts that are one, with the longer title and the longer unit."""
    title = max((left.title, right.title), key=len)
    return replace(left, title=title, unit=max((left.unit, right.unit), key=lambda unit: len(unit or "")))
