"""What can go wrong with a source, a listing or a page, each as a type that a run report, a ledger row and a retry rule can name."""


class BriefwireError(Exception):
    """Base of every error this project raises on purpose. The message tells the reader what to do."""


class DeclarationError(BriefwireError):
    """A `source.toml` is missing, incomplete or contradictory; the message names the source and the key."""


class ArchiveError(BriefwireError):
    """An archive position does not lead to a whole, unaltered WARC record."""


class PageError(BriefwireError):
    """A fetched page did not become a record."""


class LayoutChanged(PageError):
    """The page is an article, but an element that its parser relies on is missing or ambiguous. Ends as `parse_failed`."""


class NotAnArticle(PageError):
    """The page was read and holds no article: photo page, empty body, list widget. Ends as `rejected`."""


class ListingMoved(BriefwireError):
    """A listing answered, but not with the listing that the spider knows (gone, other format, no entries where there always are some)."""


class ListingCut(ListingMoved):
    """A listing ended before it should: an empty page behind a full one, or fewer entries than it says it has. What was read is not all there is."""
