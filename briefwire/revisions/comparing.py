"""What an edit changed, as a newsroom would tell it: sentences that stand in both versions are set aside, the others paired and compared word by word."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefwire.clean.text import stream_safe
from briefwire.revisions import negation, words
from briefwire.revisions.change import Change, Text
from briefwire.revisions.figures import PERCENT, figures, is_figure
from briefwire.revisions.pairing import Effort, changes, pair, similarity
from briefwire.revisions.passages import Passage, key, passages
from briefwire.revisions.plain import plain
from briefwire.revisions.retraction import is_retracted
from briefwire.revisions.spelling import same_word
from briefwire.revisions.tokens import Token, Usage, is_sign, tokens

_PIECE = 4_000  # characters of a text that are unfolded at a time
_CHARACTERS = 120_000  # of a body that are compared; the longest of 587 press releases and transcripts has 70,000
_CHANGED_CHARACTERS = 40_000  # of changed sentences that are compared word by word
_MATCHING = 0.5  # share of common words from which a sentence counts as "otherwise matching" for a negation
_LINE = 120  # characters of a line that can be a credit or a cross-heading
_INFLECTION = 2  # letters that inflected forms of a word have in common at least ("did not meet", "met")


@dataclass(frozen=True, slots=True)
class _Changed:
    """A sentence that stands in one version only; `behind` is the key of the last common sentence before it ("" at the start)."""

    passage: Passage
    behind: str


def classify(before: Text, after: Text) -> frozenset[Change]:
    """The kinds of change between two versions of an article, as `Change` defines them; all that apply.

    Empty only when they are equal, and never raises. Retraction depends on which version is the newer one; the other kinds do not. Bodies of 2 MB take less
    than 2 s: what lies beyond 120,000 characters, or beyond 40,000 characters of changed sentences, is `wording` when it differs in more than typesetting.
    """
    if before == after:
        return frozenset()
    found = set(_compare(*sorted((before, after), key=lambda text: (text.title, text.body))))
    if found - {Change.COSMETIC} and _retracts(before, after):
        found.add(Change.RETRACTION)
    return frozenset(found)


def _compare(before: Text, after: Text) -> set[Change]:
    found: set[Change] = set()
    for beyond_before, beyond_after in (
        (before.body[_CHARACTERS:], after.body[_CHARACTERS:]),
        (before.title[_CHARACTERS:], after.title[_CHARACTERS:]),
    ):
        if beyond_before != beyond_after:
            found.add(Change.WORDING if "".join(beyond_before.split()) != "".join(beyond_after.split()) else Change.COSMETIC)
    titles = [_plain(text.title) for text in (before, after)]
    bodies = [_plain(text.body) for text in (before, after)]
    effort = Effort()
    usage = Usage.of(bodies)
    if titles[0].split() != titles[1].split():
        heads = [[_Changed(_whole(title), "")] if title else [] for title in titles]
        found |= _sentences(heads[0], heads[1], usage, effort, bodies=("", ""), heading=True)
    if bodies[0] != bodies[1]:
        found |= _body(bodies[0], bodies[1], usage, effort)
    return found or {Change.COSMETIC}


@lru_cache(maxsize=4)  # both versions' titles and bodies, each asked for twice
def _plain(text: str) -> str:
    return plain(_as_far_as_compared(text))[:_CHARACTERS]


def _as_far_as_compared(text: str) -> str:
    """The beginning of a text of which more than is compared is left when it is plain: one character can unfold to eighteen, a marked letter to four."""
    unfolded = 0
    for end in range(_PIECE, _CHARACTERS, _PIECE):
        unfolded += len(unicodedata.normalize("NFKD", stream_safe(text[end - _PIECE : end])))
        if unfolded > 4 * _CHARACTERS:
            return text[:end]
    return text[:_CHARACTERS]


def _whole(title: str) -> Passage:
    """A title as one sentence."""
    spans: list[tuple[int, int]] = []
    at = 0
    for passage in passages(title := title.replace("\n", " ")):
        spans += [(at + first, at + last) for first, last in passage.quoted]
        at += len(passage.text)
    return Passage(title, tuple(spans))


def _body(before: str, after: str, usage: Usage, effort: Effort) -> set[Change]:
    if before.split() == after.split():
        return {Change.COSMETIC}
    if key(before) == key(after) and figures(before) == figures(after) and before.count('"') == after.count('"'):
        return {Change.COSMETIC}
    left, right = passages(before), passages(after)
    keys = [[passage.key for passage in side] for side in (left, right)]
    counts = [Counter(side) for side in keys]
    only = [counts[0] - counts[1], counts[1] - counts[0]]
    gone = _pick(left, keys[0], only[0], counts[1])
    come = _pick(right, keys[1], only[1], counts[0])
    found: set[Change] = set()
    kept = [[name for name in side if name in counts[1 - at]] for at, side in enumerate(keys)]
    if not gone and not come:
        if kept[0] != kept[1]:
            found.add(Change.WORDING)  # the same sentences in another order
        elif [_quoted_words(passage) for passage in left if passage.key] != [_quoted_words(passage) for passage in right if passage.key]:
            found.add(Change.QUOTE)
        return found or {Change.COSMETIC}
    if kept[0] != kept[1]:
        one, other = ([name for name in side if counts[0][name] == counts[1][name]] for side in kept)
        if one != other:
            found.add(Change.WORDING)
    return found | _sentences(gone, come, usage, effort, bodies=(before, after), heading=False)


def _pick(side: Sequence[Passage], keys: Sequence[str], surplus: Counter[str], common: Counter[str]) -> list[_Changed]:
    """The sentences that the other version has not, or not so often, each with the sentence before it that both have."""
    left = Counter(surplus)
    picked: list[_Changed] = []
    behind = ""
    for passage, name in zip(side, keys, strict=True):
        if name and left[name]:
            left[name] -= 1
            picked.append(_Changed(passage, behind))
        elif name in common:
            behind = name
    return picked


def _quoted_words(passage: Passage) -> str:
    return "|".join(key(passage.text[first:last]) for first, last in passage.quoted)


def _sentences(
    gone: Sequence[_Changed], come: Sequence[_Changed], usage: Usage, effort: Effort, *, bodies: tuple[str, str], heading: bool
) -> set[Change]:
    found: set[Change] = set()
    sides: list[list[list[Token]]] = []
    for side in (gone, come):
        read: list[list[Token]] = []
        size = 0
        for changed in side:
            size += len(changed.passage.text)
            if size > _CHANGED_CHARACTERS:
                found.add(Change.WORDING)
                break
            read.append(tokens(changed.passage, usage, heading=heading))
        sides.append(read)
    left, right = sides
    bags = [[Counter(token.low for token in sentence) for sentence in side] for side in sides]
    pairs = [(0, 0)] if heading and left and right else pair(bags[0], bags[1], effort)
    pairs += _in_one_place(gone[: len(left)], come[: len(right)], pairs)
    for one, other in pairs:
        found |= _pair(gone[one].passage.text, left[one], come[other].passage.text, right[other], effort)
    single = {one for one, _ in pairs}, {other for _, other in pairs}
    for at, texts in enumerate((gone, come)):
        alone = [(texts[number].passage.text, sentence) for number, sentence in enumerate(sides[at]) if number not in single[at]]
        if alone:
            low, known = bodies[1 - at].casefold(), figures(bodies[1 - at])
            for text, words_of_it in alone:
                found |= _alone(text, words_of_it, low, known)
    return found


def _in_one_place(gone: Sequence[_Changed], come: Sequence[_Changed], pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Short lines put in the place of others (a credit, a label, a cross-heading), however little they have in common."""
    taken = {one for one, _ in pairs}, {other for _, other in pairs}
    places = {
        changed.behind: at for at, changed in reversed(list(enumerate(come))) if at not in taken[1] and len(changed.passage.text) <= _LINE
    }
    found: list[tuple[int, int]] = []
    for at, changed in enumerate(gone):
        if at not in taken[0] and len(changed.passage.text) <= _LINE and changed.behind in places:
            found.append((at, places.pop(changed.behind)))
    return found


