"""Walk: the reports of a sentence from left to right, each beginning where the one before ended."""

from collections.abc import Iterator

from briefwire.statements import words
from briefwire.statements.according import according
from briefwire.statements.beginnings import beginning
from briefwire.statements.clauses import verb_follows
from briefwire.statements.cues import Cue, cue_at
from briefwire.statements.endings import ending
from briefwire.statements.parts import LEAST_WORDS, parts, parts_before
from briefwire.statements.phrases import Span, is_adverb, leading_phrase, phrase_after, phrase_before
from briefwire.statements.placing import around, over_listener_and_setting, said_before
from briefwire.statements.report import Report
from briefwire.statements.speaking import can_speak
from briefwire.statements.text import QUOTATION, Sentence
from briefwire.statements.verbs import Form, forms

_MOST_CUES = 24  # verbs of a sentence that are tried: more of them stand only in lists and in hostile text
_BACK = 6  # tokens before a verb among which "and" joins it to the one before
_DESCRIPTION = 15  # tokens
_JOINS = frozenset(("and", "but", "while", ","))
_BETWEEN = _JOINS | frozenset("also then well as has have had later further yet instead".split())
_NO_VERB_AFTER = words.AUXILIARIES | words.DETERMINERS | words.PREPOSITIONS | words.PERSONAL | {"and", "or", "not"}
_BEFORE_A_FAR_VERB = words.DASHES | {"and", "but", ","}


