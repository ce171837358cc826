"""Whole-day faults of the project's scenario through the real pipeline: what the books say is what was planted. All of them on three seeds: benches/confusion.py."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from benches.confusion import TODAY, Ask, Cell, asks, environment_at, given, home_with_holidays, morning
from briefwire import flow
from briefwire.database.connect import connect
from tests.newsroom.releases import EASTERN
from tests.newsroom.scenario import FILE, Scenario, load
from tests.serving import newsroom

SEED = 7
EDITION, SCENARIO = load(FILE, TODAY, SEED)
# Faults that need no habit to be seen: each day stands for itself. In the order of their days, for time does not run backwards.
CHOSEN = (
    "china_mfa 58 empty_page",
    "app 54 empty_page",
    "urdupoint 44 silent_edit negation",
    "dawn 41 deleted_page",
    "app 40 cut_connection",
    "china_mfa 38 challenge",
    "urdupoint 35 moved_url",
    "china_mfa 33 server_error",
    "dawn 28 consent_wall",
    "urdupoint 28 zero_listing",
    "dawn 27 soft_404",
    "dawn 26 empty_shell",
    "dawn 25 maintenance",
    "urdupoint 24 moved_listing",
    "dawn 20 redesign",
    "dawn 19 moved_listing",
    "dawn 17 challenge",
    "china_mfa 16 holiday",
    "dawn 14 too_many",
    "app 11 login",
    "dawn 6 robots_forbid",
)


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    with ExitStack() as stack:
        yield home_with_holidays(stack)


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    with newsroom("--now", TODAY.isoformat() + "T06:00:00+05:00", "--seed", str(SEED)) as served:
        yield served


@pytest.mark.parametrize("key", CHOSEN)
def test_a_planted_fault_is_given_its_own_name(home: Path, origin: str, key: str) -> None:
    planted = next(planted for planted in SCENARIO.planted if planted.key == key)
    looks = [ask for ask in asks(planted.site, Scenario.of([planted]), TODAY, planted.age) if ask.planted]
    assert len(looks) == (2 if planted.again else 1)
    for ask in looks:
        assert _cell(home, origin, ask).differences() == []


def _cell(home: Path, origin: str, ask: Ask) -> Cell:
    assert ask.planted is not None and ask.expected is not None
    environment = environment_at(home, origin, ask.at)
    step = flow.ingest(environment, ask.planted.site, ask.day, ask.kind)
    with closing(connect(environment, "analyst")) as connection:
        found = given(connection, ask.planted, EDITION, str(step.verdict), [step.run.text])
    return Cell(SEED, ask.planted, ask.kind, ask.expected, found, step.reason)


def test_a_feed_that_skipped_is_short_and_the_poll_after_it_is_well(home: Path, origin: str) -> None:
    planted = next(planted for planted in SCENARIO.planted if planted.fault == "feed_skips")
    noon = datetime.combine(planted.day, datetime.min.time(), EASTERN) + timedelta(hours=12, minutes=30)
    verdicts = []
    for at in (noon, noon + timedelta(hours=6), noon + timedelta(hours=8)):
        step = flow.ingest(environment_at(home, origin, at), "us_state", planted.day, "watch")
        verdicts.append(str(step.verdict))
    assert verdicts == ["ok", "short", "ok"]


def test_the_next_day_is_well(home: Path, origin: str) -> None:
    for site in ("app", "dawn", "urdupoint"):
        at = morning(site, TODAY)
        assert flow.ingest(environment_at(home, origin, at), site, TODAY - timedelta(days=1), "scheduled").verdict == "ok"
