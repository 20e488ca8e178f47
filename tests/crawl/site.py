"""A small invented newspaper on loopback, with every bad habit that a server can have.

Run as a program it serves until it is killed: `python site.py` prints its port; `--delay 0.05` answers slowly.
"""

from __future__ import annotations

import argparse
import gzip
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

BLOC = "Khối thi đua"
ROBOTS = """User-agent: *
Disallow: /kin/
Disallow: /*?in=

User-agent: sovang
Disallow: /kin/
Crawl-delay: 0.01
"""

# slug → (title, lead, day)
ARTICLES: dict[str, tuple[str, str, str]] = {
    "khoi-thi-dua-so-3-tong-ket-cong-tac-nam-2024-10001.html": (
        "Khối thi đua số 3 tổng kết công tác năm 2024",
        "Sáng 10-12, tại thành phố Sông Lam, các đơn vị trong khối đã họp để nhìn lại một năm làm việc.",
        "2024-12-10",
    ),
    "cum-thi-dua-mien-tay-ky-ket-giao-uoc-10002.html": (
        "Cụm thi đua miền Tây ký kết giao ước",
        "Mười một đơn vị của cụm đã cùng đặt bút ký vào bản giao ước cho năm tới vào chiều hôm qua.",
        "2024-11-20",
    ),
    "nuoc-song-len-nhanh-trong-dem-mua-lon-10003.html": (
        "Nước sông lên nhanh trong đêm mưa lớn",
        "Đêm qua mưa lớn ở thượng nguồn khiến nước sông dâng hai mét, bà con phải chạy lũ trong đêm.",
        "2024-10-05",
    ),
    "hoi-nghi-o-huyen-dao-ban-ve-mua-khoi-10004.html": (
        "Hội nghị ở huyện đảo bàn về mùa khơi",
        "Lãnh đạo các xã dự họp cùng Khối thi đua số 7 để bàn chuyện ra khơi của ngư dân trong mùa mới.",
        "2024-09-01",
    ),
    "khoi-thi-dua-so-5-hop-ban-dau-nam-2023-10005.html": (
        "Khối thi đua số 5 họp bàn đầu năm 2023",
        "Các đơn vị của khối đã họp bàn chương trình làm việc của cả năm ngay trong tuần đầu của tháng giêng.",
        "2023-01-15",
    ),
}


def article(title: str, lead: str, day: str, *, charset: str = "utf-8", declared: str | None = "utf-8") -> bytes:
    """A page of the paper. declared: what its meta element says of the encoding, rightly or not."""
    meta = f'<meta charset="{declared}">' if declared else ""
    year, month, date = day.split("-")
    text = f"""<!DOCTYPE html><html lang="vi"><head>{meta}<title>{title} - Báo Sông Lam</title>
<meta property="og:type" content="article"><meta property="og:title" content="{title}">
<meta property="article:published_time" content="{day}T08:00:00+07:00"></head><body>
<nav><a href="/">Trang chủ</a> <a href="mailto:toasoan@bao.example">Thư</a> <a href="javascript:void(0)">Mở</a></nav>
<article><h1>{title}</h1><p class="date">Ngày đăng: {date}/{month}/{year}</p><p class="lead"><b>{lead}</b></p>
<p>Đại diện các đơn vị đã nêu rõ những việc làm được, những việc còn dang dở và phần việc của từng nơi trong năm tới.</p>
<p>Kết thúc buổi họp, mọi người cùng thống nhất sẽ gặp lại nhau vào quý sau tại trụ sở của đơn vị đăng cai.</p>
</article></body></html>"""
    return text.encode(charset)


