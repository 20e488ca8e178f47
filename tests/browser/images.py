"""Screenshots as small PNG files."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from house import ROOT

SCREENSHOTS = ROOT / "docs" / "screenshots"


def screenshot(page: Page, name: str, folder: Path = SCREENSHOTS) -> Path:
    """Writes what the window shows to `name.png` in a folder, in 256 colours or fewer; returns the file."""
    drawn = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    colours = drawn.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.png"
    colours.save(file, optimize=True)
    return file
