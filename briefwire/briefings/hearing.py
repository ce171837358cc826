"""Hearing: one article -> its statements, each with speaker, ministry, act, topics and whom it is about; of a ministry's own page its exchanges, too."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from briefwire.about import forms
from briefwire.about.acts import act
from briefwire.about.topics import topics
from briefwire.about.whom import Words, of_statement
from briefwire.briefings.eventday import EventDay, Rule, event_day
from briefwire.briefings.setting import Office, setting_told
from briefwire.briefings.spoken import Asked, Heard, Page, Spoken, Transcribed, exchange_id, statement_id
from briefwire.people.speaking import Speaker, speaker, speakers
from briefwire.statements.attribution import Attribution, Kind
from briefwire.statements.reading import attributions
from briefwire.transcripts.exchange import Exchange, transcript
from briefwire.transcripts.setting import Setting

# To be raised with every change of what is heard: in this package or in statements, people, about and transcripts. All articles are then read again.
HEARING_VERSION = 2

_NOTHING = Heard(None, None, (), ())
_LEAD_CHARACTERS = 500
_AROUND = 240  # characters before the first and behind the last statement of a ministry in which a report tells the setting
_BRIEF_DAILY = frozenset(("CN",))  # from Monday to Friday, as its own pages show
_SATURDAY = 5
_SENTENCE_ENDS = (". ", ".\n", "\n")


def hear(page: Page) -> Heard:
    """What is said in an article. Nothing for one out of scope, an outlet's in another language than English, a page that is no transcript."""
    if not page.in_scope:
        return _NOTHING
    return _transcript(page) if page.is_ministry else _report(page)


def _report(page: Page) -> Heard:
    found = attributions(page.title, page.body)
    if not found:
        return _NOTHING
    day = event_day(page.body, page.local_day, page.dateline_day, page.local_hour)
    voices = speakers([one.speaker or "" for one in found], day.day, page.country, f"{page.title}\n{page.body}")
    settings = _settings(page, found, voices, day.day)
    lead = page.body[:_LEAD_CHARACTERS]
    whole = _topics("", f"{page.title}\n{page.body}")
    statements = []
    for one, voice in zip(found, voices, strict=True):
        text = page.body[one.start : one.end]
        ministry = voice.ministry if voice else None
        named = of_statement(Words(text, ministry), title=page.title, lead=lead)
        statements.append(
            _spoken(page, day, one, voice, settings.get(ministry) if voice else None, named, _topics(page.title, text) or whole, text)
        )
    return Heard(day, None, tuple(statements), ())


def _settings(
    page: Page, found: tuple[Attribution, ...], voices: tuple[Speaker | None, ...], day: date
) -> Mapping[str | None, Setting | None]:
    """For each ministry that speaks the setting that is told: around its statements, short of those of another and without the sentences in which others speak;
    for one alone in the opening, too."""
    ministries = list(dict.fromkeys(voice.ministry for voice in voices if voice))
    opening = f"{page.title}\n{_without(page.body, 0, _LEAD_CHARACTERS, [(one.start, one.end) for one in found])}"
    told: dict[str | None, Setting | None] = {}
    for ministry in ministries:
        own = [one for one, voice in zip(found, voices, strict=True) if voice and voice.ministry == ministry]
        others = [one for one, voice in zip(found, voices, strict=True) if voice and voice.ministry != ministry]
        office = _office([voice for voice in voices if voice and voice.ministry == ministry])
        start = max(0, own[0].start - _AROUND, *(one.end for one in others if one.end <= own[0].start))
        end = min(own[-1].end + _AROUND, *(one.start for one in others if one.start >= own[-1].end), len(page.body))
        left_out = sorted([*((one.start, one.end) for one in found), *_elsewhere(page.body, found, voices)])
        around = _without(page.body, start, end, left_out)
        told[ministry] = (
            setting_told(around, opening, office)
            or (setting_told(opening, opening, office) if len(ministries) == 1 else None)
            or _untold(ministry, office, day)
        )
    return told


def _untold(ministry: str | None, office: Office, day: date) -> Setting | None:
    """The setting that goes without saying: a minister who says something makes remarks, the spokesperson of a ministry that briefs daily did so."""
    if office == "minister":
        return "remarks"
    return "regular briefing" if office == "spokesperson" and ministry in _BRIEF_DAILY and day.weekday() < _SATURDAY else None


def _office(voices: Sequence[Speaker]) -> Office:
    """Who speaks most for a ministry: its minister, its spokesperson, or, where neither is named, the ministry."""
    offices: tuple[Office, ...] = ("minister", "spokesperson")
    counts = [(sum(office in (voice.role or "") for voice in voices), office) for office in offices]
    count, office = max(counts)
    return office if count else "ministry"


