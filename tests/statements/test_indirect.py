"""Indirect and mixed speech: what follows a cue, what stands before it, where it ends."""

import pytest

from tests.statements.reports import read

ONE = [
    ("The spokesperson said that the border would reopen on Monday.", "the border would reopen on Monday", "said that", "The spokesperson"),
    ("Malik said the border would reopen on Monday.", "the border would reopen on Monday", "said", "Malik"),
    ("Malik said on Friday the border would reopen.", "the border would reopen", "said", "Malik"),
    ("Malik said in a statement that the border would reopen.", "the border would reopen", "said", "Malik"),
    ("Malik, in a brief statement, said that the border would reopen.", "the border would reopen", "said that", "Malik"),
    ("Malik, who arrived on Monday, said the border would reopen.", "the border would reopen", "said", "Malik"),
    ("Esra Kaya, spokeswoman for Ankara’s foreign ministry, said the border would reopen.", "the border would reopen", "said", "Esra Kaya, spokeswoman for Ankara’s foreign ministry"),
    ("The border would reopen on Monday, Malik said.", "The border would reopen on Monday", "said", "Malik"),
    ("The border would reopen on Monday, the spokesperson said in a press release.", "The border would reopen on Monday", "said", "the spokesperson"),
    ("The border would reopen on Monday, said the spokesperson.", "The border would reopen on Monday", "said", "the spokesperson"),
    ("The border would reopen on Monday, a statement issued by the Foreign Office said.", "The border would reopen on Monday", "said", "a statement issued by the Foreign Office"),
    ("The border would reopen on Monday, according to the Foreign Office.", "The border would reopen on Monday", "according to", "the Foreign Office"),
    ("According to the Foreign Office, the border would reopen on Monday.", "the border would reopen on Monday", "According to", "the Foreign Office"),
    ("Any further delay would hurt traders on both sides, it was added.", "Any further delay would hurt traders on both sides", "it was added", None),
    ("The old treaty, he said, was regarded as a rare success.", "The old treaty, he said, was regarded as a rare success", "said", "he"),
    ("In several cases, officials say, they were told to wait.", "they were told to wait", "say", "officials"),
    ("Pakistan on Wednesday strongly condemned the attack on a market in Kabul.", "the attack on a market in Kabul", "condemned", "Pakistan"),
    ("Beijing welcomed the ceasefire between the two neighbours.", "the ceasefire between the two neighbours", "welcomed", "Beijing"),
    ("The minister expressed deep concern over the fighting.", "deep concern over the fighting", "expressed", "The minister"),
    ("Malik expressed the hope that the fighting would end soon.", "the fighting would end soon", "expressed the hope that", "Malik"),
    ("Malik briefed his counterpart on the situation at the border.", "his counterpart on the situation at the border", "briefed", "Malik"),
    ("Tehran urged both sides to show restraint.", "both sides to show restraint", "urged", "Tehran"),
    ("Malik called for an immediate halt to the shelling.", "an immediate halt to the shelling", "called for", "Malik"),
    ("Islamabad called on the neighbours to uphold the truce.", "the neighbours to uphold the truce", "called on", "Islamabad"),
    ("Moscow accused Kyiv of breaking the truce.", "Kyiv of breaking the truce", "accused", "Moscow"),
    ("Reed told reporters that the talks had gone well.", "the talks had gone well", "told reporters that", "Reed"),
    ("Malik extended condolences to the families of the victims.", "condolences to the families of the victims", "extended", "Malik"),
    ("The minister ruled out direct talks this year.", "direct talks this year", "ruled out", "The minister"),
    ("Malik vowed to rebuild the bridge.", "to rebuild the bridge", "vowed", "Malik"),
    ("The envoy was quoted as saying the talks would resume.", "the talks would resume", "was quoted as saying", "The envoy"),
    ("Malik went on to say that the talks would resume.", "the talks would resume", "went on to say that", "Malik"),
    ("ISLAMABAD, Mar 3 (APP): Pakistan said the talks would resume.", "the talks would resume", "said", "Pakistan"),
    ("Iran said the talks would resume — a claim Israel disputed.", "the talks would resume", "said", "Iran"),
    ("Malik ack\u00adnow\u00adledged that the road was closed.", "the road was closed", "ack\u00adnow\u00adledged that", "Malik"),
    ("The ministry has issued a statement condemning the raid.", "the raid", "condemning", "The ministry"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "words", "cue", "speaker"), ONE)
def test_one_statement(body: str, words: str, cue: str | None, speaker: str | None) -> None:
    assert ("indirect", words, cue, speaker) in [(kind, said, how, who) for kind, said, how, who in read(body)]
    assert len([one for one in read(body) if one[1] in words or words in one[1]]) == 1


MIXED = [
    ("Malik said the plan was “dead on arrival” and would not return.", "the plan was “dead on arrival” and would not return"),
    ("Zhang described the tariff as “a gift to smugglers” on the coast.", "the tariff as “a gift to smugglers” on the coast"),
    ("The embassy denounced the raid as a ‘crime against sailors’.", "the raid as a ‘crime against sailors’"),
]


@pytest.mark.parametrize(("body", "words"), MIXED)
def test_a_fragment_in_marks_makes_it_mixed(body: str, words: str) -> None:
    assert [(kind, said) for kind, said, _, _ in read(body)] == [("mixed", words)]


def test_every_cue_of_one_speaker_has_its_content() -> None:
    body = "Pakistan condemned the raid on the port, calling it a breach of law, and urged all sides to talk."
    assert [(words, cue) for _, words, cue, _ in read(body)] == [
        ("the raid on the port", "condemned"),
        ("it a breach of law", "calling"),
        ("all sides to talk", "urged"),
    ]


def test_another_speaker_ends_the_content() -> None:
    found = read("Malik said the road was open, while a trader said it was still blocked.")
    assert [words for _, words, _, _ in found] == ["the road was open", "it was still blocked"]
    assert found[1][3] == "a trader"


def test_nested_speech_is_one_by_its_outermost_cue() -> None:
    body = "The minister stressed the need for calm, a press release issued by the Foreign Office said."
    assert read(body) == [("indirect", "The minister stressed the need for calm", "said", "a press release issued by the Foreign Office")]


SILENT = [
    "Malik did not say whether the border would reopen.",
    "The spokesperson is expected to announce the date next week.",
    "The alleged smuggler left the said village.",
    "The minister called on the president at his house.",
    "They extended the deadline by two weeks and offered jobs.",
    "The state reports a surplus of wheat claims.",
    "The market opened at nine and closed at noon.",
    "",
    "\n \n",
]


@pytest.mark.parametrize("body", SILENT)
def test_nothing_was_said(body: str) -> None:
    assert read(body) == []
