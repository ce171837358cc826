"""In what setting words were said, as a report tells it: a conference, a statement, a meeting, remarks."""

import re
from collections.abc import Iterator
from typing import Literal

from briefwire.transcripts.setting import Setting

Office = Literal["spokesperson", "minister", "ministry"]

_CONFERENCE = re.compile(
    r"\b(?:(?:regular|daily|weekly|routine|news|press|media|department|online|usual)\s+){1,3}(?:briefing|conference)s?\b|"
    r"\b(?:his|her) briefing\b|\bbriefed (?:the )?(?:media|reporters|journalists)\b|\bpresser\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:when|earlier|last|previous(?:ly)?|ago|had)\b[^.\n]{0,60}$", re.IGNORECASE
)  # "earlier this month, at the weekly briefing"
_REGULAR = re.compile(r"\b(?:regular|daily|weekly|routine|usual)\b", re.IGNORECASE)
_TOLD_REPORTERS = re.compile(
    r"\b(?:told|tells|telling|(?:talking|speaking|talks|spoke) to) (?:the )?(?:reporters|journalists|media|newsmen|mediapersons)\b",
    re.IGNORECASE,
)
_INTERVIEW = re.compile(
    r"\b(?:interview|speech|addressed|addressing (?!(?:the )?(?:issue|challenge|question|problem|concern|matter))|"
    r"told (?:parliament|the (?:senate|assembly|council|house))|"
    r"(?:told|telling|tells|speaking to|spoke to) (?:[\w’'-]+ ){0,3}"
    r"(?:television|tv|radio|channel|newspaper|news agency|reuters|afp|ap|bbc|cnn|fox news|sky news|al jazeera))\b",
    re.IGNORECASE,
)
_WRITTEN = re.compile(r"\bwritten (?:answers?|repl(?:y|ies)|responses?)\b", re.IGNORECASE)
_STATEMENT = re.compile(
    r"\b(?:statement|communiqu[eé]|(?:press|news|media) release)\b|"
    r"\b(?:in response|responding|replying|in reply|reacting) to (?:\w+ )?(?:media|press) (?:query|queries|questions?|reports?)\b|"
    r"\bon (?:X|Twitter)\b|\bon (?:his|her|its) (?:official )?(?:X|Twitter|social media)\b|\btweet(?:ed|s)?\b|"
    r"\bposted?\b[^.]{0,30}\b(?:X|Twitter|social media)\b",
    re.IGNORECASE,
)
_NEAR = 80  # characters
_REMARKS = re.compile(r"\b(?:in response to|responding to|(?:in )?reply(?:ing)? to|replied to)\b", re.IGNORECASE)
# Two who speak with each other; not "called on both sides to talk", which is a demand.
_MEETING = re.compile(
    r"\b(?:spoke|speaks|met|meets|in talks|holds? talks|held (?:[\w-]+ ){0,4}(?:talks|meetings?|conversations?|consultations|calls?|contacts?)) "
    r"(?:\w+ ){0,2}with\b|"
    r"\b(?:met|meets) (?:his|her|(?-i:[A-Z]))|"
    r"\breceived (?:a|the) (?:[\w-]+ ){0,2}(?:call|delegation)\b|"
    r"\b(?:telephone|phone|telephonic) (?:call|conversation|contact)s?\b|"
    r"\bcall(?:s|ed) on (?:[\w’'-]+ ){0,4}?"
    r"(?:minister|secretary|president|premier|king|amir|emir|prince|ambassador|envoy|chief|counterpart|fm|pm|dpm)\b(?! to\b)|"
    r"\b(?:in|during|at) (?:(?:an?|the|his|her|their) ){1,2}(?:[\w-]+ ){0,3}(?:meeting|talks|call|conversation|interaction) with\b|"
    r"\bround of (?:[\w’'()-]+ ){0,5}(?:consultations|dialogue|talks)(?: \([A-Z]+\))? (?:was |were )?(?:held|convened|concluded)\b|"
    r"\bbrief(?:s|ed) (?:[\w’'-]+ ){0,4}?(?:minister|secretary|fm|counterpart)\b|"
    r"\b(?:during|in) (?:the|their|this) (?:[\w-]+ )?(?:meeting|call|conversation|talks|interaction|discussions?)\b|"
    r"\b(?:the two|both) (?:sides|leaders|dignitaries|ministers|foreign ministers|delegations) (?:also |further )?"
    r"(?:agreed|exchanged|reviewed|discussed|reaffirmed|expressed|reiterated|underscored|held|explored|assessed|emphasi[sz]ed)\b|"
    r"\b(?:consultations|dialogue|talks) (?:was|were) (?:held|convened)\b|\breadout\b",
    re.IGNORECASE,
)


def setting_told(around: str, opening: str = "", office: Office = "ministry") -> Setting | None:
    """The setting that a report tells; None when it tells none.

    `around` is what stands around a ministry's statements, `opening` title and first paragraphs, both without the words of statements; `office` who of the
    ministry speaks. A conference counts before a statement made there; of all else the one that is told first. A minister's conference is no regular briefing
    unless it is called so, and a spokesperson who tells reporters does so at one. A meeting of which a release tells is a readout.
    """
    told = sorted(_told(around, office))
    first = told[0][2] if told else None
    if (first == "statement" or (first is None and office != "spokesperson")) and _MEETING.search(opening):
        return "readout"
    if first is None and _REMARKS.search(around):
        return "remarks"
    return first


def _told(text: str, office: Office) -> Iterator[tuple[int, int, Setting]]:
    """Rank, place and setting of all that is told."""
    conference: Setting = "regular briefing"
    for match in _CONFERENCE.finditer(text):
        past = _PAST.search(text, max(0, match.start() - _NEAR), match.start()) is not None
        yield int(past), match.start(), "remarks" if office == "minister" and not _REGULAR.search(match[0]) else conference
    others: tuple[tuple[re.Pattern[str], Setting], ...] = (
        (_TOLD_REPORTERS, conference if office == "spokesperson" else "remarks"),
        (_WRITTEN, "written answers"),
        (_INTERVIEW, "remarks"),
        (_STATEMENT, "statement"),
    )
    for pattern, setting in others:
        if told := pattern.search(text):
            yield 1, told.start(), setting
