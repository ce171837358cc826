"""Statements, exchanges, briefings and utterances as they are stored. Part of the caller's transaction."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from briefwire.briefings.gathering import Gathered, OwnPage, Placed, Question, Said, gather
from briefwire.briefings.hearing import HEARING_VERSION
from briefwire.briefings.outlets import outlets
from briefwire.briefings.spoken import Asked, Heard, Spoken
from briefwire.briefings.utterances import Wording
from briefwire.database.handles import Cursor
from briefwire.database.pages import Standing
from briefwire.database.statements import statement
from briefwire.database.waiting import ids


class Day(NamedTuple):
    """A ministry's day: what briefings and utterances are computed over."""

    ministry: str
    day: date


@dataclass(slots=True)
class _Members:
    said: list[Said] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    pages: list[OwnPage] = field(default_factory=list)


def keep(cursor: Cursor, read: Mapping[UUID, tuple[Standing, Heard]]) -> int:
    """Puts what was read of articles in place of what was there, and computes anew the ministries' days that it was or is part of; how many statements stand
    in these articles. Rows that hold already are not touched."""
    members = _members(cursor, read)
    gathered = {day: gather(day.ministry, day.day, part.said, part.questions, part.pages) for day, part in members.items()}
    placed = {one: place for found in gathered.values() for one, place in found.placed.items()}
    spoken = [one for _, heard in read.values() for one in heard.statements]
    asked = [one for _, heard in read.values() for one in heard.exchanges]
    own = {one.statement_id for one in spoken}
    _execute(cursor, "hear_keep_heard", "heard", [_heard(*one) for one in read.values()], hearing_version=HEARING_VERSION)
    _execute(cursor, "hear_keep_briefings", "briefings", _briefings(gathered.values()))
    pages = {article: briefing for found in gathered.values() for article, briefing in found.pages.items()}
    _execute(cursor, "hear_keep_exchanges", "exchanges", [_exchange(one, pages[one.article_id]) for one in asked])
    utterances = _utterances(gathered, members)
    _execute(cursor, "hear_keep_utterances", "utterances", utterances)
    _execute(cursor, "hear_keep_statements", "statements", [_statement(one, placed.get(one.statement_id)) for one in spoken])
    _execute(cursor, "hear_place_statements", "placed", [_place(one, place) for one, place in placed.items() if one not in own])
    values = {
        "articles": ids(read.keys()),
        "statements": ids(own),
        "exchanges": ids([one.exchange_id for one in asked]),
        "ministries": [day.ministry for day in gathered],
        "days": [day.day for day in gathered],
        "utterances": [row["utterance_id"] for row in utterances],
        "briefings": [str(one.briefing_id) for found in gathered.values() for one in found.briefings],
    }
    cursor.execute(statement("hear_drop"), values)
    return len(own)


def _members(cursor: Cursor, read: Mapping[UUID, tuple[Standing, Heard]]) -> dict[Day, _Members]:
    """The days that these articles were or are part of, with all that belongs to each: of these articles as just read, of others as stored."""
    articles = ids(read.keys())
    cursor.execute(statement("hear_days"), {"articles": articles})
    members: defaultdict[Day, _Members] = defaultdict(_Members)
    for ministry, day in cursor.fetchall():
        members[Day(ministry, day)] = _Members()
    for standing, heard in read.values():
        _add(members, standing, heard)
    values = {"ministries": [day.ministry for day in members], "days": [day.day for day in members], "articles": articles}
    cursor.execute(statement("hear_others"), values)
    for ministry, day, one, at, source, key, start, text, article, setting, name, about, title, agency, answers in cursor.fetchall():
        wording = Wording(UUID(one), at, source, key, start, text)
        said = Said(
            wording, UUID(article), setting, name, frozenset(about), outlets(source, title, agency), UUID(answers) if answers else None
        )
        members[Day(ministry, day)].said.append(said)
    cursor.execute(statement("hear_other_pages"), values)
    seen = set()
    for ministry, day, article, at, source, key, setting, spokesperson, exchange, outlet, asked, about in cursor.fetchall():
        part = members[Day(ministry, day)]
        if article not in seen:
            seen.add(article)
            part.pages.append(OwnPage(UUID(article), at, source, key, setting, spokesperson))
        if exchange is not None:
            part.questions.append(Question(UUID(exchange), UUID(article), outlet, asked, frozenset(about)))
    return dict(members)


