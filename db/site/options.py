"""How a website is served."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """archive: the file that decisions are about. public: quotes and links instead of whole articles, no download of
    the file. sql: whether visitors may ask SQL of their own. loopback: whether only this machine can reach it, so that
    requests for other hosts are refused.

    edit_token: what whoever may decide must show; None: nobody may. decided_by: in whose name decisions are written
    down. fingerprint: of the reader, with which an archive is derived anew.
    """

    archive: Path
    public: bool = False
    sql: bool = False
    loopback: bool = True
    edit_token: str | None = None
    decided_by: str | None = None
    fingerprint: str | None = None
