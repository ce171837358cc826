"""What an operator reads in the UI of each DAG. What a verdict means and what to do about it stands in `docs/runbook`, which these texts point to."""

from briefwire.verdict import Verdict
from dags._links import RUNBOOK, markdown_links
from scrapers.registry import SourceDeclaration

_KINDS = {
    "ingest": """\
One run collects one **publication day** of this source, a day in {time_zone}, as soon as it is over. How its past is reached: {how}

**Backfill** by publication day, both ends included: *Trigger*, then *Backfill*, or
`airflow backfill create --dag-id ingest_{name} --from-date {since} --to-date {since}`. Doing it twice changes no row.
To fill only what is missing, see the DAG `gaps`.
""",
    "watch": """\
One run looks at the **current day** of this source, a day in {time_zone}, every {minutes} minutes, and asks only for pages that it does not know yet.
It steps aside when another run is at work on the same day. What it shows: {how}
""",
    "revisit": """\
One run looks again at days gone by, a day in {time_zone} each: late posts, silent edits (they become revisions) and pages that went away.
It asks with the validators of the last visit, so that what did not change is not sent again. How its past is reached: {how}
""",
}

_COLLECTING = """\
### {title}

{purpose}
The steps: `crawl` (fetch into the archive), `extract` (archive to records, no network), `load` (clean, check, publish, close the books),
`link` (find what other articles they are one text with), `verdict` (say what the books say). Every step is safe to repeat; a run whose checks fail
publishes nothing.

**When it is red**, the first line of the task `verdict` gives the verdict, the reason and the page of the runbook; the run's note says the same, and the
button *Ledger* of each task shows what became of every address. A red `crawl`, `extract` or `load` is a process that died or a wrong configuration.
A red `link` takes nothing back: the articles are published and wait for the next link, see its page. To collect again clear `crawl`; to publish again
clear `load`; `link` and `verdict` may be cleared by themselves.

Runbook: {verdicts} · [all pages]({all_pages})

Pool `{pool}` keeps all runs towards this site at its pace, backfills, watches and revisits alike: one request every {delay:g} s.
"""

GAPS = f"""\
### Holes of the calendar

Asks `v1.coverage_calendar` for the days of a window that are *not yet crawled*, *unreachable*, *blocked* or *parser broken*, and starts `ingest_<source>`
once for each, as if by hand. The ingest DAG must be switched on. More holes than the form allows are refused, before anything is started.
A site that blocks us is not asked more often for being asked from here: read [its page]({RUNBOOK}/blocked) first.
"""


def runbook(source: SourceDeclaration, kind: str) -> str:
    """The Markdown for `doc_md` of the DAG `<kind>_<source>`."""
    figures = {
        "name": source.name,
        "time_zone": source.time_zone,
        "how": source.history.how,
        "since": source.history.since,
        "minutes": source.watch.minutes,
    }
    red = {f"`{verdict}`": verdict.value for verdict in Verdict if verdict is not Verdict.OK}
    return _COLLECTING.format(
        title=source.title,
        purpose=_KINDS[kind].format(**figures),
        verdicts=markdown_links(red | {"not linked": "not_linked", "wrong configuration": "wrong_configuration", "busy": "busy"}),
        all_pages=f"{RUNBOOK}/",
        pool=source.pool,
        delay=source.politeness.delay,
    )
