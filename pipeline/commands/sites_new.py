"""sovang sites new: the skeleton of a site file, and of its test, from a saved page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import click

from corpus.article import Page
from corpus.errors import UnreadableError
from corpus.inputs.items import Unread
from corpus.read import read
from corpus.selecting import is_doubtful
from corpus.sites import site_of, sites
from corpus.skeleton import Skeleton, host_of, skeleton
from corpus.skeleton_text import expected_of, is_name, name_for, source_of
from corpus.sources import read_inputs
from pipeline.commands.common import Failure, NamedPath, one_line_errors

EXAMPLE = "Example: sovang sites new saved.html --url https://songlam.example/tin/1.html --out skeleton/"


@click.command(epilog=EXAMPLE)
@click.argument("page", metavar="PAGE.html")
@click.option("--url", metavar="URL", help="Where the page was saved from, if it does not say it itself.")
@click.option("--name", metavar="NAME", help="What the site file is called; by default, after its host.")
@click.option("--out", type=NamedPath(), required=True, metavar="DIR", help="The folder for the three files.")
@click.option("--force", is_flag=True, help="Overwrite files of these names.")
def new(page: str, url: str | None, name: str | None, out: Path, force: bool) -> None:
    """Make the skeleton of a site file, and of its test, from a saved page.

    Into DIR go NAME.py with selectors for the places where title, lead, body, captions, byline and day were found; the
    page as NAME.html; and NAME.json with what was read from it, marked as not reviewed, so that its test fails until
    somebody has. PAGE.html may be - for the standard input. See docs/adding-sites.md for what to do with them.
    """
    saved = _page(page, url)
    with one_line_errors():
        try:
            host = host_of(read(saved))
            made = skeleton(saved, _name(name, host))
        except UnreadableError as error:
            raise Failure(f"{page}: cannot be read ({error.reason})") from None
    _write(out, made, saved, force)
    for line in _told(made, out):
        click.echo(line)


def _page(named: str, url: str | None) -> Page:
    if url is not None and not _is_address(url):
        raise Failure(f"--url {url!r}: is no address of a page; give it whole, as https://host/path")
    if Path(named).is_dir():
        raise Failure(f"{named}: is a folder; name one page")
    with one_line_errors():
        found = next(read_inputs([named]))
    if isinstance(found, Unread):
        raise Failure(f"{named}: cannot be read ({found.reason})")
    if found.media_type != "text/html":
        raise Failure(f"{named}: is no HTML; only pages of the web have site files")
    return replace(found, url=url or found.url)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(map(str.isspace, url))
    except ValueError:
        return False


def _name(wanted: str | None, host: str | None) -> str:
    """The file's name: as wanted, that of the host's own site file, or made from the host."""
    own = site_of(host)
    name = wanted or (own.name if own else name_for(host or "page"))
    if not is_name(name):
        raise Failure(f"--name {name!r}: is no name of a module; take small letters, digits and _, a letter first")
    if any(site.name == name for site in sites()) and (own is None or own.name != name):
        raise Failure(f"{name}: is the site file of another publisher; choose another --name")
    return name


def _write(out: Path, made: Skeleton, saved: Page, force: bool) -> None:
    name = made.site.name
    files = {
        out / f"{name}.py": source_of(made).encode(),
        out / f"{name}.html": saved.content,
        out / f"{name}.json": expected_of(made, saved.url or made.article.url).encode(),
    }
    try:
        there = [str(path) for path, content in files.items() if not force and _is_taken(path, content)]
        if there:
            raise Failure(f"{', '.join(there)}: there already; nothing was written (--force overwrites)")
        out.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            path.write_bytes(content)
    except OSError as error:
        raise Failure(f"{out}: cannot be written ({error.strerror}); choose another --out") from None


def _is_taken(path: Path, content: bytes) -> bool:
    """Whether something else is there already."""
    if path.is_file():
        return path.read_bytes() != content
    return path.exists() or path.is_symlink()


def _told(made: Skeleton, out: Path) -> list[str]:
    """What there is, what is doubtful, what to do next."""
    name, host, layout = made.site.name, made.site.hosts[0], made.site.layouts[0]
    lines = [f"Written: {out / name}.py, {name}.html, {name}.json."]
    if made.family:
        lines.append(f"The page is of the family {made.family}, which reads it: the site file takes its selectors.")
    if not made.same:
        lines.append("NOT THE SAME: read with these selectors, the page gives another article than it gives now.")
    if made.left_out:
        lines.append(f"Left out, as the page is read otherwise with it: {', '.join(made.left_out)}.")
    if not made.family and any(map(is_doubtful, layout.body)):
        lines.append(f"Doubtful: nobody named the body ({layout.body[0]}); other pages may not have that.")
    own = site_of(host)
    if own and made.article.site == own.name:
        lines.append(
            f"1. corpus/sites/{own.name}.py reads this page already: take the page and its .json alone, as a test."
        )
    elif own:
        lines.append(f"1. {host} has a site file, corpus/sites/{own.name}.py: put this Layout above its others.")
    else:
        lines.append(f"1. Look at {name}.py beside two more pages of {host}; then move it to corpus/sites/.")
    lines.append(f"2. Read {name}.json against the page, mend it, put words that must stay out into absent; then")
    lines.append('   remove its line "reviewed". Both files go to tests/pages/sites/.')
    lines.append("3. make test; how and why is in docs/adding-sites.md.")
    return lines
