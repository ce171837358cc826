"""What two invented reports are to each other, kind by kind."""

import dataclasses
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwire.families.decide import relate
from briefwire.families.reading import Reading
from briefwire.families.relation import Kind, Relation
from briefwire.families.spans import spans
from tests.families.texts import HARBOUR, TARIFFS, reading

LINES = HARBOUR.split("\n")
NEWS = (
    "Bakers across Marania baked through the night as the first grain in nine weeks came ashore on Tuesday morning.\n"
    "Queues stretched around the market square of Portolan long before the ovens were opened, and children were let off school.\n"
)
MORE = (
    "Economists at the university warned that prices would fall slowly because merchants had bought dear in the spring.\n"
    "The opposition called for an inquiry into why the repairs had taken three weeks longer than planned and what they had cost.\n"
    "In the southern towns the ferries, too, are expected to take up their summer timetable from the beginning of next week.\n"
    "A choir of dockers sang on the quay while the harbour master, Pell Aronsson, rang the bell that had hung silent since the storm.\n"
    "The weather service expects light winds from the west and no more rain before the weekend, good news for those who unload.\n"
)


def kind(one: Reading, other: Reading) -> Kind | None:
    found = relate(one, other)
    assert found == relate(other, one), "symmetric"
    return found.kind if found else None


def related(one: Reading, other: Reading) -> Relation:
    found = relate(one, other)
    assert found is not None
    return found


def test_one_text_twice_in_one_outlet() -> None:
    assert kind(reading(HARBOUR), reading(HARBOUR, hours=1, title="Portolan harbour open again")) is Kind.IDENTICAL


def test_a_few_words_changed() -> None:
    mended = HARBOUR.replace("nine weeks", "ten weeks").replace("freighters", "cargo ships").replace("thanked", "praised")
    assert kind(reading(HARBOUR), reading(mended, hours=2)) is Kind.NEAR_DUPLICATE


def test_a_later_version_with_a_new_lead() -> None:
    later = "\n".join([NEWS.split("\n")[0], *LINES])
    assert kind(reading(HARBOUR), reading(later, hours=5, title="Bakers at work as grain comes ashore")) is Kind.UPDATE


def test_another_outlet_s_cut_copy() -> None:
    copy = reading("\n".join(LINES[:4]), "urdupoint", hours=1, agency="APP")
    found = related(reading(HARBOUR, agency="APP"), copy)
    assert (found.kind, found.credit) == (Kind.WIRE_COPY, "APP")
    assert found.share_b > 0.98 > found.share_a > 0.6
    assert found.lag is not None
    assert found.lag.total_seconds() == 3600


def test_a_section_of_a_longer_report_about_more() -> None:
    section = "\n".join(LINES[1:4])
    roundup = NEWS + MORE + section + "\n" + TARIFFS
    release = reading(HARBOUR, agency="APP")
    assert kind(release, reading(roundup, "dawn", hours=9, title="Grain reaches the island")) is Kind.IN_ROUNDUP


def test_passages_of_one_report_in_another() -> None:
    follow_up = MORE + LINES[4] + "\n" + NEWS
    assert kind(reading(HARBOUR), reading(follow_up, hours=30, title="After the storm")) is Kind.PARTIAL_QUOTE


def test_one_formula_on_another_day_with_other_facts() -> None:
    formula = (
        "The coast guard rescued {} fishermen off {} on {} after their boat had lost its rudder in heavy seas, a statement said.\n"
        "The men were taken aboard a cutter, given dry clothes and hot soup and brought to the nearest harbour in good health.\n"
        "The coast guard reminded the owners of small boats to have rudders and engines looked at before the season begins.\n"
        "It thanked the volunteers of the lifeboat society, who had gone out at once, and the families for their patience."
    )
    monday = reading(formula.format(14, "Sorrel Point", "Monday"), title="Coast guard rescues fishermen")
    friday = reading(formula.format(23, "Cape Anders", "Friday"), hours=96, title="Coast guard rescues fishermen")
    assert kind(monday, friday) is Kind.TEMPLATE


def test_one_formula_on_one_day_about_other_countries() -> None:
    call = (
        "Foreign Minister Oke Lindqvist spoke by telephone with his counterpart of {} on Tuesday and told him of the repairs at Portolan.\n"
        "The two ministers agreed to stay in close touch and to meet on the margins of the autumn assembly in September.\n"
        "He thanked the government of {} for the tugboats that it had lent and for its sympathy with the bakers of the island."
    )
    one, other = (
        reading(call.format(land, land), hours=at, title=f"Lindqvist speaks with {land}") for at, land in enumerate(["Norway", "Kenya"])
    )
    assert kind(one, other) is Kind.TEMPLATE


def test_reports_with_nothing_in_common_are_nothing_to_each_other() -> None:
    assert relate(reading(HARBOUR), reading(TARIFFS, title="No duties on wool")) is None


def test_an_empty_text_is_nothing_to_anybody() -> None:
    assert relate(reading(HARBOUR), reading("— — —")) is None


def test_texts_of_different_scripts_are_not_compared() -> None:
    assert relate(reading(HARBOUR), reading("港口在九周维修之后重新开放" * 4)) is None


@pytest.mark.parametrize("cut", [slice(0, 3), slice(2, 6), slice(None)])
def test_spans_are_the_same_words_on_both_sides(cut: slice) -> None:
    one, other = reading(HARBOUR), reading(NEWS + "\n".join(LINES[cut]) + "\n" + MORE, "dawn")
    found = spans(one, other)
    assert found
    for span in found:
        assert one.piece.body[span.a_start : span.a_end] == other.piece.body[span.b_start : span.b_end]
    assert sum(span.a_end - span.a_start for span in found) >= 0.95 * sum(len(line) for line in LINES[cut])


TEXTS = st.lists(st.sampled_from([*LINES, *NEWS.split("\n"), *MORE.split("\n"), *TARIFFS.split("\n")]), min_size=1, max_size=8).map(
    "\n".join
)


@given(TEXTS, TEXTS, st.sampled_from(["app", "dawn"]), st.integers(0, 90))
def test_relations_are_sound_and_symmetric(body: str, other_body: str, source: str, hours: int) -> None:
    one, other = reading(body), reading(other_body, source, hours=hours, title="Another title")
    found = relate(one, other)
    assert found == relate(other, one)
    if found is None:
        return
    first, second = sorted((one, other), key=lambda item: item.piece.order)
    assert (found.a, found.b) == (first.piece.article_id, second.piece.article_id)
    assert 0 <= found.share_a <= 1
    assert 0 <= found.share_b <= 1
    ends_a = [(span.a_start, span.a_end) for span in found.spans]
    ends_b = sorted((span.b_start, span.b_end) for span in found.spans)
    for ends, text in ((ends_a, first), (ends_b, second)):
        assert all(start < end <= len(text.piece.body) for start, end in ends)
        assert all(left[1] <= right[0] for left, right in itertools.pairwise(ends))


def test_a_relation_is_a_value() -> None:
    found = related(reading(HARBOUR), reading(HARBOUR, hours=1))
    assert dataclasses.replace(found) == found
