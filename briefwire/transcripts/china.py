"""China's ministry: labels at the head of paragraphs, in Chinese and in English. The asker is the outlet; the spokesperson stands by name or as an answer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefwire.transcripts import outlets
from briefwire.transcripts.page import Page, whole
from briefwire.transcripts.setting import Setting, spokesperson_of
from briefwire.transcripts.turns import Mark, Role, Turn, between, is_furniture, lines

# A label is short and holds no punctuation but that of names; the colon is full-width or not.
_LABEL = re.compile(r"\s*(?P<head>[^：:，。？！；,?!;\n“”\"]{1,60})[：:]\s*")
# A paragraph may hold question and answer, parted by a line break that became a blank.
_WITHIN = re.compile(r"(?<=[。？！?!.”\"）)])\s(?=(?:答|问|追问|[A-Z]|[^\s：:，。？！]{2,20}记者)[^：:，。？！\n]{0,30}[：:])")
_QUESTION_MARKS = ("？", "?", "？”", "?”", '?"')

_ANSWER = re.compile(r"(?:答|A|Answer|(?:中国)?(?:外交部)?(?:新任)?发言人|(?:Foreign Ministry |MFA )?Spokes(?:person|man|woman))$")
_NAMED_ANSWER = re.compile(
    r"(?:中国)?(?:外交部)?发言人(?P<chinese>[\u4e00-\u9fff]{2,4}?)?(?:应询)?(?:表示|答|说|回应|指出|强调|宣布)?$|"
    r"(?:Foreign Ministry |MFA )?Spokes(?:person|man|woman) (?P<english>[A-Z].+)$"
)
_FOLLOW_UP = re.compile(r"(?:记者)?(?:追问|又问|再问|继续追问|跟进)$|Follow[- ]up(?: question)?$", re.I)
_SOMEBODY = re.compile(
    r"(?:(?:会后|会上|随后|此外|另)?，?还?有?(?:外国|中国|一位|一名|另一)?记者(?:问及|问道|问|提问)?|问|提问|"
    r"Q|Question|(?:A )?(?:Journalist|Reporter)|Correspondent)$",
    re.IGNORECASE,
)
_REPORTER = re.compile(r"记者(?:追问|提问|问)?$| (?:correspondent|reporter)$", re.I)
_SHARED = re.compile(r"[、&]| and ")
_MEDIUM = re.compile("(?:社|报|台|视|网|刊|新闻|广播|公司|频道|通讯|杂志|电讯|集团|协会)$")
_TITLED = re.compile(
    r"(?:[A-Z0-9][\w.’'&-]*|of|the|and|de|du|for|in|al|[A-Z]\.)(?: (?:[A-Z0-9(][\w.’'&)-]*|of|the|and|de|du|for|in|al|&))*$"
)
_LONGEST_TITLED = 7  # words of an outlet's name
# The sentence that says that the conference was held; what follows it is the conference.
_PREFACE = re.compile(
    r".{0,120}(?:主持(?:网上)?例行记者会|(?:held|hosted|gave|chaired|holds|presided over) .{0,30}(?:press conference|briefing)).{0,40}[。.：:]$"
)


@dataclass(frozen=True, slots=True)
class _Label:
    at: int
    words: int
    head: str


def read(title: str, body: str, kind: Setting | None) -> Page | None:
    """A page of the ministry: a conference or an answer where labels stand, else a statement, which is the ministry's from end to end. None for the
    pages of its other sections that bring nobody's words."""
    if kind is None:
        return None
    spokesperson = spokesperson_of(title)
    found = turns(body, spokesperson) if kind != "readout" else whole(body, 0, None)
    return Page(kind, spokesperson or _by_label(found), found)


def _by_label(found: Sequence[Turn]) -> str | None:
    """The spokesperson whom the labels name, where the title does not."""
    names = (_NAMED_ANSWER.match(turn.speaker) for turn in found if turn.role == "spokesperson" and turn.speaker)
    return next((name for match in names if match and (name := match["chinese"] or match["english"])), None)


def turns(body: str, spokesperson: str | None) -> tuple[Turn, ...]:
    """The turns of a page. `spokesperson` is whom the title names. Words before the first label, and those below a row of stars, are the ministry's
    announcements.

    Two turns of the spokesperson in a row that a question parts have an asker whom the page does not name. A follow-up without a name is the last asker's.
    """
    marks = list(_marks(body, spokesperson))
    return tuple(_inherited(body, between(body, tuple(_with_unlabelled_questions(body, marks)))))


