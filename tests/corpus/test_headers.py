"""What a Content-Type header says, also one that no standard knows."""

from __future__ import annotations

import pytest

from corpus.headers import content_type


@pytest.mark.parametrize(
    ("value", "media_type", "charset"),
    [
        ("text/html; charset=utf-8", "text/html", "utf-8"),
        ('TEXT/HTML ;Charset = "UTF-8" ', "text/html", "UTF-8"),
        ("text/html; charset='windows-1258'", "text/html", "windows-1258"),
        ("text/html;version=1;charset=tcvn;charset=x", "text/html", "tcvn"),
        ("application/vnd.wap.xhtml+xml", "application/vnd.wap.xhtml+xml", None),
        ("text/html; charset=", "text/html", None),
        ('text/html; charset="', "text/html", None),
        ("text/html; charset*=utf-8''x", "text/html", None),
        ("text/html; charset=" + "x" * 1000, "text/html", "x" * 40),
        # one header joined from several
        ("text/html, text/html; charset=utf-8", "text/html", "utf-8"),
        ("text/html; charset=utf-8, text/html", "text/html", "utf-8"),
        ("text/plain; charset=utf-8, text/html", "text/html", None),
        ("text/html;charset=utf-8, x, */*", "text/html", "utf-8"),
        # no type
        ("", "", None),
        ("html", "", None),
        ("text/html charset=utf-8", "", None),
        ("; charset=utf-8", "", None),
        ("*/*", "", None),
        ("text/", "", None),
        ("text/html\n", "text/html", None),
    ],
)
def test_a_content_type(value: str, media_type: str, charset: str | None) -> None:
    assert content_type(value) == (media_type, charset)
