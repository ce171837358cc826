"""What can go wrong with the database, each as a type; every message says what to do."""

from scrapers.errors import BriefwireError


class DatabaseError(BriefwireError):
    """Base of what follows."""


class ServerError(DatabaseError):
    """The embedded server cannot be made, started or stopped."""


class DatabaseUnreachable(DatabaseError):
    """No connection to the database in use."""


class SchemaMismatch(DatabaseError):
    """The database's schema is missing, older or newer than this program."""


class MigrationError(DatabaseError):
    """The database cannot be migrated as this role."""


class RunBusy(DatabaseError):
    """Another process is at work on the same source and day."""


class UnknownSource(DatabaseError):
    """The source is declared, but not yet known to the database."""


class UnknownRun(DatabaseError):
    """No run of that id."""


class NothingStaged(DatabaseError):
    """An open run was to be published before its records were staged."""


class AlreadyPublished(DatabaseError):
    """A published run was to be booked as publishing nothing."""


class StagingError(DatabaseError):
    """Records that cannot be staged: an address twice, or an archive file outside the archive."""


class LedgerImbalance(DatabaseError):
    """The addresses that the crawl discovered are not those that were given an end."""
