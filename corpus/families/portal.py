"""Portals of provinces and offices built of tables, whose makers name the parts in Vietnamese."""

from __future__ import annotations

from corpus.layout import Family, Layout

FAMILY = Family(
    name="portal",
    marks=(".NoiDung", ".noidung", ".noi-dung", ".chitiet-noidung", ".noidungtin"),
    layout=Layout(
        title=(".TieuDe", ".tieude", ".tieu-de", ".chitiet-tieude", ".tieudetin"),
        lead=(".TomTat", ".tomtat", ".tom-tat", ".TrichYeu", ".trichyeu", ".MoTa", ".mota"),
        body=(".NoiDung", ".noidung", ".noi-dung", ".chitiet-noidung", ".noidungtin"),
        caption=(".ChuThich", ".chuthich", ".chu-thich"),
        byline=(".TacGia", ".tacgia", ".tac-gia"),
        date=(".NgayDang", ".ngaydang", ".ngay-dang", ".NgayThang", ".ngaythang"),
        day_first=False,
    ),
)
