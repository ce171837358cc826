"""The runbook: a page for everything that can be a reason, each page whole, and its questions answered by the database as it is."""

import re
from contextlib import closing

import pytest

from briefwire.verdict import Verdict
from console.runbook import FOLDER, INDEX, page
from tests.postgres import Database, database, postgres_server, template_database

__all__ = ["database", "postgres_server", "template_database"]

CALENDAR = (FOLDER.parents[1] / "schema" / "v1" / "coverage_calendar.sql").read_text(encoding="utf8")
# The reasons as the view itself gives them: the words after THEN and ELSE of the CASE that judges a day.
REASONS = sorted(set(re.findall(r"(?:THEN|ELSE) '([a-z ]+)'", CALENDAR[CALENDAR.index("judged AS (") :].split("END", 1)[0])))
WANTED = sorted(
    {*Verdict, *(reason.replace(" ", "_") for reason in REASONS), "wrong_configuration", "busy", "not_linked", "families_differ"}
)
PARTS = ["What it means.", "How it is told.", "What to look at.", "What to do.", "What not to do."]
PLACES = {"<run>": "a.2025-05-06.20250507T000000Z.abcdef", "<source>": "licensed_post", "<day>": "2025-05-06"}


def text(name: str) -> str:
    return (FOLDER / f"{name}.md").read_text(encoding="utf8")


def test_the_calendar_has_the_nine_reasons() -> None:
    nine = "blocked, complete, holiday, late window open, no briefing, not yet crawled, outside history, parser broken, unreachable"
    assert ", ".join(REASONS) == nine


def test_every_reason_has_its_page_and_every_page_its_reason() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.md") if path.stem != INDEX) == WANTED


@pytest.mark.parametrize("name", WANTED)
def test_a_page_is_whole(name: str) -> None:
    assert text(name).startswith(f"# {name.replace('_', ' ')}\n")
    assert re.findall(r"\*\*(What [a-z ]+\.|How [a-z ]+\.)\*\*", text(name)) == PARTS
    assert f"({name}.md)" in text(INDEX), "the index does not name it"
    assert all((FOLDER / target).is_file() for target in re.findall(r"\]\((\w+\.md)\)", text(name)))


@pytest.mark.parametrize("name", WANTED)
def test_a_page_becomes_html(name: str) -> None:
    html = page(name, "/briefwire")
    assert html is not None and "<h1>" in html
    assert ".md" not in "".join(re.findall(r'href="([^"]*)"', html))


def test_the_questions_of_the_runbook_can_be_asked(database: Database) -> None:
    asked = 0
    with closing(database.connect("reader")) as connection, connection.cursor() as cursor:
        for name in WANTED:
            for block in re.findall(r"```sql\n(.*?)```", text(name), re.S):
                for place, value in PLACES.items():
                    block = block.replace(place, value)
                for question in filter(str.strip, block.split(";")):
                    cursor.execute(question)
                    asked += 1
    assert asked > 15
