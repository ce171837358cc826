"""The US department's pages: transcripts with labels in capitals, and releases. Invented people, invented words."""

from datetime import date

from briefwire.transcripts.exchange import transcript
from tests.transcripts.reading import read, rows

BRIEFING = "Department Press Briefing – May 6, 2031"
SIGNED = ("Marcus Ellery, Department Spokesperson", "2:08 p.m. EDT")


def test_a_briefing() -> None:
    lines = (
        *SIGNED,
        "MR ELLERY: Good afternoon. Go ahead.",
        "QUESTION: On lamps?",
        "MR ELLERY: They are lit.",
        "They stay lit.",
        "(The briefing was concluded at 3:05 p.m.)",
    )
    found = read("us_state", BRIEFING, *lines, day=date(2031, 5, 7))
    assert (found.setting, found.spokesperson, found.day) == ("regular briefing", "Marcus Ellery", date(2031, 5, 6))
    assert rows("us_state", BRIEFING, *lines) == [
        (None, None, None, "Good afternoon. Go ahead."),
        ("QUESTION", None, "On lamps?", "They are lit.\nThey stay lit."),
    ]


def test_an_asker_who_is_called_by_name_and_outlet() -> None:
    asked = rows(
        "us_state",
        BRIEFING,
        *SIGNED,
        "MR ELLERY: Next, Ada Lantern from Reuters.",
        "QUESTION: Thanks. Lamps?",
        "MR ELLERY: Yes.",
        "QUESTION: Hi, Bo Wick with AFP. And oil?",
        "MR ELLERY: No.",
    )
    assert [(asker, outlet) for asker, outlet, *_ in asked] == [(None, None), ("Ada Lantern", "Reuters"), ("Bo Wick", "AFP")]


def test_hosts_and_guests_do_not_speak_for_the_department() -> None:
    asked = rows(
        "us_state",
        "Secretary Eleanor P. Wexcombe and Ruritanian Foreign Minister Otto Brand at a Joint Press Availability",
        "Eleanor P. Wexcombe, Secretary of State",
        "Strelsau, Ruritania",
        "FOREIGN MINISTER BRAND: (Via interpreter) Welcome.",
        "SECRETARY WEXCOMBE: Thank you, Otto.",
        "MR ELLERY: We turn to questions.",
        "QUESTION: For both: lamps?",
        "FOREIGN MINISTER BRAND: Yes.",
        "SECRETARY WEXCOMBE: Yes indeed.",
        "MODERATOR: Thank you all.",
    )
    assert asked == [(None, None, None, "Thank you, Otto."), ("QUESTION", None, "For both: lamps?", "Yes indeed.")]


def test_two_officials_who_answer_one_question_have_an_exchange_each() -> None:
    found = read(
        "us_state",
        "Briefing with Senior State Department Officials On Lamps",
        "Office of the Spokesperson",
        "Via Teleconference",
        "MODERATOR: Please.",
        "SENIOR STATE DEPARTMENT OFFICIAL ONE: Hello.",
        "OPERATOR: Go ahead.",
        "QUESTION: Lamps?",
        "SENIOR STATE DEPARTMENT OFFICIAL ONE: Yes.",
        "SENIOR STATE DEPARTMENT OFFICIAL TWO: No.",
    )
    assert found.setting == "remarks" and found.spokesperson is None
    assert [item.answerer for item in found.exchanges] == [
        "SENIOR STATE DEPARTMENT OFFICIAL ONE",
        "SENIOR STATE DEPARTMENT OFFICIAL ONE",
        "SENIOR STATE DEPARTMENT OFFICIAL TWO",
    ]
    assert found.exchanges[0].question_start is None
    assert found.exchanges[1].question_start == found.exchanges[2].question_start


def test_an_interview_is_its_interviewers() -> None:
    asked = rows(
        "us_state",
        "Secretary Eleanor P. Wexcombe on CNN’s Lamp Hour with Ada Lantern",
        "Eleanor P. Wexcombe, Secretary of State",
        "QUESTION: Welcome.",
        "SECRETARY WEXCOMBE: Thanks.",
    )
    assert asked == [("Ada Lantern", "CNN", "Welcome.", "Thanks.")]


def test_a_readout_and_a_statement_are_the_departments_without_heads_and_feet() -> None:
    title, lines = (
        "Secretary Wexcombe’s Call with the Foreign Minister of Ruritania",
        ("Office of the Spokesperson", "The below is attributable to Spokesperson Marcus Ellery:", "They spoke.", "# # #"),
    )
    found = read("us_state", title, *lines)
    assert (found.setting, found.spokesperson) == ("readout", "Marcus Ellery")
    assert rows("us_state", title, *lines) == [(None, None, None, "They spoke.")]
    found = read(
        "us_state", "Lamp Day", "Eleanor P. Wexcombe, Secretary of State", "Happy Lamp Day.", "For more information, please contact nobody."
    )
    assert (found.setting, found.spokesperson) == ("statement", "Eleanor P. Wexcombe")
    assert found.exchanges[0].answer_end == len("Eleanor P. Wexcombe, Secretary of State\nHappy Lamp Day.")


def test_a_schedule_is_no_transcript() -> None:
    assert transcript("us_state", "Public Schedule – May 6, 2031", "10:00 a.m. SECRETARY WEXCOMBE: meets.", None) is None


def test_an_outlet_is_no_ministry() -> None:
    assert transcript("dawn", BRIEFING, "MR ELLERY: Hello.", None) is None
