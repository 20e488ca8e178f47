"""What made a record: the rows of the gazetteers in its passages, as the chunks of the text use them."""

from __future__ import annotations

import pytest

from articles import article_of
from extractors.reader import Reader
from extractors.records import KINDS
from extractors.registry import RULES
from extractors.text.gazetteer import load
from extractors.tracing import GROUPS, Tracer, meaning

ARTICLE = article_of(
    "Sáng 3-3-2031, Đại tá Lê Văn Ổi, Chính ủy Bộ CHQS tỉnh Sơn La chủ trì hội nghị.",
    "Ông Ma Văn Cẩn được bổ nhiệm giữ chức Giám đốc Sở Nội vụ tỉnh Sơn La.",
    "UBND tỉnh Sơn La tặng Bằng khen cho Sở Nội vụ.",
)


@pytest.mark.parametrize(
    ("kind", "there", "not_there"),
    [
        (
            "officials",
            {("ranks", "Đại tá"), ("posts", "Chính ủy"), ("provinces", "Sơn La"), ("parts", "chủ trì hội nghị")},
            "awards",
        ),
        ("handovers", {("appointment_words", "bổ nhiệm"), ("posts", "Giám đốc"), ("unit_words", "Nội vụ")}, "ranks"),
        ("awards", {("awards", "Bằng khen"), ("award_verbs", "tặng"), ("abbreviations", "UBND")}, "parts"),
    ],
)
def test_rows_are_those_that_the_passages_met(kind: str, there: set[tuple[str, str]], not_there: str) -> None:
    tracer = Tracer(ARTICLE)
    record = next(r for k, r in Reader().read(ARTICLE).records() if k == kind)
    rows = tracer.rows(kind, record)
    met = {(row.group, ARTICLE.text[row.start : row.end]) for row in rows}
    assert there <= met
    assert not_there not in {group for group, _ in met}
    ids = {group: {entry.id for entry in load(group)} for group in GROUPS[kind]}
    assert all(row.id in ids[row.group] for row in rows)


def test_a_family_name_counts_at_the_beginning_of_a_name_only() -> None:
    tracer = Tracer(ARTICLE)
    record = Reader().read(ARTICLE).officials[0]
    names = [ARTICLE.text[r.start : r.end] for r in tracer.rows("officials", record) if r.group == "family_names"]
    assert names == ["Lê"]


def test_every_kind_and_rule_is_told_of() -> None:
    assert set(GROUPS) == set(KINDS)
    assert all(meaning(rule) for rule, _ in RULES)
