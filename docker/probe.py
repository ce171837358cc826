"""Health check of a service that answers over HTTP: exit code 0 when well, else 1 and a line that says why.

probe.py URL             the address answers 200
probe.py URL COMPONENT   and the JSON it answers calls that component healthy
"""

import json
import sys
import urllib.error
import urllib.request


def trouble(url: str, component: str | None = None, timeout: float = 10) -> str | None:
    """What is wrong in one line, or None. `timeout` in seconds."""
    try:
        with urllib.request.urlopen(url, timeout=timeout) as response:  # noqa: S310 - the address stands in docker-compose.yml
            body = response.read()
    except (urllib.error.URLError, OSError) as error:
        return f"{url}: {error}"
    if component is None:
        return None
    try:
        status = json.loads(body)[component]["status"]
    except (ValueError, KeyError, TypeError) as error:
        return f"{url}: no status of {component} in the answer ({error!r})"
    return None if status == "healthy" else f"{url}: {component} is {status}"


if __name__ == "__main__":
    sys.exit(trouble(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None))
