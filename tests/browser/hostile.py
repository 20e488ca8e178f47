"""Pages whose words are markup wherever a writer can put words: read, kept and shown as text, or the website is broken."""

from __future__ import annotations

from html import escape
from pathlib import Path

SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(1)>'

_PAGE = """<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8">
<title>{title}</title>
<meta property="og:title" content="{title}">
<meta property="og:site_name" content="{publisher}">
<meta name="author" content="{byline}">
<meta property="article:published_time" content="{day}T08:00:00+07:00">
<link rel="canonical" href="{url}">
</head><body><article>
<h1>{title}</h1>
{paragraphs}
<figure><img src="a.jpg" alt=""><figcaption>{caption}</figcaption></figure>
</article></body></html>
"""
_REPORT = (
    f"Sáng 8-10-2021, tại Hà Nội, Khối thi đua 9 (Tổng cục Sông Lam) tổ chức hội nghị tổng kết năm 2021 {SCRIPT}.",
    f"Khối thi đua 9 gồm Cục Thủy văn, Cục {IMAGE} Đo đạc và Cục Bờ bãi. Đại tá Lò Văn {SCRIPT} Bảy, Cục trưởng Cục"
    " Thủy văn chủ trì hội nghị.",
    f"Hội nghị thống nhất bầu Cục Bờ bãi làm Khối trưởng Khối thi đua 9 năm 2022 {IMAGE}, {SCRIPT}.",
    f"Dịp này, Cục Thủy văn {SCRIPT} được tặng Bằng khen của Tổng cục Sông Lam. Theo Quyết định số 77/QĐ-TC {IMAGE}"
    " ngày 1-10-2021, Đại tá Lò Văn Tám bàn giao chức vụ Cục trưởng Cục Bờ bãi cho Thượng tá Lò Văn Chín.",
)
_OTHER_REPORT = (
    f"Ngày 9-10-2021, Khối thi đua 9 (Tổng cục Sông Lam) bế mạc hội nghị hằng năm {IMAGE}.",
    f"{SCRIPT} Các đại biểu bầu Cục Thủy văn làm Khối trưởng Khối thi đua 9 năm 2022.",
)
_CAPTION = f"Đại tá Lò Văn Tám, Cục trưởng Cục Bờ bãi {IMAGE} phát biểu tại hội nghị {SCRIPT}."


def write(folder: Path) -> None:
    """Writes the pages into a folder: two papers that disagree, and an input that cannot be read."""
    report = _page(f"Khối thi đua 9 {SCRIPT} tổng kết {IMAGE}", "2021-10-08", "khoi-9", _REPORT, _CAPTION)
    other = _page(f"{IMAGE} Bế mạc hội nghị {SCRIPT}", "2021-10-09", "be-mac", _OTHER_REPORT, f"Hội nghị {IMAGE}.")
    (folder / "report.html").write_text(report, encoding="utf-8")
    (folder / "other.html").write_text(other, encoding="utf-8")
    (folder / f"{IMAGE}.pdf").write_bytes(b"no PDF at all")


def _page(title: str, day: str, slug: str, paragraphs: tuple[str, ...], caption: str) -> str:
    """As an honest paper's system writes it: all that is markup in the words is escaped."""
    return _PAGE.format(
        title=escape(title),
        publisher=escape(f"Báo {slug} {SCRIPT} {IMAGE}"),
        byline=escape(f"Lò Thị {SCRIPT} Mười"),
        day=day,
        url=f"https://baosonglam.example/{slug}?a=%3Cscript%3Ealert(1)%3C/script%3E&amp;b=%22%3E",
        paragraphs="\n".join(f"<p>{escape(words)}</p>" for words in paragraphs),
        caption=escape(caption),
    )
