"""The kinds of edit an article can see, and how grave each is."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Change(StrEnum):
    """What an edit did to a text, as a newsroom would tell it. The gravest stands first.

    retraction: the text is withdrawn, replaced by a notice, corrected so that a statement is taken back, or less than a quarter of its body is left.
    negation: a sentence that otherwise stands came to say the opposite (not, never, without, denied for confirmed, illegal for legal; 不, 没有, 否认; نہیں).
    number: a figure, amount, date, percentage, unit or scale word changed, came or went; the same figure written in another way did not.
    name: a person, country, organisation, role or speaker's label changed, came or went, typing errors in them included.
    quote: words in quotation marks changed, or words were put between or taken out of them; what a transcript's speakers say is quoted.
    wording: anything else that readers would call other words, sentences in another order included.
    cosmetic: spacing, punctuation, style of quotation marks, dashes, case, accents, spelling variants, and slips of the pen in words that name nothing.

    A sentence added or dropped as a whole counts by the figures and names that the other version holds nowhere, and by its quotations.
    """

    RETRACTION = "retraction"
    NEGATION = "negation"
    NUMBER = "number"
    NAME = "name"
    QUOTE = "quote"
    WORDING = "wording"
    COSMETIC = "cosmetic"


@dataclass(frozen=True, slots=True)
class Text:
    """What readers saw of one article at one time. Paragraphs of the body stand one a line."""

    title: str
    body: str


def gravest(changes: Iterable[Change]) -> Change | None:
    """The one of them that matters most: retraction > negation > number > name > quote > wording > cosmetic. None when there are none."""
    given = frozenset(changes)
    return next((change for change in Change if change in given), None)