def _alone(text: str, sentence: Sequence[Token], elsewhere: str, known: Counter[str]) -> set[Change]:
    """A sentence added or dropped as a whole: it counts by what the other version (in one case, with its figures) does not hold anywhere."""
    found: set[Change] = set()
    if any(figure not in known for figure in figures(text)):
        found.add(Change.NUMBER)
    if any(token.name and not is_figure(token.low) and token.low not in elsewhere for token in sentence):
        found.add(Change.NAME)
    if any(token.quoted for token in sentence):
        found.add(Change.QUOTE)
    if not found or any(
        not token.name and not token.quoted and not is_figure(token.low) and token.low not in words.GRAMMAR for token in sentence
    ):
        found.add(Change.WORDING)
    return found


def _pair(before: str, left: Sequence[Token], after: str, right: Sequence[Token], effort: Effort) -> set[Change]:
    """What changed between two versions of one sentence."""
    lows = [token.low for token in left], [token.low for token in right]
    stretches = changes(*lows, effort)
    found: set[Change] = set()
    if figures(before) != figures(after):
        found.add(Change.NUMBER)
    real = [(left[i1:i2], right[j1:j2]) for i1, i2, j1, j2 in stretches if not _same(left[i1:i2], right[j1:j2])]
    gone = Counter(token.low for one, _ in real for token in one)
    come = Counter(token.low for _, other in real for token in other)
    gone, come = gone - come, come - gone
    if similarity(Counter(lows[0]), Counter(lows[1])) >= _MATCHING and negation.turns_round(before, after, gone, come):
        found.add(Change.NEGATION)
    for one, other in real:
        found |= _stretch(one, other, gone, come, found)
    if not found:
        marks = [{at for at, token in enumerate(side) if token.quoted} for side in (left, right)]
        balanced = before.count('"') % 2 == after.count('"') % 2 == 0
        if lows[0] == lows[1] and marks[0] != marks[1] and balanced:
            found.add(Change.QUOTE)
    return found or {Change.WORDING if real else Change.COSMETIC}


