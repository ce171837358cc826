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
    ("Malik said for the first time that the border would reopen.", "the border would reopen", "said", "Malik"),
    ("He added, though, that the border would reopen.", "the border would reopen", "added", "He"),
    ("Malik has since said the border would reopen.", "the border would reopen", "has since said", "Malik"),
    ("Malik said that was a mistake.", "that was a mistake", "said", "Malik"),
    ("He's suggesting that the border should reopen.", "the border should reopen", "'s suggesting that", "He"),
    ("Reed, a trader, said Lahore was quiet.", "Lahore was quiet", "said", "Reed, a trader"),
    ("Brigadier Hugh T. Reed Jr. said the road was open.", "the road was open", "said", "Brigadier Hugh T. Reed Jr."),
    ("Lina Reed, a trade consultant, notes that wheat is cheap.", "wheat is cheap", "notes that", "Lina Reed, a trade consultant"),
    ("A survey published on Monday said the road was unsafe.", "the road was unsafe", "said", "A survey"),
    ("Traders who had waited for weeks said the road was unsafe.", "the road was unsafe", "said", "Traders"),
    ("On tariffs, 42% say they are content.", "they are content", "say", "42%"),
    ("Khan called on the governor at his house and reiterated his support for the talks.", "his support for the talks", "reiterated", "Khan"),
    ("The governor ordered the mills to close by Friday.", "the mills to close by Friday", "ordered", "The governor"),
    ("The ministry instructed its staff to stay indoors.", "its staff to stay indoors", "instructed", "The ministry"),
    ("Several elders agreed that the road should reopen.", "the road should reopen", "agreed that", "Several elders"),
    ("Tehran threatened to close the strait.", "to close the strait", "threatened", "Tehran"),
    ("Reed claimed credit for the truce.", "credit for the truce", "claimed", "Reed"),
    ("Many mornings, former clerks said, she would walk to work.", "she would walk to work", "said", "former clerks"),
    ("He is leaning towards a boycott, he said, because prices had doubled.", "because prices had doubled", "said", "he"),
    ("While most lorries were old, according to a customs officer, two were new.", "two were new", "according to", "a customs officer"),
    ("Malik said the road was open, the Lahore Herald reported.", "the road was open", "said", "Malik"),
    ("The report found that yields had doubled.", "yields had doubled", "found that", "The report"),
    ("Malik highlighted the need for roads.", "the need for roads", "highlighted", "Malik"),
    ("Director Lina Reed, in her welcome address highlighted the need for roads.", "the need for roads", "highlighted", "Director Lina Reed"),
    ("The dignitaries underscored the need for roads.", "the need for roads", "underscored", "The dignitaries"),
    ("Reed said up to nine mills had closed.", "up to nine mills had closed", "said", "Reed"),
    ("Reed said more than nine mills had closed.", "more than nine mills had closed", "said", "Reed"),
    ("The envoy during the talks explained that the road was closed.", "the road was closed", "explained that", "The envoy"),
    ("A letter signed by over 60 members of the house called on the governor to resign.", "the governor to resign", "called on", "60 members of the house"),
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


def test_a_relay_gives_every_statement_of_its_speaker() -> None:
    body = "Opening the fair, Malik condemned the raid and stressed the need for calm, the Lahore Herald reported."
    assert [(words, speaker) for _, words, _, speaker in read(body)] == [("the raid", "Malik"), ("the need for calm", "Malik")]


def test_another_speaker_ends_the_content() -> None:
    found = read("Malik said the road was open, while a trader said it was still blocked.")
    assert [words for _, words, _, _ in found] == ["the road was open", "it was still blocked"]
    assert found[1][3] == "a trader"


def test_nested_speech_is_one_by_its_outermost_cue() -> None:
    body = "The minister stressed the need for calm, a press release issued by the Foreign Office said."
    assert read(body) == [("indirect", "The minister stressed the need for calm", "said", "a press release issued by the Foreign Office")]


