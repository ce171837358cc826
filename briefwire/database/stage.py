"""A run's records into its staging rows: delete, then COPY, in one transaction."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import psycopg2

from briefwire.article import Article, Ending
from briefwire.database.copying import CopyStream, Value
from briefwire.database.errors import LedgerImbalance, StagingError, UnknownRun
from briefwire.database.handles import Connection
from briefwire.database.statements import statement
from scrapers.outcomes import Outcome

# A btree row holds at most 2,704 bytes; the schema's own limit for addresses is 2,048.
LONGEST_URL = 2048
LONGEST_KEY = 512


def stage(connection: Connection, run_id: str, discovered: int, articles: Iterable[Article], endings: Iterable[Ending]) -> None:
    """Stages a run whole, in place of whatever was staged for it.

    `discovered` is the number of distinct addresses in the crawl's own ledger: each must be here once, as article or as ending.
    An article whose text Postgres cannot hold (NUL, lone surrogates, an overlong key) becomes an ending, `rejected`.
    Raises `UnknownRun`, `StagingError`, `LedgerImbalance`.
    """
    ended = list(endings)
    accepted: list[Article] = []
    for article in articles:
        fault = _unstorable(article)
        if fault is None:
            accepted.append(article)
        else:
            ended.append(Ending(article.url, Outcome.REJECTED, fault))
    _check(run_id, discovered, [article.url for article in accepted] + [ending.url for ending in ended])
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT uri FROM briefwire.archive_root")
        (root,) = cursor.fetchone() or (None,)
        if root is None:
            raise StagingError("the database does not know the archive yet; run: briefwire migrate")
        cursor.execute(statement("clear_staging"), {"run_id": run_id})
        try:
            cursor.execute(statement("stage_run"), {"run_id": run_id, "discovered": discovered})
        except psycopg2.errors.ForeignKeyViolation as error:
            raise UnknownRun(f"no run {run_id!r} in the database") from error
        # Made before COPY begins: an error inside its stream would come out as the server's.
        rows = list(_article_rows(run_id, root, accepted))
        cursor.copy_expert(statement("copy_articles"), CopyStream(rows))
        cursor.copy_expert(statement("copy_endings"), CopyStream(_ending_rows(run_id, ended)))


def _check(run_id: str, discovered: int, urls: Sequence[str]) -> None:
    distinct = set(urls)
    if len(distinct) < len(urls):
        twice, _ = Counter(urls).most_common(1)[0]
        raise StagingError(f"run {run_id}: {twice} ends twice")
    if len(distinct) != discovered:
        raise LedgerImbalance(f"run {run_id}: {discovered} addresses discovered, {len(distinct)} given an end")
    overlong = next((url for url in urls if len(url.encode(errors="surrogatepass")) > LONGEST_URL), None)
    if overlong is not None:
        raise StagingError(f"run {run_id}: an address is longer than {LONGEST_URL} bytes: {overlong[:80]}...")


def _article_rows(run_id: str, root: str, articles: Iterable[Article]) -> Iterator[Sequence[Value]]:
    for article in articles:
        position = article.position
        yield (
            run_id,
            article.url,
            article.article_id,
            article.native_key,
            article.title,
            article.body,
            article.content_digest,
            article.language,
            article.in_scope,
            article.scope_reason,
            article.place,
            article.agency,
            article.byline,
            article.dateline_date,
            article.published_at,
            article.published_at_method,
            article.published_at_zone,
            article.published_at_confidence,
            article.modified_at,
            article.captured_at,
            article.parser,
            article.parser_version,
            _relative(position.file, root),
            position.offset,
            position.length,
            position.digest,
            article.etag,
            article.last_modified,
        )


def _ending_rows(run_id: str, endings: Iterable[Ending]) -> Iterator[Sequence[Value]]:
    for ending in endings:
        yield (run_id, ending.url, ending.outcome.value, ending.reason)


def _relative(file: str, root: str) -> str:
    if file.startswith(root + "/"):
        return file[len(root) + 1 :]
    if "://" in file or file.startswith("/") or ".." in file.split("/"):
        raise StagingError(
            f"{file} lies outside the archive {root}: after moving the archive set BRIEFWIRE_ARCHIVE and run: briefwire migrate"
        )
    return file


def _unstorable(article: Article) -> str | None:
    if len(article.native_key.encode(errors="surrogatepass")) > LONGEST_KEY:
        return "native key too long"
    text = "\n".join(
        value
        for value in (
            article.native_key, article.title, article.body, article.language, article.scope_reason, article.place, article.agency,
            article.byline, article.etag, article.last_modified,
        )
        if value is not None
    )  # fmt: skip
    if "\x00" in text:
        return "text holds U+0000"
    try:
        text.encode()
    except UnicodeEncodeError:
        return "text holds a lone surrogate"
    return None