def _add(members: defaultdict[Day, _Members], standing: Standing, heard: Heard) -> None:
    page = standing.page
    names = outlets(page.source, standing.source_title, standing.agency)
    for one in heard.statements:
        if one.ministry is not None:
            wording = Wording(one.statement_id, page.at, page.source, page.native_key, one.start, page.body[one.start : one.end])
            about = frozenset((*one.about, *one.about_actors))
            said = Said(wording, page.article_id, one.setting, one.speaker_name, about, names, one.answers)
            members[Day(one.ministry, one.day)].said.append(said)
    if heard.transcript is not None and heard.day is not None:
        part = members[Day(page.country, heard.day.day)]
        transcript = heard.transcript
        part.pages.append(OwnPage(page.article_id, page.at, page.source, page.native_key, transcript.setting, transcript.spokesperson))
        part.questions += [
            Question(one.exchange_id, one.article_id, one.asker_outlet, one.question_start is not None, frozenset(one.about))
            for one in heard.exchanges
        ]


def _execute(cursor: Cursor, name: str, parameter: str, rows: Collection[Mapping[str, object]], **values: object) -> None:
    if rows:
        cursor.execute(statement(name), {parameter: json.dumps(rows, ensure_ascii=False), **values})


def _heard(standing: Standing, heard: Heard) -> dict[str, object]:
    page, day, transcript = standing.page, heard.day, heard.transcript
    return {
        "article_id": str(page.article_id),
        "content_digest": standing.digest,
        "in_scope": page.in_scope,
        "language": page.language,
        "agency": standing.agency,
        "at": page.at.isoformat(),
        "local_day": page.local_day.isoformat(),
        "local_hour": page.local_hour,
        "dateline_date": page.dateline_day.isoformat() if page.dateline_day else None,
        "event_day": day.day.isoformat() if day else None,
        "day_rule": day.rule.value if day else None,
        "day_words": day.words if day else None,
        "ministry": page.country if transcript else None,
        "setting": transcript.setting if transcript else None,
        "spokesperson": transcript.spokesperson if transcript else None,
    }


def _briefings(gathered: Iterable[Gathered]) -> list[dict[str, object]]:
    return [
        {
            "briefing_id": str(one.briefing_id),
            "ministry": one.ministry,
            "day": one.day.isoformat(),
            "setting": one.setting,
            "spokesperson": one.spokesperson,
            "transcript_article_id": str(one.transcript) if one.transcript else None,
        }
        for found in gathered
        for one in found.briefings
    ]


def _exchange(one: Asked, briefing: UUID) -> dict[str, object]:
    return {
        "exchange_id": str(one.exchange_id),
        "article_id": str(one.article_id),
        "briefing_id": str(briefing),
        "position": one.position,
        "asker": one.asker,
        "asker_outlet": one.asker_outlet,
        "outlet_known": one.outlet_known,
        "question_start": one.question_start,
        "question_end": one.question_end,
        "answer_start": one.answer_start,
        "answer_end": one.answer_end,
        "about": one.about,
    }


def _utterances(gathered: Mapping[Day, Gathered], members: Mapping[Day, _Members]) -> list[dict[str, object]]:
    rows: dict[UUID, dict[str, object]] = {}
    for day, found in gathered.items():
        instants: dict[UUID, datetime] = {one.wording.statement_id: one.wording.at for one in members[day].said}
        sizes: defaultdict[UUID, int] = defaultdict(int)
        for place in found.placed.values():
            attested = place.attested
            sizes[attested.utterance_id] += 1
            rows[attested.utterance_id] = {
                "utterance_id": str(attested.utterance_id),
                "founder_id": str(attested.founder),
                "ministry": day.ministry,
                "day": day.day.isoformat(),
                "first_at": instants[attested.founder].isoformat(),
                "size": sizes[attested.utterance_id],
            }
    return list(rows.values())


def _place(one: UUID, place: Placed | None) -> dict[str, object]:
    return {
        "statement_id": str(one),
        "briefing_id": str(place.briefing_id) if place else None,
        "exchange_id": str(place.exchange_id) if place and place.exchange_id else None,
        "exchange_by": place.exchange_by if place else None,
        "utterance_id": str(place.attested.utterance_id) if place else None,
        "verbatim_share": place.attested.verbatim_share if place else None,
        "kept_share": place.attested.kept_share if place else None,
    }


def _statement(one: Spoken, place: Placed | None) -> dict[str, object]:
    return {
        **_place(one.statement_id, place),
        "article_id": str(one.article_id),
        "start_offset": one.start,
        "end_offset": one.end,
        "kind": one.kind,
        "rule": one.rule,
        "cue": one.cue,
        "speaker": one.speaker,
        "speaker_name": one.speaker_name,
        "person": one.person,
        "speaker_role": one.speaker_role,
        "in_office": one.in_office,
        "speaker_known": one.speaker_known,
        "ministry_voice": one.ministry_voice,
        "ministry": one.ministry,
        "day": one.day.isoformat(),
        "setting": one.setting,
        "act": one.act,
        "act_grade": one.act_grade,
        "act_words": one.act_words,
        "about": one.about,
        "about_actors": one.about_actors,
        "topics": one.topics,
    }
