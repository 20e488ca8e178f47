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
    "also_in": ("Cũng đăng ở", "also in"),
    "copy_title": ("Bài báo", "article"),
    "is_original": ("Bản gốc", "original"),
    "similarity": ("Giống nhau", "alike"),
    "publisher": ("Báo", "publisher"),
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
    "claim": ("Mã bản ghi", "claim"),
    "reference": ("Mã để quyết định", "reference for decisions"),
    "confidence": ("Độ chắc", "confidence"),
    "rule": ("Quy tắc", "rule"),
    "members": ("Thành viên", "members"),
    "recipient": ("Ai nhận", "recipient"),
    "recipient_kind": ("Loại người nhận", "kind of recipient"),
    "count": ("Số lượng", "count"),
    "parent": ("Cấp trên", "superior"),
    "post": ("Chức vụ", "post"),
    "organization": ("Đơn vị, khối", "organization"),
    "giver": ("Người giao", "giver"),
    "taker": ("Người nhận", "taker"),
    "since": ("Từ ngày", "since"),
    "until": ("Đến ngày", "until"),
    "number": ("Số", "number"),
    "issuer": ("Nơi ban hành", "issuer"),
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
_KINDS = {
    "meetings": "hội nghị",
    "blocs": "khối, cụm",
    "bloc_roles": "vai trò trong khối, cụm",
    "officials": "người dự",
    "units": "đơn vị và cấp trên",
    "awards": "khen thưởng",
    "handovers": "bàn giao",
    "documents": "văn bản",
    "bloc_head": "trưởng khối, cụm",
    "same_text": "cùng nguyên văn",
    "edition": "bản sửa của cùng báo",
    "reprint": "báo khác đăng lại",
    "post": "chức vụ",
}
_MEETING_KINDS = {
    "summary": "tổng kết",
    "review": "sơ kết",
    "launch": "phát động",
    "signing": "ký kết giao ước",
    "establishment": "thành lập",
    "handover": "bàn giao",
    "appointment": "trao quyết định",
    "award": "trao thưởng",
    "congress": "đại hội",
    "session": "phiên họp",
    "plan": "triển khai nhiệm vụ",
    "other": "khác",
}
_RECIPIENTS = {"unit": "đơn vị", "person": "cá nhân", "group": "nhóm"}
_VALUES = {
    "kind": _KINDS,
    "kinds": _MEETING_KINDS,
    "recipient_kind": _RECIPIENTS,
    "role": _ROLES,
    "basis": _BASES,
    "part": _PARTS,
    "status": _STATUSES,
}


def column_label(column: str) -> str:
    """`Năm · year`; a column without a label is its name in words."""
    both = _COLUMNS.get(column)
    return " · ".join(both) if both else column.replace("_", " ")


def value_label(column: str, value: str) -> str:
    """`trưởng · head` for a coded value of a column, or each of a list; any other value as it is."""
    if ", " in value and column == "kinds":
        return ", ".join(value_label(column, one) for one in value.split(", "))
    said = _VALUES.get(column, {}).get(value)
    return f"{said} · {value.replace('_', ' ')}" if said else value
