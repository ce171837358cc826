"""Under which names an article's outlet may stand before a question."""

from functools import cache

from briefwire.clean.agencies import all_agencies
from briefwire.transcripts.outlets import known


@cache
def outlets(source: str, title: str, agency: str | None) -> frozenset[str]:
    """The canonical names of the outlet (`source` and its `title` for people) and of the agencies that its article credits, joined by slashes."""
    own = {one.name for one in all_agencies() if one.source == source}
    names = {known(title), known(source.replace("_", " "))}
    credited = set(agency.split("/")) if agency else set()
    return frozenset(own | credited | {name for name in names if name})
