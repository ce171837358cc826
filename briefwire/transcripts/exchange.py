"""A ministry's page as exchanges: who asked what, what the ministry answered, and where each stands."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from briefwire.transcripts import china, named, state
from briefwire.transcripts.page import Page
from briefwire.transcripts.setting import Setting, day_of, is_schedule, setting
from briefwire.transcripts.turns import Turn

_READERS: Mapping[str, Callable[[str, str, Setting | None], Page | None]] = {
    "china_mfa": china.read,
    "india_mea": named.india,
    "pakistan_mofa": named.pakistan,
    "uk_fcdo": named.release,
    "us_state": state.read,
}

__all__ = ["Exchange", "Transcript", "Turn", "exchanges", "transcript"]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and what the ministry said to it: `body[question_start:question_end]` and `body[answer_start:answer_end]`, without labels.

    `position` counts from 1. What the ministry says unasked (announcements, statements) has no question. A question that two of its people answer stands
    in two exchanges; one that nobody answers has an empty answer. `asker` and `answerer` are labels verbatim, None where none stands; `asker_outlet` is
    canonical when `outlet_known`, else as printed.
    """

    position: int
    asker: str | None
    asker_outlet: str | None
    question_start: int | None
    question_end: int | None
    answer_start: int
    answer_end: int
    answerer: str | None
    outlet_known: bool


@dataclass(frozen=True, slots=True)
class Transcript:
    """One page: its setting, who speaks for the ministry (verbatim, None when the page does not say), the day of the words, the exchanges in order."""

    setting: Setting
    spokesperson: str | None
    day: date | None
    exchanges: tuple[Exchange, ...]


def exchanges(turns: Sequence[Turn]) -> tuple[Exchange, ...]:
    """The exchanges that turns make."""
    return tuple(_numbered(_paired(turns)))


def transcript(source: str, title: str, body: str, published_day: date | None) -> Transcript | None:
    """The transcript that a ministry's cleaned page holds. `source` is its name in the registry, `published_day` the day of publication in its zone.

    The day is the title's, else `published_day`: a page may be posted a day or two after the words. None for a source that is no ministry's, and for a page
    that holds no ministry's words (a schedule, a notice of an embassy's fair).
    """
    read = _READERS.get(source)
    page = read(title, body, setting(title)) if read and not is_schedule(title) else None
    return Transcript(page.setting, page.spokesperson, day_of(title) or published_day, exchanges(page.turns)) if page else None


def _paired(turns: Sequence[Turn]) -> Iterator[tuple[Turn | None, Turn | None]]:
    question: Turn | None = None
    before: Turn | None = None
    answered = True
    for turn in turns:
        if turn.role == "asker":
            if question is not None and not answered:
                yield question, None
            question, answered = turn, False
        elif turn.role == "spokesperson":
            if answered and (turn.speaker is None or (before and turn.speaker == before.speaker)):
                question = None  # an announcement behind the last answer
            yield question, turn
            answered = True
        elif turn.role == "host" and answered:
            question = None  # the host hands over to the next; what the ministry says then is no answer to the last
        before = turn
    if question is not None and not answered:
        yield question, None


def _numbered(pairs: Iterator[tuple[Turn | None, Turn | None]]) -> Iterator[Exchange]:
    for number, (question, answer) in enumerate(pairs, 1):
        start, end = (answer.start, answer.end) if answer else (question.end, question.end) if question else (0, 0)
        yield Exchange(
            position=number,
            asker=question.speaker if question else None,
            asker_outlet=question.outlet if question else None,
            question_start=question.start if question else None,
            question_end=question.end if question else None,
            answer_start=start,
            answer_end=end,
            answerer=answer.speaker if answer else None,
            outlet_known=question is not None and question.outlet_known,
        )
