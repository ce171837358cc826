"""What `up` prints when everything runs: where to look, what was collected, how to ask, how to stop."""

from contextlib import closing

from rich.console import Console
from rich.table import Table
from rich.text import Text

from briefwire.database.connect import connect
from briefwire.environment import Environment
from briefwire.local.airflow import LOGIN, AirflowSetup

RUNS = "select source, day, verdict, discovered, loaded + revised + unchanged, reason from v1.run order by day desc, source limit 16"
ARTICLES = "select source, count(*), min(published_at), max(published_at) from v1.article where in_scope group by source order by source"
SAID = (
    "select day, ministry_code, speaker, left(statement, 80) as statement, carriers from v1.what_was_said(null, null, current_date - 3, current_date) "
    "where record = 'statement' order by day desc, cardinality(carriers) desc, statement_id limit 6"
)


def print_summary(environment: Environment, airflow: AirflowSetup, standin: str | None, console: Console) -> None:
    """Reads the database as the analyst and prints."""
    with closing(connect(environment, "analyst")) as connection, connection.cursor() as cursor:
        for title, heads, query in (
            ("Runs", ("source", "day", "verdict", "discovered", "in v1.article", "reason"), RUNS),
            ("Articles in which a foreign ministry speaks", ("source", "rows", "first", "last"), ARTICLES),
            ("What ministries said in them", ("day", "ministry", "speaker", "statement", "carried by"), SAID),
        ):
            cursor.execute(query)
            table = Table(*heads, title=title, title_justify="left", box=None, header_style="bold")
            for row in cursor.fetchall():
                # Titles and reasons come from the web: they are shown as they are, never read as markup.
                table.add_row(*(Text(_cell(value)) for value in row))
            console.print(table)
            console.print()
    lines = [
        ("UI", airflow.origin),
        ("login", f"{LOGIN} / {airflow.password}"),
        (
            "sites",
            f"stand-ins at {standin} (set BRIEFWIRE_CONTACT to collect the live ones)" if standin else "live, at their declared pace",
        ),
        ("ask", f'briefwire psql -c "{SAID}"'),
        ("by hand", ("BRIEFWIRE_STANDIN=" + standin + " " if standin else "") + "briefwire ingest app --from YYYY-MM-DD"),
        ("backfill", f". {airflow.shell_file} && airflow backfill create --dag-id ingest_app --from-date YYYY-MM-DD --to-date YYYY-MM-DD"),
        ("files", str(environment.home)),
        ("stop", "Ctrl-C here, or: briefwire down"),
    ]
    for name, value in lines:
        console.print(Text.assemble((f"{name:9}", "bold"), value), soft_wrap=True)


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(value)
