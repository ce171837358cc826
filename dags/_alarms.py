"""The two steps of the quality DAG: keep the alarms, tell of them. What is told is marked one message at a time, after it was taken."""

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from airflow.sdk.exceptions import AirflowException

from dags._child import Child
from dags._notifier import HOW_TO_CONFIGURE, AlarmNotifier, NotTold, any_channel
from dags._operator import OK, BriefwireStep, _connection_dsn, child_environment


class KeepAlarms(BriefwireStep):
    """Keeps holidays and alarms, and composes what is to be told. Answers counts and the numbers of the messages. An alarm does not make it red."""

    step = "quality"
    operator_extra_links = ()

    def arguments(self, context: Mapping[str, Any]) -> Sequence[str]:
        """The form's window and budget."""
        return ["--days", str(context["params"]["days"]), "--budget", str(context["params"]["budget"])]

    def conclude(self, result: Any, context: Mapping[str, Any]) -> Any:  # noqa: ARG002 - its lines stand in the log already
        """The counts, as they came."""
        return result


class TellAlarms(BriefwireStep):
    """Sends the messages that wait, and marks each as told when at least one channel took it.

    Red when a channel refused a message. A message that no channel took waits for the next try, or is composed afresh by the next run; one that was sent
    and could not be marked is sent once more.
    """

    step = "messages"
    operator_extra_links = ()

    def arguments(self, context: Mapping[str, Any]) -> Sequence[str]:  # noqa: ARG002 - whatever waits
        """None."""
        return []

    def conclude(self, result: Any, context: Mapping[str, Any]) -> Any:
        """How many messages were told, and how many wait."""
        waiting = result["messages"]
        if waiting and not any_channel():
            self.log.warning("%s", HOW_TO_CONFIGURE)
            return {"told": 0, "waiting": len(waiting)}
        told, faults = 0, []
        for message in waiting:
            notifier = AlarmNotifier(message)
            try:
                notifier(context)
            except NotTold as error:
                faults.append(f"message {message['message_id']}: {error}")
            if notifier.took:
                self._mark(message["message_id"], notifier.took)
                told += 1
        if faults:
            raise AirflowException(f"{len(waiting) - told} of {len(waiting)} messages wait for the next try. {'; '.join(faults)}")
        return {"told": told, "waiting": 0}

    def _mark(self, message_id: int, channels: Sequence[str]) -> None:
        named = [part for channel in channels for part in ("--by", channel)]
        command = [sys.executable, "-m", "briefwire", "messages", "--told", str(message_id), *named]
        self._child = Child(command, child_environment(os.environ, _connection_dsn()))
        if self._child.run(self.log) != OK:
            raise AirflowException(f"message {message_id} was sent and could not be marked, so it is sent again: {self._child.last_words}")
