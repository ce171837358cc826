"""How well speakers, countries, topics and acts are read: `python -m benches.about [--draw zh|en [COUNT [SEED]]]`.

Needs BRIEFWIRE_CORPORA. On the labelled statements: the ministry and role of every speaker's words with the list of errors, the countries that articles are
about (beside the plain set of all that they mention), how many statements have an act and articles a topic; then load times and speed. The labels are one
reader's and a development set: the figures flatter what was tuned on it. On the Chinese ministry's transcripts: the share of answers with a topic and of
statements (paragraphs of answers) with an act.

Acts and topics have no labels. They were judged once by one reader, who had also written the rules, on statements of ministries drawn by seed, after two other
draws had been read and their faults mended; `--draw` prints such a draw. A statement's topics are its exchange's or, where it has none, its article's.

| drawn | acts given | right | missed | topics given | right | missed |
|---|---|---|---|---|---|---|
| 60 Chinese statements, seed 6, of 2,494 in cn-mfa-zh | 41 | 37 | 2 | 143 | 134 | 3 |
| 80 English statements, seed 33, of 8,912 in the half year | 38 | 35 | 6 | 177 | 152 | 3 |

Missed: words that the reader would call an act or topic of the list. Most wrong English topics are the whole article's, lent to a statement that has none.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from benches import halfyear, transcripts
from briefwire.about import forms
from briefwire.about.acts import act
from briefwire.about.mentions import about
from briefwire.about.topics import topics
from briefwire.about.whom import Words, about_whom, of_statement
from briefwire.article import Article
from briefwire.briefings.hearing import hear
from briefwire.briefings.spoken import Heard, Page
from briefwire.people.speaking import Speaker, speakers
from scrapers import registry

VOICES = ("spokesperson", "minister", "ministry")
LEAD = 500  # characters, as reading gives them
ZH_PAGES = "cn-mfa-zh.tar.gz"
HOME = "PK"  # both outlets of the labelled set are Pakistan's
# The reader's roles are coarser than the registry's: deputies, secretaries and offices are "other" to the reader.
READERS_ROLE = {
    "spokesperson": "spokesperson",
    "deputy_spokesperson": "spokesperson",
    "minister": "minister",
    "minister_of_state": "minister",
    "ministry": "ministry",
}
_TITLE_TAIL = re.compile(r"(?:\s+-\s+[\w &-]+)?\s+-\s+DAWN\.COM$")


@dataclass(frozen=True, slots=True)
class Speaking:
    """Shares of statements whose role, ministry and both are right: over all, and over those of a foreign ministry. `errors`: words with what was said."""

    all_role: float
    all_ministry: float
    all_both: float
    voice_role: float
    voice_ministry: float
    voice_both: float
    statements: int
    voices: int
    errors: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Sets found against sets labelled, over all articles."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def rows(corpora: Path) -> list[dict[str, Any]]:
    """The labelled articles, titles without the outlet's tail."""
    with (corpora / "gold" / "statements_dev.jsonl").open(encoding="utf8") as lines:
        found = [json.loads(line) for line in lines]
    return [row | {"title": _TITLE_TAIL.sub("", row["title"])} for row in found]


def speaking_score(corpora: Path) -> Speaking:
    """How often the speaker's ministry and role are the reader's. Whoever is no foreign ministry's voice has neither."""
    marks: list[tuple[bool, bool, bool]] = []
    errors: Counter[str] = Counter()
    for row in rows(corpora):
        statements = row["statements"]
        found = speakers(
            [one["speaker_text"] for one in statements], date.fromisoformat(row["published"][:10]), HOME, f"{row['title']}\n{row['text']}"
        )
        for statement, one in zip(statements, found, strict=True):
            voice = statement["speaker_role"] in VOICES
            role, ministry = _read(one)
            right_role = role == (statement["speaker_role"] if voice else "other")
            right_ministry = ministry == statement["speaker_country"] if voice else role == "other"
            marks.append((voice, right_role, right_ministry))
            if not (right_role and right_ministry):
                label = f"{statement['speaker_role']} {statement['speaker_country']}"
                errors[f"{row['id']}: {statement['speaker_text']!r} is {label}, read as {role} {ministry}"] += 1
    voices = [mark for mark in marks if mark[0]]
    return Speaking(*_shares(marks), *_shares(voices), len(marks), len(voices), tuple(errors.most_common()))


