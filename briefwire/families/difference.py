"""What a copy made of its origin: the sentences of two bodies, each same, changed, cut or added, with where they stand in both."""

import unicodedata
from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from briefwire.clean.text import stream_safe
from briefwire.revisions.pairing import ALIKE, Effort, changes, pair, similarity
from briefwire.revisions.passages import key, sentence_spans
from briefwire.revisions.plain import plain
from briefwire.revisions.tokens import bag

# Characters of a body that are cut into sentences, as for revisions: the longest of 587 press releases and transcripts has 70,000.
_CHARACTERS = 120_000
_SENTENCES = 4_000  # likewise: 120,000 characters of running text have about a thousand
_RUN_ON = 0.6  # share of a sentence's words from which it is a part of a neighbour's version that the cutting into sentences broke off


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the origin, of the copy, or of both, with its half-open offsets (code points) into each body; None where it does not stand.

    same: equal but for typesetting (case, blanks, punctuation, style of quotation marks, accents, soft hyphens). changed: two versions of one sentence.
    cut: in the origin only. added: in the copy only.
    """

    change: Literal["same", "changed", "cut", "added"]
    origin_start: int | None
    origin_end: int | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class _Sentence:
    """Where a sentence stands, and what it is compared by. `whole`: made of the rest of a long body, too long to be read word by word."""

    start: int
    end: int
    key: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class _Match:
    """Neighbouring sentences of the origin (half-open indices) that are neighbouring ones of the copy."""

    one: int
    one_end: int
    other: int
    other_end: int


def difference(origin: str, copy: str) -> tuple[Passage, ...]:
    """The sentences of both bodies in the order of the copy; what was cut stands behind the sentence that it follows in the origin.

    Every character of either that is no blank lies in exactly one passage. A sentence that was moved stands where the copy has it. Where the copy runs two
    sentences into one, or breaks one in two, they are one passage. Bodies of 2 MB take less than 2 s: what lies beyond 120,000 characters or 4,000 sentences
    is one passage, same or changed. Never raises.
    """
    left, right = _sentences(origin), _sentences(copy)
    effort = Effort()
    matches = _equal(left, right, effort)
    matches += _versions(origin, copy, left, right, matches, effort)
    return _arranged(origin, copy, left, right, matches)


def _sentences(body: str) -> list[_Sentence]:
    head = _head(body)
    found = [_Sentence(start, end, _key(body[start:end])) for start, end in islice(sentence_spans(head), _SENTENCES)]
    beyond = found[-1].end if found else len(head)
    rest = body[beyond:]
    if bare := rest.strip():
        start = beyond + len(rest) - len(rest.lstrip())
        found.append(_Sentence(start, start + len(bare), "".join(bare.casefold().split()), whole=True))
    return found


def _head(body: str) -> str:
    """The part that is cut into sentences: less of it where a sign unfolds to many (one to eighteen)."""
    head = body[:_CHARACTERS]
    unfolded = len(unicodedata.normalize("NFKC", stream_safe(head)))
    return head[: len(head) * _CHARACTERS // max(_CHARACTERS, unfolded)]


def _key(sentence: str) -> str:
    text = plain(sentence)
    return key(text) or "".join(text.split())


def _equal(left: Sequence[_Sentence], right: Sequence[_Sentence], effort: Effort) -> list[_Match]:
    """Sentences that both have: first those in one order, then the moved ones."""
    keys = [sentence.key for sentence in left], [sentence.key for sentence in right]
    found: list[_Match] = []
    moved: dict[str, deque[int]] = defaultdict(deque)
    rest: list[int] = []
    at = at_other = 0
    for i1, i2, j1, j2 in [*changes(*keys, effort), (len(left), len(left), len(right), len(right))]:
        found += (_Match(at + n, at + n + 1, at_other + n, at_other + n + 1) for n in range(i1 - at))
        for one in range(i1, i2):
            moved[keys[0][one]].append(one)
        rest += range(j1, j2)
        at, at_other = i2, j2
    for other in rest:
        if ones := moved.get(keys[1][other]):
            one = ones.popleft()
            found.append(_Match(one, one + 1, other, other + 1))
    return found


def _versions(
    origin: str, copy: str, left: Sequence[_Sentence], right: Sequence[_Sentence], equal: Sequence[_Match], effort: Effort
) -> list[_Match]:
    """Sentences of the origin and of the copy that are versions of one another, among those that stand in one of them only."""
    taken = {match.one for match in equal}, {match.other for match in equal}
    gone, come = ([n for n in range(len(side)) if n not in taken[at]] for at, side in enumerate((left, right)))
    found: list[_Match] = []
    if gone and come and left[gone[-1]].whole and right[come[-1]].whole:
        one, other = gone.pop(), come.pop()
        found.append(_Match(one, one + 1, other, other + 1))
    bags = [
        {n: Counter[str]() if side[n].whole else bag(plain(text[side[n].start : side[n].end])) for n in numbers}
        for text, side, numbers in ((origin, left, gone), (copy, right, come))
    ]
    ones, others = list(bags[0].values()), list(bags[1].values())
    # Beyond its effort `pair` goes by position, which would call any two sentences versions of one.
    pairs = [(gone[one], come[other]) for one, other in pair(ones, others, effort) if similarity(ones[one], others[other]) >= ALIKE]
    free = set(gone).difference(one for one, _ in pairs), set(come).difference(other for _, other in pairs)
    return found + [_run_on(_Match(one, one + 1, other, other + 1), bags, free) for one, other in pairs]


def _run_on(match: _Match, bags: Sequence[dict[int, Counter[str]]], free: tuple[set[int], set[int]]) -> _Match:
    """The match with the free neighbours that one side has as sentences of their own and the other within its sentence."""
    left, right = bags[0][match.one].copy(), bags[1][match.other].copy()
    for at, own, against in ((0, left, right), (1, right, left)):
        for ahead in (True, False):
            while True:
                last = (match.one, match.one_end, match.other, match.other_end)[2 * at + ahead]
                neighbour = last if ahead else last - 1
                if neighbour not in free[at]:
                    break
                words = bags[at][neighbour]
                if not words or ((against - own) & words).total() < _RUN_ON * words.total():
                    break
                free[at].remove(neighbour)
                own += words
                match = _wider(match, at, ahead)
    return match


def _wider(match: _Match, at: int, ahead: bool) -> _Match:
    if at == 0:
        return replace(match, one_end=match.one_end + 1) if ahead else replace(match, one=match.one - 1)
    return replace(match, other_end=match.other_end + 1) if ahead else replace(match, other=match.other - 1)


def _arranged(
    origin: str, copy: str, left: Sequence[_Sentence], right: Sequence[_Sentence], matches: Sequence[_Match]
) -> tuple[Passage, ...]:
    by_copy = {match.other: match for match in matches}
    by_origin = {match.one: match for match in matches}
    inner = {n for match in matches for n in range(match.other + 1, match.other_end)}
    cut_behind: dict[int, list[Passage]] = defaultdict(list)  # by the first sentence in the copy of the passage they follow; -1: none
    behind, at = -1, 0
    while at < len(left):
        if match := by_origin.get(at):
            behind, at = match.other, match.one_end
            continue
        cut_behind[behind].append(Passage("cut", left[at].start, left[at].end, None, None))
        at += 1
    found = list(cut_behind[-1])
    for number, sentence in enumerate(right):
        if number in inner:
            continue
        if match := by_copy.get(number):
            found.append(_passage(origin, copy, left, right, match))
            found += cut_behind[number]
        else:
            found.append(Passage("added", None, None, sentence.start, sentence.end))
    return tuple(found)


def _passage(origin: str, copy: str, left: Sequence[_Sentence], right: Sequence[_Sentence], match: _Match) -> Passage:
    ones, others = left[match.one : match.one_end], right[match.other : match.other_end]
    one, other = (
        side[0].key if len(side) == 1 else _key(text[side[0].start : side[-1].end]) for text, side in ((origin, ones), (copy, others))
    )
    return Passage("same" if one == other else "changed", ones[0].start, ones[-1].end, others[0].start, others[-1].end)
