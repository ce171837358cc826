"""What people read of alarms: subjects and bodies, plain and short. Words that came from the web are made harmless here, once for every channel."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from briefwire.alarms import Alarm, Closed, ClosedAs, News, Opened, Plan, Silence, SilenceOver, Spent
from briefwire.alarms.rules import kind, stretches

MOST_LINES = 20
MOST_RANGES = 4
LONGEST_WORDS = 200
LONGEST_SUBJECT = 120

# What mail and chat programs make a mention, a link, a picture or a code block of (Slack: <!channel>; Mattermost: @all, ![](...)).
_HARMLESS = str.maketrans({"<": "‹", ">": "›", "@": "＠", "[": "(", "]": ")", "`": "'", "*": "·", "~": "-"})

_PLURAL_KINDS = {"over": "over", "silence over": "silences that ran out"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A message not yet numbered: one line, plain text, and what it tells."""

    subject: str
    body: str
    news: tuple[News, ...]


def drafts(plan: Plan, spent: Spent, budget: int, now: datetime) -> list[Draft]:
    """The messages of a plan in words. The last one that the day's budget allows says so, and how much waits."""
    written = []
    for number, told in enumerate(plan.messages, start=spent.today + 1):
        body = [_digest_heading(spent)] if plan.digest else []
        body += _paragraphs(told)
        if number == budget:
            body.append(_last_of_day(budget, len(plan.kept), now))
        body.append("All alarms: briefwire alarms\nNot to be told for a while: briefwire silence SOURCE REASON --until DAY --why TEXT")
        written.append(Draft(_subject(told, digest=plan.digest), "\n\n".join(body) + "\n", told))
    return written


def plain(words: str) -> str:
    """Foreign words as one line of plain text: no control or invisible characters, nothing that a mail or chat program acts on, at most 200 characters."""
    shown = "".join(sign if sign.isprintable() else " " for sign in words)
    line = " ".join(shown.translate(_HARMLESS).split())
    return line if len(line) <= LONGEST_WORDS else line[: LONGEST_WORDS - 4] + " ..."


def ranges(days: Sequence[date]) -> str:
    """Days for people: `2025-05-01 to 2025-05-03, 2025-05-06 (4 days)`; the newest ranges when there are many."""
    found = [str(first) if first == last else f"{first} to {last}" for first, last in stretches(days)]
    shown = ", ".join(found[-MOST_RANGES:])
    return f"{'... ' if len(found) > MOST_RANGES else ''}{shown} ({count(len(days), 'day')})"


def runbook(reason: str) -> str:
    """The page that says what to do about an alarm."""
    return f"docs/runbook/{reason.replace(' ', '_')}.md"


def count(number: int, noun: str) -> str:
    """`1 day`, `2 days`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def alarm_line(alarm: Alarm) -> str:
    """One alarm in one line, without its words."""
    return f"{alarm.source}: {alarm.reason} {ranges(alarm.days)}"


def silence_line(silence: Silence) -> str:
    """One silence in one line."""
    about = f"{silence.source or 'all sources'}, {silence.reason or 'all reasons'}"
    return f"silence {silence.silence_id} ({about}) by {plain(silence.who)} until {silence.until_day}: {plain(silence.why)}"


def _subject(told: Sequence[News], *, digest: bool) -> str:
    parts = []
    for name, items in _by_kind(told):
        sources = sorted({item.alarm.source for item in items if not isinstance(item, SilenceOver)})
        what = f"{name} ({len(items)})" if digest or not sources else f"{name}: {', '.join(sources)}"
        parts.append(what)
    text = f"[Briefwire] {'digest: ' if digest else ''}{'; '.join(parts)}"
    return text if len(text) <= LONGEST_SUBJECT else text[: LONGEST_SUBJECT - 4] + " ..."


def _paragraphs(told: Sequence[News]) -> list[str]:
    written, room, hidden = [], MOST_LINES, []
    for name, items in _by_kind(told):
        shown = items[:room]
        room -= len(shown)
        if len(shown) < len(items):
            hidden.append(f"{len(items) - len(shown)} {_PLURAL_KINDS.get(name, name)}")
        if shown:
            advice = [f"What to do: {runbook(name)}"] if isinstance(items[0], Opened) else []
            written.append("\n".join([_heading(name, items), *map(_line, shown), *advice]))
    if hidden:
        written.append(f"And {len(told) - MOST_LINES} more: {', '.join(hidden)}.")
    return written


def _by_kind(told: Iterable[News]) -> list[tuple[str, list[News]]]:
    groups: dict[str, list[News]] = {}
    for item in told:
        groups.setdefault(kind(item), []).append(item)
    return list(groups.items())


def _heading(name: str, items: Sequence[News]) -> str:
    if isinstance(items[0], Opened):
        return f"{name.capitalize()}, {count(len(items), 'source')}:"
    return f"{_PLURAL_KINDS[name].capitalize()}, {len(items)}:"


def _line(item: News) -> str:
    match item:
        case Opened(alarm):
            still = f", told before on {alarm.told_at.astimezone(UTC):%Y-%m-%d}" if alarm.told_at else ""
            words = f"\n  {plain(alarm.words)}" if alarm.words.strip() else ""
            return f"- {alarm.source}: {ranges(alarm.days)}{still}{words}"
        case Closed(alarm):
            return f"- {alarm_line(alarm)}: {_ending(alarm)}"
        case SilenceOver(silence, still_open):
            return f"- {silence_line(silence)}. Under it {count(still_open, 'alarm')} still open."


def _ending(alarm: Alarm) -> str:
    return "left unmended, too old for any run to come back to it by itself" if alarm.closed_as is ClosedAs.LEFT else str(alarm.closed_as)


def _digest_heading(spent: Spent) -> str:
    return f"All {spent.on_last_day} messages of {spent.last_day} were spent. This is what waited since, and what is new."


def _last_of_day(budget: int, waiting: int, now: datetime) -> str:
    waits = f" {count(waiting, 'line')} already {'waits' if waiting == 1 else 'wait'}." if waiting else ""
    return f"This is the last of {budget} messages for {now.astimezone(UTC):%Y-%m-%d} (UTC): what else comes up is told with tomorrow's first.{waits}"