def _read(one: Speaker | None) -> tuple[str, str | None]:
    if one is None or one.in_office is False or one.role not in READERS_ROLE:
        return "other", None
    return READERS_ROLE[one.role], one.ministry


def _shares(marks: Sequence[tuple[bool, bool, bool]]) -> tuple[float, float, float]:
    total = max(1, len(marks))
    return (
        sum(mark[1] for mark in marks) / total,
        sum(mark[2] for mark in marks) / total,
        sum(mark[1] and mark[2] for mark in marks) / total,
    )


def about_score(corpora: Path) -> dict[str, Overlap]:
    """Countries that articles in scope are about, with statements and ministries as labelled; and the plain sets of mentions, with and without the ministry's
    own country. "statements together": what the single statements are about, as the database has them."""
    found: dict[str, list[tuple[set[str], set[str]]]] = {
        "about_whom": [],
        "statements together": [],
        "all mentions": [],
        "all mentions but the ministry's own": [],
    }
    for row in rows(corpora):
        if not row["in_scope"]:
            continue
        text, wanted, own = row["text"], set(row["about_countries"]), set(row["ministries"])
        words = [
            Words(text[one["start"] : one["end"]], one["speaker_country"]) for one in row["statements"] if one["speaker_role"] in VOICES
        ]
        mentioned = {mention.code for mention in about(f"{row['title']}\n{text}") if mention.is_country}
        each = [of_statement(one, title=row["title"], lead=text[:LEAD]) for one in words]
        found["statements together"].append(({code for codes in each for code in codes if code not in forms.actors()}, wanted))
        found["about_whom"].append(({whom.code for whom in about_whom(row["title"], text, words) if whom.is_country}, wanted))
        found["all mentions"].append((mentioned, wanted))
        found["all mentions but the ministry's own"].append((mentioned - own if len(own) == 1 else mentioned, wanted))
    return {name: _overlap(pairs) for name, pairs in found.items()}


def _overlap(pairs: Iterable[tuple[set[str], set[str]]]) -> Overlap:
    listed = list(pairs)
    return Overlap(sum(len(a & b) for a, b in listed), sum(len(a - b) for a, b in listed), sum(len(b - a) for a, b in listed))


def page(article: Article) -> Page:
    """An article as reading takes it, in its source's zone."""
    declaration = registry.load(article.source)
    at = article.published_at or article.captured_at
    day = at.astimezone(ZoneInfo(declaration.time_zone)).date()
    ministry = article.source == "china_mfa"
    return Page(
        article.article_id,
        article.source,
        article.native_key,
        article.title,
        article.body,
        article.language,
        ministry or article.in_scope,
        at,
        day,
        article.dateline_date,
        ministry,
        declaration.country,
    )


def chinese_pages(corpora: Path) -> list[tuple[Page, Heard]]:
    """The Chinese ministry's pages and what is heard in them."""
    pages = [page(article) for _, article in transcripts.articles(corpora / ZH_PAGES)]
    return [(one, hear(one)) for one in pages]


def chinese_score(heard: Sequence[tuple[Page, Heard]]) -> str:
    """How many answers have a topic, and how many statements an act."""
    statements = [statement for _, one in heard for statement in one.statements]
    answers = sum(len(one.exchanges) for _, one in heard)
    told = {statement.answers for statement in statements if statement.topics} - {None}
    acts = sum(statement.act is not None for statement in statements)
    return (
        f"Chinese transcripts: {len(told) / answers:.3f} of {answers} answers have a topic, {acts / len(statements):.3f} of "
        f"{len(statements)} statements an act"
    )


