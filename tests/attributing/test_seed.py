"""The article that this project grew from: what it says, and the one call that gives it back with its carrier and its agency."""

from datetime import date
from pathlib import Path

from briefwire.attributing import attribute
from briefwire.clean.dateline import read
from briefwire.clean.text import join
from briefwire.database.handles import Connection
from tests.attributing.samples import page, publish, rows


def test_geng_shuang_on_the_fast_track_channel(loader: Connection, analyst: Connection, corpora: Path) -> None:
    opening = read(
        [line.strip() for line in (corpora / "seed" / "urdupoint-900491.txt").read_text(encoding="utf8").split("\n") if line.strip()]
    )
    assert opening.dateline is not None
    agency = opening.dateline.agency
    seed = page(
        "app",
        "900491",
        "2020-04-22 13:00",
        "China supports countries",
        join(opening.paragraphs),
        agency=agency,
        dateline_date=date(2020, 4, 22),
    )
    publish(loader, [seed])
    attribute(loader)
    assert rows(analyst, "SELECT ministry, day, setting, spokesperson FROM v1.briefing") == [
        ("CN", date(2020, 4, 22), "regular briefing", "Geng Shuang")
    ]
    kinds = dict(rows(analyst, "SELECT kind, count(*) FROM v1.statement WHERE speaker_name = 'Geng Shuang' GROUP BY 1"))
    assert kinds["direct"] >= 2
    assert kinds["indirect"] + kinds.get("mixed", 0) >= 3
    assert rows(analyst, "SELECT count(*) FROM v1.statement AS s JOIN v1.article AS a USING (article_id) WHERE s.text <> substring(a.body, start_offset + 1, end_offset - start_offset)") == [(0,)]  # fmt: skip
    call = "SELECT DISTINCT speaker, day, setting, source, credit, carriers FROM v1.what_was_said('CN', NULL, '2020-04-22', '2020-04-22') WHERE statement ILIKE '%%fast%%track%%'"
    assert rows(analyst, call) == [("Geng Shuang", date(2020, 4, 22), "regular briefing", "app", "APP", ["app"])]
