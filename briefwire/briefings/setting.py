"""In what setting words were said, as a report tells it: a conference, a statement, a meeting, remarks."""

import re
from collections.abc import Sequence

from briefwire.transcripts.setting import Setting

# In the order in which they are asked: a statement read out at a briefing was said at a briefing, and one about a meeting is a readout of it.
_TOLD: Sequence[tuple[Setting, re.Pattern[str]]] = (
    (
        "regular briefing",
        re.compile(
            r"\b(?:(?:regular|daily|weekly|routine|news|press|media|department|online|usual)\s+){1,3}(?:briefing|conference)s?\b|"
            r"\b(?:weekly|daily|his|her) briefing\b|\bbriefed (?:the )?(?:media|reporters|journalists)\b|\bpresser\b",
            re.IGNORECASE,
        ),
    ),
    ("written answers", re.compile(r"\bwritten (?:answers?|repl(?:y|ies)|responses?)\b", re.IGNORECASE)),
    (
        "readout",
        re.compile(
            r"\b(?:telephone|phone|telephonic) (?:call|conversation|contact)s?\b|\bspoke (?:by|over|on) (?:the )?(?:tele)?phone\b|\bcalled on\b|"
            r"\bheld (?:talks|a meeting|bilateral)\b|\b(?:met|meeting|talks) with\b|\breceived (?:a )?(?:tele)?phone\b|\breadout\b",
            re.IGNORECASE,
        ),
    ),
    (
        "statement",
        re.compile(
            r"\b(?:in|through|by) (?:a|its|his|her|the|an|another|separate|press|official)\b[^.]{0,40}\b(?:statement|release|communique|communiqué)\b|"
            r"\bstatement\b|\bpress release\b|\bon (?:X|Twitter)\b|\btweet(?:ed|s)?\b|\bposted?\b[^.]{0,30}\b(?:X|Twitter|social media)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "remarks",
        re.compile(
            r"\b(?:interview|address(?:ing|ed)?|speech|told (?:reporters|journalists|the media|parliament|the (?:senate|assembly))|"
            r"(?:talking|speaking) to (?:reporters|journalists|the media)|in response to|responding to|(?:in )?reply(?:ing)? to|replied to|remarks|comments)\b",
            re.IGNORECASE,
        ),
    ),
)


def setting_told(text: str) -> Setting | None:
    """The setting that the words of a report around its statements tell; None when they tell none. `text` holds no words of the statements themselves."""
    return next((setting for setting, pattern in _TOLD if pattern.search(text)), None)