def _marks(body: str, spokesperson: str | None) -> Iterator[Mark]:
    settled = {mark.at: mark for mark in _settled(body, spokesperson)}
    first = True
    for start, end in _segments(body):
        if start in settled:
            yield settled[start]
        elif is_furniture(body[start:end]):
            yield Mark(start, end, None, "spokesperson")
        elif first and not _PREFACE.match(body[start:end]):
            yield Mark(start, start, None, "spokesperson")
        elif first:
            continue
        first = False


def _segments(body: str) -> Iterator[tuple[int, int]]:
    for at, line in lines(body):
        start = at
        for cut in _WITHIN.finditer(line):
            yield start, at + cut.start()
            start = at + cut.end()
        yield start, at + len(line)


def _label(body: str, start: int, end: int) -> _Label | None:
    match = _LABEL.match(body, start, end)
    return _Label(start, match.end(), match["head"].strip()) if match else None


def _role(head: str, spokesperson: str | None) -> Mark | None:
    """Who a label is, in a mark still without place; None when the words before the colon may be text."""
    if head == spokesperson or _ANSWER.match(head) or (spokesperson and head.casefold() in _names(spokesperson)):
        return Mark(0, 0, head, "spokesperson")
    if _NAMED_ANSWER.match(head):
        return Mark(0, 0, head, "spokesperson")
    if _FOLLOW_UP.match(head) or _SOMEBODY.match(head):
        return Mark(0, 0, head, "asker")
    reporter = _REPORTER.search(head)
    name = head[: reporter.start()] if reporter else head
    if reporter or outlets.known(name):
        return _asker(head, name)
    return None


def _names(spokesperson: str) -> frozenset[str]:
    """The forms of a spokesperson's name that may stand as a label, case folded: whole, in the other order, with a title."""
    words = spokesperson.casefold().split()
    whole = {" ".join(words), " ".join(reversed(words))}
    return frozenset(whole | {f"{title} {name}" for title in ("mr.", "ms.", "mr", "ms") for name in (*whole, words[0])})


def _asker(head: str, name: str) -> Mark:
    known = outlets.known(name)
    if known is None and _SHARED.search(name):
        parts = [outlets.known(part) for part in _SHARED.split(name)]
        known = "/".join(part for part in parts if part) if all(parts) else None
    return Mark(0, 0, head, "asker", known or name, known is not None)


def _settled(body: str, spokesperson: str | None) -> Iterator[Mark]:
    """Where turns begin with a label. Words that only look like an outlet's are believed where the spokesperson answers right behind them, and has spoken
    before or not at all: a question is missing there."""
    labels = [label for start, end in _segments(body) if (label := _label(body, start, end))]
    told = [_role(label.head, spokesperson) for label in labels]
    answered = _next_is_answer(told)
    before: Role | None = "spokesperson"
    for label, sure, answers in zip(labels, told, answered, strict=True):
        role = sure or (
            _asker(label.head, label.head) if answers and before == "spokesperson" and _looks_like_an_outlet(label.head) else None
        )
        if role is not None:
            yield replace(role, at=label.at, words=label.words)
        if sure is not None:
            before = sure.role


def _next_is_answer(told: Sequence[Mark | None]) -> list[bool]:
    """For each label whether the next one that is sure is the spokesperson's."""
    found, following = [], False
    for mark in reversed(told):
        found.append(following)
        following = mark.role == "spokesperson" if mark is not None else following
    return found[::-1]


def _looks_like_an_outlet(head: str) -> bool:
    if _MEDIUM.search(head):
        return len(head) <= 20
    return _TITLED.match(head) is not None and len(head.split()) <= _LONGEST_TITLED


def _with_unlabelled_questions(body: str, marks: Sequence[Mark]) -> Iterator[Mark]:
    for number, mark in enumerate(marks):
        yield mark
        following = marks[number + 1] if number + 1 < len(marks) else None
        if mark.role == "spokesperson" and mark.speaker and following and following.role == "spokesperson" and following.speaker:
            last = body.rfind("\n", mark.words, following.at - 1) + 1
            if last > mark.words and body[last : following.at].rstrip().endswith(_QUESTION_MARKS):
                yield Mark(last, last, None, "asker")


def _inherited(body: str, read: Sequence[Turn]) -> Iterator[Turn]:
    last: Turn | None = None
    for number, turn in enumerate(read):
        if turn.role != "asker":
            yield turn
            continue
        asked_back = number > 0 and read[number - 1].role == "spokesperson" and body.endswith(_QUESTION_MARKS, 0, read[number - 1].end)
        goes_on = turn.speaker is not None and (_FOLLOW_UP.match(turn.speaker) or (asked_back and turn.speaker == "记者"))
        if turn.outlet is None and goes_on and last is not None:
            turn = replace(turn, outlet=last.outlet, outlet_known=last.outlet_known)
        last = turn
        yield turn
