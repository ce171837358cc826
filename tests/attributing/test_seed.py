"""The article that this project grew from: collected as the product collects it, it stands in the answer to one call, with its carrier and its agency.

Once on the page itself, where this machine has it, crawled from a stand-in site; once, everywhere, on a page of our own wording that is built like it.
"""

import hashlib
import json
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from benches.chaos import broken_files, site
from briefwire.attributing import attribute
from briefwire.clean import Capture, clean
from briefwire.database.migrate import migrate
from briefwire.database.server import Server
from briefwire.linking import link
from scrapers import registry
from scrapers.records import ArchivePosition
from scrapers.sources.urdupoint.page import PARSER_VERSION, parse
from tests.attributing import seed_page
from tests.attributing.samples import publish, rows
from tests.postgres import ARCHIVE, new_database
from tests.serving import replay

DAY = date(2020, 4, 22)
CALL = "SELECT * FROM v1.what_was_said('CN', NULL, '2020-04-22', '2020-04-22')"
# Offsets into the body and the first eight signs of the digest of the words: by reading, all that the article attributes. Its first paragraph has no cue.
SAID = [
    ("indirect", 236, 440, "22f21435"),
    ("indirect", 547, 697, "d575902e"),
    ("direct", 700, 931, "ca58dffb"),
    ("indirect", 960, 1187, "1910778a"),
    ("indirect", 1209, 1334, "8abbc56c"),
    ("direct", 1337, 1544, "b096e4f6"),
    ("indirect", 1668, 1828, "02137e86"),
    ("direct", 1831, 2094, "16eec8d5"),
]
WHERE = "SELECT kind, start_offset, end_offset, text FROM v1.statement ORDER BY start_offset"


def answer(found: list[dict[str, Any]]) -> dict[str, Any]:
    """The row about the fast-track channel, of the rows of the call; what must hold of each statement is looked at."""
    statements = [row for row in found if row["record"] == "statement"]
    for row in statements:
        assert (row["ministry_code"], row["speaker"], row["speaker_role"], str(row["day"]), row["setting"]) == (
            "CN",
            "Geng Shuang",
            "spokesperson",
            "2020-04-22",
            "regular briefing",
        )
        assert (row["source"], row["carriers"], row["credit"]) == ("urdupoint", ["urdupoint"], "APP")
        assert row["archive_uri"].endswith(".warc.gz")
        assert row["archive_offset"] is not None
        assert row["archive_digest"].startswith("sha256:")
        assert [(one["source"], one["credit"], one["url"], one["lag"]) for one in row["carried"]] == [
            ("urdupoint", "APP", row["url"], None)
        ]
    (channel,) = [row for row in statements if "fast-track channel" in row["statement"]]
    return channel


def test_the_article_itself(corpora: Path) -> None:
    with replay(corpora) as origin, site(origin, ("urdupoint", "--from", "2020-04-22")) as home:
        ran = home.briefwire("ingest", *home.arguments)
        assert ran.returncode == 0, ran.stderr[-2000:]
        found = json.loads(home.ask(f"SELECT json_agg(w) FROM ({CALL}) AS w"))
        where = json.loads(home.ask(f"SELECT json_agg(json_build_array(kind, start_offset, end_offset, text)) FROM ({WHERE}) AS w"))
        wrong = "SELECT count(*) FROM v1.statement AS s JOIN v1.article AS a USING (article_id) WHERE s.text <> substring(a.body, start_offset + 1, end_offset - start_offset)"
        assert home.ask(wrong) == "0"
        assert broken_files(home) == [], "the cited place in the archive holds the page"
    assert [(kind, start, end, hashlib.sha256(text.encode()).hexdigest()[:8]) for kind, start, end, text in where] == SAID
    assert len([row for row in found if row["record"] == "statement"]) == len(SAID)
    channel = answer(found)
    assert channel["url"].endswith("-900491.html")
    assert (channel["kind"], channel["published_at"]) == ("indirect", "2020-04-22T16:04:00+00:00")
    assert [(row["source"], row["coverage"]) for row in found if row["record"] == "covered"] == [("urdupoint", "complete")]


def test_a_page_of_our_own_that_is_built_like_it(postgres_server: Server, template_database: str) -> None:
    database = new_database(postgres_server, template_database)
    declaration = registry.load("urdupoint")
    migrate(database.dsn("admin"), archive=ARCHIVE, declarations={"urdupoint": declaration})
    place = ArchivePosition("urdupoint/seed.warc.gz", 7, 1, "sha256:00")
    capture = Capture(place, datetime(2026, 1, 1, tzinfo=UTC), None, None, "urdupoint", PARSER_VERSION)
    article = clean(parse(seed_page.html(), seed_page.URL), declaration, capture)
    assert article.body == "\n".join(seed_page.PARAGRAPHS)
    assert article.in_scope
    with closing(database.connect("loader")) as loader, closing(database.connect("analyst")) as analyst:
        publish(loader, [article])
        link(loader)
        attribute(loader)
        with analyst, analyst.cursor() as cursor:
            cursor.execute(CALL)
            found = [dict(zip([column.name for column in cursor.description or ()], row, strict=True)) for row in cursor.fetchall()]
        where = rows(analyst, WHERE)
    assert [kind for kind, _, _, _ in where] == [kind for kind, _, _ in seed_page.STATEMENTS]
    for (_, start, end, text), (_, first, last) in zip(where, seed_page.STATEMENTS, strict=True):
        assert article.body[start:end] == text
        assert text.startswith(first), first
        assert text.endswith(last), last
    channel = answer(found)
    assert (channel["url"], channel["kind"]) == (seed_page.URL, "indirect")
    assert channel["published_at"] == datetime(2020, 4, 22, 15, 31, 5, tzinfo=UTC)