def _same(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Whether a stretch differs in spacing, spelling or a slip of the pen only."""
    if "".join(token.low for token in one).replace("-", "") == "".join(token.low for token in other).replace("-", ""):
        return True
    if one and other and all(is_figure(token.low) for token in (*one, *other)):  # "1,000" and "1000", "5 per cent" and "5%"
        read = [figures(" ".join(token.low for token in side)) for side in (one, other)]
        return (bool(read[0]) and read[0] == read[1]) or all(token.low in PERCENT for token in (*one, *other))
    return len(one) == len(other) and all(
        before.low == after.low
        or (
            not before.name
            and not after.name
            and not is_figure(before.low)
            and not is_figure(after.low)
            and same_word(before.low, after.low)
        )
        for before, after in zip(one, other, strict=True)
    )


def _stretch(one: Sequence[Token], other: Sequence[Token], gone: Counter[str], come: Counter[str], already: set[Change]) -> set[Change]:
    found: set[Change] = set()
    changed = [token for token in one if token.low in gone] + [token for token in other if token.low in come]
    if any(token.name and not is_figure(token.low) for token in changed):
        found.add(Change.NAME)
    if any(token.quoted for token in (*one, *other)):
        found.add(Change.QUOTE)
    explained = found | (already & {Change.NUMBER, Change.NEGATION})
    rest = [
        token
        for token in changed
        if not token.name
        and not token.quoted
        and not (Change.NUMBER in already and is_figure(token.low))
        and not (Change.NEGATION in already and negation.is_negation(token.low))
        and not (explained and (_is_grammar(token.low) or (len(token.low) == 1 and token.low.isascii())))
    ]
    if Change.NEGATION in already:
        rest = [token for token in rest if not _inflected(token.low, gone if token.low in come else come)]
    if rest or (not changed and not explained):
        found.add(Change.WORDING)
    return found


def _is_grammar(low: str) -> bool:
    return low in words.CJK_GRAMMAR if is_sign(low) else low in words.GRAMMAR


def _inflected(low: str, others: Counter[str]) -> bool:
    return any(
        (len(low) >= _INFLECTION and other[:_INFLECTION] == low[:_INFLECTION]) or negation.are_opposites(low, other) for other in others
    )


def _retracts(before: Text, after: Text) -> bool:
    old, new = _plain(before.body), _plain(after.body)
    title = _plain(after.title)
    left, right = passages(old), passages(new)
    had = {passage.key for passage in left}
    has = {passage.key for passage in right}
    added = [passage.text for passage in right if passage.key not in had]
    notices = [*added[:50], "\n".join(added)[:_CHANGED_CHARACTERS]]
    kept = sum(len(passage.key) for passage in left if passage.key in has)
    return is_retracted(title if title != _plain(before.title) else "", len(key(old)), notices, len(key(new)), kept)
