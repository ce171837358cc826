"""Utterances and briefings as functions of sets."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from briefwire.briefings.gathering import OwnPage, Question, Said, gather
from briefwire.briefings.outlets import outlets
from briefwire.briefings.spoken import briefing_id, utterance_id
from briefwire.briefings.utterances import Wording, utterances

DAY = date(2025, 5, 6)
NOON = datetime(2025, 5, 6, 12, tzinfo=UTC)
LONG = "We will keep the bridge open to lorries of both sides until the first snow falls on the pass."


def wording(number: int, text: str, hours: float = 0) -> Wording:
    """A statement of an article of its own."""
    return Wording(UUID(int=number), NOON + timedelta(hours=hours), "post", str(number), 0, text)


def groups(*wordings: Wording) -> set[frozenset[int]]:
    """Statements by utterance, by their numbers."""
    found = utterances(wordings)
    return {
        frozenset(key.int for key, one in found.items() if one.utterance_id == other)
        for other in {one.utterance_id for one in found.values()}
    }


def test_what_says_the_same_words_is_one() -> None:
    short = "keep the bridge open to lorries of both sides"
    assert groups(wording(1, LONG), wording(2, LONG.upper()), wording(3, short), wording(4, "We will close the bridge to lorries of both sides")) == {
        frozenset({1, 2, 3}), frozenset({4}),
    }  # fmt: skip
    assert groups(wording(1, "Keep it open"), wording(2, "Keep it open")) == {frozenset({1}), frozenset({2})}, "too short to tell"


def test_the_first_one_founds_it() -> None:
    found = utterances([wording(1, LONG, 2), wording(2, LONG, 1), wording(3, "keep the bridge open to lorries", 3)])
    assert {one.founder for one in found.values()} == {UUID(int=2)}
    assert {one.utterance_id for one in found.values()} == {utterance_id(UUID(int=2))}
    assert (found[UUID(int=3)].verbatim_share, found[UUID(int=2)].verbatim_share) == (1.0, 1.0)
    assert found[UUID(int=3)].kept_share < 0.5


@given(
    st.lists(st.sampled_from([LONG, LONG[:60], LONG[30:], "Other words about another bridge were said.", "No."]), max_size=7), st.randoms()
)
def test_order_does_not_matter(texts: list[str], random: object) -> None:
    wordings = [wording(number, text, number % 3) for number, text in enumerate(texts)]
    expected = utterances(wordings)
    random.shuffle(wordings)  # type: ignore[attr-defined]
    assert utterances(wordings) == expected
    assert expected.keys() == {one.statement_id for one in wordings}


def said(number: int, text: str = LONG, setting: str | None = None, about: str = "", outlet: str = "Post", answers: int | None = None, name: str | None = None) -> Said:  # fmt: skip
    """A statement in an article of the same number."""
    return Said(wording(number, text), UUID(int=1000 + number), setting, name, frozenset(about.split()), frozenset({outlet}), UUID(int=answers) if answers else None)  # type: ignore[arg-type]  # fmt: skip


PAGE = OwnPage(UUID(int=1001), NOON, "ministry", "p", "remarks", "Jo Doe")
ASKED = Question(UUID(int=7), PAGE.article_id, "APP", True, frozenset({"PK"}))
OTHER = Question(UUID(int=8), PAGE.article_id, "Kyodo", True, frozenset({"JP", "KR"}))


def test_a_report_without_a_setting() -> None:
    def settings_of(*statements: Said, pages: tuple[OwnPage, ...] = ()) -> set[str]:
        found = gather("XX", DAY, statements, [], pages)
        names = {one.briefing_id: one.setting for one in found.briefings}
        assert all(briefing_id("XX", DAY, setting) == key for key, setting in names.items())
        return {names[found.placed[one.wording.statement_id].briefing_id] for one in statements if one.article_id not in found.pages}

    assert settings_of(said(2)) == {"statement"}
    assert settings_of(said(2), said(3, "Quite other words.", "regular briefing")) == {"regular briefing"}
    assert settings_of(said(1, answers=7), said(2), pages=(PAGE,)) == {"remarks"}, "it repeats the page's words"
    assert settings_of(said(2, "Quite other words.", name="Jo Doe"), pages=(PAGE,)) == {"remarks"}, "the same person speaks"
    assert settings_of(said(2, "Quite other words.", "readout", name="Jo Doe"), pages=(PAGE,)) == {"readout"}, (
        "what it tells itself counts more"
    )


def test_which_answer_a_report_carries() -> None:
    def carried(one: Said) -> tuple[int | None, str | None]:
        found = gather("XX", DAY, [said(1, answers=7), one], [ASKED, OTHER], [PAGE]).placed[one.wording.statement_id]
        return (found.exchange_id.int if found.exchange_id else None), found.exchange_by

    assert carried(said(2)) == (7, "words")
    assert carried(said(2, "Quite other words said here.", "remarks", "PK", "APP")) == (7, "asker")
    assert carried(said(2, "Quite other words said here.", "remarks", "KR")) == (8, "about")
    assert carried(said(2, "Quite other words said here.", "remarks", "KR PK")) == (None, None)
    assert carried(said(2, "Quite other words said here.", "remarks")) == (None, None)
    assert carried(said(2, "Quite other words said here.", "statement", "PK", "APP")) == (None, None), "another briefing"


def test_names_that_an_outlet_asks_under() -> None:
    assert outlets("app", "Associated Press of Pakistan", None) == {"APP"}
    assert outlets("some_post", "Some Post", "AFP/Reuters") == {"AFP", "Reuters"}
