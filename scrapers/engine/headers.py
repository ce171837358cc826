"""HTTP headers in the form that the engine's pure parts take."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy.http import Response


def plain_headers(response: "Response") -> dict[str, str]:
    """A response's headers by lower-case name, repeated ones joined by commas."""
    return {name.decode("latin-1").lower(): b", ".join(values).decode("latin-1") for name, values in response.headers.items()}
