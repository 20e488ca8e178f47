"""What can go wrong between a name on the command line and an Article."""

from __future__ import annotations


class InputError(ValueError):
    """An input that the user named cannot be used at all: one line that names it and says what to do."""


class UnreadableError(ValueError):
    """There is no article in a page.

    code: short and machine-readable, such as `binary` or `no_text`. reason: one line of English for a person.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
