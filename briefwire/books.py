"""What a crawl wrote of itself, read from the archive: each URL discovered, fetched or ended, every request, and the report."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from briefwire.article import Ending
from briefwire.landing import LEDGER, REPORT, REQUESTS, Landing
from briefwire.runid import RunId
from briefwire.verdict import Catch
from scrapers.engine.ledger import Discovered, Ended, Event, Fetched, read_ledger
from scrapers.engine.report import RunReport
from scrapers.engine.requestlog import Asked, read_requests
from scrapers.outcomes import Outcome

RECHECK = "recheck"  # how the engine says that it looked at a page again that no listing showed

_NO_CANDIDATE = (Outcome.OUT_OF_SCOPE, Outcome.DUPLICATE_URL)


@dataclass(frozen=True, slots=True)
class Books:
    """The books of one crawl; `report` is None when it died."""

    run: RunId
    discovered: tuple[Discovered, ...]
    fetched: tuple[Fetched, ...]
    ended: tuple[Ended, ...]
    asked: tuple[Asked, ...]
    report: RunReport | None

    @classmethod
    def read(cls, landing: Landing, run: RunId) -> "Books":
        """The books as they lie in the archive; those of a crawl that left nothing are empty."""
        events: list[Event] = []
        asked: tuple[Asked, ...] = ()
        report = None
        if landing.exists(run, LEDGER):
            with landing.local(run, LEDGER) as file:
                events = list(read_ledger(file))
        if landing.exists(run, REQUESTS):
            with landing.local(run, REQUESTS) as file:
                asked = tuple(read_requests(file))
        if landing.exists(run, REPORT):
            with landing.local(run, REPORT) as file:
                report = RunReport.read(file)
        return cls(
            run=run,
            discovered=tuple(event for event in events if isinstance(event, Discovered)),
            fetched=tuple(event for event in events if isinstance(event, Fetched)),
            ended=tuple(event for event in events if isinstance(event, Ended)),
            asked=asked,
            report=report,
        )

    @property
    def ended_counts(self) -> Counter[Outcome]:
        """How many URLs the crawl itself ended in each outcome."""
        return Counter(event.outcome for event in self.ended)

    def listed_days(self) -> dict[str, date]:
        """The publication day that the listings show for each page, by its address; a page looked at again was shown by none."""
        return {event.url: event.day for event in self.discovered if event.day is not None and event.via != RECHECK}

    def candidates(self) -> Counter[date]:
        """How many pages the listings showed that the candidate rule lets in, by publication day."""
        barred = {event.url for event in self.ended if event.outcome in _NO_CANDIDATE}
        return Counter(event.day or self.run.day for event in self.discovered if event.via != RECHECK and event.url not in barred)

    def catch(self, shown_before: Collection[str] = ()) -> Catch:
        """What the verdict is judged by. `shown_before` is what the feed of a polled source showed last time."""
        unbooked = {event.url for event in self.discovered} - {event.url for event in self.fetched} - {event.url for event in self.ended}
        return Catch(
            ended=self.ended,
            fetched=len(self.fetched),
            unbooked=len(unbooked),
            candidates=self.candidates().total(),
            skipped=bool(shown_before) and not any(event.url in shown_before for event in self.discovered),
        )

    def endings(self, failed: Iterable[Ending], reason: str, exclude: Collection[str] = ()) -> list[Ending]:
        """One ending for each discovered URL that is not among the articles in `exclude`; what nobody booked is deferred with the run's reason."""
        endings = [Ending(event.url, event.outcome, event.reason) for event in self.ended] + list(failed)
        booked = {ending.url for ending in endings} | set(exclude)
        return endings + [
            Ending(event.url, Outcome.DEFERRED, f"not read: {reason}") for event in self.discovered if event.url not in booked
        ]
