"""Families: articles that are one text by way of others, and which of them came first. A function of the set alone, whatever the order it is given in."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID, uuid5

from briefwire.clean.agencies import credited, own_source

# A fixed namespace: the same family has the same id in every database. Never change it.
FAMILY_NAMESPACE = UUID("5b0a7f52-3c55-5d0e-8f0b-6a3a0f6f6c1d")

_MOST = 0.75  # of a text that stands in another: as decide.py has it for versions

Role = Literal["only", "origin", "copy", "version"]


@dataclass(frozen=True, slots=True)
class Member:
    """What a family must know of an article; as in `Piece`."""

    article_id: UUID
    source: str
    native_key: str
    at: datetime
    published_at: datetime | None
    agency: str | None

    @property
    def order(self) -> tuple[datetime, str, str]:
        """Time, then source and native key."""
        return self.at, self.source, self.native_key


class Edge(NamedTuple):
    """A closing relation: two articles, and the share (0 to 1) of each that stands in the other."""

    a: UUID
    b: UUID
    share_a: float
    share_b: float


@dataclass(frozen=True, slots=True)
class Family:
    """Articles that are one text. `founder` is the first of them in order and gives the family its id, `origin` the one that the others go back to.

    `origin_reason` says why it is the origin; `origin_agency` is the agency that the text is credited to, whether its own copy is held or not.
    """

    family_id: UUID
    founder: UUID
    origin: UUID
    origin_reason: str
    origin_agency: str | None
    members: tuple[UUID, ...]


def families(members: Collection[Member], edges: Iterable[Edge]) -> list[Family]:
    """The families of `members`, each article in exactly one, in order of their founders.

    `edges` are all closing relations among them, and `members` all articles that closing relations reach from one another: an edge that joins nothing today
    does so tomorrow, when another is gone. An article never makes one family of two texts of another outlet which are none without it: see `_joining`. Edges
    to articles that are not among the members raise `KeyError`.
    """
    known = {member.article_id: member for member in members}
    in_order = sorted(known, key=lambda one: known[one].order)
    reached = _reached(edges)
    found: list[list[UUID]] = []
    for part in _components(in_order, reached, known):
        within = [edge for one in part for edge in reached.get(one, ()) if edge.a == one]
        found += _components(part, _reached(_joining(part, within, known)), known) if len(part) > 2 else [part]
    return sorted((_family([known[one] for one in part]) for part in found), key=lambda family: known[family.founder].order)


def family_id(founder: UUID) -> UUID:
    """The id of the family that `founder` is the first article of (UUID version 5, RFC 9562)."""
    return uuid5(FAMILY_NAMESPACE, founder.hex)


def role(family: Family, member: Member, origin: Member) -> Role:
    """What a member is in its family: the only one, the origin, a version by the origin's own outlet, or another outlet's copy."""
    if len(family.members) == 1:
        return "only"
    if member.article_id == family.origin:
        return "origin"
    return "version" if member.source == origin.source else "copy"


def _joining(part: Sequence[UUID], edges: Sequence[Edge], known: Mapping[UUID, Member]) -> list[Edge]:
    """The edges of a connected part but those by which an article would make one family of another outlet's texts which that outlet's own relations do not.

    Such an article goes with the texts that it is closest to, when most of it stands there; else, being a round-up of the earlier, shorter ones, with none of
    those. Other copies of the same texts are no reason to join them: they would vouch for each other.
    """
    apart: set[frozenset[UUID]] = set()
    for (article, outlet), partners in _elsewhere(edges, known).items():
        if len(partners) > 1:
            texts = [one for one in part if known[one].source == outlet]
            own = _reached(edge for edge in edges if known[edge.a].source == known[edge.b].source == outlet)
            groups = [held for group in _components(texts, own, known) if (held := [one for one in group if one in partners])]
            if len(groups) > 1:
                apart.update(frozenset((article, text)) for text in _left_out(groups, partners, known[article], known))
    return [edge for edge in edges if frozenset(edge[:2]) not in apart]


class _Shares(NamedTuple):
    """Of two related articles the share of the one at hand that stands in the other, and the reverse."""

    own: float
    other: float


def _elsewhere(edges: Iterable[Edge], known: Mapping[UUID, Member]) -> dict[tuple[UUID, str], dict[UUID, _Shares]]:
    """For each article and each outlet but its own the related texts there, with the shares; one entry an article and outlet."""
    found: defaultdict[tuple[UUID, str], dict[UUID, _Shares]] = defaultdict(dict)
    for a, b, share_a, share_b in edges:
        if known[a].source != known[b].source:
            found[a, known[b].source][b] = _Shares(share_a, share_b)
            found[b, known[a].source][a] = _Shares(share_b, share_a)
    return found


def _left_out(
    groups: Sequence[Sequence[UUID]], partners: Mapping[UUID, _Shares], article: Member, known: Mapping[UUID, Member]
) -> list[UUID]:
    """Of an article's partners in one outlet, which are several texts there, those that it does not go with."""
    best = max(groups, key=lambda group: max(sum(partners[text]) for text in group))
    if max(partners[text].own for text in best) >= _MOST:
        return [text for group in groups if group is not best for text in group]
    # A round-up comes after what it carries: an original of which several made cut copies is none.
    return [text for text, shares in partners.items() if shares.own < shares.other and known[text].order < article.order]


def _reached(edges: Iterable[Edge]) -> dict[UUID, list[Edge]]:
    """The edges of each article."""
    found: defaultdict[UUID, list[Edge]] = defaultdict(list)
    for edge in edges:
        found[edge.a].append(edge)
        found[edge.b].append(edge)
    return found


def _components(ids: Sequence[UUID], reached: Mapping[UUID, Sequence[Edge]], known: Mapping[UUID, Member]) -> Iterator[list[UUID]]:
    """The connected parts of `ids`, in order of their first ones, each in order of its articles."""
    seen: set[UUID] = set()
    for first in ids:
        if first in seen:
            continue
        seen.add(first)
        found, waiting = [], [first]
        while waiting:
            one = waiting.pop()
            found.append(one)
            for edge in reached.get(one, ()):
                other = edge.b if edge.a == one else edge.a
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        yield sorted(found, key=lambda one: known[one].order)


def _family(members: list[Member]) -> Family:
    founder = members[0]
    origin, agency, reason = _origin(members)
    return Family(
        family_id=family_id(founder.article_id),
        founder=founder.article_id,
        origin=origin.article_id,
        origin_reason=reason,
        origin_agency=agency,
        members=tuple(member.article_id for member in members),
    )


def _origin(members: list[Member]) -> tuple[Member, str | None, str]:
    """The member that the others go back to, the agency credited, and why. `members` in order."""
    if len(members) == 1:
        own_credit = credited(members[0].agency)
        return members[0], own_credit[0] if own_credit else None, "the only one"
    by_agency: defaultdict[str, list[Member]] = defaultdict(list)
    for member in members:
        for agency in credited(member.agency):
            by_agency[agency].append(member)
    # The agency that most members credit; of equals the one credited first.
    ranked = sorted(by_agency, key=lambda agency: (-len(by_agency[agency]), by_agency[agency][0].order, agency))
    for agency in ranked:
        if own := [member for member in members if member.source == own_source(agency)]:
            return own[0], agency, f"credited to {agency}, whose own copy it is"
    first = ranked[0] if ranked else None
    if len(members) > 1 and members[0].at == members[1].at:
        return members[0], first, "of those with the earliest time the first by source and key"
    return members[0], first, f"the earliest; credited to {first}, whose own copy is not held" if first else "the earliest"
