"""What two articles are to each other: rules tried in order, the first that holds decides.

The bounds were chosen on 319 pairs of APP and Dawn articles of January to June 2025 labelled by reading; each has its reason beside it.
"""

from collections.abc import Callable
from datetime import timedelta

from briefwire.clean.agencies import credited, own_source
from briefwire.families.evidence import Evidence, measure
from briefwire.families.facts import Fact
from briefwire.families.piece import Piece
from briefwire.families.reading import Reading
from briefwire.families.relation import Kind, Relation
from briefwire.families.spans import spans

RULE_VERSION = (
    1  # rises with every change of the rules, of closing.py, or of the agencies and countries they read: all articles are then linked anew
)

_SAME_RUN = 1.0  # days: a copy runs today or in tomorrow's paper; what comes later than that quotes it
_VERSIONS = 3.0  # days in which a whole text can still run late, and in which a formula is not yet filled anew
_HALF_A_DAY = 0.5
_THREE_QUARTERS = 0.75  # most of a text, whatever the outlet put in and took out
_NEARLY_ALL = 0.8  # of a text: what a new opening paragraph leaves
_HALF = 0.5  # of a text that another desk rewrote: its sentences, with other words in them
_SHORT = 100  # words up to which half a text is two sentences: a quotation can be as long
_MOST = 0.6  # of a text: what is left when the facts of a formula are filled anew, or a flash is written out
_SENTENCE = 30  # words: a longer stretch in common was copied, not told alike
_CLAUSE = 12  # words: the shortest stretch that winnowing promises to find


def relate(one: Reading, other: Reading) -> Relation | None:
    """What two articles are to each other; None when they have nothing worth a line in common. The same whichever is named first."""
    if not len(one) or not len(other) or one.grain != other.grain:
        return None
    evidence = measure(one, other)
    for name, kind, holds in _RULES:
        if holds(evidence):
            return _relation(evidence, kind, name)
    return None


def _relation(evidence: Evidence, kind: Kind, name: str) -> Relation:
    a, b = sorted((evidence.small, evidence.large), key=lambda reading: reading.piece.order)
    small_first = a is evidence.small
    shares = (evidence.share_small, evidence.share_large) if small_first else (evidence.share_large, evidence.share_small)
    return Relation(
        a=a.piece.article_id,
        b=b.piece.article_id,
        kind=kind,
        share_a=round(shares[0], 4),
        share_b=round(shares[1], 4),
        lag=_lag(a.piece, b.piece),
        credit=_credit(a.piece, b.piece),
        decided_by=f"{name} {RULE_VERSION}",
        spans=spans(a, b),
    )


def _lag(a: Piece, b: Piece) -> timedelta | None:
    return b.published_at - a.published_at if a.published_at is not None and b.published_at is not None else None


def _credit(a: Piece, b: Piece) -> str | None:
    """The first agency of either that the other credits too, or is."""
    for agency in (*credited(a.agency), *credited(b.agency)):
        if all(agency in credited(piece.agency) or own_source(agency) == piece.source for piece in (a, b)):
            return agency
    return None


def _other_facts(e: Evidence) -> bool:
    """One formula filled anew: the openings agree but for figures, days or names that each has for itself, and time has passed; or other countries."""
    if Fact.COUNTRY in e.replaced:
        return True
    if e.one_source:
        return (e.days >= _HALF_A_DAY and bool(e.replaced)) or (e.days > _VERSIONS and e.other_figures)
    return e.days >= _THREE_QUARTERS and Fact.FIGURE in e.replaced


def _same_text(e: Evidence) -> bool:
    """Word for word, but for a line about the author. What runs again days later under another title is a new edition of it."""
    same_edition = e.days < _HALF_A_DAY or (e.titles > 0.9 and e.days < _SAME_RUN)
    return e.one_source and same_edition and e.share_small >= 0.999 and e.share_large >= 0.95


