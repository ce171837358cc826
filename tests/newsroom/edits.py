"""Silent edits, one for each kind: a sentence as it stood first and as it stands afterwards. Both are put into the same place of the same text."""

from random import Random

_PAIRS: dict[str, tuple[tuple[str, str], ...]] = {
    "cosmetic": (
        ("The minutes were “read and approved”, the office said.", 'The minutes were "read and approved", the office said.'),
        ("The side’s list is open – until Friday.", "The side's list is open - until Friday."),
    ),
    "wording": (
        ("The delegations met in the morning in a large room.", "The delegations came together early in a spacious room."),
        ("It is a small step, officials think.", "It is a modest advance, officials believe."),
    ),
    "number": (
        ("The delegation has 14 members.", "The delegation has 41 members."),
        ("The office received 230 letters about it.", "The office received 320 letters about it."),
    ),
    "name": (
        ("Deputy minister Farooq Lashari took the chair.", "Deputy minister Nadeem Qureshi took the chair."),
        ("The papers were handed over by Ambassador Tariq Bangash.", "The papers were handed over by Ambassador Salman Durrani."),
    ),
    "quote": (
        (
            "“We will publish the map before the winter,” the spokesperson said.",
            "“We intend to share the drawings in due time,” the spokesperson said.",
        ),
        ("“It was a friendly talk,” the spokesperson said.", "“It was a frank exchange of views,” the spokesperson said."),
    ),
    "negation": (
        ("The office confirmed that the talks will be resumed.", "The office confirmed that the talks will not be resumed."),
        ("The ministry has agreed to the date.", "The ministry has not agreed to the date."),
    ),
}
_WITHDRAWN = (
    "Editor’s note: This report has been withdrawn. The statement quoted in it was never made.",
    "Retraction: This story is retracted. It was published in error.",
)
KINDS = (*_PAIRS, "retraction")


def edited(title: str, paragraphs: tuple[str, ...], kind: str, chance: Random, *, after: bool) -> tuple[str, tuple[str, ...]]:
    """Title and paragraphs of a piece that sees an edit of a kind: as they stand before, or `after` it."""
    if kind == "retraction":
        note = chance.choice(_WITHDRAWN)
        return (f"RETRACTED: {title}", (note, *paragraphs)) if after else (title, paragraphs)
    pair = chance.choice(_PAIRS[kind])
    place = min(2, len(paragraphs))
    return title, (*paragraphs[:place], pair[after], *paragraphs[place:])
