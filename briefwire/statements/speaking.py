"""Speaking: whether a subject is somebody with a voice, or a paper, and no thing."""

from briefwire.clean import voices
from briefwire.statements import words
from briefwire.statements.phrases import Span
from briefwire.statements.text import Sentence

_VOICES = (
    voices.SPOKESPERSONS
    | voices.OFFICIALS
    | voices.STATEMENTS
    | words.STATEMENT_WORDS
    | frozenset(
        """
president secretary envoy chief expert analyst critic aide candidate ministry government office department army military police court administration campaign
company party group agency organisation organization embassy authorities authority side country commission committee council board report study poll survey
resident people man woman person colleague executive general judge source friend family team filing lawsuit statement defence defense prosecution opposition
mission scholar student academic cleric delegate dignitary head guest youth parliament assembly senate house cabinet forum king prince royal
        """.split()
    )
)
_AGENTS = tuple("er ers or ors ist ists ian ians ant ants ee ees man men".split())  # the endings of those who do something
_THINGS = frozenset(
    """
number matter power order border river water winter summer weather chapter error sector factor floor door offer answer other former
    """.split()
)


def can_speak(sentence: Sentence, subject: Span) -> bool:
    """Whether a subject is somebody with a voice or a paper, and no thing or event: a name, "he", "the envoys", "a statement"."""
    comma = sentence.low.index(",", *subject) if "," in sentence.low[slice(*subject)] else subject[0]
    if comma > subject[0] and can_speak(sentence, (subject[0], comma)):
        return True  # "Khan, an old hand in the trade"
    heads = head_words(sentence, subject)
    last = subject[0] + len(heads) - 1
    return (
        heads[0].split("'")[0] in words.PERSONAL  # "they've"
        or sentence.is_name(last)
        or heads[-1] in words.DETERMINERS
        or _singular(heads[-1]) in _VOICES
        or (heads[-1].endswith(_AGENTS) and _singular(heads[-1]) not in _THINGS)
    )


def _singular(noun: str) -> str:
    return noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s")


def head_words(sentence: Sentence, subject: Span) -> list[str]:
    """The words of a subject before its first preposition: "sources | close | to her campaign"."""
    found: list[str] = []
    for at in range(*subject):
        if sentence.low[at] in words.PREPOSITIONS and found:
            break
        found.append(sentence.low[at])
    return found
