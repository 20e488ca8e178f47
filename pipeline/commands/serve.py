"""sovang serve: the archive as a website on this machine."""

from __future__ import annotations

import errno
import socket
import webbrowser
from ipaddress import ip_address
from pathlib import Path

import click
import uvicorn
from click.core import ParameterSource

from db.site.app import application
from db.site.pages import highlights
from pipeline.commands.common import Failure, archive_at, db_option

_PORTS_TRIED = 50


@click.command(epilog="Example: sovang serve --db archive.db --open")
@db_option
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="Else the next free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Anything but loopback opens it to the network.")
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
@click.pass_context
def serve(context: click.Context, db: Path, port: int, host: str, open_browser: bool) -> None:
    """Serve an archive as a website, on this machine only. Ctrl-C ends it.

    A port that was named and is taken is an error; if none was named, the next free one is used.
    """
    with archive_at(db) as connection:
        things = highlights(connection)
        app = application(db).app()
    named = context.get_parameter_source("port") is not ParameterSource.DEFAULT
    with _listening(host, port, named) as listener:
        address = _address(listener, host)
        if not _is_loopback(host):
            click.echo(
                f"Note: {host} can be reached from other machines; whoever reaches it reads everything.", err=True
            )
        click.echo(f"{db} is at {address}/ (Ctrl-C ends it). Three things to look at:")
        for thing in things:
            click.echo(f"  {thing.en}: {address}{thing.path}")
        if open_browser:
            webbrowser.open(address)
        uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on")).run(sockets=[listener])


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
