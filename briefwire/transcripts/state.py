"""The US Department of State: labels in capitals ("MR PRICE:", "QUESTION:", "OPERATOR:"), and releases under the name of who signs them."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefwire.transcripts import outlets
from briefwire.transcripts.page import Page, heads, speaks, whole
from briefwire.transcripts.setting import Setting
from briefwire.transcripts.turns import Mark, Role, Turn, between, lines

_LABEL = re.compile(r"(?P<head>[A-Z][A-Za-z0-9.,’'& -]{0,70}?)(?: ?\((?:[Vv]ia|[Tt]hrough|[Ii]n) [^)]{3,40}\))?\s?:(?:\s|$)")
# A word of a label: in capitals but for what names keep small ("FOREIGN MINISTER Le DRIAN", "MR McGURK", "UNDER SECRETARY OF STATE").
_LABEL_WORD = re.compile(r"(?:Ma?c|[DL][aei]|[Aa]l-|el-)?[A-Z0-9][A-Z0-9.’'-]*,?|de|van|von|der|al|bin|&|of|and|for|the")
_ASKER = re.compile(r"(?:QUESTION|QUESTIONER|Q|PARTICIPANT|AUDIENCE(?: MEMBER)?|JOURNALIST|REPORTER|PRESS)(?: \d+| ONE| TWO)?$")
_HOST = re.compile(r"(?:OPERATOR|MODERATOR|INTERPRETER|TRANSLATOR|STAFF|AIDE|ANNOUNCER|VOICE|EVENT HOST|HOST)\b")
_NAMELESS = re.compile(r"(?:(?:A |ANOTHER )?SENIOR|U\.?S\.?|STATE DEPARTMENT|DEPARTMENT)\b.*\bOFFICIAL\b")
_RANKS = ("DEPUTY", "UNDER", "ASSISTANT", "ACTING")
_SECRETARY = re.compile(rf"(?:(?:{'|'.join(_RANKS)}) )*SECRETARY\b")
_ENVOY = re.compile(r"(?:AMBASSADOR|SPECIAL ENVOY|COUNSELOR|COORDINATOR)\b")
_IN_CONVERSATION = re.compile(r"\b(?:[Cc]onversation|[Ii]nterview|[Dd]iscussion)$")
_COURTESY = re.compile(r"(?:MR|MS|MRS|DR|MX)\b\.?")
# Offices of other houses and other countries: their holders stand among the heads too, but they do not speak for the department.
_ELSEWHERE = re.compile(
    r"\b(?:(?:Prime )?Ministers?|President|Premier|Chancellor|King|Amir|Emir|Secretary[- ]General|Secretary of (?!State)|High Representative|Foreign Secretary|"
    r"Director of the\b.*\bFund|Governor|Senator|Attorney General|Agency for International Development|USAID|Host)\b",
)
_DEPARTMENT = re.compile(r"Secretary\b|Spokesperson\b|Envoy\b|Coordinator|Ambassador|Counselor|Bureau|Director")
_ATTRIBUTED = re.compile(
    r"The (?:below|following)\b.{0,40} attributable to (?:the )?(?:State )?(?:Department )?(?:Deputy )?Spokesperson (?P<name>[^:]{3,60}):?$"
)
_RELEASED = re.compile(
    r"(?:The )?(?:text of the )?following\b.{0,240}\b(?:statement|text)\b.{0,240}(?::|released by\b.{0,400})$|(?:Begin|Start) [Tt]ext:?$",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"(?P<name>[^,]{3,60}), (?P<office>.+)$")
# "with Dana Bash", "with Zakka Jacob of CNN-News18", "on ABC's This Week with George Stephanopoulos"
_INTERVIEW = re.compile(
    r"(?:\b[Oo]n (?P<on>[A-Z][\w.& -]*?)[’']s? [^,]*?)?\b[Ww]ith (?P<who>[A-Z][\w.’'-]+(?: [\w.’'-]+){1,3}?)(?: of (?:the )?(?P<of>[A-Z].*?))?$"
)
_CALLED = re.compile(
    r"(?P<who>[A-Z][\w’'-]+(?: [A-Z][\w.’'-]+){1,3}),? (?:with|of|from|at|for) (?:the )?(?P<outlet>[A-Z][\w.’'& -]{1,40}?)(?=[.,;?!—–]|$)"
)
_HANDED_OVER = 240  # characters before a question in which its asker is called
_INTRODUCED = 90  # characters of a question in which its asker says who asks


def read(title: str, body: str, kind: Setting | None) -> Page:
    """A page of the department: a transcript where labels stand, else a release, which is the department's from end to end.

    `MR` and `MS` who do not stand among the heads above the text introduce and moderate; ministers of other countries and houses speak for themselves.
    """
    above, start = heads(body, _LABEL)
    spokesperson = _signer(above)
    turns = between(body, list(_marks(body, title, above, kind)))
    if speaks(turns) and any(turn.speaker for turn in turns):
        setting: Setting = kind if kind in ("regular briefing", "written answers") else "remarks"
        return Page(setting, spokesperson, tuple(_called(body, title, turns)))
    return _release(body, start, kind, spokesperson)


def _release(body: str, start: int, kind: Setting | None, spokesperson: str | None) -> Page:
    for at, line in lines(body[start:]):
        attributed = _ATTRIBUTED.match(line)
        if attributed:
            spokesperson = attributed["name"].strip()
            kind = "readout" if kind in (None, "remarks") else kind
        if not attributed and not _RELEASED.match(line):
            start += at
            break
    return Page(kind or "statement", spokesperson, whole(body, start, None))


def _signer(above: Sequence[str]) -> str | None:
    for line in above:
        signed = _SIGNED.match(line)
        if signed and _DEPARTMENT.search(signed["office"]) and not _ELSEWHERE.search(signed["office"]):
            return signed["name"].strip()
    return None


def _marks(body: str, title: str, above: Sequence[str], kind: Setting | None) -> Iterator[Mark]:
    for at, line in lines(body):
        label = _LABEL.match(line)
        if label and is_label(label["head"]):
            yield Mark(at, at + label.end(), label["head"], _role(label["head"], title, above, kind))


def is_label(head: str) -> bool:
    """Whether the words before a colon are a speaker's: all in capitals, no schedule's heading."""
    words = head.split()
    return all(_LABEL_WORD.fullmatch(word) for word in words) and not {"SCHEDULE", "USAID"} & set(words)


def _role(head: str, title: str, above: Sequence[str], kind: Setting | None) -> Role:
    if _ASKER.match(head):
        return "asker"
    if _HOST.match(head):
        return "host"
    if _NAMELESS.match(head):
        return "spokesperson"
    surname = _words(head)[-1]
    named = next((line for line in above if surname in _words(line)), None)
    titled = surname in _words(title)
    if named is not None:
        return "other" if _ELSEWHERE.search(named) and not _SECRETARY.match(head) else "spokesperson"
    if _SECRETARY.match(head):
        return "spokesperson" if titled or head.split()[0] in _RANKS else "other"
    if not _COURTESY.match(head) and not _ENVOY.match(head):
        return "other"
    if kind == "regular briefing":
        return "spokesperson"  # a guest at the podium
    if titled:
        return "asker" if _IN_CONVERSATION.search(title.partition(" with ")[0]) else "spokesperson"
    return "host" if _COURTESY.match(head) else "other"


def _words(line: str) -> list[str]:
    """The words of a line as names are compared: without case, accents and points."""
    plain = unicodedata.normalize("NFKD", line.replace("’", "'"))
    return re.findall(r"[a-z][a-z'-]*", "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold())


def _called(body: str, title: str, turns: Sequence[Turn]) -> Iterator[Turn]:
    """The turns with the askers' names and outlets where the title names the interviewer, or the words before a question call its asker."""
    interviewer = _INTERVIEW.search(title) if not re.search(r"\b(?:[Bb]riefing|[Aa]vailability|[Rr]emarks)\b", title) else None
    outlet = outlets.named(interviewer["on"] or interviewer["of"]) if interviewer and (interviewer["on"] or interviewer["of"]) else None
    before: Turn | None = None
    for turn in turns:
        if turn.role != "asker":
            before = turn
            yield turn
            continue
        if interviewer and outlet:
            yield replace(turn, speaker=interviewer["who"], outlet=outlet.name, outlet_known=outlet.known)
            continue
        call = _call(body[max(before.start, before.end - _HANDED_OVER) : before.end]) if before else None
        call = call or _call(body[turn.start : min(turn.end, turn.start + _INTRODUCED)])
        yield replace(turn, speaker=call[0], outlet=call[1], outlet_known=True) if call else turn
        before = None


def _call(words: str) -> tuple[str, str] | None:
    """Whom the end of a turn gives the floor: name and outlet, if the outlet is a known one."""
    found = [(match["who"], name) for match in _CALLED.finditer(words) if (name := outlets.known(match["outlet"].strip()))]
    return found[-1] if found else None
