"""Answers that no proper server gives, byte by byte; and one over TLS."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from crawl.runs import crawl, records, rows

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
ABC = b"Content-Length: 3\r\n\r\nabc"
# name → (what is sent to every request but that for robots.txt, what becomes of it)
ANSWERS: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "incomplete"),
    "garbage": (b"\x00\xff\x00garbage\r\n\r\n", "incomplete"),
    "no-header": (b"<html>abc", "incomplete"),
    "no-status": (b"HTTP/1.1 OK\r\n\r\n", "incomplete"),
    "strange-status": (b"HTTP/1.1 999 Denied\r\n" + ABC, "http_999"),
    "switching": (b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n", "incomplete"),
    "no-content": (b"HTTP/1.1 204 No\r\n\r\n", "http_204"),
    "partial": (b"HTTP/1.1 206 Partial\r\n" + ABC, "http_206"),
    "unasked-304": (b"HTTP/1.1 304 Not Modified\r\n\r\n", "http_304"),
    "too-short": (OK + b"Content-Length: 500\r\n\r\nabc", "incomplete"),
    "longer": (OK + b"Content-Length: 3\r\n\r\nabcdef", "fetched"),
    "negative": (OK + b"Content-Length: -5\r\n\r\nabc", "incomplete"),
    "two-lengths": (OK + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", "incomplete"),
    "huge-length": (OK + b"Content-Length: 99999999999999999999\r\n\r\nabcd", "too_large"),
    "bad-chunk": (OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc", "incomplete"),
    "no-length": (b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<html>abc", "fetched"),
    "continue": (b"HTTP/1.1 100 Continue\r\n\r\n" + OK + ABC, "fetched"),
    "no-colon": (OK + b"Foo bar\r\n" + ABC, "fetched"),
    "nul-in-header": (OK + b"X-A: a\x00b\r\n" + ABC, "fetched"),
    "cr-in-header": (OK + b"X-A: a\rb\r\n" + ABC, "fetched"),
    "bytes-in-header": (OK + b'ETag: "\xc4\x91\xff"\r\n' + ABC, "fetched"),
    "bytes-in-charset": (b'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\xff"\r\n' + ABC, "fetched"),
    "no-host": (b"HTTP/1.1 302 F\r\nLocation: http://\x00\xff\r\nContent-Length: 0\r\n\r\n", "bad_redirect"),
    "to-script": (b"HTTP/1.1 302 F\r\nLocation: javascript:alert(1)\r\nContent-Length: 0\r\n\r\n", "bad_redirect"),
    "to-far": (b"HTTP/1.1 302 F\r\nLocation: /" + b"a" * 9000 + b"\r\nContent-Length: 0\r\n\r\n", "bad_redirect"),
    "unknown-coding": (OK + b"Content-Encoding: klingon\r\n" + ABC, "fetched"),
    "many-codings": (OK + b"Content-Encoding: " + b"gzip, " * 500 + b"gzip\r\n" + ABC, "undecodable"),
    "no-zstd": (OK + b"Content-Encoding: zstd\r\n" + ABC, "undecodable"),
    "unasked-br": (OK + b"Content-Encoding: br\r\nContent-Length: 14\r\n\r\n\x8b\x04\x80<b>abc</b>\x03", "fetched"),
    "nul-bytes": (OK + b"Content-Length: 300\r\n\r\n" + b"\x00" * 300, "fetched"),
    "strange-retry": (b"HTTP/1.1 503 X\r\nRetry-After: \xff\r\nContent-Length: 0\r\n\r\n", "http_503"),
}  # fmt: skip
ROBOTS = b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def serving(answer: Callable[[socket.socket], object], context: ssl.SSLContext | None = None) -> int:
    """The port of a server that answers every request but that for robots.txt with what it is given."""
    listening = socket.create_server(("127.0.0.1", 0))

    def one(plain: socket.socket) -> None:
        try:
            with context.wrap_socket(plain, server_side=True) if context else plain as connection:
                if b"/robots.txt" in connection.recv(65536):
                    connection.sendall(ROBOTS)
                else:
                    answer(connection)
        except OSError:
            pass

    def loop() -> None:
        while True:
            threading.Thread(target=one, args=(listening.accept()[0],), daemon=True).start()

    threading.Thread(target=loop, daemon=True).start()
    return int(listening.getsockname()[1])


def sending(content: bytes) -> Callable[[socket.socket], object]:
    return lambda connection: connection.sendall(content)


def flood(connection: socket.socket) -> None:
    connection.sendall(OK)
    while True:
        connection.sendall(b"X-Header: " + b"b" * 1000 + b"\r\n")


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, int]]]:
    folder = tmp_path_factory.mktemp("raw")
    ports = {name: serving(sending(answer)) for name, (answer, _) in ANSWERS.items()} | {"flood": serving(flood)}
    plan = 'delay = 0\ntimeout = 5\nretries = 0\nallow_private = true\nmax_response = "1 MB"\n' + "".join(
        f'[[source]]\nurl = "http://127.0.0.1:{port}/"\nkind = "article"\n' for port in ports.values()
    )
    (folder / "plan.toml").write_text(plan)
    done = crawl(folder / "plan.toml", "--out", folder / "out")
    assert done.returncode == 0 and len(done.stderr.splitlines()) == 1
    yield folder / "out", ports


def test_every_answer_comes_to_something(crawled: tuple[Path, dict[str, int]]) -> None:
    out, ports = crawled
    names = {f"http://127.0.0.1:{port}/": name for name, port in ports.items()}
    found = {names[row["address"]]: row["outcome"] for row in rows(out)}
    assert found == {name: outcome for name, (_, outcome) in ANSWERS.items()} | {"flood": "too_large"}


def test_the_archive_reads_whole(crawled: tuple[Path, dict[str, int]]) -> None:
    out, ports = crawled
    kept = {record.address: record for record in records(out) if record.kind == "response"}
    assert len(kept) == sum(outcome == "fetched" for _, outcome in ANSWERS.values())
    # A coding that we did not ask for is taken off, and the header says so: not all who read WARC can.
    record = kept[f"http://127.0.0.1:{ports['unasked-br']}/"]
    assert record.raw == b"<b>abc</b>"
    assert record.http["X-Archive-Orig-Content-Encoding"] == "br" and "Content-Encoding" not in record.http
    assert all(value.isprintable() for record in kept.values() for value in record.http.values())


def certificate(folder: Path) -> ssl.SSLContext:
    """Of a host that nobody vouches for, as many offices have them."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "bao.example")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    none = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, none)
    (folder / "host.pem").write_bytes(pem + signed.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "host.pem")
    return context


def test_over_tls(tmp_path: Path) -> None:
    body = OK + b"Content-Length: 12\r\n\r\n<html>abc</>"
    ports = [serving(sending(body), certificate(tmp_path)), serving(flood, certificate(tmp_path))]
    plan = 'delay = 0\ntimeout = 5\nretries = 0\nallow_private = true\nmax_response = "1 MB"\n' + "".join(
        f'[[source]]\nurl = "https://localhost:{port}/"\nkind = "article"\n' for port in ports
    )
    (tmp_path / "plan.toml").write_text(plan)
    crawl(tmp_path / "plan.toml", "--out", tmp_path / "out")
    assert [row["outcome"] for row in rows(tmp_path / "out")] == ["fetched", "incomplete"]  # cut off below TLS
    assert [record.raw for record in records(tmp_path / "out") if record.kind == "response"] == [b"<html>abc</>"]
