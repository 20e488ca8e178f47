"""Sentences: the one that is quoted is the one that was read."""

from __future__ import annotations

import pytest

from corpus.article import Article
from extractors.text.doc_words import words_of
from extractors.text.language import blank_pipeline, sentence_span

FIRST = "Khối họp tại Vinh."
# What a sentence may begin with: every capital of the alphabet, marks before it, a number.
OPENINGS = [
    *"A Á À Ă Ắ Ằ Â Ấ Ầ B C D Đ E É Ê Ế Ề G H I Í K L M N O Ó Ô Ố Ồ Ơ Ớ Ờ P Q R S T U Ú Ư Ứ Ừ V X Y Ý Ỷ Ỹ".split(),
    "“Đ", "- Đ", "(Ư", "12", "–Ở", "‘Ủ",
]  # fmt: skip


@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize("mark", [".", "!", "?", "…", ".”"])
def test_a_sentence_ends_where_the_next_begins(opening: str, mark: str) -> None:
    first = FIRST.removesuffix(".") + mark
    second = f"{opening}n vị dự."
    text = f"{first} {second}"
    assert sentence_span(text, 0, 4) == (0, len(first))
    assert sentence_span(text, len(first) + 2, len(text)) == (len(first) + 1, len(text))
    assert sentence_span(text, 5, len(text) - 1) == (0, len(text))


@pytest.mark.parametrize("after", ["a", "á", "ă", "đ", "ê", "ơ", "ư", "ứ", "ỷ", "ỹ", "đơn vị", "“đơn vị”"])
def test_no_sentence_begins_with_a_small_letter(after: str) -> None:
    text = f"Khối họp tại Vinh… {after} rồi về."
    assert sentence_span(text, 0, 4) == (0, len(text))


@pytest.mark.parametrize("text", ["PGS.TS. Đặng Ổi dự họp.", "TP. Đà Nẵng mời.", "Ông Lê V. Đức dự."])
def test_a_short_form_ends_none(text: str) -> None:
    assert sentence_span(text, 0, 2) == (0, len(text))


def test_what_is_quoted_is_what_was_read(articles: dict[str, Article]) -> None:
    """`sentence_span` on the plain text finds the sentences that the tokenizer found in the bundled pages."""
    nlp = blank_pipeline()
    wrong = []
    for path, article in articles.items():
        doc = nlp(article.text)
        starts = [doc[i].idx for i, begins in enumerate(words_of(doc).starts) if begins]
        for start, end in zip(starts, [*starts[1:], len(article.text)], strict=True):
            read = article.text[start:end]
            if not read.strip():
                continue
            start, end = start + len(read) - len(read.lstrip()), end - len(read) + len(read.rstrip())
            if sentence_span(article.text, start, start + 1) != (start, end):
                wrong.append((path, article.text[start:end]))
    assert not wrong
