"""Which addresses may be reached, how one is written, and what an address says of its page."""

from __future__ import annotations

import pytest
from scrapy import Request
from twisted.internet.protocol import ClientFactory

from corpus.crawl import addresses
from corpus.crawl.guard import PrivateAddressError, guard, refuse_private


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "1.1.1.1",
        "203.162.0.11",
        "2606:4700::1111",
        "2400:cb00::1",
        "134744072",
        "0x08080808",
        "010.8.8.8",
        "64:ff9b::808:808",
        "::ffff:8.8.8.8",
        "8.8.8.8.",
    ],
)
def test_public(address: str) -> None:
    assert addresses.is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        # this machine
        *("127.0.0.1", "127.255.255.254", "::1", "0.0.0.0", "0.1.2.3", "::"),
        # networks of one's own
        *(
            "10.0.0.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "100.64.0.1",
            "fc00::1",
            "fd12:3456::1",
            "fec0::1",
        ),
        # of one's own link, the metadata of clouds with them
        *("169.254.0.1", "169.254.169.254", "fe80::1", "fe80::1%eth0"),
        # for many, for documents, for measuring, reserved
        *(
            "224.0.0.1",
            "239.255.255.255",
            "ff02::1",
            "255.255.255.255",
            "240.0.0.1",
            "192.0.2.1",
            "198.51.100.1",
            "203.0.113.1",
        ),
        *("198.18.0.1", "192.0.0.1", "192.88.99.1", "2001:db8::1", "100::1"),
        # one of these in the clothes of IPv6
        *(
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::1",
        ),
        *("2002:7f00:1::", "2002:808:808::", "2001::1", "0:0:0:0:0:ffff:7f00:1"),
        # and in other numbers
        *("2130706433", "0x7f000001", "0x7f.1", "017700000001", "0177.0.0.1", "127.1", "127.0.1", "3232235777", "0"),
        *("[::1]", "127.0.0.1."),
        # no addresses at all
        *("", "localhost", "example.com", "1.2.3.4.5", "999.1.1.1", "0x", "::g"),
    ],
)
def test_not_public(address: str) -> None:
    assert not addresses.is_public(address)


@pytest.mark.parametrize(
    ("host", "refused"),
    [
        ("127.0.0.1", True),
        ("2130706433", True),
        ("[::1]", True),
        ("8.8.8.8", False),
        ("localhost", False),
        ("bao.example", False),
    ],
)
def test_before_a_request_only_numbers_can_be_judged(host: str, refused: bool) -> None:
    if refused:
        with pytest.raises(PrivateAddressError):
            refuse_private(host, 80, allowed=frozenset())
    else:
        refuse_private(host, 80, allowed=frozenset())


class Reactor:
    """What connects."""

    def __init__(self) -> None:
        self.connected: list[tuple[str, int]] = []

    def connectTCP(self, host: str, port: int, factory: object, timeout: float = 30) -> str:  # Twisted's name
        self.connected.append((host, port))
        return "connector"


FACTORY = ClientFactory()


def test_what_connects_is_guarded() -> None:
    """What is resolved to something private only when the connection is made is refused all the same."""
    reactor = Reactor()
    guard(reactor, allow_private=False, allowed=frozenset({("127.0.0.1", 8080)}), most=100)
    assert reactor.connectTCP("8.8.8.8", 443, FACTORY, timeout=3) == "connector"
    assert reactor.connectTCP("127.0.0.1", 8080, FACTORY) == "connector"
    for host, port in (("127.0.0.1", 8081), ("127.0.0.2", 8080), ("::1", 8080), ("localhost", 8080), ("10.1.2.3", 80)):
        with pytest.raises(PrivateAddressError):
            reactor.connectTCP(host, port, FACTORY)
    assert reactor.connected == [("8.8.8.8", 443), ("127.0.0.1", 8080)]


def test_the_guard_can_be_left_off() -> None:
    reactor = Reactor()
    guard(reactor, allow_private=True, allowed=frozenset(), most=100)
    reactor.connectTCP("127.0.0.1", 80, FACTORY)
    assert reactor.connected == [("127.0.0.1", 80)]


