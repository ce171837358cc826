"""How families change, what is logged of it, and how an id of the past leads to the present one."""

from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwire.database.families import events
from briefwire.database.handles import Connection
from briefwire.families.closing import family_id
from briefwire.linking import link
from tests.database.samples import rows
from tests.linking.samples import article_id, contained, family_of, groups, news, publish
from tests.linking.texts import BACK, FRONT, OTHER, REPORT


@pytest.fixture(autouse=True)
def steady_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """Relations that do not change with the rules."""
    monkeypatch.setattr("briefwire.linking.relate", contained)


EVENTS = "SELECT event, family_before, family_after, articles FROM v1.family_event ORDER BY event_id"

WHOLE = news("app", "whole", 0.3, REPORT)
HALVES = [news("app", "front", 0, FRONT), news("app", "back", 0.1, BACK)]


def founded_by(source: str, key: str) -> str:
    """The id of the family whose first article this is."""
    return str(family_id(UUID(article_id(source, key))))


def present(connection: Connection, family: str) -> str | None:
    """Where an id leads today."""
    ((found,),) = rows(connection, "SELECT v1.family_of(%s)", family)
    return found


def test_an_article_that_joins_two_families_merges_them(loader: Connection) -> None:
    publish(loader, HALVES)
    link(loader)
    assert len(groups(loader)) == 2
    publish(loader, [WHOLE])
    link(loader)
    assert groups(loader) == {frozenset({"app/front", "app/back", "app/whole"})}
    assert rows(loader, EVENTS) == [("merge", founded_by("app", "back"), founded_by("app", "front"), "{" + article_id("app", "back") + "}")]
    assert present(loader, founded_by("app", "back")) == founded_by("app", "front")
    assert present(loader, founded_by("app", "whole")) == founded_by("app", "front")


def test_a_revision_that_parts_them_again_splits_the_family(loader: Connection) -> None:
    publish(loader, [*HALVES, WHOLE])
    link(loader)
    assert rows(loader, EVENTS) == [], "nobody knew them apart"
    publish(loader, [news("app", "whole", 0.3, OTHER[0], captured_at=news("app", "whole", 2, "").captured_at)])
    link(loader)
    assert groups(loader) == {frozenset({"app/front"}), frozenset({"app/back"}), frozenset({"app/whole"})}
    whole = founded_by("app", "front")
    assert rows(loader, EVENTS) == [
        ("split", whole, founded_by("app", key), "{" + article_id("app", key) + "}")
        for key in sorted(("back", "whole"), key=lambda key: article_id("app", key))
    ]
    assert str(family_of(loader, "app", "back")) == founded_by("app", "back") == present(loader, founded_by("app", "back"))
    assert rows(loader, "SELECT count(*) FROM v1.relation WHERE closes") == [(0,)]


def test_an_earlier_article_gives_the_family_its_name(loader: Connection) -> None:
    publish(loader, [news("licensed_post", "late", 1, REPORT)])
    link(loader)
    publish(loader, [news("app", "early", 0, REPORT)])
    link(loader)
    before, after = founded_by("licensed_post", "late"), founded_by("app", "early")
    assert rows(loader, EVENTS) == [("rename", before, after, "{" + article_id("licensed_post", "late") + "}")]
    assert present(loader, before) == after == str(family_of(loader, "licensed_post", "late"))


def test_what_never_was_a_family_leads_nowhere(loader: Connection) -> None:
    assert present(loader, founded_by("app", "unheard-of")) is None


A, B, C, X, Y = (uuid5(UUID(int=0), letter) for letter in "abcxy")


def test_events_of_regrouping() -> None:
    assert events({A: X}, {A: X, B: X}) == {}
    assert events({A: X, B: Y}, {A: X, B: X}) == {("merge", Y, X): [B]}
    assert events({A: X, B: X}, {A: X, B: Y}) == {("split", X, Y): [B]}
    assert events({A: X, B: X}, {A: Y, B: Y, C: Y}) == {("rename", X, Y): sorted([A, B])}


@given(st.dictionaries(st.integers(0, 9), st.tuples(st.integers(0, 3), st.integers(0, 3))))
def test_every_article_that_changes_its_family_is_in_one_event(drawn: dict[int, tuple[int, int]]) -> None:
    before = {UUID(int=article): UUID(int=100 + old) for article, (old, _) in drawn.items()}
    after = {UUID(int=article): UUID(int=100 + new) for article, (_, new) in drawn.items()}
    told = [article for articles in events(before, after).values() for article in articles]
    assert sorted(told) == sorted(article for article in before if before[article] != after[article])
