"""The day of an article, for queries: its publication, else the first meeting that it dates.

A copy tells what its original does, so it counts as told on the original's day.
"""

from __future__ import annotations

from db.mentions import COUNTS

# `c` is the claim. `k` is its article's copy, if it is one; `a` is the article, of a copy its original.
ARTICLE = "LEFT JOIN copies k ON k.article = c.article JOIN articles a ON a.id = coalesce(k.original, c.article)"

_MEETING = f"""(SELECT min(m.date) FROM claim_meetings m JOIN claims mc ON mc.id = m.claim
  WHERE mc.article = a.id AND length(m.date) >= {{}} AND m.{COUNTS})"""
_PUBLISHED = "coalesce(a.published, {})"

DAY = _PUBLISHED.format(_MEETING.format(10))
# A meeting's month or year, where no day is given.
DAY_OR_MONTH = _PUBLISHED.format(_MEETING.format(4))
# When what an article tells took place: the meeting first.
TOLD_OF = f"coalesce({_MEETING.format(4)}, a.published)"
