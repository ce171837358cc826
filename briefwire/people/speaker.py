"""A speaker of a foreign ministry, and what a text has told before words are read."""

from dataclasses import dataclass
from datetime import date

from briefwire.people.registry import Person


@dataclass(frozen=True, slots=True)
class Speaker:
    """A foreign ministry's voice.

    `name`: the canonical name, or the words' own when the person is not `known`; None for an institution and for an unnamed office holder. `ministry`: ISO
    3166-1 alpha-2; None for joint speakers. `in_office`: whether the term covers the day; None where nobody is named or the day is not known.
    """

    name: str | None
    person_id: str | None
    role: str | None
    ministry: str | None
    institution: bool
    in_office: bool | None
    known: bool


@dataclass(frozen=True, slots=True)
class Context:
    """What the text has told before: the text itself, and the speakers of earlier words, the latest last (None: somebody else's words)."""

    text: str = ""
    before: tuple[Speaker | None, ...] = ()

    @property
    def latest(self) -> Speaker | None:
        """The last speaker of a ministry."""
        return next((one for one in reversed(self.before) if one is not None), None)


def named(person: Person, day: date | None, *, past: bool) -> Speaker:
    """The person as a speaker on that day, by the role held then, else by the last one; `past`: the words say that the office is over."""
    role = person.role(day) or person.roles[-1]
    in_office = False if past else role.held(day) if day is not None else None
    return Speaker(person.name, person.person_id, role.kind.value, role.ministry, False, in_office, True)
