"""What counts as a difference, one rule at a time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from briefwire.families.closing import Edge, Member, families
from briefwire.families.deviation import Deviation, Place, Said, family_differences, relation_difference

A, B, C = (UUID(int=number) for number in (1, 2, 3))
COPY = Said("wire_copy", 0.9, 1.0, timedelta(hours=2), "APP", "copy 1", 17)
QUOTE = replace(COPY, kind="partial_quote")


@pytest.mark.parametrize(
    ("stored", "computed", "candidate", "kind"),
    [
        (COPY, COPY, True, None),
        (None, None, True, None),
        (None, COPY, True, Deviation.MISSING_RELATION),
        (COPY, None, True, Deviation.SURPLUS_RELATION),
        (COPY, QUOTE, True, Deviation.OTHER_KIND),
        (COPY, COPY, False, Deviation.SURPLUS_RELATION),
        (COPY, None, False, Deviation.SURPLUS_RELATION),
        (None, COPY, False, Deviation.MISSED_BY_THE_INDEX),
        (None, QUOTE, False, None),  # only what makes a family has to be found
        (None, None, False, None),
    ],
)
def test_relations(stored: Said | None, computed: Said | None, candidate: bool, kind: Deviation | None) -> None:
    found = relation_difference((A, B), stored, computed, candidate=candidate)
    assert (found and found.kind) == kind
    assert found is None or found.articles == (A, B)


@pytest.mark.parametrize(
    "change",
    [{"share_a": 0.8}, {"share_b": 0.8}, {"lag": None}, {"credit": None}, {"decided_by": "copy 2"}, {"spans": 18}],
    ids=lambda change: next(iter(change)),
)
def test_other_evidence_is_named(change: dict[str, object]) -> None:
    found = relation_difference((A, B), replace(COPY, **change), COPY, candidate=True)  # type: ignore[arg-type]
    assert found is not None and found.kind is Deviation.OTHER_EVIDENCE and next(iter(change)) in found.words


def member(article: UUID, source: str, hour: int) -> Member:
    at = datetime(2025, 5, 6, hour, tzinfo=UTC)
    return Member(article, source, str(article.int), at, at, None)


MEMBERS = {one.article_id: one for one in (member(A, "post", 8), member(B, "ministry", 9), member(C, "post", 10))}
FAMILIES = families(list(MEMBERS.values()), [Edge(A, B, 0.9, 1.0)])
STORED = {
    A: Place(FAMILIES[0].family_id, "origin", A, FAMILIES[0].origin_reason, None, 2),
    B: Place(FAMILIES[0].family_id, "copy", A, FAMILIES[0].origin_reason, None, 2),
    C: Place(FAMILIES[1].family_id, "only", C, FAMILIES[1].origin_reason, None, 1),
}


def differences(changed: dict[UUID, Place | None], looked_at: set[UUID]) -> list[tuple[str, tuple[UUID, ...]]]:
    stored = {article: place for article, place in (STORED | changed).items() if place is not None}
    return [(found.kind.value, found.articles) for found in family_differences(FAMILIES, MEMBERS, stored, looked_at)]


EVERYONE = {A, B, C}


def test_families_that_are_as_they_should_be() -> None:
    assert differences({}, EVERYONE) == []


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({B: None}, [("other family", (B, A))]),
        ({B: replace(STORED[B], family_id=FAMILIES[1].family_id)}, [("other family", (B, A))]),
        ({C: replace(STORED[C], family_id=FAMILIES[0].family_id)}, [("other family", (C,))]),
        ({one: replace(STORED[one], size=3) for one in (A, B)}, [("other family", (A,))]),
        ({one: replace(STORED[one], origin=B) for one in (A, B)}, [("other origin", (A, B))]),
        ({one: replace(STORED[one], origin_agency="APP") for one in (A, B)}, [("other origin", (A,))]),
        ({B: replace(STORED[B], role="version")}, [("other role", (B, A))]),
        ({C: replace(STORED[C], role="origin")}, [("other role", (C,))]),
    ],
)
def test_families(changed: dict[UUID, Place | None], found: list[tuple[str, tuple[UUID, ...]]]) -> None:
    assert differences(changed, EVERYONE) == found


def test_what_was_not_looked_at_is_not_spoken_of() -> None:
    wrong = {B: replace(STORED[B], role="version"), C: None}
    assert differences(wrong, {A}) == []
