"""Where the files of a run land: `<archive>/<source>/<day>/<run id>/`, on a local directory or any fsspec store.

A file is written under a temporary name and moved to its own when it is whole, so that a file at its final path is never a broken one.
"""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import fsspec
from fsspec.implementations.local import LocalFileSystem
from fsspec.spec import AbstractFileSystem

from briefwire.runid import RunId
from scrapers.engine.archive import read_payload
from scrapers.errors import ArchiveError
from scrapers.records import ArchivePosition

WARC = "crawl.warc.gz"
LEDGER = "ledger.jsonl"
REPORT = "report.json"
REQUESTS = "requests.jsonl"
RECORDS = "records.jsonl"


@dataclass(frozen=True, slots=True)
class Landing:
    """The archive under one root: a directory, or an fsspec URL such as s3://bucket/briefwire."""

    root: str

    def path(self, run: RunId, name: str) -> str:
        """The path of one file of a run, relative to the root."""
        return str(PurePosixPath(run.source, run.day.isoformat(), run.text, name))

    def store(self, run: RunId, name: str, file: Path) -> None:
        """Moves the local `file` into the archive. Storing the same name again replaces it."""
        system, root = self._open()
        target = f"{root}/{self.path(run, name)}"
        system.makedirs(target.rpartition("/")[0], exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            system.rm_file(f"{target}.part")
        system.put_file(str(file), f"{target}.part")
        system.mv(f"{target}.part", target)
        file.unlink()

    @contextlib.contextmanager
    def writing(self, run: RunId, name: str, spool: Path) -> Iterator[Path]:
        """A local path to write a file of the run to; stored when the block ends without an exception."""
        spool.mkdir(parents=True, exist_ok=True)
        local = spool / f"{run.text}.{name}"
        try:
            yield local
            self.store(run, name, local)
        finally:
            local.unlink(missing_ok=True)

    def exists(self, run: RunId, name: str) -> bool:
        """Whether the run has stored such a file."""
        system, root = self._open()
        return bool(system.exists(f"{root}/{self.path(run, name)}"))

    @contextlib.contextmanager
    def local(self, run: RunId, name: str) -> Iterator[Path]:
        """A local path under which a file of the run can be read until the block ends. Raises `ArchiveError` when the run has no such file."""
        system, root = self._open()
        path = f"{root}/{self.path(run, name)}"
        if not system.exists(path):
            raise ArchiveError(
                f"{path} does not exist: run the step before this one first, or the archive was moved (BRIEFWIRE_ARCHIVE is {self.root})"
            )
        if isinstance(system, LocalFileSystem):
            yield Path(path)
            return
        with tempfile.TemporaryDirectory(prefix="briefwire-") as folder:
            copy = Path(folder, name)
            system.get_file(path, str(copy))
            yield copy

    def payload(self, position: ArchivePosition) -> bytes:
        """The page at a position whose `file` is relative to the root. Raises `ArchiveError` when the bytes are not the ones that were recorded."""
        system, root = self._open()
        with system.open(f"{root}/{position.file}", "rb") as file:
            return read_payload(file, position)

    def _open(self) -> tuple[AbstractFileSystem, str]:
        system, root = fsspec.url_to_fs(self.root)
        return system, root.rstrip("/")


def forget_spool(folder: Path) -> None:
    """Removes a run's local working folder once its files are stored."""
    shutil.rmtree(folder, ignore_errors=True)
