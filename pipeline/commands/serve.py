"""sovang serve: the archive as a website on this machine."""

from __future__ import annotations

import errno
import signal
import socket
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from ipaddress import ip_address
from pathlib import Path
from types import FrameType

import click
import uvicorn
from click.core import ParameterSource

from db.public_copy import public_copy
from db.site.app import application
from db.site.editing.session import new_token, opening
from db.site.options import Options
from db.site.pages.home import highlights
from db.site.texts import text
from extractors.reader import fingerprint
from pipeline.commands.common import Failure, archive_at, db_option, one_line_errors
from pipeline.commands.deciding import archive_file, login, who_option

_PORTS_TRIED = 50
EXAMPLES = """\b
Examples:
  sovang serve --db archive.db --open
  sovang serve --db archive.db --edit          (decide on the pages, on this machine only)
  sovang serve --db archive.db --public --host 0.0.0.0 --port 8080
"""


@click.command(epilog=EXAMPLES)
@db_option
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="Else the next free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Anything but loopback opens it to the network.")
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
@click.option("--edit", is_flag=True, help="Decide on the pages: by the address with a token that is printed.")
@click.option(
    "--public",
    is_flag=True,
    help="A copy, made at the start: quotes and links, no whole articles; nothing of suppressed people.",
)
@click.option("--sql", is_flag=True, help="Let visitors ask SQL of their own.")
@who_option
@click.pass_context
def serve(
    context: click.Context,
    db: Path,
    port: int,
    host: str,
    open_browser: bool,
    edit: bool,
    public: bool,
    sql: bool,
    who: str | None,
) -> None:
    """Serve an archive as a website, on this machine only. Ctrl-C ends it.

    A port that was named and is taken is an error; if none was named, the next free one is used. What is served is read
    only; an archive that is built anew meanwhile is shown as it is then. With --edit each decision is a line in the
    file beside the archive, and whoever opens the address with the token that is printed may decide. With --public a
    copy is served that is made at the start and stays as it is until the end: start again after a build. See
    docs/website.md.
    """
    loopback = _is_loopback(host)
    if edit and public:
        raise click.UsageError("--edit is for the archive itself, --public serves a copy of it: choose one")
    if edit and not loopback:
        raise Failure(f"--edit --host {host}: decisions are taken on this machine only; leave --host out")
    with archive_at(db):
        pass  # one line if it is none, before a copy is made
    named = context.get_parameter_source("port") is not ParameterSource.DEFAULT
    with _ended_by_signals(), one_line_errors(db), public_copy(db) if public else nullcontext(db) as served:
        options = Options(
            archive=archive_file(db),
            public=public,
            sql=sql,
            loopback=loopback,
            edit_token=new_token() if edit else None,
            decided_by=login(who) if edit else None,
            fingerprint=fingerprint() if edit else None,
        )
        app = application(served, options).app()
        with _listening(host, port, named) as listener:
            address = _address(listener, host)
            _announce(db, served, address, options)
            if open_browser:
                webbrowser.open(address + (opening(options) or ""))
            uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on")).run(sockets=[listener])


def _announce(db: Path, served: Path, address: str, options: Options) -> None:
    if not options.loopback:
        reads = "what is shown" if options.public else "everything"
        click.echo(f"Note: this can be reached from other machines; whoever reaches it reads {reads}.", err=True)
    with archive_at(served) as connection:
        things = highlights(connection)
    click.echo(f"{db} is at {address}/ (Ctrl-C ends it). Three things to look at:")
    for thing in things:
        click.echo(f"  {text(thing.text, 'en', **thing.values)}: {address}{thing.path}")
    if options.edit_token:
        click.echo(f"To decide on its pages, open {address}{opening(options)}")
        click.echo("Whoever has that address may decide; it is good until this ends.")


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let a signal that ends the process leave the block in order, so that a copy made for it goes, too.

    A terminal that is closed ends it as SIGTERM does, unless that was to be ignored (`nohup`).
    """

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    def hung_up(number: int, frame: FrameType | None) -> None:
        signal.raise_signal(signal.SIGTERM)  # which the server listens to

    before = {signal.SIGTERM: signal.signal(signal.SIGTERM, leave)}
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        before[signal.SIGHUP] = signal.signal(signal.SIGHUP, hung_up)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _listening(host: str, port: int, named: bool) -> socket.socket:
    """A listening socket, so that the address is good when it is printed."""
    for candidate in [port] if named or port == 0 else range(port, min(port + _PORTS_TRIED, 65536)):
        try:
            family, kind, protocol, _, place = socket.getaddrinfo(host, candidate, type=socket.SOCK_STREAM)[0]
        except socket.gaierror:
            raise Failure(f"--host {host}: is no address of this machine; 127.0.0.1 is the usual one") from None
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(place)
            listener.listen(128)
            return listener
        except OSError as error:
            listener.close()
            if error.errno != errno.EADDRINUSE:
                raise Failure(f"--host {host} --port {candidate}: cannot be used ({error.strerror})") from None
    if named:
        raise Failure(f"--port {port}: is taken by another program; name another port, or none to get a free one")
    raise Failure(f"ports {port} to {port + _PORTS_TRIED - 1} are all taken; name a free one with --port")


def _address(listener: socket.socket, host: str) -> str:
    port = listener.getsockname()[1]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
