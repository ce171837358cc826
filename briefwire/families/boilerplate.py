"""Formulas that stand in articles of all kinds. They say nothing about common origin, so no fingerprint is made of them."""

from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from briefwire.families.hashing import Hashes, grams, hash_units
from briefwire.families.reading import SIGNS, WORDS
from briefwire.families.units import units

STOP_VERSION = 1  # rises with every change of boilerplate.txt


def is_boilerplate(shingles: Hashes) -> NDArray[np.bool_]:
    """Which of the shingles are formulas of `boilerplate.txt`."""
    return np.isin(shingles, _stopped())


@cache
def _stopped() -> Hashes:
    text = files("briefwire.families").joinpath("boilerplate.txt").read_text(encoding="utf8")
    found = [np.empty(0, np.uint64)]
    for line in text.splitlines():
        if line and not line.startswith("#"):
            hashes = hash_units(unit.folded for unit in units(line))
            found += [grams(hashes, grain.shingle) for grain in (WORDS, SIGNS)]
    return np.unique(np.concatenate(found))
