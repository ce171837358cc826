"""Relations, families, origins and passages are a function of the articles: not of their order, their batches, or how often they were linked."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefwire.article import Article
from briefwire.database.handles import Connection
from briefwire.linking import link
from tests.database.conftest import emptied
from tests.database.samples import rows
from tests.linking.samples import contained, groups, news, publish, result
from tests.linking.texts import BACK, CHINESE, CHINESE_COPY, COPY, FRONT, OTHER, PARAGRAPHS, REPORT, UPDATE
from tests.postgres import Database

TEXTS = (REPORT, COPY, UPDATE, FRONT, BACK, CHINESE, CHINESE_COPY, OTHER[0], f"{REPORT}\n\n{OTHER[0]}", "Too short to say.")
SOURCES = ("app", "licensed_post", "north_gazette", "open_ministry")

states = st.tuples(
    st.sampled_from(TEXTS), st.sampled_from([None, "APP", "AFP/Reuters"]), st.sampled_from([-60.0, 0.0, 0.02, 1.0, 3.0, 40.0])
)
pages = st.dictionaries(
    st.tuples(st.sampled_from(SOURCES), st.sampled_from("ab")), st.lists(states, min_size=1, max_size=3), min_size=2, max_size=7
)


def readings(drawn: dict[tuple[str, str], list[Any]]) -> list[Article]:
    """Every state of every page, in order of time; of its times of publication the best one counts, of its texts and credits the last."""
    return [
        news(source, key, days, text, agency=agency, captured_at=news(source, key, 50 + number, text).published_at, published_at_confidence=("low", "medium", "high")[number])
        for (source, key), all_states in drawn.items()
        for number, (text, agency, days) in enumerate(all_states)
    ]  # fmt: skip


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=pages, data=st.data())
def test_any_order_and_any_batching_end_the_same(
    database: Database, loader: Connection, drawn: dict[tuple[str, str], list[Any]], data: st.DataObject
) -> None:
    articles = readings(drawn)
    emptied(database)
    for article in articles:
        publish(loader, [article])
    link(loader)
    expected = result(loader), groups(loader)

    emptied(database)
    for article in data.draw(st.permutations(articles)):
        publish(loader, [article])
        if data.draw(st.booleans()):
            link(loader, batch=data.draw(st.integers(1, 4)))
    link(loader, batch=data.draw(st.integers(1, 3)))
    assert (result(loader), groups(loader)) == expected

    with loader, loader.cursor() as cursor:
        cursor.execute(
            "UPDATE briefwire.signature SET rule_version = 0 WHERE article_id = ANY(%s::uuid[])", ([str(articles[0].article_id)],)
        )
        cursor.execute("INSERT INTO briefwire.link_waiting (article_id, day) SELECT article_id, day FROM briefwire.signature")
    link(loader, batch=2)
    assert (result(loader), groups(loader)) == expected


FIRST_HALF, LAST_HALF = "\n\n".join(PARAGRAPHS[:2]), "\n\n".join(PARAGRAPHS[3:])
CARRIER = [
    news("north_gazette", "first", 0, FIRST_HALF),
    news("north_gazette", "last", 0.1, LAST_HALF),
    news("licensed_post", "whole", 0.3, REPORT),
]


def test_families_that_closing_relations_do_not_join_are_looked_at_together(
    database: Database, loader: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefwire.linking.relate", contained)
    publish(loader, CARRIER)
    link(loader)
    assert rows(loader, "SELECT count(*) FROM v1.relation WHERE closes") == [(2,)]
    assert len(groups(loader)) == 3, "a report that carries two texts of another outlet is a round-up of both"

    steps = (
        [news("north_gazette", "again", 0.2, FIRST_HALF)],
        [news("north_gazette", "last", 0.1, OTHER[0], captured_at=news("app", "", 3, "").captured_at)],
    )
    for step in steps:
        publish(loader, step)
        link(loader)
    assert frozenset({"north_gazette/first", "north_gazette/again", "licensed_post/whole"}) in groups(loader)
    in_steps = result(loader)

    emptied(database)
    for step in (CARRIER, *steps):
        publish(loader, step)
    link(loader)
    assert result(loader) == in_steps


def test_copies_are_compared_anew_when_their_origin_changes(loader: Connection) -> None:
    publish(loader, [news("app", "1", 0, REPORT), news("licensed_post", "r", 0.5, COPY, agency="APP")])
    link(loader)
    publish(loader, [news("app", "1", 0, "Correction. " + REPORT, captured_at=news("app", "", 3, "").captured_at)])
    link(loader)
    in_steps = result(loader)
    link_all_anew(loader)
    assert result(loader) == in_steps
    assert rows(loader, "SELECT min(origin_start) FROM v1.family_passage WHERE change = 'same'") > [(len("Correction. "),)]


def link_all_anew(loader: Connection) -> None:
    """Links every article as if none had ever been linked."""
    with loader, loader.cursor() as cursor:
        cursor.execute("DELETE FROM briefwire.family_passage")
        cursor.execute("UPDATE briefwire.signature SET sig_version = 0")
        cursor.execute("INSERT INTO briefwire.link_waiting (article_id, day) SELECT article_id, day FROM briefwire.signature")
    link(loader)
