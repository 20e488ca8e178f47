"""Finding the references of a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.references import find_mentions
from decided import built
from stories import article, extraction, official


@pytest.mark.parametrize("typed", ["K'Brêm", "K’Brêm", "k’brem"])
def test_a_name_is_found_by_any_apostrophe(tmp_path: Path, typed: str) -> None:
    words = "Ông K'Brêm, Giám đốc Viện Gió, dự."
    found = [extraction(article("Họp", words), official(words, "K'Brêm", ("Giám đốc", "Viện Gió")))]
    assert [one.entity_name for one in find_mentions(built(tmp_path / "a.db", found), typed)] == ["K'Brêm"]
