"""Invented news sentences and what a reader marks in them."""

from briefwire.statements.attribution import Attribution
from briefwire.statements.reading import attributions


def read(body: str, title: str = "") -> list[tuple[str, str, str | None, str | None]]:
    """Every attributed span of a body as (kind, words, cue, speaker), each checked against its own offsets."""
    found = attributions(title, body)
    for one in found:
        check(one, body)
    return [(str(one.kind), body[one.start : one.end], one.cue, one.speaker) for one in found]


def check(one: Attribution, body: str) -> None:
    """What holds of any span of any text."""
    assert 0 <= one.start < one.end <= len(body)
    assert body[one.start : one.end] == body[one.start : one.end].strip()
    for start, end, words in ((one.cue_start, one.cue_end, one.cue), (one.speaker_start, one.speaker_end, one.speaker)):
        assert (start is None) == (end is None) == (words is None)
        if start is not None and end is not None:
            assert body[start:end] == words
    if one.mention_start is not None:
        assert one.mention_end is not None and one.mention_start < one.mention_end <= len(body)
    assert one.rule
