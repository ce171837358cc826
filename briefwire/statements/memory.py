"""Memory: whom "he", "it", "the spokesperson" and "the statement" mean, from the names and titles a report gave before."""

from dataclasses import dataclass, field

from briefwire.about.countries import names as country_names
from briefwire.clean import voices
from briefwire.statements import words
from briefwire.statements.phrases import Span
from briefwire.statements.text import Sentence

_INSTITUTIONS = frozenset(
    """
ministry office department committee house party agency university court state council bank group government administration campaign commission embassy army
police authority board company organisation organization institute center centre association union foundation network times post journal news corporation senate
congress parliament bureau service force forces team delegation treaty agreement accord pact war dam river project plan visit talks law act bill summit charter
attack relationship dispute kingdom republic region city province
    """.split()
)
_BEARERS = (
    voices.SPOKESPERSONS
    | voices.OFFICIALS
    | frozenset("minister secretary president head chief chairman director commander governor leader".split())
)
_PAPERS = voices.STATEMENTS | words.STATEMENT_WORDS
_KEPT = 12  # names a report goes back to


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody named: where, in which words, and what kind of somebody."""

    start: int
    end: int
    text: str
    low: frozenset[str]
    person: bool
    plural: bool
    named: bool


@dataclass(slots=True)
class Memory:
    """What the text made known so far, the latest last; `speaker` spoke last."""

    known: list[Known] = field(default_factory=list)
    speaker: Known | None = None

    def resolve(self, sentence: Sentence, span: Span, body: str) -> Known:
        """Who the words of a subject mean; the words themselves where nobody fits."""
        here = describe(sentence, span, body)
        if here.text.lower() in words.PERSONAL | {"both", "latter"}:
            return self._antecedent(here.text.lower()) or here
        if not here.named and (title := _title(here)):
            return self._bearer(title) or here
        return here

    def note(self, someone: Known) -> None:
        """Keeps somebody named; the oldest is forgotten."""
        if someone.text.lower() not in words.PERSONAL:
            self.known.append(someone)
            del self.known[:-_KEPT]

    def _antecedent(self, pronoun: str) -> Known | None:
        if pronoun in words.SINGULAR_PERSON:
            if (
                self.speaker is not None
                and self.speaker.person
                and (not self.known or self.known[-1] == self.speaker or not self.known[-1].person)
            ):
                return self.speaker
            return next((one for one in reversed(self.known) if one.person and not one.plural), self.speaker)
        if pronoun == "it":
            if self.speaker is not None and not self.speaker.person and not self.speaker.plural:
                return self.speaker
            return next((one for one in reversed(self.known) if not one.person and not one.plural), self.speaker)
        if pronoun in ("they", "both"):
            return next((one for one in reversed(self.known) if one.plural), self.speaker)
        return None

    def _bearer(self, title: frozenset[str]) -> Known | None:
        """The nearest name with the title; a statement belongs to whoever spoke last."""
        if title & _PAPERS:
            return next(
                (one for one in reversed(self.known) if one.named and (not one.person or one.low & voices.SPOKESPERSONS)), None
            ) or (self.speaker if self.speaker is not None and self.speaker.named else None)
        wanted = title | (voices.SPOKESPERSONS if title & voices.SPOKESPERSONS else frozenset())
        return next((one for one in reversed(self.known) if one.named and one.low & wanted), None)


def describe(sentence: Sentence, span: Span, body: str) -> Known:
    """The words of a subject as somebody: a person or an institution, one or many, with a name or only a title."""
    first, last = span
    low = frozenset(sentence.low[first:last])
    names = [at for at in range(first, last) if sentence.is_name(at) and sentence.low[at] not in words.DETERMINERS | words.PERSONAL]
    if first == 0 and names[:1] == [0] and len(names) == 1 and last > 1:
        names = []  # the capital of a sentence's first word
    text = sentence.text(body, first, last)
    head = sentence.low[last - 1]
    plural = "and" in low or (head.endswith("s") and not names) or bool(low & {"both", "two", "leaders", "officials", "sides"})
    country = text.lower() in country_names() or text.lower().removeprefix("the ") in country_names()
    noun = next((at for at in range(first, last) if sentence.low[at] not in words.DETERMINERS), first)
    belonging = "of" in low and not sentence.is_name(noun) and sentence.low[noun] not in _BEARERS  # "the remarks of the minister"
    person = (
        not country
        and not belonging
        and (bool(low & voices.SPOKESPERSONS) or not low & (_INSTITUTIONS | _PAPERS))
        and bool(names)
        and not plural
    )
    return Known(sentence.starts[first], sentence.ends[last - 1], text, low, person, plural, named=bool(names))


def _title(known: Known) -> frozenset[str]:
    """The nouns of "the spokesperson", "the foreign minister", "the statement"."""
    if "the" not in known.low and "The" not in known.text[:3]:
        return frozenset()
    return frozenset(word for word in known.low if word not in words.DETERMINERS and word not in words.PREPOSITIONS and len(word) > 1)
