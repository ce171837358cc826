"""How the tests of this folder look at a transcript: what was asked and answered, by the offsets."""

from datetime import date

from briefwire.transcripts.exchange import Transcript, transcript

Row = tuple[str | None, str | None, str | None, str]


def read(source: str, title: str, *lines: str, day: date | None = None) -> Transcript:
    """The transcript of a page; fails when there is none."""
    found = transcript(source, title, "\n".join(lines), day)
    assert found is not None
    return found


def rows(source: str, title: str, *lines: str) -> list[Row]:
    """Asker's label, outlet, question and answer of each exchange, cut out of the body by the offsets."""
    body = "\n".join(lines)
    return [
        (
            item.asker,
            item.asker_outlet,
            None if item.question_start is None else body[item.question_start : item.question_end],
            body[item.answer_start : item.answer_end],
        )
        for item in read(source, title, *lines).exchanges
    ]
