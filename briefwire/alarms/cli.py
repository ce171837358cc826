"""The verbs `quality`, `messages`, `alarms` and `silence` of the command line."""

import argparse
import getpass
import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import Any

from briefwire.alarms import Reason, SilenceError
from briefwire.alarms import quality as alarms_quality
from briefwire.alarms.quality import MESSAGES_A_DAY, WINDOW_DAYS
from briefwire.alarms.rules import LONGEST_SILENCE
from briefwire.alarms.text import alarm_line, count, plain, silence_line
from briefwire.database.alarms import Message
from briefwire.environment import Environment

OK = 0


def add(verbs: Any) -> None:
    """Adds the four verbs to the parser's subcommands."""
    quality_verb = verbs.add_parser("quality", help="keep holidays and alarms, and say what is to be told")
    quality_verb.add_argument(
        "--days", type=int, default=WINDOW_DAYS, metavar="N", help="publication days to look at (default: %(default)s)"
    )
    quality_verb.add_argument("--budget", type=int, default=MESSAGES_A_DAY, metavar="N", help="messages a day, UTC (default: %(default)s)")
    quality_verb.add_argument("--result", type=Path, metavar="FILE", help="write counts and message ids there as JSON")
    quality_verb.set_defaults(command=quality)

    messages_verb = verbs.add_parser("messages", help="the messages that the last quality run wrote and nobody took yet")
    messages_verb.add_argument("--told", type=int, metavar="ID", help="mark this message as told")
    messages_verb.add_argument("--by", action="append", metavar="CHANNEL", help="with --told: what took it, such as smtp (may be repeated)")
    messages_verb.add_argument("--result", type=Path, metavar="FILE", help="write the messages there as JSON")
    messages_verb.set_defaults(command=messages)

    alarms_verb = verbs.add_parser("alarms", help="what is the matter now")
    alarms_verb.add_argument("--all", action="store_true", help="also what is over")
    alarms_verb.set_defaults(command=alarms)

    silence_verb = verbs.add_parser("silence", help="not to be told of an alarm for a while; it ends by itself")
    silence_verb.add_argument("source", nargs="?", metavar="SOURCE", help="see: briefwire sources; or all")
    silence_verb.add_argument("reason", nargs="?", metavar="REASON", help=f"{', '.join(repr(one.value) for one in Reason)}; or all")
    silence_verb.add_argument("--until", type=_day, metavar="DAY", help=f"last day, UTC, at most {LONGEST_SILENCE.days} days ahead")
    silence_verb.add_argument("--why", metavar="TEXT", help="for others to read when it has run out")
    silence_verb.add_argument("--who", metavar="NAME", help="who asks (default: this login)")
    silence_verb.add_argument("--list", action="store_true", help="the silences that hold")
    silence_verb.add_argument("--end", type=int, metavar="ID", help="end one now")
    silence_verb.set_defaults(command=silence)


def quality(environment: Environment, options: argparse.Namespace) -> int:
    """Keeps the books and prints what is to be told. An alarm is no failure: the exit code stays 0."""
    report = alarms_quality.quality(environment, days=options.days, budget=options.budget)
    print(
        f"{count(report.open, 'alarm')} open: {report.opened} opened, {report.closed} closed now; "
        f"{count(len(report.messages), 'message')} to tell, {count(report.kept, 'line')} kept for tomorrow",
        flush=True,
    )
    _print(report.messages)
    _write(
        options.result,
        {
            "open": report.open,
            "opened": report.opened,
            "closed": report.closed,
            "kept": report.kept,
            "messages": [message.message_id for message in report.messages],
        },
    )
    return OK


def messages(environment: Environment, options: argparse.Namespace) -> int:
    """Lists what nobody took yet, or marks one message as told."""
    if options.told is not None:
        alarms_quality.mark_told(environment, options.told, options.by or ["hand"])
        print(f"message {options.told} is told")
        return OK
    waiting = alarms_quality.messages(environment)
    _print(waiting)
    _write(options.result, {"messages": [_as_json(message) for message in waiting]})
    return OK


def alarms(environment: Environment, options: argparse.Namespace) -> int:
    """One alarm a line: number, state, what, since when, told or not."""
    for alarm in alarms_quality.alarms(environment, every=options.all):
        state = "open" if alarm.closed_at is None else f"closed {alarm.closed_at.astimezone(UTC):%Y-%m-%d} ({alarm.closed_as})"
        told = f"told {alarm.told_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if alarm.told_at else "not told"
        print(f"{alarm.alarm_id}  {state}  {alarm_line(alarm)}  since {alarm.opened_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC, {told}")
        if alarm.words.strip():
            print(f"    {plain(alarm.words)}")
    return OK


def silence(environment: Environment, options: argparse.Namespace) -> int:
    """Makes, lists or ends silences."""
    if options.list:
        for one in alarms_quality.silences(environment):
            print(silence_line(one))
    elif options.end is not None:
        alarms_quality.end_silence(environment, options.end)
        print(f"silence {options.end} is over: what it kept quiet is told by the next quality run")
    elif None in (options.source, options.reason, options.until, options.why):
        latest = environment.now().astimezone(UTC).date() + timedelta(days=7)
        raise SilenceError(
            f'say what, until when and why: briefwire silence SOURCE REASON --until {latest} --why "..."; or --list, or --end ID'
        )
    else:
        made = alarms_quality.silence(environment, options.source, options.reason, options.until, options.who or _login(), options.why)
        print(silence_line(made))
    return OK


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as 2025-05-06") from None


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:  # a container's user need not have a name
        raise SilenceError("this login has no name: say who asks with --who NAME") from error


def _print(waiting: Iterable[Message]) -> None:
    for message in waiting:
        print(f"--- message {message.message_id}: {message.subject}\n{message.text}", flush=True)


def _as_json(message: Message) -> dict[str, Any]:
    alarms_told = [asdict(told) | {"days": [str(day) for day in told.days], "words": plain(told.words)} for told in message.alarms]
    return {"message_id": message.message_id, "subject": message.subject, "text": message.text, "alarms": alarms_told}


def _write(result: Path | None, answer: dict[str, Any]) -> None:
    if result is not None:
        result.write_text(json.dumps(answer), encoding="utf8")
