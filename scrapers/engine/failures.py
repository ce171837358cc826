"""Whatever goes wrong below a spider becomes an outcome with a reason."""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from scrapers.engine.heads import HeadersTooLarge
from scrapers.engine.refusals import Ending, Refusal
from scrapers.outcomes import Outcome


def ending_of(error: BaseException | None) -> Ending:
    """The outcome and the short, stable reason for a request that ended in an exception."""
    match error:
        case Refusal():
            return error.outcome, error.reason
        case DownloadTimeoutError():
            reason = "time-out"
        case DownloadConnectionRefusedError():
            reason = "connection refused"
        case CannotResolveHostError():
            reason = "host name does not resolve"
        case ResponseDataLossError():
            reason = "connection cut"
        case DownloadFailedError() if HeadersTooLarge.__name__ in str(error):
            reason = "headers too large"
        case DownloadFailedError():
            # Twisted tells the two apart in words only: an untrusted chain, and (service_identity) a certificate for another name.
            untrusted = any(word in str(error) for word in ("certificate verify failed", "VerificationError"))
            reason = "certificate not trusted" if untrusted else "connection lost"
        case DownloadCancelledError():
            reason = "body too large"
        case IgnoreRequest():
            reason = "too many redirects" if "redirections" in str(error) else f"refused: {error}"
        case _:
            reason = f"download error: {type(error).__name__}"
    return Outcome.FETCH_FAILED, reason
