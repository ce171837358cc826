"""Ministries whose transcripts give every speaker by name or part: India's ("Shri X, Official Spokesperson:", "Ada:") and Pakistan's ("Question:",
"Spokesperson:"). And releases of theirs and of the British office, which are the ministry's from end to end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefwire.transcripts import outlets
from briefwire.transcripts.page import Page, heads, whole
from briefwire.transcripts.setting import Setting, spokesperson_of
from briefwire.transcripts.turns import Mark, Role, Turn, between, lines

_LABEL = re.compile(r"(?P<head>[A-Z][^:\n?!]{0,90}?)\s?:(?:\s|$)")
_PART = re.compile(
    r"(?:Question(?:er)?(?: \d{1,2})?|Q(?:\d{1,2})?\.?|Journalist|Reporter|Correspondent|Speaker(?: \d{1,2})?|Unidentified (?:Speaker|Journalist))$",
    re.I,
)
_ANSWER = re.compile(
    r"(?:(?:Official |Foreign Office |FO )?Spokes(?:person|man|woman)|Answer|A\.?|Foreign (?:Secretary|Minister)|DPM/FM|Response)$", re.I
)
_HOST = re.compile(r"(?:Moderator|Interpreter|Translator|Host|Anchor)\b", re.I)
# Who reads the questions out that were sent in.
_READER = re.compile(r", (?:OSD|US|Under Secretary|DD|Deputy Director)\b.{0,12}\((?:PR|XPD|XP)\)", re.I)
_OFFICE = re.compile(
    r", (?:(?:Official )?Spokesperson|Foreign Secretary|(?:Additional |Joint |Special |Deputy )?Secretary\b.{0,40}|"
    r"(?:Ambassador|High Commissioner|Director)\b.{0,40}|.{0,40}\bMinister\b.{0,40})$"
)
_PERSON = re.compile(
    r"(?:(?:Shri|Smt\.?|Dr\.?|Mr\.?|Ms\.?|Mrs\.?|Prof\.?) )?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}"
    r"(?:, ?(?P<comma>[A-Z][^,:]{1,40})| ?\((?P<brackets>[^()]{2,40})\))?$"
)
# Words that a speaker may put before a colon too.
_NOBODY = re.compile(
    r"(?:(?:First|Second|Third|Fourth|Final|Last)(?:ly)?|One|Two|Three|Next|Also|Note|Now|Today|Remember|Look|Example|Agreements?|Outcomes?)$",
    re.I,
)
# "(Ada Wick, Lamp TV)" before or behind a question.
_CREDIT = re.compile(r"\((?P<who>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}), ?(?:the )?(?P<outlet>[^(),]{2,40})\)")
_CREDIT_AT = 90  # characters from either end of a question
_INTRODUCED = 140  # characters of a question in which its asker says whose it is
_ANNOUNCED = re.compile(r"\[.*\]$")


@dataclass(frozen=True, slots=True)
class _Manners:
    """How a ministry's transcripts are set. `names`: a person's name alone before a colon is a reporter's. `opened`: what stands before the first label is
    the ministry's announcement."""

    names: bool
    opened: bool


def india(title: str, body: str, kind: Setting | None) -> Page:
    """A page of the Indian ministry."""
    return _read(title, body, kind, _Manners(names=True, opened=False))


def pakistan(title: str, body: str, kind: Setting | None) -> Page:
    """A page of the Pakistani ministry. Its transcripts do not name the spokesperson."""
    return _read(title, body, kind, _Manners(names=False, opened=True))


def release(title: str, body: str, kind: Setting | None) -> Page:
    """A page of a ministry that publishes no conferences."""
    _, start = heads(body, _ANNOUNCED)
    return Page(kind or "statement", spokesperson_of(title), whole(body, start, None))


def _read(title: str, body: str, kind: Setting | None, manners: _Manners) -> Page:
    _, start = heads(body, _LABEL)
    marks = list(_marks(body, manners if kind in ("regular briefing", "remarks") else replace(manners, names=False)))
    if not any(mark.role == "spokesperson" for mark in marks):
        return Page(kind or "statement", spokesperson_of(title), whole(body, start, None))
    if manners.opened and start < marks[0].at:
        marks.insert(0, Mark(start, start, None, "spokesperson"))
    turns = tuple(_credited(body, turn) if turn.role == "asker" else turn for turn in between(body, marks))
    setting: Setting = kind if kind in ("regular briefing", "written answers") else "remarks"
    return Page(setting, spokesperson_of(title) or _spokesperson(turns), turns)


def _marks(body: str, manners: _Manners) -> Iterator[Mark]:
    for at, line in lines(body):
        label = _LABEL.match(line)
        role = _role(label["head"], manners) if label else None
        if label and role:
            yield Mark(at, at + label.end(), label["head"], role)


def _role(head: str, manners: _Manners) -> Role | None:
    if _PART.match(head) or _READER.search(head):
        return "asker"
    if _ANSWER.match(head) or _OFFICE.search(head):
        return "spokesperson"
    if _HOST.match(head):
        return "host"
    return "asker" if manners.names and _PERSON.match(head) and not _NOBODY.match(head) else None


def _spokesperson(turns: tuple[Turn, ...]) -> str | None:
    """The official spokesperson whom the labels name."""
    labels = (turn.speaker or "" for turn in turns if turn.role == "spokesperson")
    name = next((label.partition(",")[0] for label in labels if label.endswith("Spokesperson") and "," in label), None)
    return re.sub(r"^(?:Shri|Smt\.?|Dr\.?|Mr\.?|Ms\.?|Mrs\.?) ", "", name) if name else None


def _credited(body: str, turn: Turn) -> Turn:
    """A question with its asker's outlet, where label, question or the brackets around it name one."""
    words = body[turn.start : turn.end]
    credit = _CREDIT.search(words[:_CREDIT_AT]) or _CREDIT.search(words, max(0, len(words) - _CREDIT_AT))
    if credit:
        outlet = outlets.named(credit["outlet"])
        return replace(turn, speaker=credit["who"], outlet=outlet.name, outlet_known=outlet.known)
    label = _PERSON.match(turn.speaker or "") if not _PART.match(turn.speaker or "") else None
    if label is None or _READER.search(turn.speaker or ""):
        return turn
    printed = label["comma"] or label["brackets"] or _introduced(words[:_INTRODUCED], re.split(r"[ ,]", turn.speaker or "")[0])
    if not printed:
        return turn
    outlet = outlets.named(printed)
    return replace(turn, outlet=outlet.name, outlet_known=outlet.known)


def _introduced(words: str, name: str) -> str | None:
    """The outlet of "this is Ada Wick from Lamp TV", said by an asker called Ada."""
    match = re.search(
        rf"\b{re.escape(name)}\b[\w .'’-]{{0,40}}? (?:from|with|of) (?:the )?([A-Z][\w&'’-]*(?: [A-Z0-9][\w&'’-]*){{0,3}})", words
    )
    return match[1].rstrip("'’-") if match else None
