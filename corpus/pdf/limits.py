"""How much of a PDF is read, and for how long."""

from __future__ import annotations

MAX_PAGES = 100
MAX_CHARACTERS = 1_200_000
MAX_DEPTH = 20  # figures within figures
CPU_SECONDS = 60  # of one PDF; a page of a newspaper takes about one
WALL_SECONDS = 300  # however slowly the machine gives those
MEMORY = 2 * 1024**3  # bytes of address space
