"""Cues: a verb that reports, with its subject. Whether the verb is one here, who is its subject, and where its group of words begins and ends."""

from dataclasses import dataclass

from briefwire.clean import voices
from briefwire.statements import words
from briefwire.statements.clauses import verb_follows
from briefwire.statements.phrases import Span, is_adverb, is_past, phrase_after, phrase_before, setting_after, subject_before
from briefwire.statements.speaking import can_speak, head_words
from briefwire.statements.text import QUOTATION, Sentence
from briefwire.statements.verbs import Form, Verb, Written, forms

_ADVERBS_BETWEEN = 3
_INVERTED = frozenset(("clause", "quoting"))
_AFTER_DOUBTFUL = frozenset(
    ("that", ":", QUOTATION, "the", "he", "she", "it", "they", "there", "a", "his", "her", "their", "its", ".", ",")
)
_NO_STATEMENT_OF = frozenset("what than whom who if everything anything nothing whatever".split())  # "everything he says is"
_SETS = frozenset(("in", "at"))
_NO_SUBJECT_AFTER = frozenset("for during under over against toward towards".split())
_NAMED = frozenset(("called", "named", "dubbed", "termed", "labelled", "labeled"))
_UNSAID = frozenset(
    "not n't never didn't doesn't don't wouldn't won't couldn't cannot can't refused declined failed refuses declines to nor neither".split()
)
_BEFORE_A_BRIEFING = frozenset("press media news weekly daily".split())
_PARTICLES = frozenset("off up together".split())  # with them a verb is another one: "called off the talks"
_STANDING_ALONE = frozenset("another one each both some many several all others most few this these one two three".split())
_MODAL_LIKE = words.MODALS | words.DO | frozenset(("to", "let", "help", "helps", "helped", "please", "who'll", "i'd"))
_PLURAL_WORDS = frozenset(
    "people many some others few two three several both critics most all who officials experts i we they you third half majority percent % those one".split()
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb at work. `first` to `last` (exclusive): its group with what belongs to it; `subject`: None for a participle that shares another's."""

    verb: Verb
    form: Form
    at: int
    first: int
    last: int
    subject: Span | None
    inverted: bool = False
    passive: bool = False


def cue_at(sentence: Sentence, at: int, floor: int, *, inverted: bool = True) -> Cue | None:
    """The cue whose verb is the token `at`, if that is one; nothing left of `floor` belongs to it. Not `inverted`: its subject does not follow."""
    low = sentence.low
    written = forms().get(low[at])
    if written is None or (sentence.is_name(at) and at > floor and sentence.low[at - 1] not in (QUOTATION,)):
        return None
    if _another_verb(sentence, at, written):
        return None
    if written.form is Form.ING:
        return _participle(sentence, at, floor, written)
    first, group = _group(sentence, at, floor)
    if written.form is Form.BASE and low[at - 1] == "to" and low[max(floor, at - 3) : at - 1] in (["went", "on"], ["goes", "on"]):
        subject = subject_before(sentence, at - 3, floor)
        return subject and Cue(written.verb, Form.PAST, at, at - 3, at + 1, subject)
    if _unsaid(group) or low[at - 1] == "never":
        return None
    if any(word in words.BE for word in group):
        return _passive(sentence, at, first, floor, written)
    if written.form is Form.BASE and any(word in _MODAL_LIKE for word in group):
        return None
    if inverted and (found := _inverted(sentence, at, first, floor, written)):
        return found
    if written.form is Form.PAST and first == at and at > floor and _adjective(sentence, at):
        return None
    subject = _subject(sentence, first, floor)
    if subject is None or not _agrees(sentence, at, first, subject, written):
        return None
    return None if _only_shows(sentence, at, subject, written) else Cue(written.verb, written.form, at, first, at + 1, subject)


def _subject(sentence: Sentence, end: int, floor: int) -> Span | None:
    """The subject before the token; what stands behind "during" or "for" is none: "The envoy during the talks | said"."""
    found = subject_before(sentence, end, floor)
    if found is None or found[0] - 1 <= floor or (found[1] < end and sentence.low[end - 1] in words.RELATIVES):
        return found
    preposition = sentence.low[found[0] - 1]
    if preposition not in _NO_SUBJECT_AFTER | _SETS or sentence.low[found[0]][0].isdigit():
        return found
    before = found[0] - 1 - (sentence.low[found[0] - 2] == ",")
    farther = subject_before(sentence, before, floor) if before > floor else None
    return farther if farther is not None or preposition in _NO_SUBJECT_AFTER else found


def _another_verb(sentence: Sentence, at: int, written: Written) -> bool:
    """Whether with the next words the verb is another one: "claimed ten lives", "called off", "added to", "left, convinced that"."""
    following = sentence.word(at + 1)
    if following in _PARTICLES:
        return sentence.word(at + 2) != "to"  # "said up to nine"
    match written.verb.base:
        case "claim":
            return "lives" in sentence.low[at + 1 : at + 6]
        case "add":
            return following in ("to", "up")
        case "convince":
            return following == "that"
    return False


def _only_shows(sentence: Sentence, at: int, subject: Span, written: Written) -> bool:
    """ "The raid underscored the need": what follows from a thing, said by nobody."""
    return written.verb.evidential and sentence.word(at + 1) != "that" and not can_speak(sentence, subject)


def _group(sentence: Sentence, at: int, floor: int) -> tuple[int, list[str]]:
    """The auxiliaries (and adverbs among them) before the verb, and where they begin."""
    first = start = at
    low = sentence.low
    while start > floor and (
        low[start - 1] in words.AUXILIARIES
        or low[start - 1] in ("to", "not")
        or is_adverb(sentence, start - 1)
        or (low[start - 1] == "since" and start - 1 > floor and low[start - 2] in words.HAVE)
    ):
        start -= 1
        if low[start] in words.AUXILIARIES or low[start] in ("to", "not", "n't"):
            first = start
    if start - 1 > floor and low[start - 1] == "'s" and low[start - 2] in words.PERSONAL and forms()[low[at]].form is Form.ING:
        return (start - 1, ["is"])
    if first > floor + 1 and low[first] == "to":
        first -= 1
    return (first, low[first:at])


def _unsaid(group: list[str]) -> bool:
    """Whether nothing was said, or nothing yet."""
    return any(word in _UNSAID or word in words.MODALS or word in ("do", "does", "did") for word in group)


def _participle(sentence: Sentence, at: int, floor: int, written: Written) -> Cue | None:
    """ "..., adding that", "while stressing", "Welcoming the truce, he", "with Beijing urging calm", "a letter saying"."""
    low = sentence.low
    if written.doubtful or low[at - 1] in words.DETERMINERS | _BEFORE_A_BRIEFING | _UNSAID:
        return None
    first, group = _group(sentence, at, floor)
    if any(word in words.BE for word in group):
        if _unsaid(group):
            return None
        subject = subject_before(sentence, first, floor)
        if subject is None or _only_shows(sentence, at, subject, written):
            return None
        return Cue(written.verb, written.form, at, first, at + 1, subject)
    start = at
    while start > floor and is_adverb(sentence, start - 1) and start > at - _ADVERBS_BETWEEN:
        start -= 1
    if start <= floor:
        return Cue(written.verb, written.form, at, at, at + 1, None)
    before = low[start - 1]
    if before in (",", "while", QUOTATION, "and", "—", "–", "-", "--", "but", "by", ";", "after", "before", "when", "in"):
        if before in ("by", "in", "after", "before") and start - 2 >= floor and low[start - 2] not in (",", "—") and before != "by":
            return None
        return Cue(written.verb, written.form, at, at, at + 1, None)
    subject = phrase_before(sentence, start, floor)
    if subject is None:
        return Cue(written.verb, written.form, at, at, at + 1, None) if forms().get(before) else None
    if subject[0] > floor and low[subject[0] - 1] == "with":
        return Cue(written.verb, written.form, at, at, at + 1, subject)
    if before in voices.STATEMENTS or before in ("letter", "email", "memo", "report", "speech", "ad", "video", "tweets"):
        issuer = any(word in ("issued", "released", "posted", "made") for word in low[max(floor, subject[0] - 3) : subject[0]])
        owner = (
            subject_before(sentence, subject[0] - 1 - (low[subject[0] - 2] in words.HAVE), floor)
            if issuer and subject[0] - 1 > floor
            else None
        )
        return Cue(written.verb, written.form, at, at, at + 1, owner or subject)
    if before in words.TIMES or low[start - 1] in words.AUDIENCES or before in ("her", "him", "them"):
        return Cue(written.verb, written.form, at, at, at + 1, None)
    return None


def _passive(sentence: Sentence, at: int, first: int, floor: int, written: Written) -> Cue | None:
    """ "it was added", "was quoted as saying": all that is said in the passive; the rest has no speaker."""
    low = sentence.low
    as_ = setting_after(sentence, at + 1) if low[at] in ("quoted", "cited") else at
    if as_ > at and low[as_ : as_ + 1] == ["as"] and low[as_ + 1 : as_ + 2] in (["saying"], ["telling"], ["stating"]):
        subject = subject_before(sentence, first, floor)
        return subject and Cue(forms()["saying"].verb, Form.PAST, at, first, as_ + 2, subject)
    if first > floor and low[first - 1] == "it" and "clause" in written.verb.frames:
        return Cue(written.verb, Form.PAST, at, first - 1, at + 1, None, passive=True)
    return None


def _inverted(sentence: Sentence, at: int, first: int, floor: int, written: Written) -> Cue | None:
    """ "..., said the spokesman, Omar Khan"."""
    low = sentence.low
    if first != at or at <= floor or at + 1 >= len(low) or not written.verb.frames & _INVERTED:
        return None
    if written.form is Form.BASE and (
        low[at] != "say" or low[at + 1] not in ("some", "many", "most", "several", "both", "officials", "experts", "analysts")
    ):
        return None
    before = low[at - 1]
    if before not in (",", QUOTATION, "—", "–", "-", "--") or (before == QUOTATION and sentence.quotations[at - 1].last not in ",.?!—-"):
        return None
    if low[at + 1] in words.PERSONAL and low[at + 1] not in ("he", "she"):
        return None
    if low[at + 1] in words.DETERMINERS and low[at + 1] not in ("the", "a", "an", "one", "some", "several", "two"):
        return None
    if not (
        sentence.is_name(at + 1) or low[at + 1] in words.DETERMINERS or low[at + 1] in _INVERTED_TITLES or _name_soon(sentence, at + 1)
    ):
        return None
    if low[at + 1] in words.TIMES or low[at + 1] in ("this", "there"):
        return None
    end = phrase_after(sentence, at + 1, apposition=True)
    if end > at + 1 and low[at] not in ("said", "says", "say") and not can_speak(sentence, (at + 1, end)):
        return None  # "Khan, a trader, stressed the need"
    if _own_verb_follows(sentence, at + 1, end):
        return None
    if end <= at + 1 or not _may_follow_a_subject(sentence, end):
        return None
    return Cue(written.verb, written.form, at, at, at + 1, (at + 1, end), inverted=True)


def _may_follow_a_subject(sentence: Sentence, at: int) -> bool:
    """Whether a subject that stands behind its verb may end here: at a mark, a setting, a relative clause, a participle."""
    word = sentence.word(at)
    if word in words.AUXILIARIES or word == "that":
        return False
    if word in _AFTER_A_SUBJECT or word in words.PREPOSITIONS | words.SUBORDINATORS | words.RELATIVES | words.TIMES:
        return True
    return word.endswith("ing") or is_adverb(sentence, at)


def _name_soon(sentence: Sentence, at: int) -> bool:
    """Whether plain words lead up to a name: "said | conservative activist Bob Reed"."""
    for near in range(at, min(at + 6, len(sentence))):
        word = sentence.low[near]
        if sentence.is_name(near):
            return near > at
        if (
            not word[0].isalpha()
            or word in words.PREPOSITIONS | words.AUXILIARIES | words.CONJUNCTIONS - {"and"} | words.PERSONAL
            or is_adverb(sentence, near)
        ):
            return False
    return False


def _own_verb_follows(sentence: Sentence, first: int, end: int) -> bool:
    """Whether the phrase after the verb is the subject of what was said: ", said the heat in the valleys could last"."""
    low = sentence.low
    named = any(sentence.is_name(at) or low[at] in _INVERTED_TITLES for at in range(first, end))
    for at in range(end, min(end + 12, len(low))):
        if (
            (not low[at][0].isalnum() and low[at] != "'s")
            or low[at] in words.RELATIVES
            or low[at] in words.SUBORDINATORS - {"as", "after", "before", "since"}
        ):
            return False
        if low[at] in words.AUXILIARIES or (not named and low[at].endswith("ed")):
            return True
    return False


_AFTER_A_SUBJECT = frozenset((",", ".", ";", QUOTATION, "?", "!", ":", "", "told", "and"))
_INVERTED_TITLES = (
    voices.SPOKESPERSONS | voices.OFFICIALS | frozenset("sources president senator director professor analyst chairman".split())
)


def _adjective(sentence: Sentence, at: int) -> bool:
    """ "the proposed law", "his stated aim"."""
    before = sentence.low[at - 1]
    return before == "'s" or (
        before in words.DETERMINERS
        and before
        not in (
            "all",
            "both",
            "many",
            "some",
            "most",
            "others",
            "several",
            "few",
            "one",
            "each",
            "two",
            "this",
            "that",
        )
    )


def _opens_a_clause(sentence: Sentence, at: int) -> bool:
    """Whether the word can be the first of a clause's subject: no conjunction and no verb."""
    word = sentence.low[at]
    return not (word in words.AUXILIARIES or word in words.CONJUNCTIONS or word.endswith("ing") or is_past(sentence, at))


def _only_named(sentence: Sentence, at: int, subject: Span) -> bool:
    """Whether "called" only tells what something is called: "a group called Silver Gate"."""
    named = sentence.word(at + 1) in (QUOTATION, "the") or (at + 1 < len(sentence) and sentence.is_name(at + 1))
    if not named and can_speak(sentence, subject):
        return False
    determiner = next((near for near in range(subject[1] - 1, subject[0] - 1, -1) if sentence.low[near] in words.DETERMINERS), None)
    return (
        determiner is not None
        and sentence.low[determiner] in ("a", "an", "one", "another")
        and (not sentence.is_name(subject[1] - 1) or sentence.words[subject[1] - 1].isupper())
    )


def _agrees(sentence: Sentence, at: int, first: int, subject: Span, written: Written) -> bool:
    """Whether the form can be this subject's verb."""
    low = sentence.low
    head = low[subject[1] - 1]
    if all(low[at] in words.DETERMINERS - _STANDING_ALONE or low[at] == "own" for at in range(*subject)):
        return False
    if subject[0] and low[subject[0] - 1] in _NO_STATEMENT_OF and low[subject[0] - 2] not in ("more", "less", "fewer"):
        return False
    if low[subject[1] - 1] == "those" and low[subject[1]] == "who":
        return False  # whoever says so
    if low[subject[0]] in ("everything", "anything", "nothing"):
        return False
    relative = subject[1] < first and any(low[at] in words.RELATIVES for at in range(subject[1], first))
    pronoun = low[subject[0]] if low[subject[0]] in words.PERSONAL else ""
    if pronoun in ("i", "we", "you"):
        return False
    if written.form in (Form.BASE, Form.S) and first == at and low[at - 1] in ("a", "an", "the"):
        return False  # "a think tank"
    if written.form is Form.BASE:
        if any(word in words.HAVE for word in low[first:at]):  # "has read"
            return True
        if (relative and written.verb.base not in ("say", "argue", "believe", "think") and sentence.word(at + 1) != "that") or (
            written.doubtful and (at + 1 >= len(low) or low[at + 1] not in _AFTER_DOUBTFUL - {".", ",", "a", "the"})
        ):
            return False
        if sentence.is_name(at) or (at - subject[1] > 2 and low[at - 1][0].isalnum()):
            return False
        if pronoun:
            return pronoun == "they"
        heads = head_words(sentence, subject)
        plural = any(word in _PLURAL_WORDS or word[0].isdigit() or (word.endswith("s") and not word.endswith("ss")) for word in heads) or (
            "and" in low[subject[0] : subject[1]]
        )
        return plural and low[subject[1] - 1] != "'s" and (not written.doubtful or not sentence.is_name(subject[1] - 1))
    if written.form is Form.S:
        if pronoun:
            return pronoun in ("he", "she", "it")
        if low[subject[1] - 1] in ("'s", "'", "’"):
            return False
        if written.doubtful and not (subject[0] and low[subject[0] - 1] == QUOTATION):
            following = low[at + 1] if at + 1 < len(low) else "."
            named = can_speak(sentence, subject) and head not in words.DETERMINERS and not head[0].isdigit()
            joined = (
                following in _AFTER_DOUBTFUL or following in written.verb.prepositions or (at + 1 < len(low) and sentence.is_name(at + 1))
            )
            return named and (joined or (_opens_a_clause(sentence, at + 1) and verb_follows(sentence, at + 1)))
        return not sentence.is_name(at)
    if low[subject[1] - 1] in ("'s", "'", "’"):
        return False
    following = low[at + 1] if at + 1 < len(low) else "."
    if low[at] in _NAMED and at == subject[1] and _only_named(sentence, at, subject):
        return False
    if low[subject[1] - 1].isdigit() and "object" in written.verb.frames and following.endswith("s"):
        return False  # "475 pledged delegates"
    return following != "by"
