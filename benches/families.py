"""Families on the labelled pairs and days, beside the usual methods: `python -m benches.families [--gold FOLDER] [--suffix dev]`.

Needs BRIEFWIRE_CORPORA; `--gold` and `--suffix` name another set of the same kind (`pairs_<suffix>.jsonl`, `clusters_<suffix>.json`) whose texts the corpora
hold. A pair is said to be related only if it is a candidate (MIN_SHARED fingerprints within WINDOW_DAYS), as in the product.

Two readings of what is said. Strict: the relation closes families. With carriage: `in_roundup` counts too, since the labels call a release inside a round-up
the same family and mark it `embedded`.
"""

import argparse
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

from benches import baselines, gold
from benches.agreement import Likeness, Rates, best_threshold, components, interval, partition, rates
from benches.baselines import Peer, Text
from benches.gold import Day, Gold, Pair
from benches.judging import ABSENT, UNRELATED, Measured, Verdict, Whole, measure, member, over_days
from briefwire.families.closing import Edge, Family, families
from briefwire.families.piece import Piece
from briefwire.families.relation import Kind
from briefwire.families.signature import MIN_SHARED, WINDOW_DAYS

LABELS = ("identical", "near_duplicate", "wire_copy", "update", "partial_quote", "same_event", "template", "in_roundup", UNRELATED)
AGENCIES = frozenset({"app"})  # the outlets of the labelled sets that are news agencies
HEAD = "| pairs | family of all | precision | recall | F1 | false | missed |\n|---|---|---|---|---|---|---|"


def _rates_row(name: str, found: Rates) -> str:
    return (
        f"| {name} | {found.right + found.missed} of {found.right + found.false + found.missed + found.kept_out} "
        f"| {found.precision:.3f} | {found.recall:.3f} | {found.f1:.3f} | {found.false} | {found.missed} |"
    )


def _print_pairs(found: Measured) -> None:
    pairs, truth = found.labelled.pairs, [pair.same_family for pair in found.labelled.pairs]
    one = sum(verdict.one for verdict in found.verdicts)
    print(
        f"{len(pairs)} pairs, {sum(truth)} of one family. {one} pairs are two addresses of one article to the product and count as said 'identical'."
    )
    print("Strict: the relation closes families. With carriage: in_roundup counts as well.\n")
    cuts: list[tuple[str, Callable[[Pair], bool]]] = [
        ("all", lambda _: True),
        ("without hard", lambda pair: not pair.hard),
        ("hard only", lambda pair: pair.hard),
        ("without embedded", lambda pair: not pair.embedded),
        ("without hard and embedded", lambda pair: not pair.hard and not pair.embedded),
    ]
    for carriage in (False, True):
        said = [verdict.carries if carriage else verdict.closes for verdict in found.verdicts]
        low, high = interval(truth, said)
        print(
            f"{'With carriage' if carriage else 'Strict'} (F1 over all pairs, 95 % of 1,000 resamples: {low:.3f} to {high:.3f})\n\n{HEAD}"
        )
        for name, choose in cuts:
            print(_rates_row(name, found.f1(choose, carriage=carriage)))
        print()
    for what, key in (("outlets", lambda pair: pair.outlets), ("stratum", lambda pair: pair.stratum)):
        print(f"By {what} (with carriage)\n\n{HEAD}")
        for name in sorted({key(pair) for pair in pairs}):
            print(_rates_row(name, found.f1(lambda pair, key=key, name=name: key(pair) == name, carriage=True)))  # type: ignore[misc]
        print()


def _right_kind(pair: Pair, verdict: Verdict) -> bool:
    return verdict.kind == pair.label or (pair.embedded and pair.same_family and verdict.kind == Kind.IN_ROUNDUP.value)


