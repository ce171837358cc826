"""Passwords of the embedded server, each in a file that only its owner may read."""

import os
import secrets
from pathlib import Path


def read_secret(folder: Path, name: str) -> str | None:
    """The password called `name`, or None when there is none yet."""
    try:
        return (folder / name).read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None


def make_secret(folder: Path, name: str) -> str:
    """The password called `name`, made (32 random bytes) and written with mode 0600 when there is none yet.

    A reader never sees half of it: the file is written whole under another name first.
    """
    known = read_secret(folder, name)
    if known is not None:
        return known
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    password = secrets.token_urlsafe(32)
    temporary = folder / f".{name}.{os.getpid()}"
    temporary.unlink(missing_ok=True)
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(password + "\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(folder / name)
    return password