BASE = "https://bao.example/tin/a.html"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("https://Bao.Example", "https://bao.example/"),
        ("HTTP://bao.example:80/x#muc", "http://bao.example/x"),
        ("https://bao.example:443/", "https://bao.example/"),
        ("http://bao.example:8080/", "http://bao.example:8080/"),
        ("b.html", "https://bao.example/tin/b.html"),
        ("../b.html", "https://bao.example/b.html"),
        ("//anh.example/b", "https://anh.example/b"),
        ("?trang=2", "https://bao.example/tin/a.html?trang=2"),
        ("/thi-đua/khối 3", "https://bao.example/thi-%C4%91ua/kh%E1%BB%91i%203"),
        ("/a%20b%2Fc", "https://bao.example/a%20b%2Fc"),
        ("/a?q=đua&x=1", "https://bao.example/a?q=%C4%91ua&x=1"),
        ("/a?utm_source=fb&id=3&fbclid=x", "https://bao.example/a?id=3"),
        ("/a?_gl=1*a&mc_cid=2&gl=3", "https://bao.example/a?gl=3"),
        ("  /a\n/b ", "https://bao.example/a/b"),
        ("https://báo.example/", "https://xn--bo-mia.example/"),
        ("http://[::1]:80/", "http://[::1]/"),
        ("mailto:a@b.example", None),
        ("javascript:void(0)", None),
        ("tel:113", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("ftp://bao.example/", None),
        ("http://", None),
        # names that no resolver takes: looking for one of them would never end
        (f"http://{'a' * 63}.example./", f"http://{'a' * 63}.example./"),
        (f"http://{'a' * 64}.example/", None),
        (f"http://{'a.' * 126}vn/", None),
        ("http://.bao.example/", None),
        ("http://bao..example/", None),
        ("http://./", None),
        ("http://a:p.w@bao.example/", None),
        ("http://user@bao.example/", None),
        ("http://bao.example:99999/", None),
        ("http://bao.example:x/", None),
        ("http://[::bad/", None),
        ("http://a b.example/", None),
        ("http://a..example/", None),
        ("http://bao.example/" + "a" * 3000, None),
        ("http://\x00/", None),
        ("http://\x00\xff", None),
    ],
)
def test_clean_address(text: str, clean: str | None) -> None:
    found = addresses.clean_address(text, BASE)
    assert found == clean
    if found is not None:
        assert addresses.clean_address(found) == found
        assert Request(found).url == found  # what Scrapy asks for is what the log names


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("https://bao.example/x", True),
        ("http://www.bao.example/", True),
        ("https://tin.bao.example/", True),
        ("https://xbao.example/", False),
        ("https://example/", True),
        ("https://bao.example.khac.example/", False),
    ],
)
def test_same_site(other: str, same: bool) -> None:
    assert addresses.same_site(BASE, other) is same


@pytest.mark.parametrize(
    ("path", "article"),
    [
        ("/chinh-tri/khoi-thi-dua-so-3-tong-ket-123456.html", True),
        ("/khoi-thi-dua-so-3-ky-ket-giao-uoc-thi-dua/", True),
        ("/2024/03/tong-ket-thi-dua/", True),
        ("/tin-tuc/chi-tiet.aspx?id=12345", True),
        ("/news/tong-ket-nam-a1234.html", True),
        ("/ct/tin-hoat-dong-cua-khoi.html", True),
        ("/index.php/tin-tuc/1234-ten-bai-viet", True),
        ("/node/1234", True),
        ("/tin/tabid/72/articleType/ArticleView/articleId/4567/Default.aspx", True),
        ("/web/guest/-/khoi-thi-dua-so-3-ky-ket-giao-uoc", True),
        ("/tin-tuc/t1234.html", True),
        ("/", False),
        ("/nam-2024", False),
        ("/thi-dua/2024", False),
        ("/2024/03/", False),
        ("/muc-12", False),
        ("/thi-dua", False),
        ("/thi-dua-khen-thuong", False),
        ("/thoi-su/chinh-tri/", False),
        ("/tag/khoi-thi-dua-so-3-nam-2024-123456.html", False),
        ("/thi-dua/trang-12345.html", False),
        ("/rss/thoi-su-chinh-tri-xa-hoi-moi-nhat.html", False),
        ("/anh/khoi-thi-dua-so-3-tong-ket-123456.jpg", False),
        ("/thi-dua?trang=2", False),
    ],
)
def test_looks_like_article(path: str, article: bool) -> None:
    assert addresses.looks_like_article("https://bao.example" + path) is article


@pytest.mark.parametrize(
    ("path", "trap"),
    [
        ("/a/b/c/d.html", False),
        ("/2024/01/01/x", False),
        ("/a/b/a/b/a/b/a/b/", True),
        ("/x" * 25, True),
        ("/lich?" + "&".join(f"p{i}=1" for i in range(20)), True),
    ],
)
def test_is_trap(path: str, trap: bool) -> None:
    assert addresses.is_trap("https://bao.example" + path) is trap
