import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwire.about.countries import names as country_names
from briefwire.clean import scope, sentences, speakers, voices
from tests.cost import growth

DAY = date(2025, 5, 8)
FILLER = "The harbour was quiet in the morning. Ferries left on time."


def judge(*sentences: str, title: str = "Ferries leave on time", day: date | None = DAY) -> scope.Scope:
    return scope.judge(title, "\n".join(sentences), day=day)


IN = [
    ("The Foreign Office on Thursday voiced regret over the delay.", "ministry says"),
    ("“We regret the delay,” the Norlandian foreign ministry said.", "ministry says"),
    ("“We regret the delay,” said the foreign ministry.", "ministry says"),
    ("Foreign Office spokesperson Amna Noor said the delay was regretted.", "spokesperson says"),
    ("The State Department's spokesman, Bill Orr, told reporters the delay was regretted.", "spokesperson says"),
    (
        "Norland Foreign Ministry's Spokesperson, Bo Lee said during his regular briefing held here that ferries would sail.",
        "spokesperson says",
    ),
    ("The spokesperson for the Ministry of Foreign Affairs denied the report.", "spokesperson says"),
    ("According to the Ministry of External Affairs, the delay is over.", "according to ministry"),
    ("The delay is over, a statement issued by the Foreign Office Spokesperson said.", "statement by spokesperson"),
    ("The delay is over, according to a Foreign Office press release.", "ministry's statement"),
    ("“The delay is over,” the Foreign Office in a statement.", "ministry's statement"),
    ("In a statement from the foreign ministry, Norland regretted the delay.", "statement of ministry"),
    ("Norland's foreign minister Bo Lee on Friday called for calm.", "minister says"),
    ("Foreign Minister Bo Lee, who is on a visit to Sudland, warned of delays.", "minister says"),
    ("Foreign Minister Bo Lee, while answering a question, said ferries would sail.", "minister says"),
    ("Deputy Prime Minister and Foreign Minister Senator Mohammad Ishaq Dar Saturday briefed his Turkish counterpart.", "minister says"),
    ("Wang Yi added that ferries would sail.", "minister says"),
    ("US Secretary of State Marco Rubio wrote on X that ferries would sail.", "minister says"),
    ("The captain met Foreign Minister Bo Lee, who promised help.", "minister says"),
    ("A senior official at the Foreign Office said ferries would sail.", "official of ministry says"),
    ("The Foreign Office has said it regrets the delay.", "ministry says"),
    ("The DPM’s Office news release said the Turkish minister was thanked.", "office's statement"),
    ("During the meeting, the Foreign Secretary lauded the ferries.", "minister says"),
    ("At a lunch in Seoul, Foreign Minister Bo Lee lauded the ferries.", "minister says"),
    ("The paper, citing the Foreign Office, wrote of delays.", "ministry quoted"),
    ("Foreign Minister Bo Lee was quoted as saying that ferries would sail.", "minister says"),
]


@pytest.mark.parametrize(("sentence", "rule"), IN)
def test_a_ministry_speaks(sentence: str, rule: str) -> None:
    found = judge(FILLER, sentence)
    assert found.in_scope, found
    assert found.reason.split(":")[0] == rule
    assert len(found.reason) <= 200


