"""How the engine says no. Every refusal carries the outcome and the reason that the ledger will show."""

from scrapers.errors import BriefwireError
from scrapers.outcomes import Outcome

Ending = tuple[Outcome, str]


class Refusal(BriefwireError):
    """The engine does not send this request, or does not take its answer; the URL ends with `outcome` and `reason`."""

    def __init__(self, outcome: Outcome, reason: str) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason


class BudgetSpent(Refusal):
    """The run's request budget is used up."""

    def __init__(self, limit: int) -> None:
        super().__init__(Outcome.DEFERRED, f"budget of {limit} requests spent")


class CrawlStopping(Refusal):
    """The crawl is being stopped: nothing more is sent."""

    def __init__(self) -> None:
        super().__init__(Outcome.DEFERRED, "crawl ended early: shutdown")


class ArchiveBroken(BriefwireError):
    """The archive or the request log cannot be written: the crawl must end, because nothing is fetched without evidence."""
