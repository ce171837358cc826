"""Whose words: pronouns, bare titles and papers give the nearest name or title before."""

import pytest

from briefwire.statements.reading import attributions
from tests.statements.reports import read

CASES = [
    ("Spokesperson Sana Malik said the road was open. She added that repairs went on.", "Spokesperson Sana Malik"),
    ("Foreign Minister Lin Bo arrived in Lahore on Monday. He said the talks would resume.", "Foreign Minister Lin Bo"),
    ("Foreign Office spokesperson Sana Malik said the road was open. The spokesperson added that repairs went on.", "Foreign Office spokesperson Sana Malik"),
    ("The Foreign Office said the road was open. It added that repairs went on.", "The Foreign Office"),
    ("The Foreign Office condemned the raid. “Such raids help nobody at all,” the statement added.", "The Foreign Office"),
    ("Both leaders met in Doha. They expressed concern over the fighting.", "Both leaders"),
    ("Spokesman Omar Reed said the road was open.\n“Repairs will go on until the summer ends.”", "Spokesman Omar Reed"),
    ("Omar Reed said the road was open. “Repairs will go on,” he said.", "Omar Reed"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "speaker"), CASES)
def test_the_last_statement_is_by(body: str, speaker: str) -> None:
    assert read(body)[-1][3] == speaker


def test_the_antecedent_and_the_words_at_the_cue_are_both_told() -> None:
    body = "Spokesperson Sana Malik said the road was open. She added that repairs went on."
    last = attributions("", body)[-1]
    assert body[last.speaker_start : last.speaker_end] == "Spokesperson Sana Malik"
    assert body[last.mention_start : last.mention_end] == "She"


def test_a_pronoun_before_any_name_stays_a_pronoun() -> None:
    assert read("He said the road was open.")[0][3] == "He"


def test_a_title_nobody_bore_stays_a_title() -> None:
    assert read("The ambassador said the road was open.")[0][3] == "The ambassador"


def test_the_headline_is_not_read_where_the_body_repeats_it() -> None:
    title = "Minister says the road is open"
    assert read(f"{title}\nSana Malik arrived in Doha.", title) == []
    assert read(f"{title}\nSana Malik arrived in Doha.") != []
