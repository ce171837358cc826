"""What differs between what is stored of relations and families and what is computed from the texts. Comparing only: no texts, no database."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from briefwire.families.closing import Family, Member, role
from briefwire.families.relation import CLOSING, Kind, Relation, Span


class Deviation(StrEnum):
    """The closed list of differences. All but one are mended by linking the articles again."""

    MISSING_RELATION = "missing relation"
    SURPLUS_RELATION = "surplus relation"
    OTHER_KIND = "other kind"
    OTHER_EVIDENCE = "other evidence"
    OTHER_FINGERPRINTS = "other fingerprints"
    OTHER_FAMILY = "other family"
    OTHER_ORIGIN = "other origin"
    OTHER_ROLE = "other role"
    MISSED_BY_THE_INDEX = "missed by the index"  # one text by their shingles, too few fingerprints in common: no link finds it


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: the articles it is about (a pair; or one with its founder or origin), what is stored and what should be."""

    kind: Deviation
    articles: tuple[UUID, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """A relation without its articles and with its spans as a number, equal when they are: small enough to hold a window's."""

    kind: str
    share_a: float
    share_b: float
    lag: timedelta | None
    credit: str | None
    decided_by: str
    spans: int


@dataclass(frozen=True, slots=True)
class Place:
    """An article's family as it is stored: `size` members, as their origin says."""

    family_id: UUID
    role: str
    origin: UUID
    origin_reason: str
    origin_agency: str | None
    size: int


def said(relation: Relation) -> Said:
    """A computed relation, to be compared."""
    return Said(
        kind=relation.kind.value,
        share_a=relation.share_a,
        share_b=relation.share_b,
        lag=relation.lag,
        credit=relation.credit,
        decided_by=relation.decided_by,
        spans=spans_number(relation.spans),
    )


def spans_number(spans: Sequence[Span]) -> int:
    """The number that stands for the spans of a relation in this process."""
    return hash(tuple((span.a_start, span.a_end, span.b_start, span.b_end) for span in spans))


def relation_difference(pair: tuple[UUID, UUID], stored: Said | None, computed: Said | None, *, candidate: bool) -> Difference | None:
    """The difference of one pair, None when there is none. A pair that is no `candidate` by its fingerprints should have no relation."""
    if not candidate:
        if stored is not None:
            return Difference(Deviation.SURPLUS_RELATION, pair, f"{stored.kind} is stored, but they have too few fingerprints in common")
        if computed is not None and Kind(computed.kind) in CLOSING:
            words = f"they are {computed.kind} by their shingles, but have too few fingerprints in common to be found"
            return Difference(Deviation.MISSED_BY_THE_INDEX, pair, words)
        return None
    if stored is None and computed is None:
        return None
    if stored is None and computed is not None:
        return Difference(Deviation.MISSING_RELATION, pair, f"nothing is stored, by their texts they are {computed.kind}")
    if stored is not None and computed is None:
        return Difference(Deviation.SURPLUS_RELATION, pair, f"{stored.kind} is stored, by their texts they are nothing to each other")
    if stored is None or computed is None or stored == computed:
        return None
    if stored.kind != computed.kind:
        return Difference(Deviation.OTHER_KIND, pair, f"{stored.kind} is stored, by their texts they are {computed.kind}")
    names = [
        name for name in ("share_a", "share_b", "lag", "credit", "decided_by", "spans") if getattr(stored, name) != getattr(computed, name)
    ]
    told = [name if name == "spans" else f"{name} {getattr(stored, name)}, not {getattr(computed, name)}" for name in names]
    return Difference(
        Deviation.OTHER_EVIDENCE, pair, f"{stored.kind} is stored with other evidence than their texts give: {'; '.join(told)}"
    )


def family_differences(
    computed: Sequence[Family], members: Mapping[UUID, Member], stored: Mapping[UUID, Place], looked_at: Collection[UUID]
) -> Iterator[Difference]:
    """The differences of families in what is stored of the members `looked_at`. Origin and size are told once for a family."""
    for family in computed:
        seen = [article for article in family.members if article in looked_at]
        strangers = [article for article in seen if (place := stored.get(article)) is None or place.family_id != family.family_id]
        for article in strangers:
            where = f"its family is stored as {stored[article].family_id}" if article in stored else "no family is stored"
            words = f"{where}, by the relations it is {family.family_id}, whose founder is named last"
            yield Difference(Deviation.OTHER_FAMILY, _named(article, family.founder), words)
        known = [(article, stored[article]) for article in seen if article not in strangers]
        if known:
            yield from _of_known(family, members, known)


def _of_known(family: Family, members: Mapping[UUID, Member], known: Sequence[tuple[UUID, Place]]) -> Iterator[Difference]:
    first, place = known[0]
    if place.size != len(family.members):
        words = f"its family is stored with {place.size} members, by the relations it has {len(family.members)}"
        yield Difference(Deviation.OTHER_FAMILY, _named(first, family.founder), words)
    if (place.origin, place.origin_reason, place.origin_agency) != (family.origin, family.origin_reason, family.origin_agency):
        stored, computed = (
            f"{origin} ({reason}; {agency or 'no agency'})"
            for origin, reason, agency in (
                (place.origin, place.origin_reason, place.origin_agency),
                (family.origin, family.origin_reason, family.origin_agency),
            )
        )
        words = f"the origin of the family is stored as article {stored}, by the relations it is {computed}"
        yield Difference(Deviation.OTHER_ORIGIN, _named(first, place.origin, family.origin), words)
        return
    for article, its in known:
        should_be = role(family, members[article], members[family.origin])
        if its.role != should_be:
            yield Difference(
                Deviation.OTHER_ROLE, _named(article, family.origin), f"stored as {its.role}, beside its origin it is {should_be}"
            )


def _named(*articles: UUID) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys(articles))
