"""What can become of an address: the words of `crawl.log.jsonl`."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """The `outcome` of a row. An answer that is an error is `http_` and its status: `http_404`."""

    FETCHED = "fetched"
    NOT_MODIFIED = "not_modified"
    IDENTICAL = "identical"
    REDIRECTED = "redirected"
    FILTERED_WORDS = "filtered_words"
    FILTERED_DATE = "filtered_date"
    ROBOTS = "robots"
    ROBOTS_UNREACHABLE = "robots_unreachable"
    CRAWL_DELAY = "crawl_delay"
    PRIVATE_ADDRESS = "private_address"
    OTHER_SITE = "other_site"
    TRAP = "trap"
    WRONG_TYPE = "wrong_type"
    TOO_LARGE = "too_large"
    TIMEOUT = "timeout"
    DECOMPRESSION_BOMB = "decompression_bomb"
    UNDECODABLE = "undecodable"
    REDIRECT_LOOP = "redirect_loop"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    BAD_REDIRECT = "bad_redirect"
    UNRESOLVED = "unresolved"
    UNREACHABLE = "unreachable"
    INCOMPLETE = "incomplete"
    FAILED = "failed"
    LIMIT_REACHED = "limit_reached"
    RUN_STARTED = "run_started"
    RUN_ENDED = "run_ended"
    WARC_BEGUN = "warc_begun"
    NOTE = "note"


# What was got: the page, or the word that it is as it was.
GOT = frozenset({Outcome.FETCHED, Outcome.NOT_MODIFIED, Outcome.IDENTICAL})
# Rows that are about no address, and those that leave theirs to be fetched by the next run.
NO_ADDRESS = frozenset({Outcome.RUN_STARTED, Outcome.RUN_ENDED, Outcome.WARC_BEGUN, Outcome.NOTE})
OPEN = frozenset({Outcome.LIMIT_REACHED})