@pytest.mark.parametrize(("sentence", "rule"), IN)
def test_words_in_a_late_paragraph_are_enough(sentence: str, rule: str) -> None:
    assert judge(*[FILLER] * 40, sentence).in_scope


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The harbour master said ferries would sail.", "no foreign ministry named"),
        ("A spokesperson of the Ministry of Health said ferries would sail.", "no foreign ministry named"),
        ("Ferries stop near the Foreign Office.", "named, but no words of its own: Foreign Office"),
        ("He was received at the Foreign Office, the captain said.", "named"),
        ("The captain met Norland's Foreign Minister Bo Lee at the harbour and praised the ferries.", "named"),
        ("The Foreign Minister was briefed on the ferries.", "named"),
        ("The captain received the Foreign Minister at the harbour and thanked the crew.", "named"),
        ("The captain spoke with the Foreign Minister, Senator Ishaq Dar, and thanked the crew.", "named"),
        ("The EU's top diplomat said ferries would sail.", "no foreign ministry named"),
        ("The Secretary of State of the Holy See said ferries would sail.", "no foreign ministry named"),
        ("Officers of the Navy and the Ministry of Foreign Affairs attended the launch.", "named"),
        ("The foreign ministry could not immediately comment.", "named"),
        ("The State Department did not respond to a request for words.", "named"),
        ("Neither the State Department nor the harbour responded.", "named"),
        ("The foreign ministry is expected to be told, and will condemn nothing.", "named"),
        ("“The Ministry of Foreign Affairs can give a better answer,” he added.", "named"),
        ("Former foreign minister Bo Lee said ferries would sail.", "no foreign ministry named"),
        ("The then foreign secretary warned of delays.", "no foreign ministry named"),
        ("Bilawal Bhutto-Zardari said ferries would sail.", "no foreign ministry named"),  # in office until August 2023
        ("The Council of Foreign Ministers adopted a text.", "no foreign ministry named"),
        ("Secretary of State for Transport Bo Lee said ferries would sail.", "no foreign ministry named"),
        ("Rubio’s efforts that eased the delay were praised by all.", "no foreign ministry named"),
        ("Foreign Minister Bo Lee was present when the president said ferries would sail.", "named"),
        ("The agreement credited to Foreign Minister Bo Lee, he noted, was sound.", "named"),
        ("Last year the foreign ministry condemned the delay.", "looks back only"),
        ("In 2019, the foreign ministry condemned the delay.", "looks back only"),
        ("The foreign ministry had condemned the delay.", "looks back only"),
        ("The Foreign Office said in a statement in January that ferries would sail.", "looks back only"),
        ("The trip comes days after the Foreign Office condemned the delay.", "looks back only"),
        (
            "Deputy Prime Minister and Foreign Minister Ishaq Dar warned of strict action against hoarding of sugar.",
            "minister speaks in another office",
        ),
        ("The opener Yashasvi Jaiswal said he was fit, and Misri Banda police agreed.", "no foreign ministry named"),
        ("FM radio said ferries would sail.", "no foreign ministry named"),
        ("for a meal they said grace before formal dinner", "no foreign ministry named"),
    ],
)
def test_nobody_of_a_ministry_speaks(sentence: str, reason: str) -> None:
    found = judge(FILLER, sentence)
    assert not found.in_scope, found
    assert found.reason.startswith(reason)


@pytest.mark.parametrize(
    "title", ["Ferries to sail: FO", "FO: ferries to sail", "Ferries to sail: Foreign Office spokesperson", "FO regrets delay of ferries"]
)
def test_a_headline_names_its_speaker(title: str) -> None:
    assert judge("Ferries will sail, it was announced here to foreign visitors.", title=title).in_scope


def test_acronyms_mean_a_ministry_only_where_foreign_affairs_are_the_matter() -> None:
    assert not judge("FM Lee said the budget was ready.").in_scope
    assert judge("The FM said the ferry was ready.", "Foreign envoys came.").in_scope
    assert not judge("FO sales fell, FO says, to a tonne.").in_scope


def test_a_surname_speaks_once_its_bearer_is_known() -> None:
    assert not judge("Lee said ferries would sail.").in_scope
    found = judge("Foreign Minister Bo Lee arrived on Friday.", "Lee said ferries would sail.")
    assert found == scope.Scope(True, "minister says: Lee said")


@pytest.mark.parametrize(
    ("sentences", "day", "in_scope"),
    [
        (("FM Lee said ferries would sail.", "Foreign envoys came."), DAY, False),
        (("FM Lee said ferries would sail.", "The foreign ministry is near."), DAY, True),
        (("FM Dar said ferries to Kenya would sail.", "Foreign envoys came."), DAY, True),
        (("FM Wang said ferries would sail.", "Foreign envoys came."), DAY, True),
        (("FM Munir praised the ferries.", "The foreign ministry is near."), date(2025, 5, 20), False),
        (("FM Asim Munir praised the ferries.", "The foreign ministry is near."), date(2025, 6, 1), False),
        (("FM Munir praised the ferries.", "The foreign ministry is near."), date(2025, 5, 19), True),
        (("FM Orr praised the ferries.", "Field Marshal Bill Orr met the foreign secretary."), DAY, False),
        (("FM Orr praised the budget.", "Finance Minister Bill Orr met the foreign secretary."), DAY, False),
    ],
)
def test_fm_is_also_a_field_marshal_and_a_finance_minister(sentences: tuple[str, ...], day: date, in_scope: bool) -> None:
    assert judge(*sentences, day=day).in_scope == in_scope


LEAD = "Foreign Office spokesperson Amna Noor on Friday spoke about the ferries at a briefing."


@pytest.mark.parametrize(
    "later",
    [
        "“The ferries will sail,” Amna Noor said.",
        "“The ferries will sail,” Noor said.",
        "“The ferries will sail,” she said.",
        "“The ferries will sail. Nobody need worry,” she told a weekly briefing.",
        "“The ferries will sail,” the spokesperson added.",
        "She said ferries would sail.",
        "“The ferries are old.” “They will sail,” she added.",
    ],
)
def test_a_speaker_named_in_the_lead_speaks_later(later: str) -> None:
    assert not judge(LEAD).in_scope
    assert judge(LEAD, later).in_scope


