"""What reading makes of one article: statements with what they are about, exchanges of a transcript, the day and the setting.

All offsets are 0-based, half-open, in code points of the body.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from briefwire.briefings.eventday import EventDay
from briefwire.transcripts.setting import Setting

# A fixed namespace: the same words have the same ids in every database. Never change it.
NAMESPACE = UUID("0d6b9c56-43f1-5c0b-9a43-0f5a1a3e5b7e")


@dataclass(frozen=True, slots=True)
class Page:
    """What reading looks at of an article as it stands. `local_day` is the day of publication in the source's zone, or of its next best evidence;
    `local_hour` (0 to 23) the hour of publication there, None where the site does not say."""

    article_id: UUID
    source: str
    native_key: str
    title: str
    body: str
    language: str | None
    in_scope: bool
    at: datetime
    local_day: date
    dateline_day: date | None
    is_ministry: bool
    country: str
    local_hour: int | None = None

    @property
    def order(self) -> tuple[datetime, str, str]:
        """What comes before what: time, then source and native key, so that no two articles are level."""
        return self.at, self.source, self.native_key


@dataclass(frozen=True, slots=True)
class Spoken:
    """One attributed span. `ministry_voice`: a foreign ministry speaks in it; `ministry` is its country then, None for several that speak as one.

    `setting` is what the article tells of it, None when it tells nothing. `topics` maps each topic to the phrases that it rests on.
    """

    statement_id: UUID
    article_id: UUID
    start: int
    end: int
    kind: str
    rule: str
    cue: str | None
    speaker: str | None
    speaker_name: str | None
    person: str | None
    speaker_role: str | None
    in_office: bool | None
    speaker_known: bool | None
    ministry_voice: bool
    ministry: str | None
    day: date
    setting: Setting | None
    act: str | None
    act_grade: int | None
    act_words: str | None
    about: tuple[str, ...]
    about_actors: tuple[str, ...]
    topics: Mapping[str, tuple[str, ...]]
    answers: UUID | None = None  # the exchange of the same page that it is an answer in


@dataclass(frozen=True, slots=True)
class Asked:
    """One exchange of a ministry's page. `about`: countries and actors that question and answer are about."""

    exchange_id: UUID
    article_id: UUID
    position: int
    asker: str | None
    asker_outlet: str | None
    outlet_known: bool
    question_start: int | None
    question_end: int | None
    answer_start: int
    answer_end: int
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Transcribed:
    """What a ministry's own page is: its setting, and who speaks there (None when it does not say)."""

    setting: Setting
    spokesperson: str | None


@dataclass(frozen=True, slots=True)
class Heard:
    """All that reading makes of one article. `day` is None when nothing was read in it."""

    day: EventDay | None
    transcript: Transcribed | None
    statements: tuple[Spoken, ...]
    exchanges: tuple[Asked, ...]


def statement_id(article: UUID, start: int, end: int, kind: str) -> UUID:
    """The id of a statement, of its article, place and kind (UUID version 5, RFC 9562)."""
    return uuid5(NAMESPACE, f"statement {article.hex} {start} {end} {kind}")


def exchange_id(article: UUID, position: int) -> UUID:
    """The id of an exchange, of its page and position there."""
    return uuid5(NAMESPACE, f"exchange {article.hex} {position}")


def briefing_id(ministry: str, day: date, setting: Setting) -> UUID:
    """The id of a briefing: a ministry's words of one day in one setting."""
    return uuid5(NAMESPACE, f"briefing {ministry} {day.isoformat()} {setting}")


def utterance_id(founder: UUID) -> UUID:
    """The id of an utterance, of its first statement."""
    return uuid5(NAMESPACE, f"utterance {founder.hex}")
