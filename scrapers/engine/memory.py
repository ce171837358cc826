"""How much memory this process itself took.

`getrusage` does not say: on Linux its figure survives execve, so that the child of a large process seems as large as its parent from its first moment.
"""

import resource
import sys
from pathlib import Path

from scrapy.extensions.memusage import MemoryUsage

_STATUS = Path("/proc/self/status")


def peak_memory() -> int:
    """The largest resident size of this program so far, in bytes."""
    if _STATUS.exists():
        for line in _STATUS.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


class OwnMemoryUsage(MemoryUsage):
    """Scrapy's memory limit, measured on this process alone."""

    def get_virtual_size(self) -> int:
        """Called by Scrapy."""
        return peak_memory()
