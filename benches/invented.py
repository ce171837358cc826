"""Half a year of articles made of the words of the project's own invented stories, for machines without the corpora.

Words are drawn by rank (Zipf), so that a run of five is new as a rule. What real articles share is put in on purpose: copies by the other outlet, often cut, and
background paragraphs that go through the reports of some weeks. How many there are is guessed after the real press; figures made on this are no measure of it.
"""

import random
import re
from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate

from briefwire.article import Article
from scrapers.records import ArchivePosition
from tests.newsroom import topics

DAYS, LAST, PER_DAY = 182, date(2025, 6, 30), 107
COPIED, BACKGROUND = 0.04, 0.3
_WORDS_A_SENTENCE, _SENTENCES = (9, 31), (8, 36)
_SUBJECTS, _SUBJECT_DAYS = 40, 30
_CAPTURED = datetime(2026, 1, 1, tzinfo=UTC)


def articles() -> list[Article]:
    """The articles of `DAYS` days up to `LAST`, oldest first; always the same."""
    chance, words = random.Random("invented"), _words()
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))

    def sentence() -> str:
        count = chance.randint(*_WORDS_A_SENTENCE)
        text = " ".join(words[bisect_left(weights, chance.random() * weights[-1])] for _ in range(count))
        return f"{text[0].upper()}{text[1:]}."

    found: list[Article] = []
    background: list[str] = []
    for number in range(DAYS):
        day = LAST - timedelta(days=DAYS - 1 - number)
        if number % _SUBJECT_DAYS == 0:
            background = [f"{sentence()} {sentence()}" for _ in range(_SUBJECTS)]
        instants = sorted(datetime.combine(day, time(), UTC) + timedelta(minutes=chance.randrange(24 * 60)) for _ in range(PER_DAY))
        for serial, at in enumerate(instants):
            key = f"{number * 1000 + serial}"
            if found and chance.random() < COPIED:
                first = chance.choice(found[-PER_DAY:])
                lines = first.body.split("\n\n")
                kept = lines if chance.random() < 0.5 else lines[: max(1, 2 * len(lines) // 3)]
                found.append(_article("dawn" if first.source == "app" else "app", key, first.title, "\n\n".join(kept), at, first.agency))
                continue
            lines = [sentence() for _ in range(chance.randint(*_SENTENCES))]
            if chance.random() < BACKGROUND:
                lines.append(chance.choice(background))
            source = chance.choice(("app", "dawn", "dawn"))
            found.append(_article(source, key, sentence().rstrip("."), "\n\n".join(lines), at, "APP" if source == "app" else None))
    return found


def _words() -> list[str]:
    texts = (
        *topics.QUOTES,
        *topics.DETAILS,
        *topics.CLOSINGS,
        *topics.PLAIN_SENTENCES,
        *(text for row in topics.FILLER_HEADLINES for text in row),
    )
    found = re.findall(r"[a-z]+", " ".join((*texts, *(f"{topic.subject} {topic.partner}" for topic in topics.TOPICS))).lower())
    return sorted(dict.fromkeys(found), key=lambda word: (-found.count(word), word))


def _article(source: str, key: str, title: str, body: str, at: datetime, agency: str | None) -> Article:
    return Article(
        source=source,
        native_key=key,
        url=f"https://www.example.com/{source}/{key}",
        title=title,
        body=body,
        language="en",
        in_scope=False,
        scope_reason="invented",
        place=None,
        agency=agency,
        byline=None,
        dateline_date=at.date(),
        published_at=at,
        published_at_method="meta",
        published_at_zone="UTC",
        published_at_confidence="high",
        modified_at=None,
        captured_at=_CAPTURED,
        parser=source,
        parser_version="1",
        position=ArchivePosition("invented.warc.gz", 0, 1, "sha256:00"),
    )