def drawn(heard: Sequence[tuple[Page, Heard]], count: int, seed: int) -> list[str]:
    """Ministries' statements drawn by a seed, each with its act and topics, for a reader to judge."""
    whole = [(one, statement) for one, found in heard for statement in found.statements if statement.ministry_voice]
    return [
        f"{statement.act} ({statement.act_words}) | {', '.join(statement.topics)} | {one.title}\n"
        f"  {statement.speaker} {statement.cue}: {one.body[statement.start : statement.end]}"
        for one, statement in random.Random(seed).sample(whole, count)
    ]


def _rate(work: Callable[[], object], things: int) -> float:
    """Things a second, the best of three rounds."""
    best = 0.0
    for _ in range(3):
        started = time.perf_counter()
        work()
        best = max(best, things / (time.perf_counter() - started))
    return best


def _load_seconds(code: str) -> float:
    """What a first use costs in a fresh interpreter, imports of this project not counted."""
    script = (
        f"import time\n{code.splitlines()[0]}\nstarted = time.perf_counter()\n{code.splitlines()[1]}\nprint(time.perf_counter() - started)"
    )
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return float(answer.stdout)


def main() -> int:
    """Prints the figures, or a draw."""
    corpora = Path(os.environ["BRIEFWIRE_CORPORA"])
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--draw", nargs="+", metavar="zh|en COUNT SEED", help="print statements to judge instead")
    if draw := options.parse_args().draw:
        count, seed = (int(number) for number in (*draw[1:], *("60", "6")[len(draw) - 1 :]))
        chinese = draw[0] == "zh"
        heard = chinese_pages(corpora) if chinese else [(one, hear(one)) for one in map(page, halfyear.articles(corpora)) if one.in_scope]
        print("\n".join(drawn(heard, count, seed)))
        return 0
    score = speaking_score(corpora)
    print(
        f"speakers, {score.statements} statements: role {score.all_role:.3f}, ministry {score.all_ministry:.3f}, both {score.all_both:.3f}"
    )
    print(f"  of a ministry, {score.voices}: role {score.voice_role:.3f}, ministry {score.voice_ministry:.3f}, both {score.voice_both:.3f}")
    for error, count in score.errors:
        print(f"  {count} x {error}")
    for name, overlap in about_score(corpora).items():
        print(f"about_countries, {name}: precision {overlap.precision:.3f}, recall {overlap.recall:.3f}, F1 {overlap.f1:.3f}")
    labelled = rows(corpora)
    said = [(row["text"][one["start"] : one["end"]], one["cue"], one["speaker_country"]) for row in labelled for one in row["statements"]]
    acts = Counter(found.name if (found := act(*one)) else "none" for one in said)
    print(f"acts, {len(said)} statements: " + ", ".join(f"{name} {count}" for name, count in acts.most_common()))
    in_scope = [row for row in labelled if row["in_scope"]]
    print(f"topics: {sum(bool(topics(row['title'], row['text'])) for row in in_scope)} of {len(in_scope)} articles in scope have one")
    print(chinese_score(chinese_pages(corpora)))
    _speed(labelled, said)
    return 0


def _speed(labelled: Sequence[dict[str, Any]], said: Sequence[tuple[str, str | None, str | None]]) -> None:
    texts = [(row["title"], row["text"]) for row in labelled]
    print(f"mentions: {_rate(lambda: [about(text) for _, text in texts], len(texts)):,.0f} texts/s")
    print(f"topics: {_rate(lambda: [topics(*text) for text in texts], len(texts)):,.0f} texts/s")
    print(f"acts: {_rate(lambda: [act(*one) for one in said], len(said)):,.0f} statements/s")
    words = [one["speaker_text"] for row in labelled for one in row["statements"]]
    print(f"speakers: {_rate(lambda: speakers(words, date(2025, 5, 7), HOME), len(words)):,.0f} words/s")
    for name, code in {
        "mentions": "from briefwire.about.mentions import about\nabout('China 中国 چین')",
        "topics": "from briefwire.about.topics import topics\ntopics('a', 'b')",
        "acts": "from briefwire.about.acts import act\nact('a', 'said')",
        "speakers": "from briefwire.people.speaking import speaker\nspeaker('Foreign Office spokesperson', None, 'PK')",
    }.items():
        print(f"first use of {name}: {_load_seconds(code):.3f} s")


if __name__ == "__main__":
    sys.exit(main())
