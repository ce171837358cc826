"""What sort of page a title announces: conference, remarks, written answers, readout, statement; who speaks there, and of which day it is."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

Setting = Literal["regular briefing", "written answers", "remarks", "readout", "statement"]

_CHINESE: Sequence[tuple[re.Pattern[str], Setting]] = (
    (re.compile("例行记者会.*(?:休会|暂停|放假|恢复)"), "statement"),
    (re.compile("记者会|吹风会"), "regular briefing"),
    (re.compile("书面(?:答|回|采访)"), "written answers"),
    (re.compile("发言人.*(?:答记者问|回答|应询|表态|讲话|答.{0,6}问)"), "remarks"),
    (re.compile("发言人.*(?:谈话|声明|评论|公告)|外交部.*声明"), "statement"),
    (re.compile("会见|会谈|会晤|通电话|通话"), "readout"),
)
_ENGLISH: Sequence[tuple[re.Pattern[str], Setting]] = (
    (re.compile(r"\bAdjourn(?:ment|ed)\b", re.I), "statement"),
    (re.compile(r"\bwritten (?:interview|answers?|repl(?:y|ies)|responses?|questions?)\b", re.I), "written answers"),
    (
        re.compile(
            r"\b(?:regular press conference|(?:daily|weekly|regular|department|media|press) (?:online |press |media )?briefings?|press conference on\b)",
            re.I,
        ),
        "regular briefing",
    ),
    (re.compile(r"^(?:joint )?statement\b|\bspokesperson['’]s statement\b|\bstatement by\b", re.I), "statement"),
    (re.compile(r"^readout\b|\breadout of\b", re.I), "readout"),
    (
        re.compile(
            r"\bcalls? (?:with|to)\b|['’]s? (?:virtual )?(?:meetings?|calls?|conversations?|engagements?)\b|\bmeets?\b|\bmeeting (?:with|between)\b|"
            r"\bspoke with\b|\b(?:holds?|held) (?:talks|a (?:phone call|telephone conversation))\b|\btelephone (?:call|conversation)\b|"
            r"\breceives? a (?:telephone|phone) call\b",
            re.I,
        ),
        "readout",
    ),
    (
        re.compile(
            r"\b(?:remarks?|interview|press availability|speech|address|comments?|briefing|press conference)\b|"
            r"\b(?:response|reply|answers?|replies) (?:by|to|of)\b|\bin response to\b",
            re.I,
        ),
        "remarks",
    ),
)

_SCHEDULE = re.compile(r"\b(?:public|daily|weekly) schedule\b", re.I)

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_CHINESE_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" if len(month) > 3 else month for month in _MONTHS)
_ENGLISH_DAY = re.compile(rf"\b({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b", re.I)
_DAY_ENGLISH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?,? ({_MONTH}),? (\d{{4}})\b", re.I)

_CHINESE_NAME = re.compile(r"发言人(?!办公室)([\u4e00-\u9fff·]{2,4}?)(?=主持|就|答|发表|举行|的|在|应询|书面|回应|谈|：|$)")
_ENGLISH_NAME = re.compile(
    r"\bSpokes(?:person|man|woman)[:,]? ((?:[A-Z][\w.'’-]* )?[A-Z][\w’'-]*?)"
    r"(?=['’`]s?\b|['’`] | (?:[Oo]n|[Hh]olds|[Gg]ives|[Aa]t|[Tt]o|[Rr]emarks?)\b|[,:]|$)"
)


def setting(title: str) -> Setting | None:
    """What a page's title announces, in English or Chinese; None when it announces no words of a ministry."""
    rules = _CHINESE if re.search("[\u4e00-\u9fff]", title) else _ENGLISH
    return next((kind for pattern, kind in rules if pattern.search(title)), None)


def is_schedule(title: str) -> bool:
    """Whether a page only lists appointments: nobody speaks there."""
    return _SCHEDULE.search(title) is not None


def day_of(title: str) -> date | None:
    """The day that a title names, whole; None without one. A calendar has no 31 June: such a day is none."""
    if match := _CHINESE_DAY.search(title):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _ENGLISH_DAY.search(title):
        return _date(int(match[3]), _month(match[1]), int(match[2]))
    if match := _DAY_ENGLISH.search(title):
        return _date(int(match[3]), _month(match[2]), int(match[1]))
    return None


def spokesperson_of(title: str) -> str | None:
    """The spokesperson whom a title names, verbatim ("毛宁", "Geng Shuang"); None when it names none."""
    match = _CHINESE_NAME.search(title) or _ENGLISH_NAME.search(title)
    return match[1] if match and not match[1].startswith("就") else None


def _month(word: str) -> int:
    return 1 + next(number for number, month in enumerate(_MONTHS) if month[:3].casefold() == word[:3].casefold())


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
