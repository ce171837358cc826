"""Noun phrases and settings, read to the left and to the right of a verb. Shallow: no parse, only where a phrase begins and ends."""

from briefwire.clean import voices
from briefwire.statements import words
from briefwire.statements.text import QUOTATION, Sentence
from briefwire.statements.verbs import Form, forms

Span = tuple[int, int]

_LONGEST = 40  # tokens of a subject with all that belongs to it
_TITLES = voices.SPOKESPERSONS | voices.OFFICIALS | frozenset("minister secretary president ambassador chairman director senator".split())
_NOT_IN_NAMES = (
    words.PERSONAL | words.RELATIVES | words.AUXILIARIES | words.CONJUNCTIONS | frozenset(("there", "not", "also", "then", "whom"))
)
_FRONT = words.TIMES | words.ADVERBS | frozenset("but and so or yet when while as because that although though if".split())


def subject_before(sentence: Sentence, end: int, floor: int) -> Span | None:
    """The subject of a verb whose group begins at token `end`: a pronoun, or a noun phrase with what stands beside it ("Khan, a spokesman for the army, in a
    brief statement"). Nothing left of `floor` is looked at."""
    low = sentence.low
    at = _before_a_setting(sentence, end, floor)
    if at <= floor:
        return None
    word = low[at - 1]
    if word in words.PERSONAL:
        return (at - 1, at)
    if word in words.RELATIVES or (word == "that" and at - 2 > floor and noun(sentence, at - 2)):
        return phrase_before(sentence, at - 1 - (low[at - 2 : at - 1] == [","]), floor)
    if word == QUOTATION and sentence.quotations[at - 1].last == "," and not sentence.quotations[at - 1].capital:
        return _around_an_insertion(sentence, at, floor)
    if word in (",", "—", "–", "-", "--"):
        return _around_an_insertion(sentence, at - 1, floor)
    found = phrase_before(sentence, at, floor)
    if found is None:
        return None
    if found[0] - 1 > floor and low[found[0]].endswith("ing") and low[found[0] - 1] in ("while", "after", "before"):
        found = phrase_before(sentence, found[0] - 1, floor) or found
    if found[0] - 2 > floor and low[found[0] - 1] == "by" and low[found[0] - 2] in voices.ISSUED:
        paper = phrase_before(sentence, found[0] - 2, floor)
        found = (paper[0], found[1]) if paper else found
    return _with_the_name_before(sentence, found, floor)


def _before_a_setting(sentence: Sentence, end: int, floor: int) -> int:
    """Where adverbs and "on Friday", "in a statement" right before the verb begin."""
    low = sentence.low
    at = end
    while at > floor and is_adverb(sentence, at - 1):
        at -= 1
    if at < end and at > floor and low[at - 1] in ("on", "late", "early"):
        return at - 1
    for start in range(at - 2, max(floor, at - 10), -1):
        if low[start] in ("in", "at", "during", "on") and noun(sentence, start - 1):
            closes = setting_after(sentence, start) == at and any(
                word in words.STATEMENT_WORDS or word in words.TIMES for word in low[start:at]
            )
            return start if closes else at
        if not low[start][0].isalnum():
            break
    return at


def phrase_before(sentence: Sentence, end: int, floor: int) -> Span | None:
    """The noun phrase that ends before token `end`."""
    at = _phrase_start(sentence, end, max(floor, end - _LONGEST))
    last = end
    while at < last and (sentence.low[at] in _FRONT or not sentence.low[at][0].isalnum()):
        if sentence.low[at] in words.MONTHS and at + 1 == last:
            break
        at += 1
    if at >= last or sentence.low[last - 1] in words.TIMES:
        return None
    return (at, last)


