"""The questions of the README and of the cookbook get the answers that stand there."""

import pytest

from benches.chaos import Site
from tests.flow.answers import PAGES, answer, ingest, questions

QUESTIONS = list(questions())


@pytest.fixture(scope="module")
def answered(house: Site) -> Site:
    done = house.briefwire(*ingest())
    assert done.returncode == 0, done.stderr
    return house


@pytest.mark.parametrize(("question", "told"), QUESTIONS, ids=[question.splitlines()[0] for question, _ in QUESTIONS])
def test_a_question_is_answered_as_it_says(answered: Site, question: str, told: str) -> None:
    assert answer(answered, question).splitlines() == told.splitlines(), "write the answers anew: python -m tests.flow.answers"


def test_the_readme_and_the_cookbook_ask_something() -> None:
    assert len(QUESTIONS) == 5 + 20
    assert " ".join(ingest()) in PAGES[1].read_text(encoding="utf8")