def _print_kinds(found: Measured) -> None:
    both = list(zip(found.labelled.pairs, found.verdicts, strict=True))
    for name, chosen in (("all", both), ("without hard", [(p, v) for p, v in both if not p.hard])):
        right = sum(_right_kind(pair, verdict) for pair, verdict in chosen)
        print(f"Relation, {name}: {right} of {len(chosen)} = {right / len(chosen):.3f}")
    print("(no relation is 'unrelated'; an embedded pair of one family is right as in_roundup)\n")
    counts = Counter((pair.label, verdict.kind) for pair, verdict in both)
    print(f"| label \\ said | {' | '.join(LABELS)} |\n|---|{'---|' * len(LABELS)}")
    for label in [name for name in LABELS if any(pair.label == name for pair, _ in both)]:
        print(f"| {label} | {' | '.join(str(counts[label, kind] or '') for kind in LABELS)} |")
    print()


def _evidence(verdict: Verdict) -> str:
    relation = verdict.relation
    if relation is None:
        return f"{verdict.kind} [shared prints {verdict.shared}{'' if verdict.candidate else ', no candidate'}]"
    return f"{verdict.kind} [{relation.decided_by}; shares {relation.share_a:.2f} / {relation.share_b:.2f}; lag {relation.lag}; credit {relation.credit}; prints {verdict.shared}]"


def _print_wrong(found: Measured) -> None:
    both = list(zip(found.labelled.pairs, found.verdicts, strict=True))
    cases: list[tuple[str, Callable[[Pair, Verdict], bool]]] = [
        ("Wrong on same_family in both readings", lambda pair, verdict: verdict.closes == verdict.carries != pair.same_family),
        ("Wrong with carriage only (said in_roundup)", lambda pair, verdict: verdict.closes == pair.same_family != verdict.carries),
        ("Wrong in the strict reading only (said in_roundup)", lambda pair, verdict: verdict.closes != pair.same_family == verdict.carries),
        (
            "Right on same_family in both readings, wrong on the relation",
            lambda pair, verdict: verdict.closes == verdict.carries == pair.same_family and not _right_kind(pair, verdict),
        ),
    ]
    for name, holds in cases:
        chosen = [(pair, verdict) for pair, verdict in both if holds(pair, verdict)]
        print(f"{name}: {len(chosen)}\n")
        for pair, verdict in chosen:
            _print_case(pair, verdict, found.labelled.pieces)
        print()


def _print_case(pair: Pair, verdict: Verdict, pieces: Mapping[str, Piece]) -> None:
    traits = " ".join(name for name, holds in (("hard", pair.hard), ("embedded", pair.embedded)) if holds)
    print(f"- {pair.name} {pair.stratum} {pair.outlets} {traits}: {pair.label}, said {_evidence(verdict)}")
    _print_titles(pair.a, pair.b, pieces)


def _print_titles(a: str, b: str, pieces: Mapping[str, Piece]) -> None:
    """The two, the earlier first, as relations and their shares have them."""
    for link in sorted((a, b), key=lambda link: pieces[link].order if link in pieces else (datetime.max.replace(tzinfo=UTC), "", "")):
        print(f"    {_title(link, pieces)}")


def _title(link: str, pieces: Mapping[str, Piece]) -> str:
    piece = pieces.get(link)
    return (
        f"{gold.source(link)} {piece.at.astimezone(UTC):%m-%d %H:%M} {piece.title} ({len(piece.body.split())} words)"
        if piece
        else f"{link} (no article)"
    )


def _print_candidates(found: Measured) -> None:
    print("| pairs | candidates | share |\n|---|---|---|")
    for name, choose in (("same family", True), ("not", False)):
        chosen = [verdict for pair, verdict in zip(found.labelled.pairs, found.verdicts, strict=True) if pair.same_family is choose]
        reached = sum(verdict.candidate for verdict in chosen)
        print(f"| {name} | {reached} of {len(chosen)} | {reached / len(chosen):.3f} |")
    print(f"(at least {MIN_SHARED} shared fingerprints within {WINDOW_DAYS} days)\n")


