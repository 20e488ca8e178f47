"""The parameters of an address that say how a reader came to it, and nothing of what stands there."""

from __future__ import annotations

import re

_PARAMETER = re.compile(r"(?:utm_\w+|fbclid|gclid|_gl|zarsrc|mc_[ce]id|igshid)\Z", re.I)


def is_campaign(parameter: str) -> bool:
    """Is a parameter of this name one that campaigns and networks hang on: `utm_source`, `fbclid`?"""
    return bool(_PARAMETER.match(parameter))
