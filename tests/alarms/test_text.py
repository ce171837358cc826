"""What people read: plain, short, and harmless whatever a page said."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwire.alarms import ClosedAs, Plan, Reason, Spent
from briefwire.alarms.rules import news, plan
from briefwire.alarms.text import LONGEST_SUBJECT, LONGEST_WORDS, MOST_LINES, Draft, drafts, plain, ranges, runbook
from briefwire.environment import REPOSITORY
from tests.alarms.samples import NOW, TODAY, alarm, back, silence, told

DAY = timedelta(days=1)


def written(*alarms: object, spent: Spent = Spent(0), budget: int = 5, silences: tuple = ()) -> list[Draft]:  # noqa: B008 - frozen
    return drafts(plan(news(alarms, silences, NOW), spent, budget, NOW), spent, budget, NOW)


def test_one_site_down_for_three_sources_is_one_message_with_three_lines() -> None:
    (message,) = written(
        *(alarm(n, days=back(1), source=name, reason=Reason.UNREACHABLE, words="no answer") for n, name in enumerate(("a", "b", "c")))
    )
    assert message.subject == "[Briefwire] unreachable: a, b, c"
    assert message.body.startswith(
        "Unreachable, 3 sources:\n"
        "- a: 2025-05-19 (1 day)\n  no answer\n- b: 2025-05-19 (1 day)\n  no answer\n- c: 2025-05-19 (1 day)\n  no answer\n"
        "What to do: docs/runbook/unreachable.md\n"
    )
    assert "briefwire silence SOURCE REASON --until DAY --why TEXT" in message.body


def test_days_are_ranges() -> None:
    assert ranges(back(*range(9))) == "2025-05-12 to 2025-05-20 (9 days)"
    assert ranges(back(1, 3, 4)) == "2025-05-16 to 2025-05-17, 2025-05-19 (3 days)"
    assert ranges(back(1, 3, 5, 7, 9)) == "... 2025-05-13, 2025-05-15, 2025-05-17, 2025-05-19 (5 days)"


@pytest.mark.parametrize(
    ("how", "words"),
    [(ClosedAs.WELL, "well again"), (ClosedAs.LEFT, "left unmended, too old"), (ClosedAs.UNDECLARED, "no longer declared")],
)
def test_a_closing_is_one_line(how: ClosedAs, words: str) -> None:
    (message,) = written(alarm(closed_at=NOW, closed_as=how))
    assert message.subject == "[Briefwire] over: licensed_post"
    assert f"- licensed_post: blocked 2025-05-19 (1 day): {words}" in message.body


def test_a_reminder_says_that_it_was_told_before() -> None:
    longer = replace(alarm(days=back(*range(9))), told_at=NOW - 7 * DAY, told_through=back(7)[0])
    assert "2025-05-12 to 2025-05-20 (9 days), told before on 2025-05-13" in written(longer)[0].body


def test_a_silence_that_ran_out_is_told_with_who_and_why() -> None:
    message = written(alarm(), silences=(silence(4, until_day=TODAY - DAY, source="licensed_post"),))[1]
    assert "Silences that ran out, 1:\n- silence 4 (licensed_post, all reasons) by Ada until 2025-05-19: the site rebuilds" in message.body
    assert "Under it 1 alarm still open" in message.body


def test_the_last_message_of_a_day_says_so_and_what_waits() -> None:
    first, last = written(alarm(1), alarm(2, reason=Reason.UNREACHABLE), alarm(3, reason=Reason.NOT_YET_CRAWLED), budget=2)
    assert "This is the last" not in first.body
    assert (
        "This is the last of 2 messages for 2025-05-20 (UTC): what else comes up is told with tomorrow's first. 1 line already waits."
        in last.body
    )


def test_a_digest_shows_so_many_lines_and_counts_the_rest() -> None:
    many = [
        alarm(n, source=f"s{n:02}", opened_at=NOW - DAY, reason=Reason.BLOCKED if n < 18 else Reason.UNREACHABLE)
        for n in range(MOST_LINES + 12)
    ]
    (message,) = written(*many, spent=Spent(0, TODAY - DAY, 5))
    assert message.subject == "[Briefwire] digest: blocked (18); unreachable (14)"
    assert message.body.startswith("All 5 messages of 2025-05-19 were spent.")
    assert message.body.count("\n- ") == MOST_LINES
    assert "And 12 more: 12 unreachable." in message.body
    assert len(message.news) == MOST_LINES + 12


HOSTILE = "Moved.\r\nBcc: all@example.org\n\n<!channel> <https://evil.example|click> ![x](http://evil.example) `rm` \x1b[31m\u202e @here"


def test_words_of_a_page_cannot_act_in_a_mail_or_a_chat() -> None:
    (message,) = written(alarm(words=HOSTILE))
    line = next(line for line in message.body.splitlines() if "Moved." in line)
    assert line.startswith("  Moved. Bcc: all＠example.org ‹!channel›")
    assert not set("<>@[]`\x1b\u202e\r") & set(line)


@given(st.text(max_size=400))
def test_plain_words_are_one_short_harmless_line(words: str) -> None:
    line = plain(words)
    assert len(line) <= LONGEST_WORDS and line.isprintable() and not set("<>@[]`*~") & set(line)


def test_a_subject_stays_short() -> None:
    (message,) = written(*(alarm(n, source=f"a_source_with_a_long_name_{n}") for n in range(20)))
    assert len(message.subject) <= LONGEST_SUBJECT and message.subject.endswith(" ...")


def test_silence_means_no_message() -> None:
    assert written(alarm(), silences=(silence(),)) == []
    assert drafts(Plan((), (), digest=False), Spent(0), 5, NOW) == []
    assert written(replace(alarm(), **told(alarm(), DAY))) == []


@pytest.mark.parametrize("reason", Reason)
def test_the_page_that_says_what_to_do_is_there(reason: Reason) -> None:
    assert (REPOSITORY / runbook(reason)).is_file()