class Walk:
    """One sentence being read: how far it is read (`at`), where the unread part begins that a cue may report (`floor`), and who spoke last in it."""

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self._at = 0
        self._floor = 0
        self._speaker: Span | None = None  # participles and verbs after "and" share it
        self._waiting: list[Report] = []  # participles before their subject: "Welcoming the truce, he"

    def reports(self) -> Iterator[Report]:
        """Every report, in the order of the cues."""
        low = self._sentence.low
        tried = 0
        while self._at < len(low):
            if low[self._at] == "according" and self._sentence.word(self._at + 1) == "to":
                yield from self._source()
            elif low[self._at] in forms() and tried < _MOST_CUES:
                tried += 1
                cue = self._cue()
                if cue is None:
                    self._at += 1
                else:
                    yield from self._of(cue)
            else:
                self._at += 1
        if self._waiting:
            yield from self._release(self._subject_behind())

    def _source(self) -> Iterator[Report]:
        report = next(according(self._sentence, self._at, self._floor), None)
        if report is None:
            self._at += 2
            return
        yield report
        self._floor = self._at = max(report.last, phrase_after(self._sentence, self._at + 2))

    def _cue(self) -> Cue | None:
        at, floor = self._at, self._floor
        cue = cue_at(self._sentence, at, floor)
        if cue is not None:
            return cue
        subject = self._speaker if floor and self._shares_subject() else None
        subject = subject or (self._far_subject() if at > floor else None)
        written = forms()[self._sentence.low[at]]
        return Cue(written.verb, written.form, at, at, at + 1, subject) if subject is not None else None

    def _of(self, cue: Cue) -> Iterator[Report]:
        """The reports of one cue; moves on behind them."""
        if (whole := around(self._sentence, cue, self._floor)) is not None:
            yield Report(*whole, (cue.first, cue.last), cue.subject or self._speaker, "says, in the middle")
            self._at = len(self._sentence)
        elif (span := said_before(self._sentence, cue, self._floor)) is not None:
            yield from self._before(cue, span)
        elif cue.inverted and (plain := cue_at(self._sentence, cue.at, self._floor, inverted=False)) is not None:
            yield from self._after(plain)  # "Khan, a trader, said Lahore was quiet"
        elif cue.inverted or cue.passive:
            self._at += 1
        else:
            yield from self._after(cue)

    def _before(self, cue: Cue, span: Span) -> Iterator[Report]:
        subject = self._speaker = cue.subject or self._speaker
        yield from parts_before(self._sentence, span, cue, subject)
        resume = over_listener_and_setting(self._sentence, cue, cue.subject[1] if cue.inverted and cue.subject else cue.last)
        self._floor = self._at = max(resume, self._at + 1)
        report = self._resumed(resume, cue, subject, quoted=self._sentence.low[span[1] - 1] == QUOTATION)
        if report is not None:
            yield report
            self._floor = self._at = max(self._at, report.last)

    def _after(self, cue: Cue) -> Iterator[Report]:
        opening = beginning(self._sentence, cue)
        if opening is None:
            self._speaker = cue.subject or self._speaker
            self._at += 1
            return
        start, cue_end = opening
        end = ending(self._sentence, start, cue)
        if end <= start:
            self._at += 1
            return
        if cue.subject is None and self._speaker is None:
            if cue.at - self._floor < 3 and self._sets_a_scene(cue, start):
                self._at += 1
                return
            if cue.at - self._floor < 3:
                comma = next((at for at in range(start, end) if self._sentence.low[at] == ","), end)
                self._waiting.append(Report(start, comma, (cue.first, cue_end), None, "participle before"))
                self._at = comma
                return
            self._speaker = leading_phrase(self._sentence, cue.at)
            if self._speaker is None or (cue.verb.evidential and not can_speak(self._sentence, self._speaker)):
                self._at += 1
                return
        self._speaker = cue.subject or self._speaker
        yield from self._release(self._speaker)
        for first, last in parts(self._sentence, start, end):
            yield Report(first, last, (cue.first, cue_end), self._speaker, _rule(cue, self._sentence, start))
        self._floor = self._at = max(end, self._at + 1)

    def _sets_a_scene(self, cue: Cue, start: int) -> bool:
        """Whether a participle before its subject only leads up to what is said: "Pointing to the report, he", "Highlighting the trade, he"."""
        if self._sentence.word(cue.last) in cue.verb.prepositions & {"on", "to", "of", "about"}:
            return True
        return cue.verb.evidential and self._sentence.low[start - 1] != "that" and not verb_follows(self._sentence, start)

    def _release(self, subject: Span | None) -> Iterator[Report]:
        """The participles that waited for their subject."""
        if subject is not None:
            for report in self._waiting:
                yield Report(report.first, report.last, report.cue, subject, report.rule)
            self._waiting = []

    def _subject_behind(self) -> Span | None:
        """The phrase behind the comma of the last participle that waits."""
        sentence, start = self._sentence, self._waiting[-1].last + 1
        if sentence.word(start) in words.PERSONAL:
            return (start, start + 1)
        end = phrase_after(sentence, start) if start < len(sentence) else start
        return phrase_before(sentence, end, start) if end > start else None

    def _resumed(self, at: int, cue: Cue, subject: Span | None, *, quoted: bool) -> Report | None:
        """What goes on after a cue in the middle: "..., he said, “and we shall stay”", "..., he said, and it had begun"."""
        sentence, low = self._sentence, self._sentence.low
        while sentence.word(at) in words.DASHES | {",", ":"} or (
            sentence.word(at) in ("and", "but") and sentence.word(at + 1) == QUOTATION
        ):
            at += 1
        word = sentence.word(at)
        if word == QUOTATION and (sentence.quotations[at].titled or low[at - 1] == "'s"):
            return None
        if word == QUOTATION:
            end = at + 1
            while end < len(low) and not sentence.quotations[at].whole and low[end] not in (".", ","):
                end += 1
            return Report(at, end, (cue.first, cue.last), subject, "says, in the middle")
        if (
            not word
            or quoted
            or cue.inverted
            or low[at - 1] != ","
            or word in words.SUBORDINATORS - {"because"} | words.RELATIVES | {"whose", "whom"}
            or word in ("compared", "including")
            or word.endswith("ing")
        ):
            return None
        if word in ("according", ".") or (word == "and" and sentence.word(at + 1) in forms()):
            return None
        end = ending(sentence, at, cue)
        return Report(at, end, (cue.first, cue.last), subject, "says, in the middle") if end - at >= LEAST_WORDS else None

    def _shares_subject(self) -> bool:
        """ "... and called for": the verb after "and", "but" or a comma has the subject of the cue before."""
        at, low = self._at, self._sentence.low
        written = forms()[low[at]]
        if written.form in (Form.ING, Form.BASE) or written.doubtful or self._sentence.is_name(at):
            return False
        before = at
        while before > max(self._floor, at - _BACK) and (low[before - 1] in _BETWEEN or low[before - 1].endswith("ly")):
            before -= 1
        return before <= self._floor + 1 and any(word in _JOINS for word in low[before:at])

    def _far_subject(self) -> Span | None:
        """The subject of a clause verb that an insertion or another verb parts from it: "Khan left the room and said that", "Some who ... argue that"."""
        at, low = self._at, self._sentence.low
        written = forms()[low[at]]
        if (
            low[at - 1] in words.RELATIVES
            and not written.verb.evidential
            and self._speaker is not None
            and self._floor
            and written.form in (Form.PAST, Form.S)
        ):
            return self._speaker
        if (
            self._floor
            or written.doubtful
            or self._sentence.is_name(at)
            or not written.verb.frames & {"clause", "listener", "object", "party"}
            or at + 1 >= len(low)
        ):
            return None
        before = at
        while before > 1 and is_adverb(self._sentence, before - 1):
            before -= 1
        if written.form is Form.PAST or low[at] == "says":
            fits = low[before - 1] in _BEFORE_A_FAR_VERB and (low[at] in ("said", "says") or self._reports_clearly())
            fits = fits or (low[at] in ("said", "says") and self._described(before))
            fits = fits or (
                low[before - 1] in ("and", "but") and bool(written.verb.frames & {"object", "party"}) and self._somebody_leads(before)
            )
        else:
            relative = any(low[near] in words.RELATIVES for near in range(1, min(before, 8)))
            fits = written.form is Form.BASE and relative and low[before - 1] not in _NO_VERB_AFTER and self._reports_clearly()
        return leading_phrase(self._sentence, before) if fits else None

    def _somebody_leads(self, before: int) -> bool:
        """ "Khan called on the governor and reiterated his support"."""
        subject = leading_phrase(self._sentence, before)
        return subject is not None and can_speak(self._sentence, subject)

    def _described(self, before: int) -> bool:
        """Whether only what describes the subject parts it from the verb: "A report published on Monday said", "Others who had fled said"."""
        low, subject = self._sentence.low, leading_phrase(self._sentence, before)
        if subject is None or before - subject[1] > _DESCRIPTION or subject[1] >= before or low[subject[1] - 1] == "those":
            return False
        between = low[subject[1] : before]
        opens = between[0] in words.RELATIVES | words.INSIDE_A_PHRASE or between[0].endswith(("ed", "ing")) or between[0] in words.PASTS
        return opens and all(word[0].isalnum() and word not in words.SUBORDINATORS for word in between)

    def _reports_clearly(self) -> bool:
        """Whether what follows the verb can only be what somebody said."""
        following = self._sentence.word(self._at + 1)
        if following in ("that", ":") or following in words.PERSONAL or "listener" in forms()[self._sentence.low[self._at]].verb.frames:
            return True
        return following == "," and self._sentence.word(self._at + 2) == QUOTATION


def _rule(cue: Cue, sentence: Sentence, start: int) -> str:
    if sentence.low[start] == QUOTATION:
        return "says, quotation"
    if cue.subject is None:
        return "participle"
    if sentence.low[start - 1] == "that":
        return "says, content"
    if "party" in cue.verb.frames:
        return "party"
    return "says, content" if cue.verb.frames & {"clause", "listener", "that", "view"} else "verb and object"
