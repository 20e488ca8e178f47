"""What belongs to a page and is none: pictures, styles, programs, fonts, sounds, and what machines tell each other."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

_SUFFIXES = frozenset(
    (
        *(".jpg", ".jpeg", ".jpe", ".png", ".gif", ".webp", ".avif", ".svg", ".ico", ".bmp", ".tif", ".tiff", ".jfif"),
        *(".css", ".less", ".scss", ".js", ".mjs", ".map", ".wasm", ".json", ".webmanifest", ".swf", ".axd", ".ashx"),
        *(".woff", ".woff2", ".ttf", ".otf", ".eot"),
        *(".mp3", ".mp4", ".m4a", ".m4v", ".m3u8", ".ts", ".wav", ".ogg", ".webm", ".flv", ".avi", ".mov", ".wmv"),
        *(".xml", ".rss", ".atom", ".rdf", ".xsl", ".xslt", ".gz.xml"),
    )
)


def is_requisite(name: str) -> bool:
    """Whether a file's name or an address is that of such a thing, by its suffix, before or behind a `?`."""
    path = urlsplit(name).path if "://" in name else name.replace("@", "?").partition("?")[0]
    return os.path.splitext(path.lower())[1] in _SUFFIXES
