"""Scope: is a foreign ministry speaking here? In or out, with the rule and the words that decided.

In scope is an article that newly reports words of a foreign ministry, its minister, spokesperson or office. The rule works on single sentences: somebody
who speaks for a ministry (`speakers`) and words that report speech (`reporting`) must stand in one, the speaker as its subject or as the source of what is
said. A ministry as a place, a minister as somebody's guest, past holders of an office and sentences that look back do not count. One automaton finds the
texts that name nobody; in the others each hit looks at a bounded number of words around it. The time taken is linear in the length of the text.
"""

from dataclasses import dataclass
from datetime import date

from briefwire.clean import reporting, sentences, speakers, voices

_LEAD_SENTENCES = 3
_REASON_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Scope:
    """In or out, and why: a rule's name and the words that matched it."""

    in_scope: bool
    reason: str


def judge(title: str, body: str, *, day: date | None, section: str | None = None, datelined: bool = True) -> Scope:
    """The verdict on one English article.

    `day` is its day of publication (for terms of office; None: any term counts), `section` the outlet's own, `datelined` whether a dateline stood above it:
    without one, what stands in a print section is a leading article, a column or a letter.
    """
    if not speakers.names_anybody(f"{title}\n{body}"):
        return Scope(False, "no foreign ministry named")
    name = (section or "").casefold()
    if name in voices.OPINION_SECTIONS or (not datelined and name in voices.PRINT_SECTIONS):
        return Scope(False, f"opinion page: section {section}")
    memory = speakers.memory_of(f"{title}\n{body}", day)
    seen: dict[str, str] = {}
    lead = ""
    for number, sentence in enumerate(sentences.split(title, body)):
        if number <= _LEAD_SENTENCES:
            lead = f"{lead} {sentence.text}"
        voices_here: list[speakers.Voice] = []
        for voice in speakers.find(sentence, memory):
            voices_here.append(voice)
            seen.setdefault("named, but no words of its own", sentence.words(voice.first, voice.last))
            found = reporting.evidence(sentence, voice, headline=number == 0)
            if found is None:
                continue
            rule, first, last = found
            words = sentence.words(first, last)
            if reporting.looks_back(sentence, last, day):
                seen.setdefault("looks back only", words)
            elif voice.two_hats and not speakers.is_foreign(f"{lead} {sentence.text}", voice.country):
                seen.setdefault("minister speaks in another office", words)
            else:
                return Scope(True, f"{rule}: {words}"[:_REASON_CHARACTERS])
        if number:
            reporting.follow_subject(sentence, voices_here, memory)
    for verdict in ("minister speaks in another office", "looks back only", "named, but no words of its own"):
        if verdict in seen:
            return Scope(False, f"{verdict}: {seen[verdict]}"[:_REASON_CHARACTERS])
    return Scope(False, "no foreign ministry named")
