"""The first edition on real pages, where this machine has them: fields of a week, the seed, bodies without furniture, nothing changed by a second ingest."""

from datetime import date
from pathlib import Path

import pytest

from benches.week import measure


@pytest.fixture(scope="module")
def figures(corpora: Path) -> dict[str, object]:
    assert corpora
    return measure(date(2025, 5, 6), date(2025, 5, 7))


@pytest.mark.slow
def test_a_week_of_real_pages_is_right(figures: dict[str, object]) -> None:
    print(figures["fields"], figures["misses"])
    assert figures["exit codes"] == [0, 0, 0, 0], figures["errors"]
    assert figures["rows changed by the second ingest"] == "none"
    assert figures["broken archive positions"] == []
    assert figures["bodies with furniture"] == []
    shares = {name: float(text.rpartition("= ")[2].rstrip("%")) for name, text in figures["fields"].items()}  # type: ignore[attr-defined]
    assert len(shares) == 15
    assert {name: share for name, share in shares.items() if share < 99 and not name.endswith("present")} == {}


@pytest.mark.slow
def test_the_seed_stands(figures: dict[str, object]) -> None:
    seed = figures["seed"]
    assert isinstance(seed, dict)
    assert (seed["source"], seed["place"], seed["agency"], seed["dateline_date"], seed["in_scope"]) == (
        "urdupoint",
        "BEIJING",
        "APP",
        "2020-04-22",
        True,
    )
    assert seed["body"].startswith("The Chinese government")
    assert "Pakistan Point News" not in seed["body"]
    assert (seed["published_at"], seed["published_at_method"], seed["published_at_zone"]) == (
        "2020-04-22T16:04:00+00:00",
        "json-ld",
        "Asia/Karachi",
    )
