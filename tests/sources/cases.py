"""The fixtures of the sources: folders of our own pages and listings, with what must be read from them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


@dataclass(frozen=True)
class Case:
    """One fixture: `payload` is the file as served, `meta` says where it was found, `expected` what must be read from it."""

    source: str
    name: str
    payload: bytes
    meta: dict[str, str]
    expected: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.source}/{self.name}"


def pages() -> list[Case]:
    """`<source>/<case>/page.*`: single pages."""
    return list(_cases("*/*/page.*"))


def listings() -> list[Case]:
    """`<source>/listings/<case>/listing.*`: listing pages."""
    return list(_cases("*/listings/*/listing.*"))


def _cases(pattern: str) -> Iterator[Case]:
    for path in sorted(FIXTURES.glob(pattern)):
        folder = path.parent
        meta, expected = (json.loads((folder / f"{name}.json").read_text(encoding="utf8")) for name in ("meta", "expected"))
        yield Case(folder.relative_to(FIXTURES).parts[0], folder.name, path.read_bytes(), meta, expected)
