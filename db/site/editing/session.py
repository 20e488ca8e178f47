"""Who may decide: whoever opened the address with the token that was printed at the start."""

from __future__ import annotations

import secrets
from hashlib import sha256
from typing import Any

from db.site.options import Options

COOKIE = "sovang_edit"
TOKEN = "token"


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
    return secrets.compare_digest(shown.encode(), options.edit_token.encode())


def may_edit(options: Options, request: Any) -> bool:
    """Whether a visitor may decide."""
    kept = request.cookies.get(COOKIE)
    if options.edit_token is None or not kept:
        return False
    return secrets.compare_digest(kept.encode(), cookie_of(options.edit_token).encode())


def opening(options: Options) -> str | None:
    """The path by which a browser is let in; None where nobody may decide."""
    return f"/edit?{TOKEN}={options.edit_token}" if options.edit_token else None
