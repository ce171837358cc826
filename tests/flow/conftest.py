"""A home with an empty, migrated database on a server of its own, and the project's stand-in sites."""

import os
from collections.abc import Iterator

import pytest

from benches.chaos import Site, site
from tests.serving import newsroom


@pytest.fixture(scope="session")
def newsroom_origin() -> Iterator[str]:
    with newsroom() as origin:
        yield origin


@pytest.fixture(scope="module")
def house(newsroom_origin: str) -> Iterator[Site]:
    with site(newsroom_origin, ()) as made:
        yield made


@pytest.fixture(autouse=True)
def _no_settings_of_the_developer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("BRIEFWIRE_") and name != "BRIEFWIRE_CORPORA":
            monkeypatch.delenv(name)
