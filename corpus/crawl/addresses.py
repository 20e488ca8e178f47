"""Addresses: which may be fetched, how one is written, and what an address alone says of a page."""

from __future__ import annotations

import ipaddress
import re
import socket
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from corpus.campaigns import is_campaign

LONGEST = 2_000  # characters; no article's address is longer, a trap's grows without end
_LONGEST_HOST, _LONGEST_LABEL = 253, 63
_MOST_SEGMENTS = 20
_MOST_REPEATS = 3
_MOST_PARAMETERS = 12

# https://www.iana.org/assignments/iana-ipv6-special-registry: what carries an IPv4 address, or leads through a relay.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE = ipaddress.ip_network("::/96")
_RELAYS = (
    *(ipaddress.ip_network(net) for net in ("64:ff9b:1::/48", "2001::/32", "2002::/16", "fec0::/10")),
    ipaddress.ip_network("192.88.99.0/24"),
)
_NUMBERS = re.compile(r"[0-9a-fx.]+\Z", re.I)
_PORTS = {"http": 80, "https": 443}

_FILES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|bmp|mp[34]|m4[av]|avi|mov|webm|wav|css|js|json|xml|rss|zip|rar|7z|gz|exe|apk|"
    r"woff2?|ttf|pdf|docx?|xlsx?|pptx?)\Z",
    re.I,
)
_NO_ARTICLE = re.compile(
    r"/(?:tags?|author|tac-gia|category|categories|chuyen-muc|tim-kiem|search|login|dang-nhap|register|feed|rss|"
    r"print|in-bai|amp|trang|page|lien-he|contact|gioi-thieu|about)(?:[/.\-]|\Z)",
    re.I,
)
# `…-a1234.html`, `t1234.html`; but not `/nam-2024`, a year's section.
_LAST_NUMBER = re.compile(r"(?:\A|[-_])[a-z]{0,6}(?P<n>\d{3,})(?:\.\w+)?\Z", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
# Joomla's `/1234-ten-bai-viet`, Drupal's `/node/1234`, DotNetNuke's `/articleId/1234/`.
_NUMBERED_PATH = re.compile(r"/\d{2,}-[^/]+-[^/]+\Z|/node/\d+\Z|/(?:article|news|item)?id/\d+(?:/|\Z)", re.I)
_DATED_PATH = re.compile(r"/(?:19|20)\d\d/\d\d?/")
_PAGE = re.compile(r"\.(?:s?html?|aspx|php|chn|epi|tpo|vov|ldo|antd|bld)\Z", re.I)
_ID_PARAMETER = re.compile(r"(?:^|&)(?:\w*id|p|n|news|item|article|idnew)=\d{2,}(?:&|\Z)", re.I)


def ip_of(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address that a host is by itself, in every form that the system's resolver takes; None: it is a name.

    `127.0.0.1`, `2130706433`, `0x7f.1`, `0177.0.0.1`, `::1`, `fe80::1%eth0`.
    """
    host = host.strip("[]").partition("%")[0].rstrip(".")
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    if not _NUMBERS.match(host):
        return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except (OSError, ValueError):
        return None


def is_public(address: str) -> bool:
    """May a connection be made to this numeric address? Not to one that is private, local, reserved or for many.

    An IPv6 address that carries one of IPv4 (mapped, compatible, NAT64) is judged by that one; tunnels are refused.
    What is no address at all is refused too.
    """
    ip = ip_of(address)
    if ip is None:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if ip in _NAT64 or ip in _COMPATIBLE:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    if any(ip.version == net.version and ip in net for net in _RELAYS):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_link_local)


def clean_address(text: str, base: str | None = None) -> str | None:
    """An address as requests and logs write it, or None where it is no address of the web that can be fetched.

    text: as a page or a person wrote it. base: the address of the page on which a relative one stands.
    Only http and https, without user names; no fragment, no parameters that only follow readers about.
    """
    text = re.sub(r"[\x00-\x20\x7f]+", lambda m: "" if m.group()[0] in "\t\r\n" else " ", text.strip())
    try:
        parts = urlsplit(urljoin(base, text) if base else text)
        scheme, host, port = parts.scheme.lower(), parts.hostname, parts.port
        if scheme not in _PORTS or not host or parts.username is not None or parts.password is not None:
            return None
        host = _host(host)
    except (ValueError, UnicodeError):
        return None
    netloc = host if port in (None, _PORTS[scheme]) else f"{host}:{port}"
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._") or "/"
    address = urlunsplit((scheme, netloc, path, _query(parts.query), ""))
    return address if len(address) <= LONGEST else None


def _host(host: str) -> str:
    """Raises ValueError (UnicodeError) where the name cannot be one."""
    if ":" in host:
        return f"[{ipaddress.IPv6Address(host.partition('%')[0])}]"
    host = (host if host.isascii() else host.encode("idna").decode("ascii")).lower()
    labels = host.removesuffix(".").split(".")
    # RFC 1035, 2.3.4. Python's resolver fails at what is longer or empty, and Twisted would wait for it for ever.
    fits = len(host) <= _LONGEST_HOST and all(0 < len(label) <= _LONGEST_LABEL for label in labels)
    if re.search(r"[^\w.\-]", host) or not fits:
        raise ValueError("no name of a host")
    return host


def _query(query: str) -> str:
    kept = "&".join(part for part in query.split("&") if not is_campaign(part.partition("=")[0]))
    return quote(kept, safe="/%:@!$&'()*+,;=~-._?[]")


def host_of(address: str) -> str:
    """The host of a clean address, without its port."""
    return urlsplit(address).hostname or ""


def same_site(address: str, other: str) -> bool:
    """Are two addresses of one site: of one host, or one of them of a subdomain of the other's?"""
    a, b = (host_of(x).removeprefix("www.") for x in (address, other))
    return a == b or a.endswith("." + b) or b.endswith("." + a)


def is_trap(address: str) -> bool:
    """Does an address look as if a calendar or a broken relative link made it, and would make more without end?"""
    parts = urlsplit(address)
    segments = [s for s in parts.path.split("/") if s]
    repeats = max((segments.count(s) for s in set(segments)), default=0)
    many = len(parse_qsl(parts.query, keep_blank_values=True)) > _MOST_PARAMETERS
    return len(segments) > _MOST_SEGMENTS or repeats > _MOST_REPEATS or many


def is_file(address: str) -> bool:
    """Is it, by its ending, an address of a picture, a script or a document, and of no page?"""
    return bool(_FILES.search(urlsplit(address).path))


def looks_like_article(address: str, *, numbered: bool = False) -> bool:
    """Does an address read like an article's: a number or a headline's words in its last part?

    `/chinh-tri/le-ky-ket-giao-uoc-khoi-thi-dua-so-3-123456.html`, `/2024/03/tong-ket-thi-dua/`, `/tin.aspx?id=1234`
    numbered: by its number alone; a section may have a long name (`/hoat-dong-cua-cac-khoi-thi-dua`).
    """
    parts = urlsplit(address)
    path = unquote(parts.path).rstrip("/")
    last = path.rpartition("/")[2]
    if is_file(address) or _NO_ARTICLE.search(path):
        return False
    hyphens = last.count("-")
    number = _LAST_NUMBER.search(last)
    if (
        re.search(r"\d{5,}", last)
        or (number and not _YEAR.match(number["n"]))
        or _NUMBERED_PATH.search(path)
        or (_DATED_PATH.search(path) and hyphens >= 2)
        or _ID_PARAMETER.search(parts.query)
    ):
        return True
    return not numbered and (hyphens >= 5 or (hyphens >= 3 and _PAGE.search(last) is not None))


def with_page(template: str, page: int) -> str:
    """A plan's `next` with its `{page}` filled in."""
    return template.replace("{page}", urlencode({"p": page})[2:])
