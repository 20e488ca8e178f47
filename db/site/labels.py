"""What the pages call a column and a coded value, in Vietnamese and English."""

from __future__ import annotations

_COLUMNS = {
    "year": ("Năm", "year"),
    "role": ("Vai trò", "role"),
    "unit": ("Đơn vị", "unit"),
    "person": ("Người", "person"),
    "basis": ("Căn cứ", "basis"),
    "handed_over_by": ("Nhận từ", "from"),
    "note": ("Ghi chú", "note"),
    "quote": ("Nguyên văn", "quotation"),
    "article_title": ("Bài báo", "article"),
    "other_sources": ("Nguồn khác", "other sources"),
    "published": ("Ngày đăng", "published"),
    "date": ("Ngày", "day"),
    "kinds": ("Loại", "kinds"),
    "place": ("Nơi", "place"),
    "period": ("Giai đoạn", "period"),
    "title": ("Chức vụ", "post"),
    "first_cited": ("Nêu lần đầu", "first cited"),
    "last_cited": ("Nêu lần cuối", "last cited"),
    "started": ("Bắt đầu", "started"),
    "ended": ("Kết thúc", "ended"),
    "rank": ("Quân hàm", "rank"),
    "academic": ("Học hàm, học vị", "academic title"),
    "part": ("Tham gia", "part"),
    "posts": ("Chức vụ", "posts"),
    "award": ("Hình thức", "award"),
    "status": ("Mức", "status"),
    "grantor": ("Cấp trao", "granted by"),
    "bloc": ("Khối, cụm", "bloc"),
    "scope": ("Thuộc", "scope"),
    "superior": ("Cấp trên", "superior"),
    "name": ("Tên", "name"),
    "reason": ("Lý do", "reason"),
    "kind": ("Loại", "kind"),
    "fields": ("Nội dung", "fields"),
    "confidence": ("Độ chắc", "confidence"),
    "rule": ("Quy tắc", "rule"),
}
_ROLES = {"head": "trưởng", "standing_deputy": "phó thường trực", "deputy": "phó"}
_BASES = {
    "stated": "bài nêu rõ",
    "elected": "được bầu",
    "assigned": "được giao",
    "handover": "nhận bàn giao",
    "chaired": "suy ra từ người chủ trì",
    "expanded": "suy ra từ nhóm",
}
_PARTS = {
    "chair": "chủ trì",
    "direct": "chỉ đạo",
    "speak": "phát biểu",
    "attend": "dự",
    "receive": "nhận",
    "hand_over": "bàn giao",
    "take_over": "nhận bàn giao",
}
_STATUSES = {"awarded": "đã trao", "proposed": "mới đề nghị"}
_VALUES = {"role": _ROLES, "basis": _BASES, "part": _PARTS, "status": _STATUSES}


def column_label(column: str) -> str:
    """`Năm · year`; a column without a label is its name in words."""
    both = _COLUMNS.get(column)
    return " · ".join(both) if both else column.replace("_", " ")


def value_label(column: str, value: str) -> str:
    """`trưởng · head` for a coded value of a column; any other value as it is."""
    said = _VALUES.get(column, {}).get(value)
    return f"{said} · {value.replace('_', ' ')}" if said else value