def _elsewhere(body: str, found: Sequence[Attribution], voices: Sequence[Speaker | None]) -> Iterator[tuple[int, int]]:
    """The sentences in which somebody who is no ministry speaks: what they tell of a setting is that speaker's."""
    for one, voice in zip(found, voices, strict=True):
        if voice is None and one.cue_start is not None and one.cue_end is not None:
            before, behind = max(0, one.cue_start - _AROUND), min(len(body), one.cue_end + _AROUND)
            start = max(before, *(body.rfind(mark, before, one.cue_start) + 1 for mark in _SENTENCE_ENDS))
            ends = [at for mark in _SENTENCE_ENDS if (at := body.find(mark, one.cue_end, behind)) >= 0]
            yield start, min(ends, default=behind)


def _without(body: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> str:
    """A stretch of the body without these spans, which come in order."""
    parts, at = [], start
    for first, last in spans:
        if last > at and first < end:
            parts.append(body[at : max(at, first)])
            at = last
    parts.append(body[at:end])
    return " ".join(parts)


def _transcript(page: Page) -> Heard:
    read = transcript(page.source, page.title, page.body, page.local_day)
    if read is None:
        return _NOTHING
    day = EventDay(read.day or page.local_day, Rule.TRANSCRIPT)
    statements: list[Spoken] = []
    exchanges: list[Asked] = []
    for one in read.exchanges:
        question = page.body[one.question_start : one.question_end] if one.question_start is not None else ""
        answer = page.body[one.answer_start : one.answer_end]
        named = of_statement(Words(f"{question}\n{answer}", page.country), title=page.title)
        exchange = _asked(page, one, named)
        exchanges.append(exchange)
        voice = _own_voice(page, one.answerer or read.spokesperson, day)
        grounds = _topics(page.title if not question else "", f"{question}\n{answer}")
        for start, end in _paragraphs(page.body, one.answer_start, one.answer_end):
            text = page.body[start:end]
            about = of_statement(Words(text, page.country), title=question, lead=page.title)
            span = Attribution(start, end, Kind.DIRECT, None, None, None, None, None, one.answerer or read.spokesperson, "transcript")
            statements.append(_spoken(page, day, span, voice, read.setting, about, grounds, text, exchange))
    who = _own_voice(page, read.spokesperson, day).name
    return Heard(day, Transcribed(read.setting, who), tuple(statements), tuple(exchanges))


def _own_voice(page: Page, words: str | None, day: EventDay) -> Speaker:
    """Who speaks on a ministry's own page: always the ministry. A name that the registry does not hold stays as the page has it."""
    found = _resolved(words, day, page.country) if words else None
    if found is not None and found.ministry == page.country:
        return found
    return Speaker(words, None, "spokesperson" if words else "ministry", page.country, words is None, None, words is None)


@lru_cache(maxsize=256)
def _resolved(words: str, day: EventDay, country: str) -> Speaker | None:
    return speaker(words, day.day, country)


def _asked(page: Page, one: Exchange, named: tuple[str, ...]) -> Asked:
    return Asked(
        exchange_id(page.article_id, one.position),
        page.article_id,
        one.position,
        one.asker,
        one.asker_outlet,
        one.outlet_known,
        one.question_start,
        one.question_end,
        one.answer_start,
        one.answer_end,
        named,
    )


def _paragraphs(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The paragraphs of a stretch, without blanks at their ends."""
    at = start
    for line in body[start:end].split("\n"):
        bare = line.strip()
        if bare:
            first = at + line.index(bare)
            yield first, first + len(bare)
        at += len(line) + 1


def _spoken(
    page: Page,
    day: EventDay,
    one: Attribution,
    voice: Speaker | None,
    setting: Setting | None,
    named: tuple[str, ...],
    grounds: Mapping[str, tuple[str, ...]],
    text: str,
    exchange: Asked | None = None,
) -> Spoken:
    ministry = voice.ministry if voice else None
    done = act(text, one.cue, ministry)
    actors = forms.actors()
    return Spoken(
        statement_id=statement_id(page.article_id, one.start, one.end, one.kind.value),
        article_id=page.article_id,
        start=one.start,
        end=one.end,
        kind=one.kind.value,
        rule=one.rule,
        cue=one.cue,
        speaker=one.speaker,
        speaker_name=voice.name if voice else None,
        person=voice.person_id if voice else None,
        speaker_role=voice.role if voice else None,
        in_office=voice.in_office if voice else None,
        speaker_known=voice.known if voice else None,
        ministry_voice=voice is not None,
        ministry=ministry,
        day=day.day,
        setting=setting,
        act=done.name if done else None,
        act_grade=done.grade if done else None,
        act_words=done.words if done else None,
        about=tuple(code for code in named if code not in actors),
        about_actors=tuple(code for code in named if code in actors),
        topics=grounds,
        answers=exchange.exchange_id if exchange else None,
    )


def _topics(title: str, text: str) -> dict[str, tuple[str, ...]]:
    return {topic.name: topic.phrases for topic in topics(title, text)}
