"""What attributing makes of a few pages: statements with their places, briefings, exchanges, utterances."""

from datetime import date, timedelta

import pytest

from briefwire.attributing import Attributed, attribute
from briefwire.database.errors import UnknownRun
from briefwire.database.handles import Connection
from tests.attributing import texts
from tests.attributing.samples import DEPARTMENT, DEPARTMENT_REPORT, LATE, PAGES, REPORT, TABLES, TRANSCRIPT, page, publish, rows

DAY = date(2020, 4, 22)
QUOTE = "The two sides are in communication over a fast-track channel so that necessary business travel becomes easier,"


def test_offsets_are_the_words(loader: Connection, analyst: Connection) -> None:
    publish(loader, PAGES)
    done = attribute(loader)
    assert (done.articles, done.waiting) == (5, 0)
    assert done.statements >= 14
    wrong = """SELECT s.text, substring(a.body, s.start_offset + 1, s.end_offset - s.start_offset) FROM v1.statement AS s JOIN v1.article AS a USING (article_id)
        WHERE s.text IS DISTINCT FROM substring(a.body, s.start_offset + 1, s.end_offset - s.start_offset) OR s.text = '' OR s.text <> btrim(s.text, E' \\n')"""
    assert rows(analyst, wrong) == []
    assert rows(analyst, "SELECT count(*), count(text) FROM v1.statement") == [(done.statements, done.statements)]
    bodies = {str(one.article_id): one.body for one in PAGES}
    for article, start, end, text in rows(analyst, "SELECT article_id, start_offset, end_offset, text FROM v1.statement"):
        assert bodies[article][start:end] == text
    spans = "SELECT article_id, question_start, question_end, question, answer_start, answer_end, answer FROM v1.exchange"
    exchanges = rows(analyst, spans)
    assert len(exchanges) == 6
    for article, start, end, question, answer_start, answer_end, answer in exchanges:
        assert question is None if start is None else bodies[article][start:end] == question
        assert bodies[article][answer_start:answer_end] == answer


def test_the_day_of_geng_shuang(loader: Connection, analyst: Connection) -> None:
    publish(loader, PAGES)
    attribute(loader)
    briefing = "SELECT setting, spokesperson, transcript_article_id, articles FROM v1.briefing WHERE ministry = 'CN' AND day = %s"
    assert rows(analyst, briefing, DAY) == [("regular briefing", "Geng Shuang", str(TRANSCRIPT.article_id), 3)]
    quoted = (
        """SELECT kind, speaker_name, speaker_role, in_office, about, cue, day_rule FROM v1.statement WHERE text = %s AND article_id = %s"""
    )
    assert rows(analyst, quoted, QUOTE, str(REPORT.article_id)) == [
        ("direct", "Geng Shuang", "spokesperson", True, ["KR"], "told", "weekday")
    ]
    assert rows(analyst, "SELECT kind FROM v1.statement WHERE text LIKE 'China had handed over%%'") == [("indirect",)]
    others = "SELECT speaker, ministry, briefing_id, utterance_id FROM v1.statement WHERE NOT ministry_voice"
    assert rows(analyst, others) == [("Traders in Port Sample", None, None, None)]


def test_the_same_words_are_one_utterance(loader: Connection, analyst: Connection) -> None:
    publish(loader, PAGES)
    attribute(loader)
    carried = """SELECT c.source, c.lag, c.credit, c.verbatim_share, c.is_first FROM v1.carriage AS c
        JOIN v1.statement AS s USING (statement_id) WHERE s.text = %s ORDER BY c.published_at"""
    assert rows(analyst, carried, QUOTE) == [
        ("licensed_post", None, "APP", 1.0, True),
        ("open_gazette", timedelta(hours=15.5), None, 1.0, False),
    ]
    assert rows(analyst, "SELECT size FROM v1.utterance JOIN v1.statement AS s USING (statement_id) WHERE s.text = %s", QUOTE) == [(2,)]
    of_page = """SELECT c.source, c.lag, c.kept_share < 1 FROM v1.carriage AS c JOIN v1.utterance AS u USING (utterance_id)
        WHERE u.ministry = 'US' AND u.size = 2 ORDER BY c.published_at"""
    assert rows(analyst, of_page) == [("us_state", None, False), ("licensed_post", timedelta(hours=3), True)]


def test_who_asked_and_who_carried_the_answer(loader: Connection, analyst: Connection) -> None:
    publish(loader, PAGES)
    attribute(loader)
    chain = "SELECT asker_outlet, source, credit, carried_by, by_asker, lag FROM v1.asked_and_carried WHERE ministry = 'CN' ORDER BY position, source"
    assert rows(analyst, chain) == [
        ("APP", "licensed_post", "APP", ["asker"], True, timedelta(hours=2.5)),
        ("Yonhap", "licensed_post", "APP", ["about"], False, timedelta(hours=2.5)),
        ("Yonhap", "open_gazette", None, ["about"], False, timedelta(hours=18)),
        ("Reuters", None, None, None, None, None),
    ]
    words = "SELECT exchange_by FROM v1.statement WHERE article_id = %s AND text LIKE 'We encourage%%'"
    assert rows(analyst, words, str(DEPARTMENT_REPORT.article_id)) == [("words",)]


