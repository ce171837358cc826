"""Endings: where the words that a cue reports end and the reporter, or the next cue, goes on."""

from briefwire.clean import voices
from briefwire.statements import words
from briefwire.statements.clauses import first_verb, verb_follows
from briefwire.statements.comments import comment_outweighs, comments, remarks
from briefwire.statements.cues import Cue
from briefwire.statements.phrases import is_adverb, is_past, subject_before
from briefwire.statements.text import QUOTATION, Sentence
from briefwire.statements.verbs import Form, forms

_ASKS = frozenset(("how", "what", "why", "whether"))
_SUBJECT = 14  # tokens of a clause before its verb
_PARENTHESIS = 20  # tokens between two dashes
_ENDS = frozenset((".", "!", "?", ";", ")", "]", ",", ":")) | words.DASHES
_OCCASIONS = frozenset("debate rally event tweet appearance interviews".split())
_TALKS = frozenset(("meeting", "call", "conversation", "talks"))
_MOUTHPIECES = frozenset(("lawyer", "lawyers", "attorney", "office", "representative", "adviser", "aides"))
_PLATFORMS = frozenset(("twitter", "facebook", "instagram", "television", "tv", "x", "telegram", "weibo"))
_MEANWHILE = frozenset(("after", "before", "while", "when"))
_OF_OTHERS = frozenset(("claim", "allege", "suggest"))  # "rejected reports claiming that": the participle belongs to the object
_DEEDS = frozenset("agreed reviewed discussed exchanged".split())  # what both sides did beside speaking


def ending(sentence: Sentence, start: int, cue: Cue) -> int:
    """Where the content that begins at token `start` ends (exclusive), closing marks left out."""
    low, size = sentence.low, len(sentence)
    phrase = bool(cue.verb.frames & {"object", "party", "directive"})
    aside = _in_an_aside(sentence, cue) or _gapped(sentence, start, cue)
    at = start + 1
    if not aside and (low[start] in _ASKS or (low[start - 1] == "that" and low[start] not in words.PERSONAL)):
        verb = first_verb(sentence, start, min(size, start + _SUBJECT))
        at = max(at, verb) if verb < start + _SUBJECT else at  # no clause ends before its verb
    clause = low[start - 1] == "that" or low[start] in words.PERSONAL - {"it", "you"}
    verbless = (phrase and not clause) or low[start] == "to"
    while at < size and not (
        _ends(sentence, at, cue, phrase=phrase, aside=aside, verbless=verbless)
        or comment_outweighs(sentence, at, start, verbless=phrase and not clause)
    ):
        at = _over_a_parenthesis(low, at) + 1
    while at > start and low[at - 1] in _ENDS and not (low[at - 1] in ")]" and any(mark in low[start : at - 1] for mark in "([")):
        at -= 1
    return at


def _over_a_parenthesis(low: list[str], at: int) -> int:
    """The dash that closes what the one at the token opens; the token itself where it opens nothing."""
    if low[at] not in words.DASHES:
        return at
    return next((near for near in range(at + 2, min(len(low) - 1, at + _PARENTHESIS)) if low[near] == low[at]), at)


def _ends(sentence: Sentence, at: int, cue: Cue, *, phrase: bool, aside: bool, verbless: bool) -> bool:
    """Whether the content ends before the token. `phrase`: it is an object and no clause; `aside`: the cue stands in a clause before the main one; `verbless`:
    a finite verb is none of the content's."""
    word = sentence.low[at]
    if word == ";" and at + 1 < len(sentence):
        return True
    if word in words.DASHES:
        return aside or remarks(sentence, at)
    if word == ",":
        return aside or _ends_at_comma(sentence, at, cue, phrase=phrase)
    if word in ("and", "but", "while") and (
        _another_cue(sentence, at, cue) or ((word != "and" or sentence.word(at + 2) in ("in", "of")) and _others_cue(sentence, at - 1))
    ):
        return True
    if word == "after" and _others_cue(sentence, at - 1):
        return True
    if word in ("and", "but") and _own_verb_after(sentence, at, verbless=verbless):
        return True
    if word.endswith("ing") and _participle_of_speech(sentence, at):
        return True
    return phrase and _leaves_the_object(sentence, at)


def _ends_at_comma(sentence: Sentence, at: int, cue: Cue, *, phrase: bool) -> bool:
    following = sentence.word(at + 1)
    if (
        comments(sentence, at + 1)
        or _another_cue(sentence, at, cue)
        or _main_verb_after(sentence, at, cue)
        or _others_cue(sentence, at)
        or _setting_begins(sentence, at, phrase=phrase)
    ):
        return True
    if following == "without" and sentence.word(at + 2).endswith("ing"):
        return len(sentence) - at < 6
    if not phrase:
        return False
    if following in words.PERSONAL and sentence.word(at + 2) in forms():
        return True
    if following in ("but", "following") or following in _DEEDS or (following == "as" and sentence.word(at + 2) != "well"):
        return True
    if following == "and" and at + 2 < len(sentence):
        joined = at + 2
        return sentence.low[joined] in words.PERSONAL or (
            ("," not in sentence.low[max(0, at - 6) : at])
            and (sentence.is_name(joined) or (sentence.low[joined] == "the" and verb_follows(sentence, joined)))
        )
    return following in words.RELATIVES and _speaks_soon(sentence, at + 2)


