"""Whatever a page holds, offsets lie in its body, in order, and never on a label or across each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwire.transcripts.exchange import transcript
from tests.cost import seconds

TITLES = {
    "china_mfa": (
        "2031年4月22日外交部发言人林灯主持例行记者会",
        "Foreign Ministry Spokesperson Lin Deng's Regular Press Conference on April 22, 2031",
        "外交部发言人就灯会答记者问",
    ),
    "india_mea": (
        "Transcript of Weekly Media Briefing by the Official Spokesperson (May 08, 2031)",
        "Statement on lamps",
        "India lights a lamp",
    ),
    "pakistan_mofa": (
        "Transcript of the Weekly Media Briefing by the Spokesperson on Thursday, 8th May 2031",
        "Statement on lamps",
        "Lamps",
    ),
    "uk_fcdo": ("Foreign Secretary’s call with Ruritania", "Minister’s speech on lamps", "Lamps"),
    "us_state": ("Department Press Briefing – May 6, 2031", "Secretary Wexcombe’s Call with Nobody", "Lamp Day"),
}
LINES = st.sampled_from(
    ["林灯：答。", "法新社记者：问？", "追问：再问？", "灯。", "", "*****", "问：一？ 答：二。", "Lin Deng: Yes.", "Q: Lamps?", "AFP: Lamps? Lin Deng: No.", "MR ELLERY: Hello.", "QUESTION: Hi?", "OPERATOR: Next.", "Ada: Sir, Ada from WION. Lamps?", "Shri Bo Dipak, Official Spokesperson: Lit.", "Question: (Ada, APP) Lamps?", "Spokesperson: Lit.", "SECRETARY WEXCOMBE: Well.", "# # #", "Marcus Ellery, Department Spokesperson", "：", ": "]
)  # fmt: skip

SIZE, SECONDS = (
    300_000,
    10.0,
)  # characters; seconds of this process: reading that grows with the length takes two, with its square many minutes
PIECES = ("林灯：答？\n", "灯报：灯\n", "法新社记者：问？\n", "MR ELLERY: Hi?\n", "Ada: Lamps from ", "*\n")


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("source", ["china_mfa", "india_mea", "us_state"])
def test_a_long_page_is_read_in_time_that_grows_with_its_length(source: str, piece: str) -> None:
    body = (piece * (SIZE // len(piece))).strip()
    assert seconds(lambda: transcript(source, TITLES[source][0], body, None), SECONDS) < SECONDS


@given(source=st.sampled_from(sorted(TITLES)), title=st.integers(0, 2), lines=st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=12))
def test_offsets(source: str, title: int, lines: list[str]) -> None:
    body = "\n".join(lines)
    found = transcript(source, TITLES[source][title], body, None)
    assert found is not None
    before = 0
    for number, item in enumerate(found.exchanges, 1):
        assert item.position == number
        if item.question_start is not None and item.question_end is not None:
            assert 0 <= item.question_start < item.question_end <= item.answer_start
            assert not body[item.question_start].isspace() and not body[item.question_end - 1].isspace()
        assert before <= item.answer_start <= item.answer_end <= len(body)
        if item.answer_end > item.answer_start:
            assert not body[item.answer_start].isspace() and not body[item.answer_end - 1].isspace()
        before = item.answer_end
