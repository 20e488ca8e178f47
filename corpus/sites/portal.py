"""Portals of provinces and offices built of tables, whose makers name the parts in Vietnamese; SharePoint's as well."""

from corpus.sites.site import Site

SITE = Site(
    name="portal",
    marks=(".NoiDung", ".noidung", ".noi-dung", ".chitiet-noidung", ".noidungtin", ".ms-rtestate-field"),
    title=(".TieuDe", ".tieude", ".tieu-de", ".chitiet-tieude", ".tieudetin"),
    lead=(".TomTat", ".tomtat", ".tom-tat", ".TrichYeu", ".trichyeu", ".MoTa", ".mota"),
    body=(".NoiDung", ".noidung", ".noi-dung", ".chitiet-noidung", ".noidungtin", ".ms-rtestate-field"),
    caption=(".ChuThich", ".chuthich", ".chu-thich"),
    byline=(".TacGia", ".tacgia", ".tac-gia"),
    date=(".NgayDang", ".ngaydang", ".ngay-dang", ".NgayThang", ".ngaythang"),
    us_dates=True,
)