def test_a_name_may_begin_with_the_family() -> None:
    lead = "Norland’s foreign ministry spokesperson Lin Qiaoyun on Friday spoke about the ferries."
    assert judge(lead, "Lin added: “The ferries will sail.”").in_scope
    assert not judge(lead, "Lin Bo added: “The ferries will sail.”").in_scope
    assert not judge("Foreign Minister Jordan Bell came.", "Jordan said ferries would sail.").in_scope


@pytest.mark.parametrize(
    "between",
    [
        "The captain was there too, and said so.",
        "Captain Bill Orr was there too.",
        "The prime minister was there too.",
        "A girl broke down in tears.",
    ],
)
def test_he_and_she_are_the_last_to_act(between: str) -> None:
    assert not judge(LEAD, between, "“The ferries will sail,” she said.").in_scope


@pytest.mark.parametrize(
    "before",
    [
        "The captain met Foreign Minister Amna Noor.",
        "Foreign Minister Amna Noor’s ferry left.",
        "Foreign Minister Amna Noor and the captain left.",
        "“The ferries are old. Foreign Minister Amna Noor left the harbour.”",
        "Last year Foreign Minister Amna Noor left the harbour.",
        "Prime Minister Bo Lee met Foreign Minister Amna Noor.",
    ],
)
def test_he_and_she_are_not_those_who_only_appear(before: str) -> None:
    assert not judge(before, "She said ferries would sail.").in_scope


@pytest.mark.parametrize(
    ("sentence", "in_scope"),
    [
        ("A programme funded by the UK, with the Foreign Office, sought clean ferries, said a press release.", False),
        ("Talks, held at the Foreign Office, and funded by the FCDO, sought clean ferries, said a news release.", False),
        ("The Norlandian foreign ministry has repeatedly condemned the delay.", False),
        ("The Norlandian foreign ministry has condemned the delay.", True),
        ("The captain dismissed Foreign Minister Bo Lee’s charges, instead saying that ferries would sail.", False),
        ("Norland criticised the delay, with Foreign Minister Bo Lee urging patience.", True),
        ("The captain came with Foreign Minister Bo Lee, urging patience.", False),
        ("Foreign Minister Bo Lee was cited as saying that ferries would sail.", True),
        ("Foreign Minister Bo Lee was cited by the captain.", False),
        ("Foreign Minister Ishaq Dar warned of strict action against hoarding of sugar.", False),
        ("FM Dar warned of strict action against hoarding of sugar.", False),
        ("Foreign Minister Ishaq Dar stressed trade in South Asia.", True),
        ("The U.S. Chargé d’Affaires came about ferries, a DPM Office news release said.", True),
        ("The Ministry of Foreign Affairs found another ferry, officials said.", False),
        ("The foreign minister came late to a weekly briefing.", False),
        ("The foreign minister came late, briefing envoys on the delay.", True),
    ],
)
def test_who_is_the_subject_and_in_which_office(sentence: str, in_scope: bool) -> None:
    assert judge(FILLER, "A foreign visitor came.", sentence).in_scope == in_scope


def test_the_spokesperson_is_the_last_one_named() -> None:
    of_ministry = "Foreign Office spokesperson Amna Noor came to the harbour."
    assert judge(of_ministry, "“All will be well,” the spokesperson said.").in_scope
    assert not judge(of_ministry, "A police spokesperson was there too.", "“All will be well,” the spokesperson said.").in_scope


def test_a_person_counts_only_while_in_office() -> None:
    sentence = "Geng Shuang said ferries would sail."
    assert judge(sentence, day=date(2020, 4, 22)).in_scope
    assert not judge(sentence, day=date(2025, 5, 8)).in_scope
    assert judge(sentence, day=None).in_scope


def test_a_minister_with_two_offices_counts_where_other_countries_are_the_matter() -> None:
    sentence = "Deputy Prime Minister and Foreign Minister Ishaq Dar stressed the need for speed."
    assert not judge(sentence, title="Textile parks to be finished soon").in_scope
    assert judge(sentence, title="Azerbaijan ferry to be finished soon").in_scope
    assert judge(sentence, title="Bilateral ferry to be finished soon").in_scope