def _print_days(found: Measured) -> None:
    print("| days | said v. labelled | ARI | B-cubed precision | recall | F1 |\n|---|---|---|---|---|---|")
    readings: list[tuple[str, Callable[[Whole], Mapping[str, str]], Callable[[Day], Iterable[Collection[str]]]]] = [
        ("strict v. strict", lambda whole: whole.strict, lambda day: day.strict),
        ("strict v. loose", lambda whole: whole.strict, lambda day: day.loose),
        ("carriage v. loose", lambda whole: whole.carriage, lambda day: day.loose),
    ]
    for name, said, truth in readings:
        for whole in found.days:
            print(_likeness_row(whole.day.day.isoformat(), name, over_days([whole], said, truth)))
        print(_likeness_row("all", name, over_days(found.days, said, truth)))
    print()
    for whole in found.days:
        truth_of = partition(whole.day.links, whole.day.strict)
        for a, b in combinations(whole.day.links, 2):
            said, labelled = whole.strict[a] == whole.strict[b], truth_of[a] == truth_of[b]
            if said != labelled:
                verdict = whole.verdicts.get((a, b), ABSENT)
                print(f"- {whole.day.day} {'together, labelled apart' if said else 'apart, labelled together'}: {_evidence(verdict)}")
                _print_titles(a, b, found.labelled.pieces)
    print()


def _likeness_row(day: str, name: str, found: Likeness) -> str:
    return f"| {day} | {name} | {found.ari:.3f} | {found.precision:.3f} | {found.recall:.3f} | {found.f1:.3f} |"


def expected_origin(pair: Pair) -> str | None:
    """The address that is labelled the origin: of a wire copy the agency's own side, else the earlier one. None where the labels do not tell."""
    if pair.label == "wire_copy":
        sides = [link for link in (pair.a, pair.b) if gold.source(link) in AGENCIES]
        if len(sides) == 1:
            return sides[0]
    return {"a": pair.a, "b": pair.b, None: None}[pair.earlier]


def origin(pair: Pair, pieces: Mapping[str, Piece]) -> Family:
    """The family of a pair's two articles, were they alone in the world and one text."""
    one, other = pieces[pair.a], pieces[pair.b]
    (family,) = families([member(one), member(other)], [Edge(one.article_id, other.article_id, 1, 1)])
    return family


def _print_origins(found: Measured) -> None:
    pieces = found.labelled.pieces
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    wrong = []
    for pair, verdict in zip(found.labelled.pairs, found.verdicts, strict=True):
        expected = expected_origin(pair)
        if not pair.same_family or expected is None or verdict.one or expected not in pieces:
            continue
        family = origin(pair, pieces)
        right = family.origin == pieces[expected].article_id
        for name in [pair.label, "all"] + (["all that were joined"] if verdict.closes else []):
            counts[name][0] += right
            counts[name][1] += 1
        if not right:
            wrong.append((pair, verdict, family))
    print("Origin: of a wire copy the agency's own side, else the earlier\n\n| pairs | right | share |\n|---|---|---|")
    for name, (right, total) in counts.items():
        print(f"| {name} | {right} of {total} | {right / total:.3f} |")
    for pair, verdict, family in wrong:
        print(f"- {pair.name}: {family.origin_reason}")
        _print_case(pair, verdict, pieces)
    print()


def _peer_families(daily: Mapping[Day, Mapping[tuple[str, str], float]], at: float) -> Likeness:
    """The connected components of a peer's pairs from a threshold on, against the strict families of all days."""
    wholes = [
        Whole(day, said := components(day.links, [pair for pair, score in scores.items() if score >= at]), said, {})
        for day, scores in daily.items()
    ]
    return over_days(wholes, lambda whole: whole.strict, lambda day: day.strict)


