"""The questions of the README and of the cookbook get the answers that stand there."""

import re
from pathlib import Path

import pytest

from benches.chaos import Site

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf8")
COOKBOOK = (ROOT / "docs" / "cookbook.md").read_text(encoding="utf8")
INGEST = re.search(r"`briefwire (ingest app china_mfa [^`]+)`", README)
QUESTIONS = re.findall(r"```sql\n(.*?)```\n```\n(.*?)\n```", README + COOKBOOK, re.S)


@pytest.fixture(scope="module")
def answered(house: Site) -> Site:
    assert INGEST
    answer = house.briefwire(*INGEST[1].split())
    assert answer.returncode == 0, answer.stderr
    return house


@pytest.mark.parametrize(("question", "answer"), QUESTIONS, ids=[question.splitlines()[0] for question, _ in QUESTIONS])
def test_a_question_is_answered_as_it_says(answered: Site, question: str, answer: str) -> None:
    got = answered.briefwire("psql", "-qc", question)
    assert got.returncode == 0, got.stderr
    assert [line.rstrip() for line in got.stdout.rstrip().splitlines()] == answer.splitlines()


def test_the_readme_and_the_cookbook_ask_something() -> None:
    assert len(QUESTIONS) == 4 + 20
    assert INGEST
    assert INGEST[0] in COOKBOOK