ENDED = [
    ("Malik condemned the raid and recalled the envoy from Kabul.", "the raid"),
    ("Malik described the plan as a “blank cheque” and he left at noon.", "the plan as a “blank cheque”"),
    ("Malik vowed to rebuild the bridge and doubted the figures.", "to rebuild the bridge"),
    ("Malik confirmed that the talks would resume but did not give a date.", "the talks would resume"),
    ("Malik said the talks would resume, but he has not named a date.", "the talks would resume"),
    ("Malik said the talks would resume, in a rare shift after months of silence.", "the talks would resume"),
    ("Malik said the talks would resume, a suggestion Delhi dismissed.", "the talks would resume"),
    ("Malik said the talks would resume, something Delhi denies.", "the talks would resume"),
    ("Malik said the talks would resume, as did his deputy.", "the talks would resume"),
    ("Malik said exports had fallen, compared with a rise of four per cent last year.", "exports had fallen"),
    ("Malik said exports had doubled, more than twice the rate of last year.", "exports had doubled"),
    ("Malik said exports had fallen to nine billion, down from twelve.", "exports had fallen to nine billion"),
    ("Malik said the talks would resume — though a date is still missing.", "the talks would resume"),
    ("Malik said the talks would resume, which would end a silence of nine years between the two capitals.", "the talks would resume"),
    ("Malik announced a new tax after the court said the old one was void.", "a new tax"),
    ("Malik, who has accused Kabul of neglect, may visit the border.", "Kabul of neglect"),
    ("As Malik praised the treaty, a crowd gathered outside.", "the treaty"),
    ("After criticising the budget, Malik left the hall.", "the budget"),
    ("The rules, which officials said will take effect in May, will not apply to farms.", "will take effect in May"),
    ("Malik denied the charges through a lawyer.", "the charges"),
    ("Malik called for talks while the shelling went on.", "talks"),
    ("Axis Weekly, citing a fall in exports, reported the talks had failed.", "a fall in exports"),
    ("Malik said that the river, as his deputy had warned, would flood the plain.", "the river, as his deputy had warned, would flood the plain"),
    ("Malik said the story — that the dam, a claim he mocked, would burst — was false.", "the story — that the dam, a claim he mocked, would burst — was false"),
    ("Malik said the road was open but he gave no date.", "the road was open"),
    ("Reed mentioned lorries bound for Quetta, Multan, Sukkur, and Lahore.", "lorries bound for Quetta, Multan, Sukkur, and Lahore"),
    ("Malik said that while “marches were fine, riots were not”, adding that roads must stay open.", "while “marches were fine, riots were not”"),
    ("Reed described the bridge as long and built in haste.", "the bridge as long and built in haste"),
    ("Reed said both envoys had met and agreed to meet again.", "both envoys had met and agreed to meet again"),
    ("Malik dismissed reports claiming that the dam had burst.", "reports claiming that the dam had burst"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "words"), ENDED)
def test_what_is_said_ends_where_the_reporter_goes_on(body: str, words: str) -> None:
    assert words in [said for _, said, _, _ in read(body)]


SILENT = [
    "Malik did not say whether the border would reopen.",
    "The spokesperson is expected to announce the date next week.",
    "The alleged smuggler left the said village.",
    "The minister called on the president at his house.",
    "They extended the deadline by two weeks and offered jobs.",
    "The state reports a surplus of wheat claims.",
    "The market opened at nine and closed at noon.",
    "Malik called off the visit.",
    "Malik called Reed on Friday.",
    "A group called Silver Gate met in Multan.",
    "The ferry added to the delay.",
    "She works for a think tank.",
    "The summit went to a firm that owns the hotel.",
    "Both candidates share 475 pledged delegates.",
    "The storm underscored the weakness of the dam.",
    "The vote highlighted deep rifts in the valley.",
    "Malik said little about the raid.",
    "A new bridge is easier said than done.",
    "Reed never mentioned the dam.",
    "The traders asked him a question.",
    "Everything Malik says is in the archive.",
    "Those who said the road was open had never seen it.",
    "Pointing to the map, Malik left the room.",
    "The exports declined to $9 billion last year.",
    "Their days begin at 4:30 and end late.",
    "It was the target it pledged to reach.",
    "The bulletin cited two officials.",
    "The clerk renewed the licence.",
    "The mill added nine looms in June.",
    "The court heard of Reed's alleged part in the raid.",
    "",
    "\n \n",
]


@pytest.mark.parametrize("body", SILENT)
def test_nothing_was_said(body: str) -> None:
    assert read(body) == []
