"""The names of a site's sections, as pages print them above and beside a headline."""

from __future__ import annotations

import re

# Folded to lower case.
SECTIONS = frozenset(
    {
        *(
            "trang chủ",
            "tin chi tiết",
            "chi tiết tin",
            "chi tiết bài viết",
            "chi tiết",
            "tin tức",
            "tin tức sự kiện",
            "tin tức - sự kiện",
            "thời sự",
            "chính trị",
            "xã hội",
            "kinh tế",
        ),
        *("tin hoạt động", "tin trong tỉnh", "tin trong nước", "thế giới", "quốc tế", "pháp luật", "quốc phòng"),
        *("an ninh", "quốc phòng - an ninh", "chính trị - xã hội", "xây dựng đảng", "giáo dục", "văn hóa", "thể thao"),
        *("thi đua - khen thưởng", "thi đua khen thưởng", "hoạt động", "tin mới", "tin nổi bật", "trong nước"),
        *("nghiên cứu - trao đổi", "hỏi đáp pháp luật", "hỏi đáp", "bạn đọc", "y tế", "khoa học", "môi trường"),
        *(
            "giải trí",
            "văn hoá",
            "văn hóa - giải trí",
            "doanh nghiệp",
            "kinh doanh",
            "công nghệ",
            "sức khỏe",
            "du lịch",
        ),
        *(
            "đời sống",
            "góc nhìn",
            "ý kiến",
            "bình luận",
            "diễn đàn",
            "tản văn",
            "phóng sự",
            "ký sự",
            "hồi ức",
            "tư liệu",
        ),
        *("văn nghệ", "nhịp sống", "đoàn thể", "công đoàn", "nội chính", "địa phương", "sự kiện", "tin nhà trường"),
    }
)
_SEPARATORS = re.compile(r"\s+[-–—/|›»>]\s+|\s*[|›»>]\s*")


def is_section_path(text: str) -> bool:
    """Is a text the name of a section, or several of them one under the other (`Văn hóa - Giải trí`)?"""
    parts = [part.strip(" ,").lower() for part in _SEPARATORS.split(text.strip(" -–—|,"))]
    return all(part in SECTIONS for part in parts)
