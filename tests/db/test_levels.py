"""The level of a bloc: that of the body whose bloc it is."""

from __future__ import annotations

import pytest

from db.levels import scope_level

LEVELS = {
    "central": [
        "Bộ Quốc phòng", "Bộ Công an", "Tổng cục Chính trị", "Bộ Tổng Tham mưu", "Chính phủ", "Bộ Y tế",
        "Cơ quan Tổng cục Chính trị", "Ngân hàng Nhà nước Việt Nam",
    ],
    "region": [
        "Quân khu 4", "Bộ Tư lệnh Quân khu 4", "Cơ quan Quân khu 1", "Quân đoàn 34", "Quân chủng Hải quân",
        "Binh chủng Công binh", "Vùng 3 Hải quân", "Đảng ủy Quân khu 4", "Quân chủng Phòng không - Không quân", "Binh đoàn 15",
    ],
    "province": [
        "tỉnh Hòa Bình", "Tỉnh ủy Hòa Bình", "UBND tỉnh Nghệ An", "Công an tỉnh Nghệ An", "Bộ CHQS tỉnh Lạng Sơn",
        "Bộ Chỉ huy quân sự tỉnh Lạng Sơn", "thành phố Hải Phòng", "Công an thành phố Hà Nội", "TP Hồ Chí Minh",
        "Sở Y tế tỉnh Hòa Bình", "tỉnh", "thành phố", "Hội đồng Thi đua - Khen thưởng tỉnh Hòa Bình", "Thành phố Huế",
    ],
    "district": [
        "huyện Quỳ Hợp", "Công an huyện Quỳ Hợp", "thị xã Thái Hòa", "UBND quận Ba Đình", "thành phố Vinh",
        "Công an thành phố Vinh, tỉnh Nghệ An", "Huyện ủy Lộc Bình", "huyện Lộc Bình, tỉnh Lạng Sơn",
    ],
    "commune": [
        "xã Châu Quang", "phường Hồng Bàng", "UBND xã Châu Quang", "thị trấn Mường Xén", "đặc khu Cô Tô",
        "xã Châu Quang, huyện Quỳ Hợp, tỉnh Nghệ An", "Đảng ủy phường Hồng Bàng",
    ],
    "body": [
        "Tổng Công ty Đường sắt Sông Lam", "Trường Đại học Sông Lam", "Công ty Cổ phần Mía đường Sông Con",
        "Bệnh viện Đa khoa Sông Lam", "Sư đoàn 324",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("scope", "level"), [(scope, level) for level, scopes in LEVELS.items() for scope in scopes])
def test_levels(scope: str, level: str) -> None:
    assert scope_level(scope) == level


@pytest.mark.parametrize("scope", [scope for scopes in LEVELS.values() for scope in scopes])
def test_capitals_do_not_matter(scope: str) -> None:
    assert scope_level(scope.upper()) == scope_level(scope)
