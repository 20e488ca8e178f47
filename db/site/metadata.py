"""What Datasette shows about the archive: titles, descriptions, facets (on indexed columns only) and settings."""

from __future__ import annotations

from typing import Any

from db.site.queries import stored_queries

NAME = "archive"  # the database's name in addresses, whatever its file is called

TITLE = "Sổ Vàng"
ARCHIVE_TITLE = "Sổ Vàng · kho dữ liệu / the archive"

SETTINGS = {
    "suggest_facets": False,  # on a large table it costs a second per page
    "default_page_size": 50,
    "max_returned_rows": 1000,
    "sql_time_limit_ms": 5000,
    "facet_time_limit_ms": 1000,
    "truncate_cells_html": 600,
}

_TABLES: dict[str, dict[str, Any]] = {
    "articles": {
        "title": "Articles · Bài báo",
        "description": "Every article that was read, once, whatever number of inputs it came from.",
        "label_column": "title",
        "facets": ["publisher"],
        "sort_desc": "published",
    },
    "sources": {"title": "Sources · Nguồn", "description": "Every input that an article was read from."},
    "unread": {
        "title": "Not read · Không đọc được",
        "description": "Inputs that could not be read, with the reason.",
        "facets": ["code"],
    },
    "blocs": {
        "title": "Blocs · Khối, cụm thi đua",
        "description": "A bloc is its name and the body whose bloc it is. Without a stated body it stays by itself.",
        "label_column": "name",
        "facets": ["scope"],
        "sort_desc": "mentions",
    },
    "units": {"title": "Units · Đơn vị", "label_column": "name", "sort_desc": "mentions"},
    "people": {
        "title": "People · Người",
        "description": "One name in two units is two people here, unless an article says otherwise.",
        "label_column": "name",
        "sort_desc": "mentions",
    },
    "ledger": {
        "title": "Ledger · Ai làm trưởng",
        "description": "Who held which role in which bloc in which year. For reading, see the view who_led.",
        "facets": ["role", "year", "basis", "contradicted"],
    },
    "tenures": {
        "title": "Tenures · Chức vụ",
        "description": "First and last cited are days of articles; started and ended come from handovers only.",
        "facets": ["title"],
    },
    "claims": {
        "title": "Claims · Thông tin",
        "description": "One row per fact as one article says it, with the rule that found it and how sure it is.",
        "facets": ["kind", "rule"],
    },
    "evidence": {
        "title": "Evidence · Bằng chứng",
        "description": "The passages that the facts were read from; offsets count code points of the article's text.",
    },
    "claim_awards": {"facets": ["status", "award", "year"]},
    "claim_handovers": {"facets": ["kind"]},
    "claim_officials": {"facets": ["rank", "part"]},
    "claim_meeting_kinds": {"facets": ["kind"]},
    "possibly_same": {"description": "Entities that may be one: kept apart until a person decides."},
    "copies": {
        "title": "Copies · Bài đăng lại",
        "description": "Articles that have the words of another one, or nearly: they are no second source.",
        "facets": ["kind"],
    },
    "versions": {
        "title": "Versions · Các bản",
        "description": "The texts that an article had; null: the one that counts.",
    },
    "version_pages": {"title": "Pages of versions · Trang của các bản"},
    "search_entries": {"hidden": True, "fts_table": "search", "fts_pk": "number"},
    "search_words": {"hidden": True},
    "archive": {"hidden": True},
    # Views
    "who_led": {
        "title": "Who led · Ai làm trưởng khối, cụm",
        "description": "One row per bloc, year, role and unit, with the best sentence that says so and its source.",
    },
    "who_led_by_source": {"description": "As who_led, with a row for every claim of every article."},
    "contradicting": {
        "title": "Contradictions · Nói khác nhau",
        "description": "Two articles that cannot both be right: both sentences.",
    },
    "ledger_by_year": {
        "title": "Ledger by year · Từng năm",
        "description": "Every year of a bloc, with what is known of each role, and the years of which nothing is.",
    },
    "decisions_register": {"title": "Numbered decisions · Quyết định"},
    "award_history": {"title": "Paths of awards · Đề nghị và trao"},
    "careers": {"title": "Careers · Chức vụ qua các năm"},
    "awards_given": {"title": "Awards · Khen thưởng", "description": "Given and proposed; see the column status."},
    "handovers_by_date": {"title": "Handovers · Bàn giao"},
    "articles_without_facts": {"title": "Articles without facts · Bài không có thông tin"},
    "not_read": {"title": "Not read · Không đọc được"},
}


def metadata() -> dict[str, Any]:
    """The metadata of the whole site."""
    return {
        "title": TITLE,
        "databases": {
            NAME: {
                "title": ARCHIVE_TITLE,
                "description": "Claims, what each article says; and what follows from them. Start with a stored query.",
                "queries": stored_queries(),
                "tables": _TABLES,
            }
        },
    }
