"""Tells people of alarms by mail and by webhook, whichever is configured as an Airflow connection.

`briefwire_smtp`     connection type smtp, as the SMTP provider reads it; its extra also names `from_email` and `to` (addresses, comma between)
`briefwire_webhook`  connection type http; the host is the whole address (https, or http on this machine); the password, if any, is sent as a bearer token
"""

import ipaddress
import json
import ssl
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP as MAIL_POLICY
from email.utils import format_datetime, make_msgid
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, ProxyHandler, Request, build_opener

from airflow.providers.smtp.hooks.smtp import SmtpHook
from airflow.sdk import BaseNotifier, Connection
from airflow.sdk.exceptions import AirflowException, AirflowNotFoundException

SMTP, WEBHOOK = "briefwire_smtp", "briefwire_webhook"
SECONDS = 10

HOW_TO_CONFIGURE = """\
Nobody is told: no channel is configured. The messages stand above and in v1.alarm, and are told as soon as there is one of these connections:
airflow connections add briefwire_smtp --conn-type smtp --conn-host mail.example.org --conn-port 465 --conn-login NAME --conn-password SECRET \
--conn-extra '{"from_email": "briefwire@example.org", "to": "you@example.org"}'
airflow connections add briefwire_webhook --conn-type http --conn-host https://hooks.example.org/services/..."""


class WrongConnection(AirflowException):  # type: ignore[misc]
    """A connection that a channel cannot use; the message says what is missing."""


class NotTold(AirflowException):  # type: ignore[misc]
    """One or more channels did not take a message. `took` names those that did."""

    def __init__(self, took: Sequence[str], faults: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{channel}: {words}" for channel, words in faults.items()))
        self.took = tuple(took)


class AlarmNotifier(BaseNotifier):  # type: ignore[misc]
    """Sends one message through every configured channel.

    `message`: `{"subject": one line, "text": plain text, "alarms": [...]}`, as `briefwire messages` writes it; nothing of it is rendered as a template.
    Afterwards `took` names the channels that took it: none, when none is configured.
    """

    def __init__(self, message: Mapping[str, Any], **rest: Any) -> None:
        super().__init__(**rest)
        self.message = message
        self.took: tuple[str, ...] = ()

    def notify(self, context: Any) -> None:  # noqa: ARG002 - the message says everything
        """Tries every channel, whatever becomes of the others. Raises `NotTold` when one did not take it."""
        took: list[str] = []
        faults: dict[str, str] = {}
        for name, send in _CHANNELS.items():
            if (connection := _connection(name)) is None:
                continue
            try:
                send(connection, self.message)
            # OSError: network, TLS, HTTP status, smtplib. ValueError, RuntimeError: what the provider says of a connection it cannot read.
            except (OSError, HTTPException, AirflowException, ValueError, RuntimeError) as error:
                faults[name] = f"{type(error).__name__}: {error}"
            else:
                took.append(name)
        self.took = tuple(took)
        if faults:
            raise NotTold(took, faults)


def any_channel() -> bool:
    """Whether there is anybody to tell."""
    return any(_connection(name) is not None for name in _CHANNELS)


def mail(message: Mapping[str, Any], sender: str, recipients: str) -> EmailMessage:
    """The message as plain text. Raises `ValueError` for an address with a line break in it."""
    letter = EmailMessage(policy=MAIL_POLICY)
    letter["Subject"] = " ".join(message["subject"].split())
    letter["From"], letter["To"] = sender, recipients
    letter["Date"] = format_datetime(datetime.now(UTC))
    letter["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].strip("> "))
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(message["text"], cte="quoted-printable")
    return letter


def _send_mail(connection: Any, message: Mapping[str, Any]) -> None:
    extra = connection.extra_dejson
    missing = [name for name in ("from_email", "to") if not extra.get(name)]
    if missing:
        raise WrongConnection(f"the extra of connection {SMTP} does not say {' and '.join(missing)}")
    letter = mail(message, extra["from_email"], extra["to"])
    with SmtpHook(SMTP, auth_type=extra.get("auth_type", "basic")) as hook:
        # The hook's own way to send makes HTML of every text; its client, with TLS and login done, is not public.
        hook._smtp_client.send_message(letter)


def _post(connection: Any, message: Mapping[str, Any]) -> None:
    address, secret = connection.host or "", connection.password
    on_this_machine = _checked(address)
    body = json.dumps({"text": f"{message['subject']}\n\n{message['text']}", "alarms": message["alarms"]}).encode()
    headers = {"Content-Type": "application/json", "User-Agent": "briefwire"} | ({"Authorization": f"Bearer {secret}"} if secret else {})
    handlers = [_NoRedirect(), HTTPSHandler(context=ssl.create_default_context()), *([ProxyHandler({})] if on_this_machine else [])]
    request = Request(address, body, headers, method="POST")  # noqa: S310 - the scheme is checked above
    try:
        with build_opener(*handlers).open(request, timeout=SECONDS):
            return
    except HTTPError as error:
        error.close()
        raise WrongConnection(f"it answered with status {error.code}") from None


def _checked(address: str) -> bool:
    # The path of a hook's address is its secret, so no message shows it.
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        parts.port  # noqa: B018 - raises for a port that is none
    except ValueError:
        raise WrongConnection(f"the host of connection {WEBHOOK} is not an address") from None
    loopback = host == "localhost" or _is_loopback(host)
    if not host or parts.scheme not in ("https", "http") or (parts.scheme == "http" and not loopback):
        raise WrongConnection(f"the host of connection {WEBHOOK} must be a whole https address (http only on this machine)")
    return loopback


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class _NoRedirect(HTTPRedirectHandler):
    """Whoever moved must be configured anew: alarms and the token go nowhere else."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _connection(name: str) -> Any:
    try:
        return Connection.get(name)
    except AirflowNotFoundException:
        return None


_CHANNELS: Mapping[str, Callable[[Any, Mapping[str, Any]], None]] = {SMTP: _send_mail, WEBHOOK: _post}
