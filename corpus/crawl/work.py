"""What becomes of every answer: the decisions of a crawl, without the network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from corpus.crawl.addresses import clean_address
from corpus.crawl.bounds import Bounds
from corpus.crawl.content import Content, TooMuchError, content_of, recognized
from corpus.crawl.filters import Teaser
from corpus.crawl.frontier import Frontier
from corpus.crawl.journal import Entry, Journal, Known
from corpus.crawl.lists import Led, led_by
from corpus.crawl.outcomes import Outcome
from corpus.crawl.plan import Kind, Plan
from corpus.crawl.retry import RETRIED, wait_of
from corpus.crawl.warc import Archive, Exchange


class Work:
    """A crawl at work. stopped: why it was ended before its end, "" while it goes on. fatal: what ended it."""

    def __init__(
        self,
        plan: Plan,
        journal: Journal,
        archive: Archive,
        *,
        bounds: Bounds,
        on_row: Callable[[dict[str, Any]], None] | None = None,
        on_stop: Callable[[], None] | None = None,
    ) -> None:
        """on_row: told of every row. on_stop: called once when a limit or `stop` ends the crawl."""
        self.plan, self.bounds, self.frontier = plan, bounds, Frontier()
        self.stopped = ""
        self.fatal: OSError | None = None
        self.counts: Counter[str] = Counter()
        self.size = 0
        self.on_stop = on_stop
        self._journal, self._archive, self._on_row = journal, archive, on_row
        self._origin: dict[str, str | None] = {}
        self._attempts: Counter[str] = Counter()
        self._whole: set[str] = set()  # asked for without condition, as what was stored cannot be read
        self._begin()

    def _begin(self) -> None:
        pending = self._journal.begin(self.plan.fingerprint) or []
        self._origin = dict(self._journal.state.seen) | {entry.address: entry.via for entry in pending}
        for entry in pending:
            self.frontier.add(entry)
        fresh = []
        for number, source in enumerate(self.plan.sources):
            if source.url not in self._origin:
                fresh.append(Entry(address=source.url, kind=source.kind, source=number))
        self._journal.found(None, fresh)
        self._queue(fresh)
        self._check_limits()

    # --- what goes out

    def conditions(self, entry: Entry) -> dict[str, str]:
        """The headers that ask for a page only if it is no longer as it was."""
        known = self._journal.state.known.get(entry.address)
        if known is None or entry.address in self._whole:
            return {}
        asked = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
        return {name: value for name, value in asked.items() if value}

    # --- what comes in

    def answered(self, entry: Entry, exchange: Exchange, content: Content) -> None:
        """Take an answer: write what is to be kept, add what it leads to, log the address; or ask again later."""
        if self.stopped or self._is_asked_again(entry, exchange):
            return
        status = exchange.status
        if status == 304:
            self._unchanged(entry, exchange)
        elif 300 <= status < 400:
            self._redirected(entry, exchange)
        elif status in (200, 203):
            self._came(entry, exchange, content)
        else:
            self._row(f"http_{status}", entry, status=status, bytes=len(exchange.body))

    def failed(self, entry: Entry, outcome: str, note: str | None = None, *, transient: bool = False) -> None:
        """Log an address that gave no answer; one whose failure may pass is asked for again first."""
        if self.stopped:
            return
        if transient and self._attempts[entry.address] < self.plan.retries:
            self._again(entry, None)
        else:
            self._row(outcome, entry, note=note)

    def note(self, text: str) -> None:
        """Log what is about no address."""
        self._write(Outcome.NOTE, None, note=text[:500])

    def stop(self, why: str) -> None:
        """End the crawl now: what is under way is left for the next run."""
        if not self.stopped:
            self.stopped = why
            if self.on_stop is not None:
                self.on_stop()

    def end(self, why: str) -> int:
        """Log how the crawl ended, and after a limit what it did not reach; returns how many addresses are left."""
        left = self.frontier.waiting()
        if why.startswith("max_"):
            for entry in left:
                if entry.address not in self._journal.state.held_back:
                    self._write(Outcome.LIMIT_REACHED, entry.address, sync=False, kind=entry.kind, via=entry.via)
        self._write(Outcome.RUN_ENDED, None, why=why, left=len(left))
        return len(left)

    # --- the cases

    def _is_asked_again(self, entry: Entry, exchange: Exchange) -> bool:
        if exchange.status not in RETRIED or self._attempts[entry.address] >= self.plan.retries:
            return False
        self._again(entry, _header(exchange, "Retry-After"))
        return True

    def _again(self, entry: Entry, header: str | None) -> None:
        self._attempts[entry.address] += 1
        least, most = self.bounds.retry_wait, self.bounds.retry_cap
        attempt = self._attempts[entry.address]
        wait = wait_of(header, at=datetime.now(UTC), attempt=attempt, least=least, most=most)
        self.frontier.again(entry, wait)

    def _redirected(self, entry: Entry, exchange: Exchange) -> None:
        size = len(exchange.body)
        location = _header(exchange, "Location")
        target = clean_address(location, entry.address) if location else None
        chain = (*entry.chain, entry.address)
        if target is None or target in chain or len(chain) > self.bounds.redirects:
            looped = Outcome.REDIRECT_LOOP if target in chain else Outcome.TOO_MANY_REDIRECTS
            outcome = Outcome.BAD_REDIRECT if target is None else looped
            self._row(outcome, entry, status=exchange.status, bytes=size, to=target)
            return
        following = replace(entry, address=target, via=entry.address, chain=chain)
        self._keep(Outcome.REDIRECTED, entry, exchange, Led(entries=[following]), to=target)

    def _unchanged(self, entry: Entry, exchange: Exchange) -> None:
        known = self._journal.state.known.get(entry.address)
        stored = self._archive.body_at(known) if known else None
        if known is None or stored is None:
            self._whole.add(entry.address)
            if self._attempts[entry.address] < max(1, self.plan.retries):
                self._again(entry, None)
            else:
                self._row("http_304", entry, status=304, note="the page that this answer means is not at hand")
            return
        headers, body = stored
        content = content_of(body, next((v for k, v in headers if k.lower() == "content-type"), ""))
        content = self._recognized(entry, content)
        self._keep(Outcome.NOT_MODIFIED, entry, exchange, self._led(entry, content), kind=content.kind)

    def _came(self, entry: Entry, exchange: Exchange, content: Content) -> None:
        told: dict[str, Any] = {"status": exchange.status, "bytes": len(exchange.body)}
        try:
            content = self._recognized(entry, content)
        except TooMuchError:
            self._row(Outcome.DECOMPRESSION_BOMB, entry, **told)
            return
        told["kind"] = content.kind
        if not content.is_right:
            self._row(
                Outcome.WRONG_TYPE, entry, **told, note=f"{content.media_type or 'no type'}, but no {content.kind}"
            )
            return
        unwanted, facts = self._judged(entry, content)
        if unwanted:
            self._row(unwanted, entry, **told, **facts)
            return
        known = self._journal.state.known.get(entry.address)
        same = known is not None and known.digest == exchange.digest
        outcome = Outcome.IDENTICAL if same else Outcome.FETCHED
        self._keep(outcome, entry, exchange, self._led(entry, content), kind=content.kind, **facts)

    def _recognized(self, entry: Entry, content: Content) -> Content:
        wanted = Kind(entry.kind) if entry.kind else None
        return recognized(content, address=entry.address, wanted=wanted, most=self.plan.max_response)

    def _judged(self, entry: Entry, content: Content) -> tuple[Outcome | None, dict[str, str | None]]:
        """Why an article is not wanted, and what it says of itself; nothing of what is no article, or of any."""
        filters = self.plan.filters
        if content.kind != Kind.ARTICLE or not filters:
            return None, {}
        from corpus.crawl.facts import facts_of  # the whole reader of pages; a crawl without filters needs none of it

        facts = facts_of(content.body, address=entry.address, charset=content.charset, media_type=content.media_type)
        day = facts.published or (date.fromisoformat(entry.published) if entry.published else None)
        unwanted = filters.after_fetching(
            titles=(facts.title, entry.title), leads=(facts.lead, entry.lead), published=day
        )
        return unwanted, {"title": facts.title or entry.title, "published": day.isoformat() if day else None}

    def _led(self, entry: Entry, content: Content) -> Led:
        return led_by(self.plan, entry, content, lambda address: self._is_new(address, entry.address))

    def _keep(self, outcome: Outcome, entry: Entry, exchange: Exchange, led: Led, **more: Any) -> None:
        """Write the records, then what the page led to, then its row: the row is what makes it so."""
        entries = led.entries
        known: Known | None = self._journal.state.known.get(entry.address)
        facts = self._facts_of(entry, more.get("kind"), entries)
        place = self._archive.write(exchange, facts, known if outcome != Outcome.REDIRECTED else None)
        fresh = [e for e in entries if e.address not in self._origin]
        self._journal.found(entry.address, fresh)
        for passed, teaser in led.passed:
            self._passed_over(passed, entry, teaser)
        self._queue(fresh)
        self._row(
            outcome,
            entry,
            **{"kind": entry.kind} | more,
            status=exchange.status,
            bytes=len(exchange.body),
            time=exchange.time,
            digest=exchange.digest if exchange.status != 304 else None,
            warc=place.warc,
            offset=place.offset,
            end=place.end,
            etag=_header(exchange, "ETag"),
            modified=_header(exchange, "Last-Modified"),
        )

    def _facts_of(self, entry: Entry, kind: str | None, entries: list[Entry]) -> list[tuple[str, str]]:
        """What the metadata record says: the fields of WARC's own vocabulary, then what a listing said."""
        facts = [("via", entry.via or ""), ("hopsFromSeed", str(entry.hops)), ("sovang-kind", kind or "")]
        said = (("title", entry.title), ("lead", entry.lead), ("published", entry.published))
        facts += [(f"sovang-listed-{name}", value or "") for name, value in said]
        facts += [("outlink", e.address) for e in entries[: self.bounds.outlinks]]
        return [(name, value) for name, value in facts if value]

    def _passed_over(self, outcome: Outcome, entry: Entry, teaser: Teaser) -> None:
        if teaser.address in self._origin:
            return
        self._origin[teaser.address] = entry.address
        day = teaser.published or teaser.modified
        said = {"title": teaser.title, "published": day.isoformat() if day else None}
        self._write(outcome, teaser.address, sync=False, via=entry.address, hops=entry.hops + 1, **said)

    def _is_new(self, address: str, via: str) -> bool:
        """Was an address first met on this page? A page that is read again after a kill meets its own once more."""
        return self._origin.get(address, via) == via

    def _queue(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            if entry.address not in self._origin:
                self._origin[entry.address] = entry.via
                self.frontier.add(entry)

    # --- rows

    def _row(self, outcome: str, entry: Entry, **more: Any) -> None:
        self.frontier.done(entry)
        asked = entry.chain[0] if entry.chain else None  # the address that was asked for, of what redirects led to
        more = {"kind": entry.kind} | more
        self._write(outcome, entry.address, **more, via=entry.via, asked=asked, hops=entry.hops)
        self._check_limits()

    def _write(self, outcome: str, address: str | None, **more: Any) -> None:
        row = self._journal.row(outcome, address, **more)
        if address is not None:
            self.counts[str(outcome)] += 1
            self.size += row.get("bytes", 0)
        if self._on_row is not None:
            self._on_row(row)

    def _check_limits(self) -> None:
        state = self._journal.state
        if self.frontier.is_empty() and not self.frontier.waiting():
            return
        if self.plan.max_pages is not None and state.answers >= self.plan.max_pages:
            self.stop("max_pages")
        elif self.plan.max_bytes is not None and state.size >= self.plan.max_bytes:
            self.stop("max_bytes")


def _header(exchange: Exchange, name: str) -> str | None:
    return next((value for key, value in exchange.headers if key.lower() == name.lower()), None)
