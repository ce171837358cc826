"""Real transcripts in a real database: the offsets law over everything loaded, and reading it again changes nothing."""

from pathlib import Path

from benches.transcripts import PAGES, articles
from briefwire.attributing import Attributed, attribute
from briefwire.database.handles import Connection
from tests.attributing.samples import TABLES, publish, rows


def test_the_transcripts_of_a_ministry(loader: Connection, analyst: Connection, corpora: Path) -> None:
    pages = {page.native_key: page for _, page in articles(corpora / PAGES)}
    publish(loader, pages.values())
    done = attribute(loader)
    assert done.articles == len(rows(loader, "SELECT 1 FROM briefwire.article")) >= 100
    assert done.statements > 1000
    for span, text in (("question_start, question_end", "question"), ("answer_start, answer_end", "answer")):
        start, end = span.split(", ")
        wrong = f"SELECT count(*) FROM v1.exchange JOIN v1.article AS a USING (article_id) WHERE {text} IS DISTINCT FROM substring(a.body, {start} + 1, {end} - {start})"
        assert rows(analyst, wrong) == [(0,)]
    wrong = "SELECT count(*) FROM v1.statement AS s JOIN v1.article AS a USING (article_id) WHERE s.text IS DISTINCT FROM substring(a.body, start_offset + 1, end_offset - start_offset) OR s.text = ''"
    assert rows(analyst, wrong) == [(0,)]
    outside = """SELECT count(*) FROM v1.statement AS s JOIN v1.exchange AS e USING (exchange_id, article_id)
        WHERE s.start_offset < e.answer_start OR s.end_offset > e.answer_end"""
    assert rows(analyst, outside) == [(0,)], "a paragraph of an answer lies in the answer"
    assert rows(analyst, "SELECT count(*) FROM v1.exchange WHERE asker_outlet = 'APP'") > [(0,)]
    before = [rows(loader, f"SELECT t.xmin::text, t::text FROM briefwire.{table} AS t ORDER BY 2") for table in TABLES]
    with loader, loader.cursor() as cursor:
        cursor.execute("UPDATE briefwire.hearing SET hearing_version = 0")
    assert attribute(loader) == Attributed(0, 0, 0), "no article was read by another version"
    with loader, loader.cursor() as cursor:
        cursor.execute("INSERT INTO briefwire.unheard (article_id, day) SELECT article_id, local_day FROM briefwire.heard")
    attribute(loader)
    assert [rows(loader, f"SELECT t.xmin::text, t::text FROM briefwire.{table} AS t ORDER BY 2") for table in TABLES] == before