def test_a_report_without_a_setting_goes_to_the_briefing_whose_words_it_repeats(loader: Connection, analyst: Connection) -> None:
    body = '"We encourage India and Pakistan to keep the gauging stations open to engineers of both sides," US State Department spokesperson Tammy Bruce said on Tuesday.'
    publish(loader, [DEPARTMENT, page("open_gazette", "b", "2025-05-07 03:00", "Stations", body)])
    attribute(loader)
    assert rows(analyst, "SELECT ministry, setting, articles FROM v1.briefing") == [("US", "regular briefing", 2)]
    publish(loader, [page("us_state", "d", "2025-05-06 22:00", "Readout of a meeting", "The Secretary met his colleague.", in_scope=False, captured_at=DEPARTMENT.captured_at + timedelta(days=1))])  # fmt: skip
    attribute(loader)
    assert rows(analyst, "SELECT ministry, setting, articles, transcript_article_id FROM v1.briefing") == [("US", "statement", 1, None)]


def test_reading_again_changes_no_row(loader: Connection) -> None:
    publish(loader, PAGES)
    attribute(loader)
    versions = " UNION ALL ".join(f"SELECT '{table}', t.xmin::text, t::text FROM briefwire.{table} AS t" for table in (*TABLES, "hearing"))
    before = sorted(rows(loader, versions))
    assert attribute(loader) == Attributed(0, 0, 0)
    publish(loader, [page("licensed_post", "r", "2020-04-22 12:30", texts.REPORT_TITLE, texts.REPORT, agency="APP", captured_at=REPORT.captured_at + timedelta(days=1))])  # fmt: skip
    assert attribute(loader).articles == 0
    with loader, loader.cursor() as cursor:
        cursor.execute("INSERT INTO briefwire.unheard (article_id, day) SELECT article_id, local_day FROM briefwire.heard")
    assert attribute(loader) == Attributed(0, 0, 0), "they stand as they were read"
    assert sorted(rows(loader, versions)) == before


def test_another_version_reads_all_again(loader: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(loader, PAGES)
    first = attribute(loader)
    for module in ("unheard", "pages", "spoken"):
        monkeypatch.setattr(f"briefwire.database.{module}.HEARING_VERSION", 99)
    assert attribute(loader) == first
    assert rows(loader, "SELECT DISTINCT hearing_version FROM briefwire.heard") == [(99,)]


def test_only_the_articles_of_a_run(loader: Connection) -> None:
    first, second = publish(loader, [REPORT, LATE])
    assert attribute(loader, run_id=first) == Attributed(1, 4, 1)
    assert rows(loader, "SELECT count(*) FROM briefwire.heard") == [(1,)]
    assert attribute(loader, run_id=second).waiting == 0
    with pytest.raises(UnknownRun):
        attribute(loader, run_id="never")


def test_what_is_out_of_scope_says_nothing_but_is_found(loader: Connection, analyst: Connection) -> None:
    publish(loader, [page("open_gazette", "o", "2025-05-07 03:00", "Ferries", texts.REPORT, in_scope=False)])
    assert rows(loader, "SELECT count(*) FROM briefwire.unheard") == [(0,)], "it is not published"


def test_a_report_of_the_early_morning_carries_words_of_the_day_before(loader: Connection, analyst: Connection) -> None:
    said = "SELECT day::text, day_rule FROM v1.statement"
    body = '"The ferry will sail," Foreign Office Spokesperson Shafqat Ali Khan said.'
    day_alone = {"published_at_method": "byline-day", "published_at_confidence": "low", "dateline_date": None}
    first = page("open_gazette", "e", "2025-05-06 19:00", "Ferry", body, **day_alone)  # midnight in Pakistan
    publish(loader, [first])
    attribute(loader)
    assert rows(analyst, said) == [("2025-05-07", "published")], "a day alone has no hour"
    publish(loader, [page("open_gazette", "e", "2025-05-07 03:59", "Ferry", body, captured_at=first.captured_at + timedelta(days=1))])
    attribute(loader)
    assert rows(analyst, said) == [("2025-05-06", "day before")], "08:59 in Pakistan"


def test_names_that_nobody_knows_wait_for_review(loader: Connection, analyst: Connection) -> None:
    body = '"The ferry will sail," Chinese Foreign Ministry spokesperson Zhan Tian said on Tuesday.'
    publish(loader, [page("open_gazette", "n", "2025-05-06 03:00", "Ferry", body)])
    attribute(loader)
    assert rows(analyst, "SELECT ministry, speaker_name, speaker_role, statements FROM v1.unknown_speaker") == [("CN", "Zhan Tian", "spokesperson", 1)]  # fmt: skip
