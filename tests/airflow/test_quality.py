"""Telling: real mail and real HTTP on loopback; and the quality DAG run by Airflow itself, from planted runs to a letter."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from briefwire.alarms.quality import quality
from briefwire.environment import Environment
from dags._alarms import TellAlarms
from dags._notifier import AlarmNotifier, NotTold, any_channel
from tests.airflow.channels import Hook, Mailbox, mail_server, web_hook
from tests.alarms.samples import NOW, back
from tests.database.samples import article, look, rows
from tests.postgres import Database, database, postgres_server, template_database

__all__ = ["database", "postgres_server", "template_database"]

MESSAGE = {
    "message_id": 1,
    "subject": "[Briefwire] blocked: licensed_post",
    "text": "Blocked, 1 source:\n- licensed_post: 2025-05-18 (1 day)\n  外交部 said no\n.\n",
    "alarms": [{"event": "open", "source": "licensed_post", "reason": "blocked", "days": ["2025-05-18"], "words": "refused"}],
}


def connect(monkeypatch: pytest.MonkeyPatch, name: str, **fields: Any) -> None:
    monkeypatch.setenv(f"AIRFLOW_CONN_{name.upper()}", json.dumps(fields))


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    with mail_server() as server:
        extra = {
            "from_email": "Briefwire <briefwire@example.org>",
            "to": "ada@example.org, bob@example.org",
            "disable_ssl": True,
            "disable_tls": True,
        }
        connect(monkeypatch, "briefwire_smtp", conn_type="smtp", host="127.0.0.1", port=server.port, extra=extra)
        yield server


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hook]:
    with web_hook() as server:
        connect(monkeypatch, "briefwire_webhook", conn_type="http", host=server.address, password="a-token")
        yield server


def tell(**changes: Any) -> tuple[str, ...]:
    notifier = AlarmNotifier(MESSAGE | changes)
    notifier({})
    return notifier.took


def test_a_letter_is_plain_text_for_every_recipient(mailbox: Mailbox) -> None:
    assert tell() == ("briefwire_smtp",)
    ((letter, recipients),) = mailbox.letters
    assert recipients == ["ada@example.org", "bob@example.org"]
    assert (letter["From"], letter["To"]) == ("Briefwire <briefwire@example.org>", "ada@example.org, bob@example.org")
    assert (
        letter["Subject"] == MESSAGE["subject"]
        and letter["Auto-Submitted"] == "auto-generated"
        and letter["Message-ID"].endswith("@example.org>")
    )
    assert not letter.is_multipart() and letter.get_content_type() == "text/plain"
    assert letter.get_content().replace("\r\n", "\n") == MESSAGE["text"]


@pytest.mark.parametrize(
    "words", ["Gone\r\nBcc: eve@example.org\r\n\r\nhello", "Gone\nTo: eve@example.org", "Gone\r\n.\r\nMAIL FROM:<eve@example.org>"]
)
def test_words_cannot_add_a_header_or_a_letter(mailbox: Mailbox, words: str) -> None:
    tell(subject=f"[Briefwire] {words}", text=f"- licensed_post: {words}\n")
    ((letter, recipients),) = mailbox.letters
    assert recipients == ["ada@example.org", "bob@example.org"]
    assert sorted(letter.keys()) == sorted(
        ["Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"]
    )
    assert letter["To"] == "ada@example.org, bob@example.org" and "eve@example.org" in letter["Subject"]


def test_a_webhook_gets_text_and_alarms_with_the_token(hook: Hook) -> None:
    assert tell() == ("briefwire_webhook",)
    ((headers, body),) = hook.posts
    assert headers["Authorization"] == "Bearer a-token" and headers["Content-Type"] == "application/json"
    assert body == {"text": f"{MESSAGE['subject']}\n\n{MESSAGE['text']}", "alarms": MESSAGE["alarms"]}


@pytest.mark.parametrize("status", [302, 307, 403, 500])
def test_a_webhook_that_does_not_take_it_is_a_fault_and_no_redirect_is_followed(hook: Hook, status: int) -> None:
    hook.plan = [status]
    with pytest.raises(NotTold, match=rf"briefwire_webhook: WrongConnection: it answered with status {status}") as caught:
        tell()
    assert caught.value.took == () and len(hook.posts) == 1 and "secret-part" not in str(caught.value)


def test_one_channel_s_fault_does_not_keep_the_other_from_telling(mailbox: Mailbox, hook: Hook) -> None:
    hook.plan = [500]
    with pytest.raises(NotTold) as caught:
        tell()
    assert caught.value.took == ("briefwire_smtp",) and len(mailbox.letters) == 1


@pytest.mark.parametrize(
    ("name", "fields", "words"),
    [
        ("briefwire_smtp", {"conn_type": "smtp", "host": "127.0.0.1", "extra": {"from_email": "a@example.org"}}, "does not say to"),
        ("briefwire_webhook", {"conn_type": "http", "host": "http://hooks.example.org/secret-part"}, "must be a whole https address"),
        ("briefwire_webhook", {"conn_type": "http", "host": "file:///etc/passwd"}, "must be a whole https address"),
        ("briefwire_webhook", {"conn_type": "http", "host": "hooks.example.org"}, "must be a whole https address"),
        ("briefwire_webhook", {"conn_type": "http", "host": "https://h:port/secret-part"}, "is not an address"),
        ("briefwire_webhook", {"conn_type": "http", "host": "http://127.0.0.1:1/secret-part"}, "Connection refused"),
    ],
)
def test_a_connection_that_cannot_be_used_says_so_without_its_secret(
    monkeypatch: pytest.MonkeyPatch, name: str, fields: dict[str, Any], words: str
) -> None:
    connect(monkeypatch, name, **fields)
    with pytest.raises(NotTold, match=words) as caught:
        tell()
    assert "secret-part" not in str(caught.value)


def test_an_untrusted_certificate_is_refused(monkeypatch: pytest.MonkeyPatch, hook: Hook) -> None:
    connect(monkeypatch, "briefwire_webhook", conn_type="http", host=hook.address.replace("http:", "https:"))
    with pytest.raises(NotTold, match="SSL"):
        tell()
    assert hook.posts == []


def test_nobody_to_tell_is_no_fault() -> None:
    assert not any_channel() and tell() == ()


@pytest.fixture(scope="module")
def metadata() -> None:
    """Airflow's own database in the home of this session."""
    subprocess.run([sys.executable, "-m", "airflow", "db", "migrate"], check=True, capture_output=True)