def _own_verb_after(sentence: Sentence, at: int, *, verbless: bool) -> bool:
    """Whether after "and" or "but" the reporter tells what the speaker did besides: "condemned the raid and recalled its envoy", "... but did not say when"."""
    verb = at + 1
    while verb < len(sentence) and is_adverb(sentence, verb):
        verb += 1
    word, following = sentence.word(verb), sentence.word(verb + 1)
    if "rather" in sentence.low[at + 1 : verb]:
        return False
    if word in ("did", "didn't") or (sentence.low[at] == "but" and word in words.SINGULAR_PERSON):
        return True
    relative = next((near for near in range(at - 1, max(0, at - _SUBJECT), -1) if sentence.low[near] in words.RELATIVES), 0)
    if not verbless or (relative and sentence.low[relative - 1] == ","):
        return False
    if word in words.PERSONAL:
        return (
            following in words.AUXILIARIES
            or is_past(sentence, verb + 1)
            or (following in forms() and forms()[following].form is not Form.ING)
        )
    finite = word in ("has", "had", "was", "were", "is") or is_past(sentence, verb)
    return finite and (
        sentence.low[at] == "but"
        or word in words.AUXILIARIES
        or following
        in words.DETERMINERS | words.PREPOSITIONS - {"in", "by", "at", "as"} | words.PERSONAL | {"to", "that", QUOTATION, "not"}
        or sentence.is_name(min(verb + 1, len(sentence) - 1))
    )


def _participle_of_speech(sentence: Sentence, at: int) -> bool:
    """ "“... reality,” telling reporters", "its leaders' remarks saying that": the comma is missing or inside the mark."""
    written = forms().get(sentence.low[at])
    if written is None or written.form is not Form.ING:
        return False
    before = sentence.low[at - 1]
    if before == QUOTATION:
        return sentence.quotations[at - 1].last == ","
    if written.verb.base in _OF_OTHERS:
        return False
    return sentence.word(at + 1) == "that" and before not in words.PREPOSITIONS and before not in words.AUXILIARIES


def _in_an_aside(sentence: Sentence, cue: Cue) -> bool:
    """Whether the cue stands in a clause before the main one: "After he announced the truce, ...", "As she spoke of peace, ..."."""
    opener = sentence.word(cue.first - 1)
    if cue.form is Form.ING and (
        opener in _MEANWHILE or (sentence.low[0] in ("in", "with", "during") and "," not in sentence.low[: cue.first])
    ):
        return True
    if cue.subject is None or cue.inverted or cue.subject[0] == 0:
        return False
    if sentence.word(cue.last) == ",":
        return False
    at = cue.subject[0] - 1
    if sentence.low[at] in words.SUBORDINATORS and (at <= 4 or sentence.low[at - 1] in (",", "and", "but", ":")):
        return True
    return sentence.low[0] in words.SUBORDINATORS and not (words.DASHES | {","}) & set(sentence.low[: cue.subject[0]])


def _gapped(sentence: Sentence, start: int, cue: Cue) -> bool:
    """Whether the content is a clause without its subject: "the raid, which the envoy said was an error, will not"."""
    relative = cue.subject is not None and sentence.word(cue.subject[0] - 1) in words.RELATIVES | {"that"}
    return relative and sentence.low[start] in words.AUXILIARIES


_BETWEEN = frozenset("and but while as well also has have had yet".split())


def _another_cue(sentence: Sentence, at: int, cue: Cue) -> bool:
    """Whether, after a comma, "and", "but" or "while", the same speaker's next cue stands: ", adding that", "and called for", ", but said"."""
    low, size = sentence.low, len(sentence)
    after = at + 1
    linked = low[at] != ","
    perfect = False
    while after < size and (is_adverb(sentence, after) or low[after] in _BETWEEN):
        linked = linked or low[after] in ("and", "but", "while")
        perfect = perfect or low[after] in ("has", "have")
        after += 1
    if perfect and not any(word in words.HAVE for word in low[cue.first : cue.at]):
        return False
    if after + 1 >= size:
        return False
    written = forms().get(low[after])
    if written is None or sentence.is_name(after):
        return False
    if written.form is Form.ING:
        return (not written.doubtful and low[at] in (",", "while")) or (cue.form is Form.ING and linked and not written.doubtful)
    if cue.form is Form.ING and written.form is Form.PAST and after == at + 1 and not written.doubtful:
        return low[at] == ","  # "Axios, citing two officials, reported"
    if cue.form is Form.ING and written.form is Form.S and linked and "clause" in written.verb.frames:
        return not written.doubtful and (low[after + 1] == "that" or low[after + 1] in words.PERSONAL)
    if written.verb.base == "agree":
        return False  # "said both sides had met and agreed": rather what was said
    same = written.form is cue.form or (cue.form is Form.ING and written.form is Form.PAST and low[at] == ",")
    return same and linked and not written.doubtful and low[after + 1] != "by"


