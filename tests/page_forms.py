"""The same page in other forms: what a browser shows stays, what its source looks like changes."""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus.clean import decode

_KEPT = r"<!--.*?-->|<(?P<raw>script|style|textarea|pre|title)\b.*?</(?P=raw)\s*>"
_TAG = re.compile(
    rf"(?P<kept>{_KEPT})|<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^'\">])*)>", re.S
)
_ATTRIBUTE = re.compile(r"([^\s=\"'/>]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_BLOCKS = "html|head|body|div|p|ul|ol|li|table|tbody|thead|tr|td|th|section|article|header|footer|nav|aside|main|h[1-6]|meta|link"
_AROUND_BLOCKS = re.compile(rf"(?<=>)\s*\n\s*(?=</?(?:{_BLOCKS})\b)", re.I)
_BETWEEN = re.compile(r"(?<=>)[ \t]*\n(?=\s*<)")


def _tags(markup: str, change: Callable[[str, str, list[tuple[str, str | None]], str], str]) -> str:
    """The page with every tag made anew from (`/` or "", name, attributes with their values as written, ` /` or "")."""

    def made(match: re.Match[str]) -> str:
        if match["kept"]:
            return match[0]
        rest = match["rest"].rstrip()
        end = " /" if rest.endswith("/") and not re.search(r"=\S*/$", rest) else ""
        attributes = [
            (name, value or None) for name, value in _ATTRIBUTE.findall(rest.removesuffix("/") if end else rest)
        ]
        return change(match["close"], match["name"], attributes, end)

    return _TAG.sub(made, markup)


def _written(close: str, name: str, attributes: list[tuple[str, str | None]], end: str) -> str:
    said = "".join(f" {key}" if value is None else f" {key}={value}" for key, value in attributes)
    return f"<{close}{name}{said}{end}>"


def minified(markup: str) -> str:
    """No white space around blocks, where it was a line's end."""
    return _AROUND_BLOCKS.sub("", markup)


def spaced(markup: str) -> str:
    """Blank lines wherever a line ends between tags."""
    return _BETWEEN.sub("\n\n  \n\t", markup)


def carriage_returns(markup: str) -> str:
    """Line ends as Windows writes them."""
    return markup.replace("\r\n", "\n").replace("\n", "\r\n")


def upper_case(markup: str) -> str:
    """Names of tags and attributes in capitals."""
    return _tags(
        markup, lambda close, name, some, end: _written(close, name.upper(), [(k.upper(), v) for k, v in some], end)
    )


def single_quoted(markup: str) -> str:
    """Values of attributes in single quotation marks."""

    def quoted(value: str | None) -> str | None:
        if value is None or "'" in value:
            return value
        return "'" + value.strip('"') + "'"

    return _tags(markup, lambda close, name, some, end: _written(close, name, [(k, quoted(v)) for k, v in some], end))


def reordered(markup: str) -> str:
    """The attributes of each tag the other way round; where one stands twice, the first counts, so these stay."""

    def turned(close: str, name: str, some: list[tuple[str, str | None]], end: str) -> str:
        once = len({key.lower() for key, _ in some}) == len(some)
        return _written(close, name, some[::-1] if once else some, end)

    return _tags(markup, turned)


def text_of(content: bytes) -> str:
    """A page's markup, to change its form."""
    return decode(content, charset=None, markup=True)


FORMS: dict[str, Callable[[str], str]] = {
    form.__name__: form for form in (minified, spaced, carriage_returns, upper_case, single_quoted, reordered)
}
