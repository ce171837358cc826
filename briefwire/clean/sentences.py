"""Sentences: a text cut into sentences, each with its tokens, as written and in the form in which words are compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# The mark first and then what must not stand before it: so that only marks are looked at.
_SENTENCE_END = re.compile(
    r"[.!?](?<![.!?].)(?<!\bMr.)(?<!\bMs.)(?<!\bDr.)(?<!\bMrs.)(?<!\bSen.)(?<!\bGen.)(?<!\bAmb.)(?<!\b[A-Z].)"
    r"[.!?]*[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])"
)
_TOKEN = re.compile(r"['’]s\b|[^\W_]+(?:[.'’-](?!s\b)[^\W_]+)*|[^\w\s]")
_SENTENCE_CHARACTERS = 2_000  # text without a full stop is cut here, so that no sentence is searched at length once for every hit in it
OPENING = frozenset('“"')  # marks that may open a quotation
CLOSING = frozenset('”"')  # marks that may close one
QUOTE_ENDS = frozenset((",", "”", '"', "’", "'"))  # what may stand between a quotation and its speaker


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its tokens: as written, folded (`low`), and where they stand in the text."""

    text: str
    tokens: tuple[str, ...]
    low: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    def words(self, first: int, last: int) -> str:
        """The text of the tokens `first` to `last` (exclusive)."""
        return self.text[self.spans[first][0] : self.spans[last - 1][1]]

    def is_name(self, at: int) -> bool:
        """Whether the token is written like a part of a name."""
        return self.tokens[at][0].isupper()


def split(title: str, body: str) -> Iterator[Sentence]:
    """The sentences of an article, its title the first of them."""
    for block in (title, *body.split("\n")):
        at = 0
        for end in (*(match.end() for match in _SENTENCE_END.finditer(block)), len(block)):
            for start in range(at, end, _SENTENCE_CHARACTERS):
                if piece := block[start : min(end, start + _SENTENCE_CHARACTERS)].strip():
                    yield _sentence(piece)
            at = end


def _sentence(text: str) -> Sentence:
    spans = tuple(match.span() for match in _TOKEN.finditer(text))
    tokens = tuple(text[start:end] for start, end in spans)
    folded = fold(text)
    # Folding makes of a letter one or more: where the length stands, so does every place.
    low = tuple(folded[start:end] for start, end in spans) if len(folded) == len(text) else tuple(map(fold, tokens))
    return Sentence(text, tokens, low, spans)


def folded_words(phrase: str) -> tuple[str, ...]:
    """The tokens of a phrase, folded."""
    return tuple(fold(token) for token in _TOKEN.findall(phrase))


def fold(token: str) -> str:
    """The form in which words are compared: no capitals, one apostrophe."""
    return token.casefold().replace("’", "'")