def _phrase_start(sentence: Sentence, end: int, floor: int) -> int:
    low = sentence.low
    at = end
    while at > floor:
        word = low[at - 1]
        if word == ")" and "(" in low[floor : at - 1]:
            at = floor + len(low[floor : at - 1]) - 1 - low[floor : at - 1][::-1].index("(")
        elif word in ("'s", "'", "’") and at - 1 > floor:
            at -= 1
        elif word == "." and at - 2 >= floor and (len(low[at - 2]) <= 4 or "." in low[at - 2]) and sentence.is_name(at - 2):
            at -= 2
        elif (word in ("&", "/", "-") and at - 1 > floor and at < end) or (word == "%" and at - 1 >= floor):
            at -= 1
        elif word in words.DETERMINERS:
            at -= 1
            if low[at - 1 : at] not in (["of"], ["all"], ["both"]) and not (at > floor and _linked(sentence, at, floor)):
                break
        elif word in words.INSIDE_A_PHRASE and at < end and at - 1 > floor and _linked(sentence, at, floor):
            at -= 1
        elif word in ("and", "or") and at < end and at - 1 > floor:
            left = _phrase_start(sentence, at - 1, floor)
            opens = left <= floor or low[left - 1] in (",", "that", "and", "but", "—", "–") or low[left] in ("both",)
            return left if left < at - 1 and opens else at
        elif word == "-" or not word[0].isalnum() or word in _NOT_IN_NAMES or word in words.PREPOSITIONS or _finite(sentence, at - 1):
            break
        else:
            at -= 1
    return at


def _linked(sentence: Sentence, at: int, floor: int) -> bool:
    """Whether what begins at `at` hangs on a noun by the preposition before it: "spokesman for the ministry"."""
    before = at - 1 if sentence.low[at - 1] in words.INSIDE_A_PHRASE else None
    return before is not None and before > floor - 1 and before - 1 >= floor and noun(sentence, before - 1)


def noun(sentence: Sentence, at: int) -> bool:
    """Whether the token can be the last of a noun phrase, as far as its form tells."""
    low = sentence.low[at]
    if low in (")", "'s"):
        return True
    return (
        low[0].isalpha()
        and low not in _NOT_IN_NAMES
        and low not in words.PREPOSITIONS
        and low not in words.ADVERBS
        and low not in words.TIMES
        and not _finite(sentence, at)
        and not low.endswith("ing")
    )


def _finite(sentence: Sentence, at: int) -> bool:
    """Whether the word is a verb of its own clause, as far as its form tells."""
    if sentence.is_name(at):
        return False
    low = sentence.low[at]
    before = sentence.low[at - 1] if at else ""
    if before in words.DETERMINERS or before == "'s":
        return False
    written = forms().get(low)
    if written is not None and not written.doubtful and written.form in (Form.PAST, Form.S):
        return True
    return is_past(sentence, at) and (at == 0 or before[:1].isalpha() or low in words.PASTS)


def is_past(sentence: Sentence, at: int) -> bool:
    """Whether the token is written like a verb in the past."""
    low = sentence.word(at)
    return low in words.PASTS or (low.endswith("ed") and len(low) > 4 and not sentence.is_name(at))


def _around_an_insertion(sentence: Sentence, comma: int, floor: int) -> Span | None:
    """ "Khan, in a statement, | said": the phrase before the insertion; with it where it names the same person again."""
    low = sentence.low
    if floor == 0 and (sentence.is_name(0) or low[0] in words.DETERMINERS) and low[0] not in words.PREPOSITIONS:
        end = phrase_after(sentence, 0)
        opens = 0 < end < comma - 1 and low[end] == "," and (low[end + 1].endswith("ing") or low[end + 1] in words.RELATIVES)
        if opens and not any(low[at] in ("that", QUOTATION, ";") for at in range(end, comma)):
            return (0, end)
    for at in range(comma - 1, max(floor, comma - _LONGEST) - 1, -1):
        if low[at] == QUOTATION and at < comma - 1:
            return None
        if low[at] not in (",", "—", "–", "-", "--") or at + 1 >= comma:
            continue
        first = low[at + 2] if at + 2 < comma and is_adverb(sentence, at + 1) else low[at + 1]
        found = phrase_before(sentence, at, floor)
        if found is None:
            continue
        opens = found[0] <= floor or low[found[0] - 1] in (",", ":", ";", "—", "–", QUOTATION) or low[found[0] - 1] in _FRONT
        if not opens:
            continue
        if (
            first in words.RELATIVES
            or first in ("whose", "whom")
            or (first in words.ADVERBS and at + 2 == comma)
            or first in words.PREPOSITIONS
            or first in words.SUBORDINATORS
            or first.endswith("ing")
        ):
            return _with_the_name_before(sentence, found, floor)
        if first[0].isdigit() and at + 2 == comma:
            return found
        if first in words.DETERMINERS or first in _TITLES or noun(sentence, at + 1):
            return _with_the_name_before(sentence, (found[0], comma), floor)
    return None


