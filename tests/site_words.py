"""What the website says, found in its templates and its code: names of texts, and words that stand in them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, nodes

from house import ROOT

SITE = ROOT / "db" / "site"
TEMPLATES = sorted((SITE / "templates").glob("*.html"))
CODE = [*sorted(SITE.rglob("*.py")), *sorted((ROOT / "pipeline").rglob("*.py"))]
_SAYS = ("t", "text", "both", "has_text", "FormError")
_READ = {"title", "aria-label", "placeholder", "alt", "value", "label", "summary", "data-label", "data-done"}
_LETTERS = re.compile(r"[^\W\d_]")
_VIETNAMESE = re.compile(r"[ăâđêôơư\u0300\u0301\u0303\u0309\u0323àáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ]", re.I)


def parsed(template: Path) -> nodes.Template:
    """The tree of a template."""
    return Environment().parse(template.read_text(encoding="utf-8"))


# --- names of texts --------------------------------------------------------------------------------------------------


def constants(template: Path) -> set[str]:
    """Every string that a template's expressions hold."""
    return {node.value for node in parsed(template).find_all(nodes.Const) if isinstance(node.value, str)}


def said_by_template(template: Path) -> Iterator[tuple[str, set[str] | None]]:
    """(name of a text, names of the values given) of each t(…); a name that is built ends in a star, with None."""
    for call in parsed(template).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in _SAYS and call.args:
            given = None if call.dyn_kwargs else {keyword.key for keyword in call.kwargs}
            for name in _names(call.args[0]):
                yield name, None if name.endswith("*") else given


def _names(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Const):
        yield str(node.value)
    elif isinstance(node, nodes.CondExpr):
        yield from _names(node.expr1)
        yield from _names(node.expr2 or nodes.Const(""))
    elif isinstance(node, nodes.Concat):
        first = node.nodes[0]
        yield f"{first.value if isinstance(first, nodes.Const) else ''}*"
    else:
        yield "*"


def said_by_code(path: Path) -> Iterator[tuple[str, set[str] | None]]:
    """As said_by_template, of a file of Python."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SAYS and node.args:
            keys = {keyword.arg for keyword in node.keywords}
            given = None if None in keys else {key for key in keys if key}
            match node.args[0]:
                case ast.Constant(value=str(name)):
                    yield name, given
                case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]):
                    yield f"{start}*", None
                case _:
                    yield "*", None


def strings(path: Path) -> set[str]:
    """Every string of a file of Python."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def told_strings(path: Path) -> Iterator[str]:
    """Every string of a file that is no docstring, in the order of the file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


def vietnamese_in(path: Path) -> list[str]:
    """The strings of a file that hold Vietnamese words; docstrings may, and a letter alone is none."""
    return [said for said in told_strings(path) if len(said) > 1 and _VIETNAMESE.search(said)]


# --- words that stand in a template ----------------------------------------------------------------------------------


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in ("script", "style")
        code = ("type", "hidden") in attrs or tag in ("meta", "option")
        for name, value in attrs:
            read = name in _READ and not (name == "value" and code)
            if read and value and _LETTERS.search(value):
                self.found.append(f"{name}={value.strip()}")

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._unread and _LETTERS.search(data):
            self.found.append(" ".join(data.split()))


def words_of(source: str) -> list[str]:
    """The words that a template holds itself: in texts, in attributes that people read, and in what it puts out."""
    raw = ""
    for output in Environment().parse(source).find_all(nodes.Output):
        for node in output.nodes:
            raw += node.data if isinstance(node, nodes.TemplateData) else "".join(_put_out(node))
    reader = _Words()
    reader.feed(raw)
    reader.close()
    return reader.found


def _put_out(node: nodes.Node) -> Iterator[str]:
    """The strings of an expression that reach the page as they stand."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, nodes.CondExpr):
        yield from _put_out(node.expr1)
        if node.expr2 is not None:
            yield from _put_out(node.expr2)
    elif isinstance(node, nodes.Or | nodes.And):
        yield from _put_out(node.left)
        yield from _put_out(node.right)
    elif isinstance(node, nodes.Concat):
        for part in node.nodes:
            yield from _put_out(part)
    elif isinstance(node, nodes.Filter) and node.node is not None:
        yield from _put_out(node.node)