def _main_verb_after(sentence: Sentence, comma: int, cue: Cue) -> bool:
    """Whether after a relative clause's comma the main clause goes on with a verb of speech: "Khan, who rejected the offer, said"."""
    if (
        cue.subject is None
        or comma + 1 >= len(sentence)
        or not any(word in words.RELATIVES for word in sentence.low[cue.subject[1] : cue.at])
    ):
        return False
    main = comma + 1
    while main + 1 < len(sentence) and is_adverb(sentence, main):
        main += 1
    written = forms().get(sentence.low[main])
    if written is not None and written.form in (Form.PAST, Form.S) and "clause" in written.verb.frames:
        return True
    set_off = (
        sentence.low[cue.subject[1]] == "," and "," not in sentence.low[cue.subject[1] + 1 : cue.first]
    )  # a relative clause between commas
    return set_off and (sentence.low[main] in words.AUXILIARIES or is_past(sentence, main))


def _others_cue(sentence: Sentence, at: int) -> bool:
    """Whether, after a comma, "while", "but" or "and", somebody else speaks: ", while other voters said they"."""
    low, size = sentence.low, len(sentence)
    after = at + 1
    while after < size and after < at + 3 and low[after] in ("while", "but", "and", "although", "though", "whereas", "after"):
        after += 1
    if after == at + 1 and low[at] == ",":
        return False
    for verb in range(after + 1, min(after + 7, size - 2)):
        written = forms().get(low[verb])
        if written is None:
            if (low[verb] in words.AUXILIARIES and low[verb] not in words.HAVE) or (not low[verb][0].isalnum() and low[verb] != "'s"):
                return False
            continue
        if written.doubtful or written.form not in (Form.PAST, Form.S) or not written.verb.frames & {"clause", "listener", "view"}:
            return False
        subject = subject_before(sentence, verb, after)
        counted = low[after] in words.DETERMINERS and low[after + 1] in ("in", "of")  # "one in four"
        return subject is not None and (subject[0] == after or counted) and low[verb + 1] not in (".", ",")
    return False


def _setting_begins(sentence: Sentence, comma: int, *, phrase: bool) -> bool:
    """Whether after the comma the reporter goes on: ", as he met his counterpart", ", according to", ", in a statement"."""
    first, second, third = (sentence.word(comma + number) for number in (1, 2, 3))
    if first == "according":
        return second == "to"
    if first == "even" and second == "as":
        return True
    if first in ("although", "though", "but") and second in words.SINGULAR_PERSON:
        return True
    if first in ("although", "though", "but", "and"):
        written = forms().get(third)
        return second in words.PERSONAL and written is not None and written.form is Form.PAST
    if first in ("another", "others", "some"):
        return any(word in ("says", "say", "said") for word in sentence.low[comma + 1 : comma + 4])
    if first in ("as", "while", "when", "after"):
        return (second in ("he", "she", "they") or (first == "while" and second.endswith("ing"))) and (first != "when" or phrase)
    if first in ("in", "during", "at"):
        return _told_there(sentence, comma + 1)
    return first in ("reports", "reported") and len(sentence) - comma < 8


def _told_there(sentence: Sentence, at: int) -> bool:
    """ "in a statement", "during a meeting with": the setting of what is said, to the end of the sentence or nearly."""
    low = sentence.low
    near = low[at + 1 : at + 6]
    if near[:1] not in (["a"], ["an"], ["his"], ["her"], ["their"], ["its"]):
        return False
    for number, word in enumerate(near):
        if word in words.STATEMENT_WORDS or word in _TALKS:
            return len(low) - (at + number) < 14
        if word in words.PREPOSITIONS:
            return False
    return False


def _leaves_the_object(sentence: Sentence, at: int) -> bool:
    """Whether after an object the reporter tells when and where it was said ("Thursday", "as he left", "at a rally") or what was done besides."""
    low = sentence.low
    word, following = low[at], sentence.word(at + 1)
    if word in words.WEEKDAYS:
        return low[at - 1] not in words.PREPOSITIONS
    if word == "as":
        return following in words.PERSONAL
    if word == "while" or (word in ("before", "after") and following.endswith("ing")):
        return True
    if word == "through" and any(near in voices.SPOKESPERSONS or near in _MOUTHPIECES for near in low[at + 2 : at + 4]):
        return True
    if word == "on" and following in _PLATFORMS:
        return True
    if word == "and":
        return following in _DEEDS
    if word in ("in", "at", "on", "during") and following in ("a", "an", "his", "her", "their", "its"):
        return _told_there(sentence, at) or any(near in words.STATEMENT_WORDS or near in _OCCASIONS for near in low[at + 2 : at + 5])
    return False


def _speaks_soon(sentence: Sentence, at: int) -> bool:
    """Whether a verb of speech in the past stands within the next words: ", who earlier had expressed"."""
    for word in sentence.low[at : at + 4]:
        written = forms().get(word)
        if written is not None and written.form is Form.PAST and word != "claimed":  # "... lives"
            return True
    return False