def section(items: list[tuple[str, str, str, str]], *, older: str | None = None, extra: str = "") -> bytes:
    """A listing page. items: (address, title, lead, day); an empty lead or day is not shown."""
    rows = "".join(
        f'<li><a href="{href}"><img src="/anh.jpg" alt=""></a><h3><a href="{href}">{title}</a></h3>'
        + (f"<span class=date>{'/'.join(reversed(day.split('-')))}</span>" if day else "")
        + (f"<p>{lead}</p>" if lead else "")
        + "</li>"
        for href, title, lead, day in items
    )
    more = f'<div class="phan-trang"><a href="{older}">Trang sau</a></div>' if older else ""
    page = (
        f"<html><head><meta charset=utf-8><title>Thi đua</title></head><body><ul>{rows}</ul>{more}{extra}</body></html>"
    )
    return page.encode()


def all_items() -> list[tuple[str, str, str, str]]:
    """The articles as a section lists them, newest first."""
    return [(f"/tin/{slug}", *facts) for slug, facts in ARTICLES.items()]


@dataclass
class Answer:
    """What the server says to one request. chunks: instead of a body, sent one by one, with `pause` between them."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    chunks: Callable[[], object] | None = None

    @staticmethod
    def html(body: bytes, **headers: str) -> Answer:
        """A page."""
        return Answer(body=body, headers={"Content-Type": "text/html; charset=utf-8"} | headers)


class Site(ThreadingHTTPServer):
    """The paper. `hits` counts requests by path; `requests` keeps (path, headers, when)."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, *, delay: float = 0.0, pages: int = 0, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.delay, self.pages = delay, pages
        self.hits: Counter[str] = Counter()
        self.requests: list[tuple[str, dict[str, str], float]] = []
        self.robots: str | int | Answer = ROBOTS
        self.fixed: dict[str, Answer | Callable[[Site, dict[str, str], int], Answer]] = dict(_FIXED)
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def start(self) -> Site:
        """Serve in a thread."""
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is no fault here."""

    def answer(self, path: str, headers: dict[str, str]) -> Answer:
        """What is at a path."""
        with self.lock:
            self.hits[path] += 1
            hit = self.hits[path]
            self.requests.append((path, headers, time.monotonic()))
        time.sleep(self.delay)
        if path == "/robots.txt":
            if isinstance(self.robots, Answer):
                return self.robots
            if isinstance(self.robots, int):
                return Answer(status=self.robots)
            return Answer(body=self.robots.encode(), headers={"Content-Type": "text/plain"})
        if path in self.fixed:
            found = self.fixed[path]
            return found if isinstance(found, Answer) else found(self, headers, hit)
        if path.startswith("/tin/") and (facts := ARTICLES.get(path[5:])):
            return _versioned(article(*facts), headers)
        if path.startswith("/so/"):
            return self._numbered(path, headers)
        return Answer(status=404, body=b"<h1>404</h1>", headers={"Content-Type": "text/html"})

    def _numbered(self, path: str, headers: dict[str, str]) -> Answer:
        """A section of many pages, `/so/trang-2`, with ten articles on each, `/so/bai-viet-so-10-cua-bao-100017.html`."""
        name = path[4:]
        if name.startswith("trang-"):
            page = int(name[6:])
            numbers = range((page - 1) * 10, min(page * 10, self.pages))
            items = [
                (f"/so/bai-viet-so-{n}-cua-bao-{100000 + n}.html", f"Bài viết số {n} của báo Sông Lam", "", "")
                for n in numbers
            ]
            older = f"/so/trang-{page + 1}" if page * 10 < self.pages else None
            return Answer.html(section(items, older=older))
        number = int(name.rpartition("-")[2][:-5]) - 100000
        return _versioned(
            article(f"Bài viết số {number} của báo Sông Lam", f"Lời dẫn của bài số {number}.", "2024-05-02"), headers
        )


def _versioned(body: bytes, headers: dict[str, str]) -> Answer:
    etag = f'"{len(body)}"'
    if headers.get("if-none-match") == etag:
        return Answer(status=304, headers={"ETag": etag})
    return Answer.html(body, ETag=etag)


def _dated(site: Site, headers: dict[str, str], hit: int) -> Answer:
    stamp = formatdate(1_700_000_000, usegmt=True)
    if headers.get("if-modified-since") == stamp:
        return Answer(status=304)
    return Answer.html(article("Bài có ngày sửa đổi", "Lời dẫn.", "2024-06-01"), **{"Last-Modified": stamp})


def _busy_once(site: Site, headers: dict[str, str], hit: int) -> Answer:
    if hit == 1:
        return Answer(status=429, headers={"Retry-After": "1"})
    return Answer.html(article("Bài của máy chủ bận", "Lời dẫn.", "2024-06-01"))


def _broken_once(site: Site, headers: dict[str, str], hit: int) -> Answer:
    return Answer(status=500) if hit == 1 else Answer.html(article("Bài của máy chủ hỏng", "Lời dẫn.", "2024-06-01"))


def _slow(site: Site, headers: dict[str, str], hit: int) -> Answer:
    time.sleep(0.4)
    return Answer.html(article("Bài của máy chủ chậm", "Lời dẫn.", "2024-06-01"))


def _without_end(site: Site, headers: dict[str, str], hit: int) -> Answer:
    def chunks() -> object:
        yield b"<html><body><p>"
        while True:
            time.sleep(0.1)
            yield b"cho "

    return Answer(headers={"Content-Type": "text/html"}, chunks=chunks)


def _huge(site: Site, headers: dict[str, str], hit: int) -> Answer:
    def chunks() -> object:
        while True:
            yield b"a" * 65536

    return Answer(headers={"Content-Type": "text/html"}, chunks=chunks)


def _redirect(to: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": to})


_TITLE = "Bài với bảng mã khác"
_FIXED: dict[str, Answer | Callable[[Site, dict[str, str], int], Answer]] = {
    "/": Answer.html(section(all_items()[:2])),
    "/thi-dua": Answer.html(
        section(
            all_items()[:3],
            older="/thi-dua?trang=2",
            extra='<a href="mailto:a@b.example">Thư của bạn đọc gửi về</a><a href="javascript:alert(1)">Mở ra cho tôi xem</a>'
            '<a href="http://[::bad/x-y-z-a-b-c-12345.html">Một địa chỉ không ra gì</a><a href="tel:113">Gọi điện</a>',
        )
    ),
    "/thi-dua?trang=2": Answer.html(section(all_items()[3:], older="/thi-dua?trang=3")),
    "/thi-dua?trang=3": Answer.html(
        section([("/tin/cu-ky-nhat-trong-kho-bai-10009.html", "Bài cũ kỹ nhất trong kho", "", "2019-01-01")])
    ),
    "/cham.html": _slow,
    "/ban.html": _busy_once,
    "/hong-mot-lan.html": _broken_once,
    "/hong-mai.html": Answer(status=500),
    "/het-tien.html": Answer(status=404, body=b"404"),
    "/vong/a": _redirect("/vong/b"),
    "/vong/b": _redirect("/vong/a"),
    "/vong/minh": _redirect("/vong/minh"),
    "/noi/1": _redirect("/noi/2", 301),
    "/noi/2": _redirect("noi-3", 307),
    "/noi/noi-3": _redirect("/noi-den.html", 308),
    "/noi-den.html": Answer.html(article("Bài ở cuối đường vòng", "Lời dẫn.", "2024-06-01")),
    "/ra-ngoai-web": _redirect("ftp://bao.example/tin"),
    "/khong-dau": Answer(status=302),
    "/vao-trong": _redirect("http://127.0.0.2:9/bi-mat.html"),
    "/vao-trong-so": _redirect("http://2130706434:9/bi-mat.html"),
    "/vao-may": _redirect("http://169.254.169.254/latest/meta-data/"),
    "/khong-het.html": _without_end,
    "/to.html": _huge,
    "/to-khai.html": Answer(body=b"a" * 3_000_000, headers={"Content-Type": "text/html"}),
    "/bom.html": Answer(
        body=gzip.compress(b"a" * 60_000_000), headers={"Content-Type": "text/html", "Content-Encoding": "gzip"}
    ),
    "/bom.xml.gz": Answer(body=gzip.compress(b"a" * 60_000_000), headers={"Content-Type": "application/gzip"}),
    "/nen.html": Answer(
        body=gzip.compress(article("Bài được nén lại", "Lời dẫn.", "2024-06-01")),
        headers={"Content-Type": "text/html; charset=utf-8", "Content-Encoding": "gzip"},
    ),
    "/nen-hong.html": Answer(
        body=b"khong phai gzip", headers={"Content-Type": "text/html", "Content-Encoding": "gzip"}
    ),
    "/sai-bang-ma.html": Answer(
        body=article(_TITLE, "Lời dẫn.", "2024-06-01", declared="iso-8859-1"),
        headers={"Content-Type": "text/html; charset=us-ascii"},
    ),
    "/thieu-bang-ma.html": Answer(
        body=article(_TITLE, "Lời dẫn.", "2024-06-01", declared=None), headers={"Content-Type": "text/html"}
    ),
    "/khong-kieu.html": Answer(body=article(_TITLE, "Lời dẫn.", "2024-06-01")),
    "/anh.jpg": Answer(body=b"\xff\xd8\xff\xe0", headers={"Content-Type": "image/jpeg"}),
    "/bao-giay.pdf": Answer(body=b"%PDF-1.4 ...", headers={"Content-Type": "application/pdf"}),
    "/ngay-sua.html": _dated,
    "/kin/tin-khong-cho-doc-10008.html": Answer.html(article("Bài kín", "Lời dẫn.", "2024-06-01")),
    "/rss": Answer(
        body=(
            '<?xml version="1.0"?><rss version="2.0"><channel><title>Báo Sông Lam</title>'
            + "".join(
                f"<item><title>{title}</title><link>/tin/{slug}</link><description><![CDATA[<p>{lead}</p>]]></description>"
                f"<pubDate>{day[8:]} {_month} {day[:4]} 08:00:00 +0700</pubDate></item>"
                for slug, (title, lead, day) in ARTICLES.items()
                for _month in ["Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()[int(day[5:7]) - 1]]
            )
            + "</channel></rss>"
        ).encode(),
        headers={"Content-Type": "application/rss+xml", "ETag": '"rss-1"'},
    ),
    "/sitemap.xml": Answer(
        body=b"""<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <sitemap><loc>/sitemap-tin.xml.gz</loc><lastmod>2024-12-11</lastmod></sitemap>
        <sitemap><loc>/sitemap-2019.xml</loc><lastmod>2019-12-31</lastmod></sitemap></sitemapindex>""",
        headers={"Content-Type": "application/xml"},
    ),
    "/sitemap-tin.xml.gz": Answer(
        body=gzip.compress(
            (
                '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
                + "".join(
                    f"<url><loc>/tin/{slug}</loc><lastmod>{day}</lastmod></url>"
                    for slug, (_, _, day) in ARTICLES.items()
                )
                + "</urlset>"
            ).encode()
        ),
        headers={"Content-Type": "application/gzip"},
    ),
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Site

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.server.answer(unquote(self.path), headers)
        try:
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.chunks is None:
                if answer.status != 304:
                    self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                if answer.status != 304:
                    self.wfile.write(answer.body)
            else:
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                for chunk in answer.chunks():  # type: ignore[attr-defined]
                    self.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the terminal."""


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--delay", type=float, default=0.0)
    parser.add_argument("--pages", type=int, default=0)
    parser.add_argument("--port", type=int, default=0)
    given = parser.parse_args()
    served = Site(delay=given.delay, pages=given.pages, port=given.port)
    print(served.server_address[1], flush=True)
    served.serve_forever()
