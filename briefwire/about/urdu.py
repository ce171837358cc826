"""Acts in Urdu statements: the first sentence that holds one of the words of `acts.toml`, not negated, and whose first country is not another's."""

import re
from collections.abc import Mapping

from briefwire.about.mentions import about

_SENTENCE = re.compile(r"[^۔؟!\n]+")
_NEGATED = re.compile(r"(?:\W+\w+){0,2}\W+(?:نہیں|نہ)(?!\w)")
_QUOTED = re.compile(r"[“‘\"][^“‘”’\"\n]{0,400}[”’\"]")


class Reader:
    """Reads acts out of Urdu text, by the words of each act (by name)."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        self._owners = {form: name for name, forms in words.items() for form in forms}
        alternatives = "|".join(map(re.escape, sorted(self._owners, key=len, reverse=True)))
        self._found = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")

    def read(self, text: str, speaker: str | None) -> tuple[str, str] | None:
        """The name of the first act that is done in the text and the words that do it, verbatim."""
        for sentence in _SENTENCE.finditer(_QUOTED.sub(lambda match: " " * len(match[0]), text)):
            hit = self._found.search(sentence[0])
            if hit is None or _NEGATED.match(sentence[0], hit.end()):
                continue
            first = next((mention.code for mention in about(sentence[0], "ur") if mention.is_country), None)
            if speaker is None or first in (None, speaker) or hit.start() == 0:
                return self._owners[hit[0]], hit[0]
        return None
