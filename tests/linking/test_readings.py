"""Readings that are held are those of the articles as they stand."""

from datetime import timedelta

import pytest

from briefwire.article import article_id
from briefwire.database.handles import Connection
from briefwire.database.readings import Readings
from tests.linking.samples import news, publish
from tests.linking.texts import OTHER, REPORT

PAGES = [news("app", str(number), number, text) for number, text in enumerate((REPORT, *OTHER))]
IDS = [page.article_id for page in PAGES]


def bodies(loader: Connection, readings: Readings) -> list[str]:
    """The texts that are given out for all pages."""
    with loader, loader.cursor() as cursor:
        return sorted(reading.piece.body for reading in readings.of(cursor, IDS))


def test_a_reading_is_made_once_and_again_when_its_article_changes(loader: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(loader, PAGES)
    readings = Readings()
    assert bodies(loader, readings) == sorted((REPORT, *OTHER))
    with loader, loader.cursor() as cursor:
        first = {reading.piece.article_id: reading for reading in readings.of(cursor, IDS)}
        assert all(first[reading.piece.article_id] is reading for reading in readings.of(cursor, IDS))
    changed = news("app", "1", 1, "Other words.", captured_at=PAGES[1].captured_at + timedelta(days=1))
    credited = news("app", "2", 2, OTHER[1], agency="AFP", captured_at=PAGES[2].captured_at + timedelta(days=1))
    publish(loader, [changed, credited])
    assert bodies(loader, readings) == sorted((REPORT, "Other words.", *OTHER[1:]))
    with loader, loader.cursor() as cursor:
        now = {reading.piece.article_id: reading for reading in readings.of(cursor, IDS)}
    assert now[article_id("app", "2")].piece.agency == "AFP"
    assert [one for one in IDS if now[one] is not first[one]] == [article_id("app", "1"), article_id("app", "2")]


def test_what_is_held_is_bounded(loader: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefwire.database.readings.UNITS", 250)
    publish(loader, PAGES)
    readings = Readings()
    for _ in range(2):
        assert bodies(loader, readings) == sorted((REPORT, *OTHER))
    assert 0 < sum(len(reading) for _, reading in readings._held.values()) <= 250
    assert readings._units == sum(len(reading) for _, reading in readings._held.values())
