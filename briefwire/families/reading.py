"""A piece taken apart once: its units, their places and hashes, and what they are compared by."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from briefwire.families.hashing import Hashes, grams, hash_units
from briefwire.families.piece import Piece
from briefwire.families.units import is_sign, units

LEAD = 40  # units: the opening sentence of an agency report has about thirty words
_CHARACTERS = 400_000  # of a body that are compared: five times the longest briefing known; what lies beyond is left out


@dataclass(frozen=True)
class Grain:
    """How finely a text is cut: units to a shingle (what copies are found by), to a run (what counts as shared), and shingles to a winnowing window."""

    shingle: int
    run: int
    window: int


# Five words and a window of eight find 638 of 638 real copies (Schleimer, Wilkerson and Aiken 2003 for the method; measured on APP and Dawn, 2025).
WORDS = Grain(shingle=5, run=3, window=8)
# A Chinese word has 1.5 signs on average: the same stretch of text in signs.
SIGNS = Grain(shingle=8, run=5, window=12)


@dataclass(frozen=True)
class Reading:
    """A piece with the units of its body. `starts` and `ends` are places in the body, in characters."""

    piece: Piece
    folded: tuple[str, ...]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    hashes: Hashes

    @cached_property
    def grain(self) -> Grain:
        """Signs when most units are signs of a script without spaces, words otherwise."""
        return SIGNS if sum(map(is_sign, self.folded)) * 2 > len(self.folded) else WORDS

    @cached_property
    def shingles(self) -> Hashes:
        """The hashes of its shingles, in order, repeats included."""
        return grams(self.hashes, self.grain.shingle)

    @cached_property
    def runs(self) -> Hashes:
        """The hashes of its shortest runs that count as shared, in order, repeats included."""
        return grams(self.hashes, self.grain.run)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its units and those of its title."""
        return frozenset(self.folded) | self.title

    @cached_property
    def title(self) -> frozenset[str]:
        """The units of its title."""
        return frozenset(unit.folded for unit in units(self.piece.title))

    def __len__(self) -> int:
        return len(self.folded)


def read(piece: Piece) -> Reading:
    """Takes a piece apart."""
    found = units(piece.body[:_CHARACTERS])
    folded = tuple(unit.folded for unit in found)
    starts = np.fromiter((unit.start for unit in found), np.int32, len(found))
    ends = np.fromiter((unit.end for unit in found), np.int32, len(found))
    return Reading(piece, folded, starts, ends, hash_units(folded))
