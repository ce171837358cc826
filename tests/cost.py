"""What a call costs in processor time, asked so that neither a busy machine nor the heap of a long suite decides the answer.

A neighbour on the same core, or a collection of cycles among all that four thousand tests left behind, makes one call cost several times what it costs alone;
it never makes one cheaper. So the least of a few calls counts, and where one is cheap enough the others need not be made.
"""

import gc
import time
from collections.abc import Callable

TRIES = 6
NOTHING = 0.05  # seconds: below that a clock and a cache decide


def seconds(call: Callable[[], object], enough: float) -> float:
    """Processor seconds of `call`, the least of up to six calls; the first that took less than `enough` is the answer."""
    least = float("inf")
    for _ in range(TRIES):
        least = min(least, _once(call))
        if least < enough:
            break
    return least


def growth(call: Callable[[int], object], small: int, large: int, enough: float) -> float:
    """How many times the processor seconds of `call(small)` those of `call(large)` are, each the least of up to six; the first figure of at most `enough` is the answer.

    What takes less than a twentieth of a second has not grown.
    """
    call(small)
    short = long = figure = float("inf")
    for _ in range(TRIES):
        short, long = min(short, _once(lambda: call(small))), min(long, _once(lambda: call(large)))
        figure = long / short if long > NOTHING else 0.0
        if figure <= enough:
            break
    return figure


def _once(call: Callable[[], object]) -> float:
    collecting = gc.isenabled()
    gc.disable()
    try:
        started = time.process_time()
        call()
        return time.process_time() - started
    finally:
        if collecting:
            gc.enable()
