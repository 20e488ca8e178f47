"""What a section, a feed or a sitemap leads to: the addresses to fetch, and those that need not be looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from corpus.crawl.addresses import is_trap, same_site
from corpus.crawl.content import Content
from corpus.crawl.feeds import Feed
from corpus.crawl.filters import Teaser
from corpus.crawl.journal import Entry
from corpus.crawl.listing import read_listing
from corpus.crawl.outcomes import Outcome
from corpus.crawl.plan import Kind, Plan

_DEEPEST_SITEMAP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Led:
    """entries: to be fetched. passed: those that are not, and why."""

    entries: list[Entry] = field(default_factory=list)
    passed: list[tuple[Outcome, Teaser]] = field(default_factory=list)


def led_by(plan: Plan, entry: Entry, content: Content, is_new: Callable[[str], bool]) -> Led:
    """What a list leads to; an article leads to nothing. is_new: was an address first met on this very page?"""
    led = Led()
    if content.feed is not None:
        _take_articles(led, plan, entry, content.feed.items, any_site=not content.feed.is_sitemap)
        _take_parts(led, plan, entry, content.feed)
    elif content.kind == Kind.SECTION:
        _take_section(led, plan, entry, content, is_new)
    return led


def _take_section(led: Led, plan: Plan, entry: Entry, content: Content, is_new: Callable[[str], bool]) -> None:
    """A section goes on to its next page while it brings articles that are new and not all older than the range."""
    source = plan.sources[entry.source]
    listing = read_listing(
        content.body,
        charset=content.charset,
        address=entry.address,
        articles=source.articles,
        next_page=source.next,
        page=entry.page,
    )
    fresh = [teaser for teaser in listing.articles if is_new(teaser.address)]
    _take_articles(led, plan, entry, listing.articles, any_site=True)
    days = [teaser.published for teaser in fresh if teaser.published]
    older = bool(days) and all(plan.filters.is_older(day) for day in days)
    if listing.next and fresh and not older and entry.page < source.pages and not is_trap(listing.next):
        following = _below(entry, listing.next, Kind.SECTION)
        led.entries.append(replace(following, page=entry.page + 1, depth=entry.depth))
    if entry.depth < source.depth and entry.page == 1:
        led.entries.extend(_below(entry, to, Kind.SECTION) for to in listing.sections if not is_trap(to))


def _take_articles(led: Led, plan: Plan, entry: Entry, teasers: Iterable[Teaser], *, any_site: bool) -> None:
    pattern = plan.sources[entry.source].articles
    for teaser in teasers:
        if pattern is not None and re.search(pattern, teaser.address) is None:
            continue
        outcome = plan.filters.before_fetching(teaser)
        if is_trap(teaser.address):
            outcome = Outcome.TRAP
        elif not any_site and not same_site(teaser.address, entry.address):
            outcome = Outcome.OTHER_SITE
        if outcome is not None:
            led.passed.append((outcome, teaser))
            continue
        published = teaser.published.isoformat() if teaser.published else None
        below = _below(entry, teaser.address, Kind.ARTICLE)
        led.entries.append(replace(below, title=teaser.title, lead=teaser.lead, published=published))


def _take_parts(led: Led, plan: Plan, entry: Entry, feed: Feed) -> None:
    for part in feed.parts:
        if part.modified is not None and plan.filters.is_older(part.modified):
            led.passed.append((Outcome.FILTERED_DATE, part))
        elif not same_site(part.address, entry.address):
            led.passed.append((Outcome.OTHER_SITE, part))
        elif entry.depth >= _DEEPEST_SITEMAP:
            led.passed.append((Outcome.TRAP, part))
        else:
            led.entries.append(_below(entry, part.address, Kind.SITEMAP))


def _below(entry: Entry, address: str, kind: Kind) -> Entry:
    hops, depth = entry.hops + 1, entry.depth + 1
    return Entry(address=address, kind=kind, source=entry.source, via=entry.address, hops=hops, depth=depth)