def _few_words_changed(e: Evidence) -> bool:
    return e.one_source and e.share_small >= 0.9 and e.share_large >= 0.85 and e.leads >= _THREE_QUARTERS


def _version(e: Evidence) -> bool:
    """The same report, taken further. Within a day nearly all of it, or most of it under the same opening; later most of both, since a follow-up under a new
    lead recycles as much."""
    if not e.one_source:
        return False
    if e.days > _SAME_RUN:
        return e.share_small >= 0.85 and e.share_large >= _NEARLY_ALL
    opens_alike = e.leads >= 0.65 or max(e.lead_small, e.lead_large) >= 0.9
    return e.share_small >= 0.9 or (e.share_small >= _THREE_QUARTERS and (opens_alike or e.share_large >= _NEARLY_ALL))


def _flash(e: Evidence) -> bool:
    """A few lines at once, the full report later: it opens with the same words, or with most of them under the same headline."""
    opens_alike = e.leads >= 0.9 or (e.leads >= _HALF and e.titles >= 0.4)
    return e.one_source and e.days <= _SAME_RUN and e.share_small >= _MOST and opens_alike


def _copied(e: Evidence) -> bool:
    whole = e.share_small >= 0.9 and e.share_large >= _THREE_QUARTERS  # nobody quotes that much: a copy, though a late one
    least = _HALF if len(e.small) >= _SHORT else 0.73
    return not e.one_source and ((e.days <= _SAME_RUN and e.share_small >= least) or (e.days <= _VERSIONS and whole))


def _rewritten(e: Evidence) -> bool:
    """Sentence by sentence in other words: nearly half is left in runs, and both begin alike."""
    return not e.one_source and e.days <= _SAME_RUN and e.share_small >= 0.45 and e.share_large >= 0.3 and e.leads >= 0.3


def _about_more(e: Evidence) -> bool:
    """The larger one begins with other news and has more of it."""
    if e.titles >= 0.4:  # the same headline: a flash and what became of it
        return e.share_large < 0.2 and e.lead_large < 0.2
    return any(e.share_large < share and e.lead_large < lead for share, lead in ((0.4, 0.35), (_HALF, 0.2), (_MOST, 0.12)))


def _section(e: Evidence) -> bool:
    carried = _copied(e) or (e.one_source and e.share_small >= _THREE_QUARTERS)
    return e.days <= _SAME_RUN and carried and _about_more(e)


def _formula(e: Evidence) -> bool:
    alike = e.share_small >= _MOST and e.share_large >= _HALF
    return alike and _other_facts(e) and (e.leads >= 0.3 or (e.days > _VERSIONS and len(e.replaced) > 1))


def _opening_formula(e: Evidence) -> bool:
    """Both begin in the same words on different days and go on with news of their own."""
    return e.days >= 1 and e.leads >= 0.55


def _one_event(e: Evidence) -> bool:
    """Told by both from the start, in words of their own: what they have in common are names and phrases."""
    return e.days <= _SAME_RUN and e.leads >= 0.2 and e.share_small < _HALF and e.longest < _SENTENCE


def _passages(e: Evidence) -> bool:
    return e.longest >= _CLAUSE


_RULES: tuple[tuple[str, Kind, Callable[[Evidence], bool]], ...] = (
    ("same text", Kind.IDENTICAL, _same_text),
    ("formula", Kind.TEMPLATE, _formula),
    ("few words changed", Kind.NEAR_DUPLICATE, _few_words_changed),
    ("section", Kind.IN_ROUNDUP, _section),
    ("version", Kind.UPDATE, lambda e: (_version(e) and not _about_more(e)) or _flash(e)),
    ("copy", Kind.WIRE_COPY, _copied),
    ("rewritten copy", Kind.WIRE_COPY, _rewritten),
    ("opening formula", Kind.TEMPLATE, _opening_formula),
    ("one event", Kind.SAME_EVENT, _one_event),
    ("passages", Kind.PARTIAL_QUOTE, _passages),
)