def _peer_row(peer: Peer, pairs: list[Pair], days: Iterable[Day], texts: Mapping[str, Text]) -> tuple[float, str]:
    truth = [pair.same_family for pair in pairs]
    scores = peer.score({link: texts[link] for pair in pairs for link in (pair.a, pair.b)}, [(pair.a, pair.b) for pair in pairs])
    at = best_threshold(truth, scores) if peer.threshold is None else peer.threshold
    said = [score >= at for score in scores]

    def only(choose: Callable[[Pair], bool]) -> Rates:
        chosen = [i for i, pair in enumerate(pairs) if choose(pair)]
        return rates([truth[i] for i in chosen], [said[i] for i in chosen])

    daily = {}
    for day in days:
        here = {link: texts[link] for link in day.links if link in texts}
        both = baselines.all_pairs(list(here))
        daily[day] = dict(zip(both, peer.score(here, both), strict=True))
    same = _peer_families(daily, at)
    steps = sorted({round(score, 2) for scores_of in daily.values() for score in scores_of.values()}) if peer.threshold is None else [at]
    best = max(steps, key=lambda step: _peer_families(daily, step).ari)
    whole = rates(truth, said)
    row = (
        f"| {peer.name} | {at:.2f} | {whole.precision:.3f} | {whole.recall:.3f} | {whole.f1:.3f} | {only(lambda pair: not pair.hard).f1:.3f} "
        f"| {only(lambda pair: not pair.embedded).f1:.3f} | {same.ari:.3f} | {same.f1:.3f} | {_peer_families(daily, best).ari:.3f} at {best:.2f} |"
    )
    return whole.f1, row


def _print_peers(found: Measured) -> None:
    texts = {link: Text(piece.title, piece.body) for link, piece in found.labelled.pieces.items()}
    pairs = [pair for pair in found.labelled.pairs if pair.a in texts and pair.b in texts]
    rows = {peer.name: _peer_row(peer, pairs, found.labelled.days, texts) for peer in baselines.peers()}
    print(
        "The usual methods on the same cleaned texts. 'best': the threshold that is best on this very set, for the pairs by F1, for the days by ARI; of each\n"
        "method its best setting of shingles is marked. Days: connected components of its pairs, strict families.\n"
    )
    print(
        "| method | at | precision | recall | F1 | F1 without hard | F1 without embedded | ARI of the days | B-cubed F1 | best ARI of the days |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    best = set(baselines.best_of((name, value) for name, (value, _) in rows.items()).values())
    for name, (_, row) in rows.items():
        print(row.replace(name, f"**{name}**", 1) if name in best else row)
    for name, carriage in (("Briefwire, strict", False), ("Briefwire, with carriage", True)):
        ours, days = found.f1(carriage=carriage), found.strict_days()
        print(
            f"| {name} | - | {ours.precision:.3f} | {ours.recall:.3f} | {ours.f1:.3f} | {found.f1(lambda pair: not pair.hard, carriage=carriage).f1:.3f} "
            f"| {found.f1(lambda pair: not pair.embedded, carriage=carriage).f1:.3f} | {days.ari:.3f} | {days.f1:.3f} | {days.ari:.3f} |"
        )
    print()


def main() -> int:
    """Prints the tables; 2 when the corpora are not there."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--gold", type=Path, help="folder of the labelled set (the corpora's own)")
    options.add_argument("--suffix", default="dev", help="of its files' names (dev)")
    options.add_argument("--no-peers", action="store_true", help="leave the usual methods out")
    chosen = options.parse_args()
    corpora = os.environ.get("BRIEFWIRE_CORPORA")
    if not corpora:
        print("BRIEFWIRE_CORPORA is not set: there is nothing to measure on", file=sys.stderr)
        return 2
    labelled: Gold = gold.load(Path(corpora), chosen.gold, chosen.suffix)
    found = measure(labelled)
    _print_pairs(found)
    _print_kinds(found)
    _print_candidates(found)
    _print_days(found)
    _print_origins(found)
    if not chosen.no_peers:
        _print_peers(found)
    _print_wrong(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
