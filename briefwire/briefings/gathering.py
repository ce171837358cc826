"""Gathering: all that is held of a ministry's words of one day -> its briefings, the exchange that each statement answers, its utterances. Order is nothing.

A report goes to the briefing of the ministry's page whose words it repeats; else to that of the setting it tells; else to that of its speaker's page; else
to the day's regular briefing; else it is taken for a statement of that day.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from briefwire.briefings.spoken import briefing_id
from briefwire.briefings.utterances import Attested, Wording, utterances
from briefwire.transcripts.setting import Setting

By = Literal["transcript", "words", "asker", "about"]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of the ministry and day. `setting` is told by its article; `about` holds countries and actors; `outlets` the names under which its outlet and
    the agencies it credits may stand before a question; `answers` the exchange that it stands in, on the ministry's own page."""

    wording: Wording
    article_id: UUID
    setting: Setting | None
    speaker_name: str | None
    about: frozenset[str]
    outlets: frozenset[str]
    answers: UUID | None


@dataclass(frozen=True, slots=True)
class Question:
    """An exchange of one of the ministry's pages of that day."""

    exchange_id: UUID
    article_id: UUID
    asker_outlet: str | None
    asked: bool
    about: frozenset[str]


@dataclass(frozen=True, slots=True)
class OwnPage:
    """One of the ministry's own pages of that day, and what puts it in order."""

    article_id: UUID
    at: datetime
    source: str
    native_key: str
    setting: Setting
    spokesperson: str | None


@dataclass(frozen=True, slots=True)
class Briefing:
    """A briefing as it is stored."""

    briefing_id: UUID
    ministry: str
    day: date
    setting: Setting
    spokesperson: str | None
    transcript: UUID | None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a statement belongs."""

    briefing_id: UUID
    exchange_id: UUID | None
    exchange_by: By | None
    attested: Attested


@dataclass(frozen=True, slots=True)
class Gathered:
    """A ministry's day. `pages` maps each of its own pages to the page's briefing."""

    briefings: tuple[Briefing, ...]
    pages: Mapping[UUID, UUID]
    placed: Mapping[UUID, Placed]


def gather(ministry: str, day: date, said: Collection[Said], questions: Collection[Question], pages: Collection[OwnPage]) -> Gathered:
    """The briefings of a ministry's day and what belongs to them."""
    own = {page.article_id: page for page in sorted(pages, key=lambda page: (page.at, page.source, page.native_key))}
    in_order = sorted(said, key=lambda one: one.wording.order)
    attested = utterances([one.wording for one in in_order])
    settings = _settings(in_order, attested, own)
    repeated = _repeated(in_order, attested)
    ids = {article: briefing_id(ministry, day, page.setting) for article, page in own.items()}
    placed = {}
    for one in in_order:
        briefing = briefing_id(ministry, day, settings[one.article_id])
        exchange, by = _exchange(one, repeated.get(attested[one.wording.statement_id].utterance_id), _of(briefing, questions, ids))
        placed[one.wording.statement_id] = Placed(briefing, exchange, by, attested[one.wording.statement_id])
    found = sorted({*settings.values(), *(page.setting for page in own.values())})
    return Gathered(tuple(_briefing(ministry, day, setting, in_order, settings, own) for setting in found), ids, placed)


def _settings(said: Sequence[Said], attested: Mapping[UUID, Attested], own: Mapping[UUID, OwnPage]) -> dict[UUID, Setting]:
    """The setting of each article, own pages included."""
    pages = {
        attested[one.wording.statement_id].utterance_id: own[one.article_id].setting for one in reversed(said) if one.article_id in own
    }
    conference: Setting = "regular briefing"
    held = any(page.setting == conference for page in own.values()) or any(one.setting == conference for one in said)
    settings: dict[UUID, Setting] = {article: page.setting for article, page in own.items()}
    reports: dict[UUID, list[Said]] = {}
    for one in said:
        if one.article_id not in own:
            reports.setdefault(one.article_id, []).append(one)
    for article, of_it in reports.items():
        repeats = [pages[utterance] for one in of_it if (utterance := attested[one.wording.statement_id].utterance_id) in pages]
        told = next((one.setting for one in of_it if one.setting), None)
        names = {one.speaker_name for one in of_it if one.speaker_name}
        of_speaker = next((page.setting for page in own.values() if page.spokesperson in names), None)
        settings[article] = (repeats[0] if repeats else None) or told or of_speaker or (conference if held else "statement")
    return settings


def _repeated(said: Iterable[Said], attested: Mapping[UUID, Attested]) -> dict[UUID, UUID]:
    """The exchange in which an utterance stands on one of the ministry's own pages, by utterance."""
    found: dict[UUID, UUID] = {}
    for one in said:
        if one.answers is not None:
            found.setdefault(attested[one.wording.statement_id].utterance_id, one.answers)
    return found


def _of(briefing: UUID, questions: Iterable[Question], pages: Mapping[UUID, UUID]) -> list[Question]:
    return [question for question in questions if pages.get(question.article_id) == briefing]


def _exchange(one: Said, repeated: UUID | None, questions: Collection[Question]) -> tuple[UUID | None, By | None]:
    if one.answers is not None:
        return one.answers, "transcript"
    if repeated is not None:
        return repeated, "words"
    asked = [question for question in questions if question.asked]
    by_asker = [question for question in asked if question.asker_outlet in one.outlets and question.about & one.about]
    if len(by_asker) == 1:
        return by_asker[0].exchange_id, "asker"
    by_about = [question for question in asked if one.about and one.about <= question.about]
    if len(by_about) == 1:
        return by_about[0].exchange_id, "about"
    return None, None


def _briefing(
    ministry: str, day: date, setting: Setting, said: Iterable[Said], settings: Mapping[UUID, Setting], own: Mapping[UUID, OwnPage]
) -> Briefing:
    pages = [page for page in own.values() if page.setting == setting]
    named = Counter(one.speaker_name for one in said if one.speaker_name and settings[one.article_id] == setting)
    by_page = next((page.spokesperson for page in pages if page.spokesperson), None)
    most = min(named, key=lambda name: (-named[name], name), default=None)
    return Briefing(briefing_id(ministry, day, setting), ministry, day, setting, by_page or most, pages[0].article_id if pages else None)
