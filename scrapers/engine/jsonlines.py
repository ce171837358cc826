"""Files of one JSON object a line, handed over line by line as things happen, so that a killed writer still says how far it came."""

import json
import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path


class LineWriter:
    """Writes a new file. Raises `FileExistsError` when there is one already: it belongs to one crawl."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("x", encoding="utf8")

    def write(self, line: Mapping[str, object]) -> None:
        """One line, handed to the operating system before this returns; dates and instants in ISO 8601."""
        self._file.write(json.dumps(line, ensure_ascii=False, default=iso) + "\n")
        self._file.flush()

    def close(self) -> None:
        """Flushes to disk and closes."""
        os.fsync(self._file.fileno())
        self._file.close()


def whole_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file with their numbers from 1; a last line without its end, as a killed writer leaves it, is left out."""
    with path.open(encoding="utf8", errors="replace", newline="\n") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.endswith("\n"):
                return
            yield number, line


def iso(value: object) -> str:
    """A date or an instant as ISO 8601, for `json.dumps(default=...)`. Raises `TypeError` for anything else."""
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON form for {value!r}")


def day_of(value: object) -> date | None:
    """The date that `iso` wrote, None for None. Raises `ValueError`."""
    return None if value is None else date.fromisoformat(str(value))
