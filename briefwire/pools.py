"""The Airflow pools, from the registry: one slot for all crawls of a source, and a few for the work of this machine."""

from collections.abc import Mapping
from typing import TypedDict

from scrapers.registry import SourceDeclaration

REFINE = "refine"  # the pool of extraction, loading and linking


class Pool(TypedDict):
    """One pool, in the form of `airflow pools import`."""

    slots: int
    description: str
    include_deferred: bool


def pools(sources: Mapping[str, SourceDeclaration]) -> dict[str, Pool]:
    """Every pool that the DAGs of `sources` name, by name."""
    made = {
        source.pool: Pool(slots=1, description=f"All crawls of {', '.join(source.hosts)}: one at a time", include_deferred=False)
        for source in sources.values()
    }
    return made | {REFINE: Pool(slots=2, description="Extraction, loading and linking: processor and database", include_deferred=False)}
