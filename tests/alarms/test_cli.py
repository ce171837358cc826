"""The verbs, from arguments to what they print and write."""

import argparse
import json
from datetime import timedelta
from pathlib import Path

import pytest

from briefwire.alarms import SilenceError
from briefwire.alarms import cli as alarms_cli
from briefwire.database.handles import Connection
from tests.alarms.conftest import Desk
from tests.alarms.samples import TODAY, WHY, back
from tests.alarms.test_quality import paint

LATER = str(TODAY + timedelta(days=7))


def run(desk: Desk, *arguments: str) -> int:
    parser = argparse.ArgumentParser(prog="briefwire")
    alarms_cli.add(parser.add_subparsers())
    options = parser.parse_args(arguments)
    code: int = options.command(desk.environment, options)
    return code


def test_from_an_alarm_to_a_silence_and_back(desk: Desk, loader: Connection, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paint(loader, dict.fromkeys(back(2), "blocked"))
    result = tmp_path / "result.json"
    assert run(desk, "quality", "--days", "10", "--budget", "3", "--result", str(result)) == 0, "an alarm is no failure"
    answer = json.loads(result.read_text())
    assert capsys.readouterr().out.startswith(
        "1 alarm open: 1 opened, 0 closed now; 1 message to tell, 0 lines kept for tomorrow\n--- message "
    )

    assert run(desk, "messages", "--result", str(result)) == 0
    (message,) = json.loads(result.read_text())["messages"]
    assert answer == {"open": 1, "opened": 1, "closed": 0, "kept": 0, "messages": [message["message_id"]]}
    assert message["alarms"] == [
        {"event": "open", "source": "licensed_post", "reason": "blocked", "days": ["2025-05-18"], "words": "planted blocked"}
    ]
    capsys.readouterr()

    assert run(desk, "silence", "licensed_post", "blocked", "--until", LATER, "--why", WHY, "--who", "Ada") == 0
    made = capsys.readouterr().out
    assert made == f"silence 1 (licensed_post, blocked) by Ada until {LATER}: {WHY}\n"
    assert run(desk, "silence", "--list") == 0 and capsys.readouterr().out == made
    assert desk.judge().messages == ()
    assert run(desk, "silence", "--end", "1") == 0 and "told by the next quality run" in capsys.readouterr().out

    (waiting,) = desk.judge().messages
    assert run(desk, "messages", "--told", str(waiting.message_id), "--by", "mail", "--by", "hook") == 0
    assert capsys.readouterr().out == f"message {waiting.message_id} is told\n"
    assert run(desk, "alarms") == 0
    assert capsys.readouterr().out == (
        "1  open  licensed_post: blocked 2025-05-18 (1 day)  since 2025-05-20 10:00 UTC, told 2025-05-20 10:00 UTC\n    planted blocked\n"
    )


def test_alarms_that_are_over_are_listed_when_asked_for(desk: Desk, loader: Connection, capsys: pytest.CaptureFixture[str]) -> None:
    paint(loader, dict.fromkeys(back(2), "blocked"))
    desk.judge()
    with loader, loader.cursor() as cursor:
        cursor.execute("UPDATE briefwire.run SET published = TRUE, verdict = 'ok', candidates = 1 WHERE verdict = 'blocked'")
    desk.wait(hours=1)
    desk.judge()
    assert run(desk, "alarms") == 0 and capsys.readouterr().out == ""
    assert run(desk, "alarms", "--all") == 0 and "closed 2025-05-20 (well again)" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [(), ("licensed_post",), ("licensed_post", "blocked", "--until", LATER), ("all", "all", "--why", WHY)], ids=" ".join
)
def test_an_incomplete_silence_says_how_to_write_it(desk: Desk, arguments: tuple[str, ...]) -> None:
    with pytest.raises(SilenceError, match="say what, until when and why"):
        run(desk, "silence", *arguments)


def test_a_login_without_a_name_is_asked_for_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 12345")

    monkeypatch.setattr("getpass.getuser", nameless)
    with pytest.raises(SilenceError, match="--who NAME"):
        run(desk, "silence", "all", "blocked", "--until", LATER, "--why", WHY)


def test_a_day_that_is_none_is_refused(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(desk, "silence", "all", "all", "--until", "friday", "--why", WHY)
    assert "'friday' is not a day; write it as 2025-05-06" in capsys.readouterr().err
