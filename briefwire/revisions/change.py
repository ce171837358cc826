"""The kinds of edit an article can see, and how grave each is."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Change(StrEnum):
    """What an edit did to a text, as a newsroom would tell it. The gravest stands first."""

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
