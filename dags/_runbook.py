"""What an operator reads in the UI when a run is red."""

from briefwire.verdict import Verdict
from scrapers.registry import SourceDeclaration

# For each verdict: what it means, what to do.
ADVICE = {
    Verdict.UNREACHABLE: (
        "network, time-outs or 5xx; it was tried again {retries} times",
        "look at the site; when it answers again, clear `crawl`",
    ),
    Verdict.CRASHED: (
        "a step died (killed, out of memory, database away); it was tried again",
        "`briefwire doctor`, then clear the failed task",
    ),
    Verdict.BLOCKED: (
        "the site or its robots.txt refuses us",
        "do **not** knock again and again: read its robots.txt, write to the site, lower the pace in `source.toml`",
    ),
    Verdict.LISTING_MOVED: (
        "no listing is the one we know ({discovery})",
        "open the listing in a browser, mend `spider.py` or `page.py`, clear the run",
    ),
    Verdict.LAYOUT_CHANGED: (
        "pages came without their fields",
        "`select url, reason from v1.outcome where run_id = ...`, mend `page.py` with a fixture, clear the run",
    ),
    Verdict.EMPTY: (
        "the listing was read and holds nothing",
        "look at the site for that day: a strike is lawful, else its listing broke",
    ),
    Verdict.SHORT: (
        "fewer than {minimum} candidates",
        "as for `empty`; never lower the minimum to fit one day",
    ),
    Verdict.IMBALANCED: (
        "a discovered page has no outcome",
        "a fault of ours: keep the run's folder in the archive and open an issue",
    ),
    Verdict.OVER_BUDGET: (
        "more than {max_requests} requests, or out of time; what was read is published, the rest is `deferred`",
        "clear the run to fetch the rest; if it is so every day, raise `politeness.max_requests`",
    ),
}

_TEMPLATE = """\
### {title}

One run collects one **publication day** of this source, a day in {time_zone}, from its listing to rows in `v1.article`:
`crawl` (fetch into the archive), `extract` (archive to records, no network), `load` (clean, check, publish, close the books).
Every step is safe to repeat; a run whose checks fail publishes nothing. How its past is reached: {how}

**Backfill** by publication day, both ends included: *Trigger*, then *Backfill*, or
`airflow backfill create --dag-id ingest_{name} --from-date {since} --to-date {since}`. Doing it twice changes no row.

**When it is red**, the last error line of the failed task begins with one of these words;
`select verdict, reason from v1.run where source = '{name}' order by started_at desc` says the same.

| verdict | what it means | what to do |
|---|---|---|
{rows}
| *wrong configuration* | the rest of the line says which | mend it, then clear the task |

Pool `{pool}` keeps all runs towards this site, backfills included, at its pace: one request every {delay:g} s.
"""


def runbook(source: SourceDeclaration, retries: int) -> str:
    """The Markdown for `doc_md` of the source's DAG."""
    figures = {
        "retries": retries,
        "discovery": ", ".join(source.discovery),
        "minimum": source.volume.minimum,
        "max_requests": source.politeness.max_requests,
    }
    return _TEMPLATE.format(
        name=source.name,
        title=source.title,
        time_zone=source.time_zone,
        how=source.history.how,
        since=source.history.since or "YYYY-MM-DD",
        pool=source.pool,
        delay=source.politeness.delay,
        rows="\n".join(f"| `{verdict}` | {meaning} | {action} |".format(**figures) for verdict, (meaning, action) in ADVICE.items()),
    )