def test_opinion_pages_are_background_by_design() -> None:
    body = "The foreign ministry said ferries would sail."
    assert scope.judge("On ferries", body, day=DAY, section="Newspaper", datelined=True).in_scope
    assert scope.judge("On ferries", body, day=DAY, section="Newspaper", datelined=False) == scope.Scope(
        False, "opinion page: section Newspaper"
    )
    assert not scope.judge("On ferries", body, day=DAY, section="Opinion").in_scope
    assert scope.judge("On ferries", body, day=DAY, section="World", datelined=False).in_scope


def test_the_tables_are_in_the_form_that_the_rule_compares() -> None:
    for phrase in (*voices.MINISTRIES, *voices.MINISTERS, *voices.OFFICES, *(name for person in voices.persons() for name in person.names)):
        assert phrase == phrase.casefold() == " ".join(phrase.split()), phrase
    for person in voices.persons():
        assert person.since < person.until, person
        assert person.country in country_names().values()


@pytest.mark.parametrize(
    ("name", "code"),
    [("pakistan", "PK"), ("turkiye", "TR"), ("chinese", "CN"), ("uae", "AE"), ("united kingdom", "GB"), ("south korea", "KR")],
)
def test_country_names(name: str, code: str) -> None:
    assert country_names()[name] == code


phrases = st.sampled_from(
    [
        "the foreign ministry",
        "said",
        "who",
        ",",
        "“",
        "”",
        '"',
        "last year",
        "Ishaq Dar",
        "FM Munir",
        "she",
        "'s",
        "that",
        "while",
        ".",
        "FO",
        "U.S.",
        "by",
        ";",
        "\n",
        "DPM",
    ]
)


@given(st.one_of(st.text(), st.lists(phrases).map(" ".join)), st.one_of(st.text(), st.lists(phrases).map(" ".join)))
def test_any_text_has_a_verdict_with_a_reason(title: str, body: str) -> None:
    found = scope.judge(title, body, day=DAY)
    assert found.reason
    assert scope.judge(title, body, day=DAY) == found


_SPOKEN = st.lists(
    st.sampled_from(
        """the The foreign Foreign ministry Ministry minister Minister office Office spokesperson Spokesman FO FM DPM MEA MoFA of , . " ” ’s he She said
        Dar Ishaq Bo Lee Geng Shuang Wang Yi Jordan council former deputy prime another its Dr radio 92 harbour came""".split()
    ),
    max_size=40,
)


@given(_SPOKEN)
def test_a_word_that_is_not_looked_at_begins_no_speaker(words: list[str]) -> None:
    def found() -> tuple[list[speakers.Voice], speakers.Memory]:
        text = " ".join(words)
        memory = speakers.memory_of(text, DAY)
        memory.subject = speakers.Voice("minister", 0, 0)
        return [voice for sentence in sentences.split("", text) for voice in speakers.find(sentence, memory)], memory

    class Every(frozenset[str]):
        def __contains__(self, _: object) -> bool:
            return True

    quick = found()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(speakers, "_heads", lambda: Every())
        assert found() == quick


_WORDS = ("Mr", "Mrs", "Ms", "Dr", "Sen", "Gen", "Amb", "A", "b", "7", "")
_PIECES = st.tuples(*map(st.sampled_from, (_WORDS, (".", "!", "..", ".?"), ("", "”", "’)"), (" ", " ", ""), ("", "“", '("'), _WORDS))).map(
    "".join
)


@given(st.lists(_PIECES, max_size=6).map("".join))
def test_sentences_end_at_marks_that_no_title_and_no_initial_stands_before(text: str) -> None:
    """The rule with what must not stand before a mark written where it is read, before it."""
    plain = re.compile(
        r"(?<![.!?])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bSen)(?<!\bGen)(?<!\bAmb)(?<!\b[A-Z])[.!?]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])"
    )
    assert [match.span() for match in sentences._SENTENCE_END.finditer(text)] == [match.span() for match in plain.finditer(text)]


@pytest.mark.parametrize(
    "piece",
    [
        "last year the foreign ministry said ",
        "Deputy Prime Minister and Foreign Minister Ishaq Dar warned ",
        "the spokesperson of the foreign ministry, ",
        "FO ",
        "with Foreign Minister ",
        '"FO ',
        "... ",
        "!?\"'",
        "a-b-",
        "A ",
        "the ministry ",
        "Foreign Minister Bo Lee came. He went. ",
        "Foreign Minister Bo Lee came. “He went. ",
        "FM Munir praised ",
        "Field Marshal ",
        "Foreign Minister Amna Noor ",
    ],
)
def test_the_time_is_linear_in_the_length(piece: str) -> None:
    def judge(times: int) -> None:
        speakers.is_foreign.cache_clear()
        scope.judge("Ferries", "The foreign ministry is near. " + piece * times, day=DAY)

    assert growth(judge, 500, 5_000, 40) <= 40