def _with_the_name_before(sentence: Sentence, found: Span, floor: int) -> Span:
    """ "Foreign Minister, Senator Ishaq Dar": two phrases, one person."""
    low = sentence.low
    comma = found[0] - 1
    if comma <= floor or low[comma] != ",":
        return found
    if low[found[0]] in ("a", "an", "the") and sentence.is_name(comma - 1):
        name = phrase_before(sentence, comma, floor)
        opens = name is not None and (name[0] <= floor or low[name[0] - 1] in _FRONT or low[name[0] - 1] in (",", QUOTATION))
        return (name[0], found[1]) if name is not None and opens else found
    if not sentence.is_name(found[0]):
        return found
    if low[comma - 1] in _TITLES or low[comma - 1] in ("dpm", "fm"):
        before = phrase_before(sentence, comma, floor)
        if before is not None and (before[0] <= floor or low[before[0] - 1] in _FRONT or low[before[0] - 1] == ","):
            return (before[0], found[1])
    return found


def phrase_after(sentence: Sentence, at: int, *, apposition: bool = False) -> int:
    """Where the noun phrase that begins at the token ends (exclusive); `apposition`: with what a comma adds to a name ("Khan, the ministry's spokesman")."""
    low, size = sentence.low, len(sentence)
    first = at
    while at < size:
        word = low[at]
        before = low[at - 1] if at > first else ""
        if (
            word in words.PERSONAL
            or word in words.RELATIVES
            or word in words.AUXILIARIES
            or (word in words.CONJUNCTIONS and word not in ("and", "or"))
        ):
            break
        if word in words.DETERMINERS:
            if at > first and before not in words.INSIDE_A_PHRASE and before not in ("and", "or") and before not in words.DETERMINERS:
                break
        elif word in words.TIMES and at > first and word not in ("late", "last", "early"):
            break
        elif word in ("of", "for", "from"):
            if at == first:
                break
        elif word in words.PREPOSITIONS:
            names = [token for token in range(at + 1, min(at + 4, size)) if low[token] not in words.DETERMINERS][:1]
            if (
                at == first
                or word not in words.INSIDE_A_PHRASE
                or not names
                or not sentence.is_name(names[0])
                or low[names[0]] in words.TIMES
            ):
                break
        elif word in ("and", "or"):
            if at == first or at + 1 >= size or not (sentence.is_name(at + 1) or low[at + 1] == "others"):
                break
        elif word == "(" and ")" in low[at : at + 8]:
            at = low.index(")", at)
        elif (
            word == "." and at > first and at + 1 < size and (len(before) <= 4 or "." in before) and sentence.is_name(at - 1)
        ) or word in ("'s", "'", "’", "&", "/"):
            pass
        elif (
            word == ","
            and apposition
            and sentence.is_name(at - 1)
            and at + 1 < size
            and (low[at + 1] in ("a", "an", "the") or low[at + 1] in _TITLES)
        ):
            end = phrase_after(sentence, at + 1)
            return end if end > at + 1 and (end == size or not low[end][0].isalpha()) else at
        elif (
            not word[0].isalnum()
            or (is_adverb(sentence, at) and at > first and before not in words.DETERMINERS)
            or (at > first and not sentence.is_name(at) and _finite(sentence, at))
            or (
                at > first
                and not sentence.is_name(at)
                and word in forms()
                and not forms()[word].doubtful
                and forms()[word].form is not Form.BASE
            )
        ):
            break
        at += 1
    while at > first and low[at - 1] in words.PREPOSITIONS | {"and", "or", "the", "a"}:
        at -= 1
    return at


