"""The lexicon: every written form of every reporting verb, with what may follow it. Read once from `verbs.toml`."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Form(StrEnum):
    """How a verb is written. The past and the participle are told apart by what stands before."""

    BASE = "base"
    S = "s"
    PAST = "past"
    ING = "ing"


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb and the frames of `verbs.toml` it stands in; `prepositions` make the cue longer ("called for")."""

    base: str
    frames: frozenset[str]
    prepositions: frozenset[str]
    objects: frozenset[str] = frozenset()  # where not empty: the nouns an object must hold
    evidential: bool = False  # of things it only tells what follows from them


@dataclass(frozen=True, slots=True)
class Written:
    """One written form of a verb. `doubtful`: as often another word."""

    verb: Verb
    form: Form
    doubtful: bool


_FRAMES = ("clause", "quoting", "that", "object", "party", "directive", "listener", "infinitive", "view")
_DOUBLED = ("admit", "quip", "rebuff", "concur", "deadpan", "snap", "slam", "dub", "plug", "rebut", "refer", "commit", "brag")


@cache
def forms() -> dict[str, Written]:
    """Every written form in lower case."""
    table = tomllib.loads(files("briefwire.statements").joinpath("verbs.toml").read_text(encoding="utf8"))
    frames: dict[str, set[str]] = {}
    prepositions: dict[str, set[str]] = {}
    pasts: dict[str, tuple[str, ...]] = {}
    for frame in _FRAMES:
        for entry in table[frame].split():
            frames.setdefault(_base(entry, pasts), set()).add(frame)
    for line in table["preposition"].strip().splitlines():
        verbs, words = line.split(":")
        for entry in verbs.split():
            prepositions.setdefault(_base(entry, pasts), set()).update(words.split())
    doubtful, speech, speech_only, evidential = (
        frozenset(table[key].split()) for key in ("doubtful", "speech", "speech_only", "evidential")
    )
    found: dict[str, Written] = {}
    for base in {**frames, **prepositions}:
        objects = speech if base in speech_only else frozenset[str]()
        verb = Verb(base, frozenset(frames.get(base, ())), frozenset(prepositions.get(base, ())), objects, base in evidential)
        for word, form in _inflected(base, pasts.get(base, ())):
            if word not in found or form is Form.PAST:
                found[word] = Written(verb, form, word in doubtful)
    return found


def _base(entry: str, pasts: dict[str, tuple[str, ...]]) -> str:
    base, *irregular = entry.split("/")
    if irregular:
        pasts[base] = tuple(irregular)
    return base


def _inflected(base: str, pasts: tuple[str, ...]) -> list[tuple[str, Form]]:
    """The written forms of a verb by the spelling rules of English; `pasts` where it is irregular."""
    stem = base[:-1] if base.endswith("e") and not base.endswith("ee") else base
    to_y = base.endswith("y") and base[-2] not in "aeiou"
    third = base[:-1] + "ies" if to_y else base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
    doubled = base + base[-1] if base in _DOUBLED else stem
    regular = base[:-1] + "ied" if to_y else base + "d" if base.endswith("e") else doubled + "ed"
    return [(base, Form.BASE), (third, Form.S), (doubled + "ing", Form.ING), *((past, Form.PAST) for past in pasts or (regular,))]