@pytest.fixture
def planted(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """Two sources of which one was blocked two days ago, in the database that the tasks' children use."""
    with closing(database.connect("loader")) as connection:
        for source in ("licensed_post", "open_ministry"):
            for age, day in zip(range(13, 1, -1), back(*range(2, 14)), strict=True):
                page = article(f"{source}-{age}", source=source, published_at=None, dateline_date=day)
                blocked = (source, age) == ("licensed_post", 2)
                outcome: dict[str, Any] = (
                    {"verdict": "blocked", "reason": "refused\r\nBcc: eve@example.org"} if blocked else {"articles": [page]}
                )
                look(connection, f"{source}-{age}", day, NOW + timedelta(days=1), source=source, **outcome)
    variables = {
        "BRIEFWIRE_HOME": str(tmp_path),
        "BRIEFWIRE_DSN": database.dsn("loader"),
        "BRIEFWIRE_STANDIN": "http://127.0.0.1:1",
        "BRIEFWIRE_NOW": NOW.isoformat(),
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return database


def told(database: Database) -> list[tuple[Any, ...]]:
    with closing(database.connect("reader")) as reader:
        return rows(reader, "SELECT reason, told_at IS NOT NULL FROM v1.alarm")


def _without_retries(dag: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for task in dag.tasks:
        monkeypatch.setattr(task, "retries", 0)


def test_the_quality_dag_tells_once_through_airflow(
    dag_bag: Any, metadata: None, planted: Database, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody configured; then a hook that fails; then one that works beside the mail; then nothing more to tell."""
    dag = dag_bag.dags["quality"]
    _without_retries(dag, monkeypatch)
    by_mail = os.environ["AIRFLOW_CONN_BRIEFWIRE_SMTP"]
    monkeypatch.delenv("AIRFLOW_CONN_BRIEFWIRE_SMTP")

    assert dag.test().state == "success"
    assert told(planted) == [("blocked", False)]

    with web_hook() as hook:
        connect(monkeypatch, "briefwire_webhook", conn_type="http", host=hook.address)
        hook.plan = [503]
        assert dag.test().state == "failed"
        assert told(planted) == [("blocked", False)]

        monkeypatch.setenv("AIRFLOW_CONN_BRIEFWIRE_SMTP", by_mail)
        assert dag.test().state == "success"
        assert told(planted) == [("blocked", True)]

    assert len(hook.posts) == 2, "one that failed, one that was taken"
    assert "licensed_post: 2025-05-18 (1 day)" in hook.posts[1][1]["text"]
    ((letter, recipients),) = mailbox.letters
    assert (
        recipients == ["ada@example.org", "bob@example.org"]
        and letter["Bcc"] is None
        and "refused Bcc: eve＠example.org" in letter.get_content()
    )
    assert quality(Environment.read()).messages == ()


def test_quality_that_cannot_work_is_red(dag_bag: Any, metadata: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dag = dag_bag.dags["quality"]
    _without_retries(dag, monkeypatch)
    monkeypatch.setenv("BRIEFWIRE_DSN", "postgresql://nobody@127.0.0.1:1/nowhere")
    run = dag.test()
    assert run.state == "failed"
    assert {task.task_id: task.state for task in run.get_task_instances()} == {"keep": "failed", "tell": "upstream_failed"}


def test_the_log_says_how_to_configure(capsys: pytest.CaptureFixture[str]) -> None:
    assert TellAlarms(task_id="tell").conclude({"messages": [MESSAGE]}, {}) == {"told": 0, "waiting": 1}
    assert "airflow connections add briefwire_smtp" in capsys.readouterr().out
