"""The stored queries, each in Vietnamese and in English: one definition, two sets of headings.

Columns whose names end in `_id` are not shown: they carry the links of the columns that they belong to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

VI, EN = 0, 1
Both = tuple[str, str]  # Vietnamese, English

ROLES: Mapping[str, Both] = {
    "head": ("Trưởng khối, cụm", "head"),
    "standing_deputy": ("Phó thường trực", "standing deputy"),
    "deputy": ("Phó", "deputy"),
}
BASES: Mapping[str, Both] = {
    "handover": ("nhận bàn giao", "by handover"),
    "elected": ("được bầu", "elected"),
    "assigned": ("được giao", "assigned"),
    "stated": ("bài báo nêu", "stated"),
    "chaired": ("suy ra từ người chủ trì", "inferred from who chaired"),
    "expanded": ("suy ra", "inferred"),
}
STATUSES: Mapping[str, Both] = {"awarded": ("đã trao tặng", "given"), "proposed": ("mới đề nghị", "proposed")}
HANDOVER_KINDS: Mapping[str, Both] = {"bloc_head": ("trưởng khối, cụm", "bloc head"), "post": ("chức vụ", "post")}
RECIPIENT_KINDS: Mapping[str, Both] = {
    "unit": ("đơn vị", "unit"),
    "person": ("cá nhân", "person"),
    "group": ("nhóm", "group"),
}
DIFFERS: Both = ("nguồn khác nói khác", "another source differs")
CONTRADICTIONS: Mapping[str, Both] = {
    "bloc_head": ("hai trưởng khối, cụm", "two heads"),
    "handover_giver": ("hai bên giao", "two givers"),
    "handover_day": ("hai ngày bàn giao", "two days of a handover"),
    "role_both": ("vừa trưởng vừa phó", "head and deputy"),
    "bloc_founding": ("hai quyết định thành lập", "two founding decisions"),
    "document_date": ("hai ngày ký", "two days of signing"),
    "rank_falls": ("cấp bậc thấp đi", "a rank that falls"),
    "post_holders": ("hai người một chức", "two in one post"),
    "post_left": ("đã thôi mà vẫn giữ", "left and still in office"),
    "appointment_day": ("hai ngày bổ nhiệm", "two days of an appointment"),
    "award_grade": ("hai hạng", "two grades"),
}
KINDS: Mapping[str, Both] = {
    "person": ("người", "person"),
    "bloc": ("khối, cụm", "bloc"),
    "unit": ("đơn vị", "unit"),
    "article": ("bài báo", "article"),
}

BLOC: Both = ("Khối, cụm", "Bloc")
SCOPE: Both = ("Thuộc", "Scope")
UNIT: Both = ("Đơn vị", "Unit")
PERSON: Both = ("Người", "Person")
YEAR: Both = ("Năm", "Year")
QUOTE: Both = ("Nguyên văn", "Quote")
ARTICLE: Both = ("Bài báo", "Article")
PUBLISHED: Both = ("Ngày đăng", "Published")
SOURCE: Both = ("Nguồn", "Source")
NAME_OF_FOUND: Both = ("Tên", "Name")
_SOURCE_COLUMNS = (("quote", QUOTE), ("article_title", ARTICLE), ("published", PUBLISHED), ("source", SOURCE))


@dataclass(frozen=True)
class Labelled:
    """A column of codes, shown in words."""

    sql: str
    words: Mapping[str, Both]

    def __getitem__(self, language: int) -> str:
        cases = " ".join(f"WHEN '{code}' THEN '{both[language]}'" for code, both in self.words.items())
        return f"CASE CAST({self.sql} AS TEXT) {cases} ELSE {self.sql} END"


@dataclass(frozen=True)
class Query:
    """A stored query: slugs, titles and descriptions (Vietnamese, English), columns, and the rest of its SQL."""

    slugs: Both
    titles: Both
    about: Both
    columns: tuple[tuple[str | Labelled | tuple[str, ...], Both], ...]
    rest: str
    ids: tuple[str, ...] = ()
    parameters: tuple[tuple[str, Both], ...] = ()

    def sql(self, language: int) -> str:
        """Its SQL with the headings of a language."""
        shown = [f'{c if isinstance(c, str) else c[language]} AS "{heading[language]}"' for c, heading in self.columns]
        return "SELECT " + ",\n  ".join([*shown, *self.ids]) + "\n" + self.rest


# `by handover from X · another source differs`; who did not take over from X came after X
_BASIS = tuple(
    f"{Labelled('basis', BASES)[language]} || coalesce(iif(basis = 'handover', ' {taken} ', '{after} ') "
    f"|| handed_over_by, '') || iif(contradicted, ' · {DIFFERS[language]}', '')"
    for language, taken, after in ((VI, "từ", ", sau"), (EN, "from", ", after"))
)
MATCHES: Mapping[str, Both] = {"1": ("cả cụm", "in a row"), "0": ("từ rời", "words apart")}
_FOUND = "json_extract(f.value, '$.{}')"
_BLOC_FITS = "(:bloc = '' OR bloc_id IN (SELECT value FROM json_each(fitting_blocs(:bloc))))"
_YEAR_FITS = "(:year = '' OR year = CAST(:year AS INTEGER))"
_YEAR_PARAMETER = ("year", ("Năm", "Year"))

QUERIES: tuple[Query, ...] = (
    Query(
        slugs=("ai-lam-truong", "who-led"),
        titles=("Ai làm trưởng khối, cụm nào, năm nào", "Who led which bloc in which year"),
        about=(
            "Gõ có dấu hay không dấu đều được; bỏ trống để xem tất cả. Mỗi dòng kèm câu nguyên văn và nguồn.",
            "With or without diacritics; leave empty to see all. Every row has its sentence and its source.",
        ),
        columns=(
            ("year", YEAR),
            ("bloc", BLOC),
            ("scope", SCOPE),
            (Labelled("role", ROLES), ("Vai trò", "Role")),
            ("unit", UNIT),
            ("person", PERSON),
            (_BASIS, ("Căn cứ", "Basis")),
            *_SOURCE_COLUMNS[:2],
            ("other_sources", ("Nguồn khác", "Other sources")),  # beside the quote: it may be what names the person
            *_SOURCE_COLUMNS[2:],
            ("also_in", ("Cũng đăng ở", "Also in")),
        ),
        ids=("bloc_id", "unit_id", "person_id", "article_id"),
        rest=f"FROM who_led\nWHERE {_BLOC_FITS} AND {_YEAR_FITS}\n"
        "ORDER BY scope, bloc, bloc_id, year IS NULL, year,\n"
        "  CASE role WHEN 'head' THEN 0 WHEN 'standing_deputy' THEN 1 ELSE 2 END, unit",
        parameters=(("bloc", ("Khối, cụm (và cơ quan)", "Bloc (and its body)")), _YEAR_PARAMETER),
    ),
    Query(
        slugs=("noi-khac-nhau", "differing-sources"),
        titles=("Hai nguồn nói khác nhau", "Two sources differ"),
        about=(
            "Hai bài không thể cùng đúng: cả hai câu đều được giữ, không câu nào lặng lẽ thắng.",
            "Two articles that cannot both be right: both sentences are kept, and neither wins silently.",
        ),
        columns=(
            (Labelled("kind", CONTRADICTIONS), ("Loại", "Kind")),
            ("what", ("Về", "About")),
            ("year", YEAR),
            ("first_says", ("Nguồn thứ nhất nói", "The first says")),
            ("first_quote", ("Nguyên văn thứ nhất", "The first sentence")),
            ("first_source", ("Nguồn thứ nhất", "The first source")),
            ("second_says", ("Nguồn thứ hai nói", "The second says")),
            ("second_quote", ("Nguyên văn thứ hai", "The second sentence")),
            ("second_source", ("Nguồn thứ hai", "The second source")),
        ),
        rest="FROM contradicting\nORDER BY kind <> 'bloc_head', kind, what, year, first_published, contradiction_id",
    ),
    Query(
        slugs=("khen-thuong", "awards"),
        titles=("Khen thưởng: đã trao và mới đề nghị", "Awards given or proposed"),
        about=("Ai được tặng hoặc được đề nghị tặng gì.", "Who was given, or proposed for, which award."),
        columns=(
            ("award", ("Hình thức", "Award")),
            (Labelled("status", STATUSES), ("Tình trạng", "Status")),
            ("recipient", ("Ai nhận", "Recipient")),
            (Labelled("recipient_kind", RECIPIENT_KINDS), ("Loại", "Kind")),
            ("count", ("Số lượng", "Count")),
            ("grantor", ("Ai tặng", "Grantor")),
            ("year", YEAR),
            *_SOURCE_COLUMNS,
        ),
        ids=("unit_id", "person_id", "article_id"),
        rest=f"FROM awards_given\nWHERE has_words(concat_words(award, recipient), :words) AND {_YEAR_FITS}\n"
        "ORDER BY published IS NULL, published DESC, award, recipient",
        parameters=(("words", ("Hình thức hoặc người nhận", "Award or recipient")), _YEAR_PARAMETER),
    ),
    Query(
        slugs=("ai-giu-chuc", "posts"),
        titles=("Ai giữ chức gì", "Who held which post"),
        about=(
            "Ngày thấy lần đầu và lần cuối là ngày của bài báo; bắt đầu và kết thúc chỉ lấy từ bổ nhiệm, bàn giao.",
            "First and last seen are days of articles; start and end come from appointments and handovers only.",
        ),
        columns=(
            ("person", PERSON),
            ("title", ("Chức vụ", "Post")),
            ("unit", UNIT),
            ("first_cited", ("Thấy lần đầu", "First seen")),
            ("last_cited", ("Thấy lần cuối", "Last seen")),
            ("started", ("Bắt đầu", "Started")),
            ("ended", ("Kết thúc", "Ended")),
            ("former_cited", ("Đã thôi, thấy ngày", "Called former on")),
            *_SOURCE_COLUMNS,
        ),
        ids=("person_id", "unit_id", "article_id"),
        rest="FROM careers\nWHERE has_words(concat_words(person, title, unit), :words)\n"
        "ORDER BY person, person_id, first_cited IS NULL, first_cited, title",
        parameters=(("words", ("Tên, chức vụ hoặc đơn vị", "Name, post or unit")),),
    ),
    Query(
        slugs=("ban-giao", "handovers"),
        titles=("Bàn giao: cờ khối trưởng và chức vụ", "Handovers: the bloc's flag, and posts"),
        about=("Mới nhất trước.", "Latest first."),
        columns=(
            ("by_date", ("Ngày", "Date")),
            (Labelled("kind", HANDOVER_KINDS), ("Loại", "Kind")),
            ("post", ("Chức vụ", "Post")),
            ("organization", ("Ở đâu", "Where")),
            ('"from"', ("Bên giao", "From")),
            ('"to"', ("Bên nhận", "To")),
            ("year", ("Từ năm", "From year")),
            *_SOURCE_COLUMNS,
        ),
        ids=("article_id",),
        rest="FROM handovers_by_date\n"
        'WHERE has_words(concat_words(organization, post, "from", "to"), :words)\n'
        'ORDER BY by_date IS NULL, by_date DESC, organization, post, "to"',
        parameters=(("words", ("Khối, đơn vị hoặc người", "Bloc, unit or person")),),
    ),
    Query(
        slugs=("khong-doc-duoc", "not-read"),
        titles=(
            "Những gì không đọc được, và bài không có thông tin",
            "What could not be read, and articles without facts",
        ),
        about=(
            "Không có gì lặng lẽ biến mất: mỗi đầu vào không đọc được có một dòng với lý do.",
            "Nothing disappears silently: every input that could not be read has a row with its reason.",
        ),
        columns=(
            ("source", SOURCE),
            ("title", ARTICLE),
            (
                (
                    "iif(reason IS NULL, 'đọc được, không có thông tin nào', reason)",
                    "iif(reason IS NULL, 'read, but without a fact', reason)",
                ),
                ("Lý do", "Reason"),
            ),
        ),
        ids=("article_id",),
        rest="FROM (SELECT source, NULL AS title, code || ': ' || reason AS reason, NULL AS article_id FROM unread\n"
        "  UNION ALL SELECT source, title, NULL, article_id FROM articles_without_facts)\n"
        "ORDER BY reason IS NULL, source",
    ),
    Query(
        slugs=("tim-kiem", "find"),
        titles=("Tìm kiếm", "Search"),
        about=(
            "Gõ không dấu thì tìm tất cả, gõ có dấu thì đúng dấu: doi tìm đội và đổi, đội chỉ tìm đội. "
            'Nơi có cả cụm từ đứng trước, nơi chỉ có các từ rời đứng sau; để trong "ngoặc kép" thì chỉ tìm cả cụm.',
            "Without diacritics everything is found, with them what was typed: doi finds đội and đổi, đội only đội. "
            'Words in a row come first, words that stand apart after them; "in quotes" finds words in a row only.',
        ),
        columns=(
            (Labelled(_FOUND.format("kind"), KINDS), ("Loại", "Kind")),
            (_FOUND.format("name"), NAME_OF_FOUND),
            (_FOUND.format("snippet"), ("Trích", "Excerpt")),
            (Labelled(_FOUND.format("in_a_row"), MATCHES), ("Khớp", "Match")),
        ),
        ids=(f"{_FOUND.format('id')} AS found_id",),
        rest="FROM json_each(found_entries(:q)) f\nORDER BY f.key",
        parameters=(("q", ("Tìm gì", "Search for")),),
    ),
)


def stored_queries() -> dict[str, dict[str, Any]]:
    """The queries as Datasette's metadata names them: all in Vietnamese, then all in English."""
    return {q.slugs[language]: _stored(q, language) for language in (VI, EN) for q in QUERIES}


def _stored(query: Query, language: int) -> dict[str, Any]:
    return {
        "sql": query.sql(language),
        "title": query.titles[language],
        "description": query.about[language],
        "params": [name for name, _ in query.parameters],
        "labels": {name: both[language] for name, both in query.parameters},
        "language": ("vi", "en")[language],
        "other": {"slug": query.slugs[1 - language], "title": query.titles[1 - language]},
        "hide_sql": True,
    }
