"""What an article carried of a briefing, and what it dropped."""

from datetime import timedelta

from briefwire.attributing import attribute
from briefwire.database.handles import Connection
from tests.attributing.samples import PAGES, publish, rows


def test_what_each_article_carried_and_dropped(loader: Connection, reader: Connection) -> None:
    publish(loader, PAGES)
    attribute(loader)
    found = {
        source: (lag, credit, carried, of_all, dropped)
        for source, lag, credit, carried, of_all, dropped in rows(
            reader,
            "SELECT source, lag, credit, carried, of_all, cardinality(dropped) FROM v1.briefing_carriage JOIN v1.briefing USING (briefing_id) WHERE ministry = 'CN'",
        )
    }
    # Four paragraphs of the transcript; four statements of the first report, the quotation among them stands in the later one, too.
    assert found == {
        "china_mfa": (timedelta(0), None, 4, 8, 4),
        "licensed_post": (timedelta(hours=2, minutes=30), "APP", 4, 8, 4),
        "open_gazette": (timedelta(hours=18), None, 1, 8, 7),
    }


def test_dropped_is_what_others_carried(loader: Connection, reader: Connection) -> None:
    publish(loader, PAGES)
    attribute(loader)
    wrong = """SELECT 1 FROM v1.briefing_carriage AS c WHERE EXISTS (
                   SELECT 1 FROM v1.statement AS s WHERE s.article_id = c.article_id AND s.utterance_id = ANY(c.dropped))
               OR EXISTS (SELECT 1 FROM unnest(c.dropped) AS d (u) WHERE NOT EXISTS (
                   SELECT 1 FROM v1.statement AS s WHERE s.briefing_id = c.briefing_id AND s.utterance_id = d.u))"""
    assert rows(reader, wrong) == []
    assert rows(reader, "SELECT count(*) FROM v1.briefing_carriage WHERE carried + cardinality(dropped) <> of_all") == [(0,)]