def setting_after(sentence: Sentence, at: int) -> int:
    """Where the words end that tell when, where and to whom somebody spoke: "on Friday in a statement", "to reporters here"."""
    low, size = sentence.low, len(sentence)
    while at < size:
        word = low[at]
        if word in ("this", "last", "next") and at + 1 < size and low[at + 1] in words.TIMES | words.SEASONS:
            at += 2
        elif word in words.TIMES or (
            is_adverb(sentence, at) and word not in ("not", "n't", "never", "there") and sentence.word(at + 1) != "than"
        ):
            at += 1
        elif word in ("on", "in", "at", "during", "via", "through", "after", "before", "from", "by", "with", "to", "of", "about", "under"):
            end = _setting_phrase(sentence, at)
            if end is None:
                return at
            at = end
        elif (word == "." and at + 1 < size and low[at - 1] in words.MONTHS) or (word.isdigit() and low[at - 1] in words.MONTHS):
            at += 1
        else:
            return at
    return at


def _setting_phrase(sentence: Sentence, at: int) -> int | None:
    low, size = sentence.low, len(sentence)
    if at + 1 >= size:
        return None
    start = at + 1
    if low[at] == "to" and not (low[start] in words.AUDIENCES or low[start] in words.DETERMINERS or sentence.is_name(start)):
        return None
    if (
        low[at] in ("of", "about", "with", "by", "under")
        and low[at] != "of"
        and not sentence.is_name(start)
        and low[start] not in words.DETERMINERS
    ):
        return None
    end = start
    while end < size and (low[end] in words.DETERMINERS or low[end] == "'s"):
        end += 1
    if end < size and sentence.is_name(end):
        while (
            end < size
            and (sentence.is_name(end) or low[end] in ("'s", "'", "’", "&") or low[end].isdigit())
            and (end == start or low[end] not in words.PERSONAL)
        ):
            if low[end] in words.TIMES:
                return end + 1
            end += 1
        if end < size and low[end - 1] == "'s":
            while end < size and _plain(sentence, end):
                end += 1
            if end < size and low[end] == QUOTATION and sentence.quotations[end].words < 5:
                end += 1
        elif start < end < size and low[start] in words.DETERMINERS and _plain(sentence, end):
            while end < size and _plain(sentence, end):
                end += 1
        return end if end > start else None
    while end < size and _plain(sentence, end):
        if low[end] in words.TIMES:
            return end + 1
        end += 1
    if end < size and low[end] in words.AUXILIARIES and end - start > 1:
        end -= 1
    return end if end > start else None


def _plain(sentence: Sentence, at: int) -> bool:
    low = sentence.low[at]
    return (
        low[0].isalnum()
        and not sentence.is_name(at)
        and low not in words.PREPOSITIONS
        and low not in words.CONJUNCTIONS
        and low not in words.PERSONAL
        and low not in words.AUXILIARIES
        and low not in words.DETERMINERS
    )


def is_adverb(sentence: Sentence, at: int) -> bool:
    """Whether the token may stand between a subject and its verb without being either."""
    low = sentence.low[at]
    if low in words.ADVERBS or low in words.WEEKDAYS:
        return True
    return (
        low.endswith("ly")
        and len(low) > 4
        and not sentence.is_name(at)
        and low not in ("family", "ally", "daily", "weekly", "italy", "july", "assembly")
    )


def leading_phrase(sentence: Sentence, before: int) -> Span | None:
    """The noun phrase with which the sentence begins, after a setting and its comma."""
    low = sentence.low
    start = 0
    while start + 1 < before and (
        low[start] in ("but", "and", "so", "yet", "then", ",") or (low[start] not in words.SETTINGS and is_adverb(sentence, start))
    ):
        start += 1
    if low[start] in words.SETTINGS or low[start] in words.TIMES:
        comma = next((at for at in range(start + 1, min(before, start + 25)) if low[at] == ","), None)
        if comma is None:
            return None
        start = comma + 1
    if start < before and low[start] in words.PERSONAL:
        return (start, start + 1)
    end = phrase_after(sentence, start)
    return phrase_before(sentence, end, start) if start < end <= before else None
