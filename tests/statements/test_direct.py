"""Direct quotations: marks of every kind, where the cue stands, whose they are."""

import pytest

from tests.statements.reports import read

ONE = [
    pytest.param("“The road is open to all traders,” Foreign Office spokesperson Sana Malik said in a statement.", "The road is open to all traders,", "said", "Foreign Office spokesperson Sana Malik", id="typographic, cue after"),
    pytest.param('"The road is open to all traders," spokesperson Sana Malik said.', "The road is open to all traders,", "said", "spokesperson Sana Malik", id="straight"),
    pytest.param("''The road is open to all traders,'' Mr. Malik said.", "The road is open to all traders,", "said", "Mr. Malik", id="two single marks"),
    pytest.param("“The road is open to all traders”, Malik added.", "The road is open to all traders", "added", "Malik", id="comma behind the mark"),
    pytest.param("The spokesperson said: “The road is open to all traders.”", "The road is open to all traders.", "said", "The spokesperson", id="colon"),
    pytest.param("Malik told reporters in Lahore on Monday, “The road is open to all traders.”", "The road is open to all traders.", "told reporters", "Malik", id="listener and setting before"),
    pytest.param("“Why is the road closed?” Malik asked.", "Why is the road closed?", "asked", "Malik", id="question"),
    pytest.param("“The road is open to all traders,” said Omar Reed, a spokesman for the State Department.", "The road is open to all traders,", "said", "Omar Reed, a spokesman for the State Department", id="inverted, with his office"),
    pytest.param("“The road is open to all traders,” said former trade envoy Omar Reed, who left in May.", "The road is open to all traders,", "said", "former trade envoy Omar Reed", id="inverted, title without article"),
    pytest.param("“The road is open to all traders,” according to a Foreign Office statement.", "The road is open to all traders,", "according to", "a Foreign Office statement", id="according to, after"),
    pytest.param("According to the ministry, “The road is open to all traders.”", "The road is open to all traders.", "According to", "the ministry", id="according to, before"),
    pytest.param("“The road is open to all traders,” it was added.", "The road is open to all traders,", "it was added", None, id="passive"),
    pytest.param("“The road is open to all traders,” beamed Omar Reed.", "The road is open to all traders,", "beamed", "Omar Reed", id="a verb the lexicon does not hold"),
    pytest.param("“The road is open to all traders.” — Omar Reed", "The road is open to all traders.", None, "Omar Reed", id="signed"),
    pytest.param("Asked about the border, spokesperson Lin Bo said: “Both sides keep talking.”", "Both sides keep talking.", "said", "spokesperson Lin Bo", id="question set before"),
    pytest.param("“The road is open to all traders, Malik said.", "The road is open to all traders,", "said", "Malik", id="never closed, cue after"),
    pytest.param("”The road is open to all traders,” Malik said.", "The road is open to all traders,", "said", "Malik", id="opening mark reversed"),
    pytest.param("“The road is open,“ Malik said.", "The road is open,", "said", "Malik", id="closing mark reversed"),
    pytest.param("“We keep the ‘open road’ rule and the “shared water” rule,” Malik said.", "We keep the ‘open road’ rule and the “shared water” rule,", "said", "Malik", id="nested"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "words", "cue", "speaker"), ONE)
def test_one_quotation(body: str, words: str, cue: str | None, speaker: str | None) -> None:
    assert read(body) == [("direct", words, cue, speaker)]


def test_broken_by_its_cue_is_two_spans() -> None:
    assert read("“The road is open,” Malik said, “and it will stay open.”") == [
        ("direct", "The road is open,", "said", "Malik"),
        ("direct", "and it will stay open.", "said", "Malik"),
    ]


def test_next_sentence_in_marks_goes_on() -> None:
    found = read("“The road is open,” Malik said. “It will stay open for the whole winter.”")
    assert [(words, speaker) for _, words, _, speaker in found] == [
        ("The road is open,", "Malik"),
        ("It will stay open for the whole winter.", "Malik"),
    ]


def test_over_paragraphs_with_a_mark_before_each_and_one_at_the_end() -> None:
    body = "Spokesperson Lin Bo said, “Trade must go on.\n“Nobody gains from a closed road.\n“We ask both sides to talk.”"
    assert [(kind, words, speaker) for kind, words, _, speaker in read(body)] == [
        ("direct", "Trade must go on.", "Spokesperson Lin Bo"),
        ("direct", "Nobody gains from a closed road.", "Spokesperson Lin Bo"),
        ("direct", "We ask both sides to talk.", "Spokesperson Lin Bo"),
    ]


def test_unclosed_ends_with_its_paragraph() -> None:
    body = "Malik said: “Trade must go on and nobody gains\nThe road was built in 1991."
    assert read(body) == [("direct", "Trade must go on and nobody gains", "said", "Malik")]


def test_quotation_then_participle() -> None:
    found = read("“The road is open,” Malik said, adding that repairs would end in June.")
    assert found == [
        ("direct", "The road is open,", "said", "Malik"),
        ("indirect", "repairs would end in June", "adding that", "Malik"),
    ]


def test_names_and_titles_in_marks_are_nobodys_words() -> None:
    assert read("The company opened its “Silver Gate” shop in Lahore and a café called “Two Rivers” in Multan.") == []


def test_a_title_with_its_article_is_no_quotation() -> None:
    assert read("Reed, host of the reality show “The Orchard,” won the seat.") == []


def test_a_stray_mark_before_a_quotation_of_another_shape_opens_nothing() -> None:
    assert [words for _, words, _, _ in read('"Malik left the stage to cries of “Stay with us!”')] != ["Malik left the stage to cries of"]


def test_a_quotation_before_anybody_spoke_is_nobodys() -> None:
    assert read("“The lamps went out along the whole of the coast.”") == []


def test_a_stage_direction_is_nobodys_words() -> None:
    assert [words for _, words, _, _ in read("“The road is open to all,” Malik said.\n“(LONG APPLAUSE.)”")] == ["The road is open to all,"]
