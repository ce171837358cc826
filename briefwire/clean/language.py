"""The language a text is written in."""

import pycld2

_CHARACTERS = 2_000
# CLD2's older and regional codes -> ISO 639-1.
_ISO_639_1 = {"iw": "he", "in": "id", "jw": "jv", "ji": "yi", "mo": "ro", "nb": "no", "zh-hant": "zh", "zh-hans": "zh"}


def detect(title: str, lead: str, declared: str | None) -> str | None:
    """ISO 639-1 code of title and lead. `declared` (what page or source says) is the prior: kept when the text is too short or mixed to tell otherwise."""
    prior = _two_letters(declared)
    text = f"{title}\n{lead}"[:_CHARACTERS]
    try:
        reliable, _, candidates = pycld2.detect(text, isPlainText=True, hintLanguage=prior, bestEffort=False)
    except pycld2.error:  # characters that CLD2 refuses to read
        return prior
    found = _two_letters(candidates[0][1]) if reliable else None
    return found or prior


def _two_letters(code: str | None) -> str | None:
    if not code or code in ("un", "xx"):
        return None
    low = code.lower().replace("_", "-")
    short = _ISO_639_1.get(low) or _ISO_639_1.get(low.split("-")[0]) or low.split("-")[0]
    return short if len(short) == 2 and short.isalpha() else None
