"""Who may decide: whoever opened the address with the token that was printed at the start, from pages of this site."""

from __future__ import annotations

import secrets
from hashlib import sha256
from typing import Any

from db.site.options import Options

COOKIE = "sovang_edit"
TOKEN = "token"
FORM_TOKEN = "csrftoken"
"""The field of a form that says that it stood on one of our pages."""


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(24)


def cookie_of(token: str) -> str:
    """What the browser keeps: not the token itself, so that a look into its cookies gives nobody the address."""
    return sha256(f"sovang {token}".encode()).hexdigest()


def is_token(options: Options, shown: str | None) -> bool:
    """Whether somebody showed the right token."""
    if options.edit_token is None or not shown:
        return False
    return _equal(shown, options.edit_token)


def may_edit(options: Options, request: Any) -> bool:
    """Whether a visitor may decide."""
    kept = request.cookies.get(COOKIE)
    if options.edit_token is None or not kept:
        return False
    return _equal(kept, cookie_of(options.edit_token))


def is_own_page(request: Any) -> bool:
    """Whether a form may come from a page of this website, by what the browser says of where it stood.

    Cookies go to every port of a host, also those that are for this site only: another server on this machine is
    another site all the same. A browser that says nothing is believed; the form's own token is asked for besides.
    """
    origin = request.headers.get("origin")
    if origin is not None and origin != f"{request.scheme}://{request.host}":
        return False
    return request.headers.get("sec-fetch-site", "none") in ("same-origin", "none")


def is_own_form(request: Any, token: str) -> bool:
    """Whether a form has the token of the forms that this visitor was shown."""
    return _equal(token, request.scope["csrftoken"]())


def opening(options: Options) -> str | None:
    """The path by which a browser is let in; None where nobody may decide."""
    return f"/edit?{TOKEN}={options.edit_token}" if options.edit_token else None


def _equal(shown: str, known: str) -> bool:
    return secrets.compare_digest(shown.encode("utf-8", "surrogatepass"), known.encode())
