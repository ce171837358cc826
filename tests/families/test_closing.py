"""Families are a function of the set: ids, origins and members do not depend on the order in which articles or relations are given."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwire.families.closing import Edge, Family, Member, families, family_id, role

START = datetime(2025, 5, 6, 6, 0, tzinfo=UTC)


def member(number: int, source: str = "app", agency: str | None = None, at: int | None = None) -> Member:
    moment = START + timedelta(minutes=number if at is None else at)
    return Member(UUID(int=number + 1), source, f"key-{number:03}", moment, moment, agency)


def edge(one: Member, other: Member, share_one: float = 0.9, share_other: float = 0.9) -> Edge:
    return Edge(one.article_id, other.article_id, share_one, share_other)


def only(found: list[Family]) -> Family:
    assert len(found) == 1
    return found[0]


def test_an_article_alone_is_a_family_of_one() -> None:
    alone = member(1, "dawn", agency="Reuters")
    family = only(families([alone], []))
    assert (family.members, family.origin, family.origin_reason, family.origin_agency) == (
        (alone.article_id,),
        alone.article_id,
        "the only one",
        "Reuters",
    )
    assert role(family, alone, alone) == "only"


def test_the_agency_s_own_copy_is_the_origin_even_when_it_is_the_later_one() -> None:
    reprint, original = member(1, "urdupoint", agency="APP"), member(2, "app", agency="APP")
    family = only(families([reprint, original], [edge(reprint, original)]))
    assert family.origin == original.article_id
    assert family.origin_reason == "credited to APP, whose own copy it is"
    assert family.founder == reprint.article_id
    assert [role(family, one, original) for one in (reprint, original)] == ["copy", "origin"]


def test_without_the_agency_s_own_copy_the_earliest_is_the_origin_and_the_agency_is_named() -> None:
    first, second = member(1, "urdupoint", agency="Xinhua"), member(2, "dawn", agency="Xinhua")
    family = only(families([second, first], [edge(first, second)]))
    assert (family.origin, family.origin_agency) == (first.article_id, "Xinhua")
    assert family.origin_reason == "the earliest; credited to Xinhua, whose own copy is not held"


def test_of_articles_of_one_instant_the_first_by_source_and_key_is_the_origin() -> None:
    dawn, urdupoint = member(2, "dawn", at=0), member(1, "urdupoint", at=0)
    family = only(families([urdupoint, dawn], [edge(dawn, urdupoint)]))
    assert family.origin == dawn.article_id
    assert family.origin_reason == "of those with the earliest time the first by source and key"


def test_a_later_version_by_the_origin_s_outlet_is_no_copy() -> None:
    first, second = member(1, "app"), member(2, "app")
    family = only(families([first, second], [edge(first, second)]))
    assert role(family, second, first) == "version"


def test_a_report_that_carries_two_texts_joins_neither() -> None:
    one, other, report = member(1, "app"), member(2, "app"), member(3, "dawn")
    found = families([one, other, report], [edge(one, report, 0.9, 0.5), edge(other, report, 0.8, 0.4)])
    assert [family.members for family in found] == [(one.article_id,), (other.article_id,), (report.article_id,)]


def test_two_texts_that_are_one_family_anyway_are_joined_by_a_third() -> None:
    one, other, report = member(1, "app"), member(2, "app"), member(3, "dawn")
    edges = [edge(one, report, 0.9, 0.5), edge(other, report, 0.8, 0.4), edge(one, other)]
    assert only(families([one, other, report], edges)).members == (one.article_id, other.article_id, report.article_id)


def test_copies_of_two_texts_that_look_alike_do_not_vouch_for_each_other() -> None:
    monday, tuesday = member(1, "app"), member(900, "app")
    copies = member(2, "urdupoint"), member(901, "urdupoint")
    edges = [edge(monday, copies[0], 1.0, 1.0), edge(tuesday, copies[1], 1.0, 1.0), edge(monday, copies[1]), edge(tuesday, copies[0])]
    found = {frozenset(family.members) for family in families([monday, tuesday, *copies], edges)}
    assert found == {frozenset((monday.article_id, copies[0].article_id)), frozenset((tuesday.article_id, copies[1].article_id))}


def test_an_original_of_which_others_made_cut_copies_is_no_round_up() -> None:
    original, first, second = member(1, "app"), member(2, "urdupoint"), member(3, "urdupoint")
    found = families([original, first, second], [edge(original, first, 0.5, 1.0), edge(original, second, 0.4, 1.0)])
    assert [len(family.members) for family in found] == [3]


def test_a_text_that_two_outlets_carry_in_full_joins_them() -> None:
    long, short, shorter = member(1, "app"), member(2, "dawn"), member(3, "urdupoint")
    edges = [edge(long, short, 0.6, 1.0), edge(long, shorter, 0.4, 1.0), edge(short, shorter, 0.5, 0.9)]
    assert len(families([long, short, shorter], edges)) == 1


def test_an_edge_to_a_stranger_is_refused() -> None:
    known = member(1)
    with pytest.raises(KeyError):
        families([known], [edge(known, member(2))])


def test_the_id_is_the_founder_s() -> None:
    assert str(family_id(UUID("00000000-0000-0000-0000-000000000001"))) == "5ed16f60-bc31-5d83-b1c3-362b39f1be4e"


SETS = st.lists(
    st.tuples(st.sampled_from(["app", "dawn", "urdupoint"]), st.sampled_from([None, "APP", "Reuters/AFP", "AFP"]), st.integers(0, 3)),
    min_size=1,
    max_size=9,
)


@given(st.data(), SETS)
def test_order_does_not_matter(data: st.DataObject, drawn: list[tuple[str, str | None, int]]) -> None:
    members = [member(number, source, agency, at) for number, (source, agency, at) in enumerate(drawn)]
    pairs = [(one, other) for at, one in enumerate(members) for other in members[at + 1 :]]
    shares = st.sampled_from([0.3, 0.6, 0.9])
    edges = [edge(one, other, data.draw(shares), data.draw(shares)) for one, other in pairs if data.draw(st.integers(0, 2)) == 0]
    expected = families(members, edges)
    turned = [Edge(item.b, item.a, item.share_b, item.share_a) for item in edges]
    shuffled, again = data.draw(st.permutations(members)), data.draw(st.permutations(turned))
    assert families(shuffled, again) == expected
    assert sorted(one for family in expected for one in family.members) == sorted(one.article_id for one in members)
