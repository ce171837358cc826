"""Fingerprints: a few hashes of a text, chosen so that whatever two texts have in common they have fingerprints in common.

Winnowing (Schleimer, Wilkerson and Aiken, 2003): of every window of consecutive shingles the least hash is kept. Two texts that share a run of
`shingle + window - 1` units (12 words, 19 signs) outside the stop-list share a fingerprint, always.
"""

import numpy as np
from numpy.typing import NDArray

from briefwire.families.boilerplate import STOP_VERSION, is_boilerplate
from briefwire.families.reading import Reading

_METHOD = 1  # rises with every change of units, hashing, grain or winnowing
SIG_VERSION = 1000 * _METHOD + STOP_VERSION
WINDOW_DAYS = 45  # days apart at most: 96 % of 638 real copies lie within 45 days
MIN_SHARED = 2  # fingerprints in common from which two articles are compared


def fingerprints(reading: Reading) -> NDArray[np.int64]:
    """The fingerprints of a text, each once, in rising order, as Postgres stores them (signed). About 95 for 430 words; none for less than a shingle."""
    hashes = reading.shingles
    hashes = hashes[~is_boilerplate(hashes)]
    if not len(hashes):
        return np.empty(0, np.int64)
    window = min(reading.grain.window, len(hashes))
    least = np.lib.stride_tricks.sliding_window_view(hashes, window).min(axis=1)
    return np.unique(least.view(np.int64))
