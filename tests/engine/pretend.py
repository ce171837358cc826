"""The toy crawl in a world where names resolve to what a test says: `python -m tests.engine.pretend FOLDER`.

TOY_NAMES (JSON, name -> addresses) are the resolver's answers; TOY_ROUTE (JSON, "address:port" -> loopback port) says where connections really end; every
address that a connection is tried to is noted in the file TOY_CONNECTIONS.
"""

import json
import os
import socket
import sys
from pathlib import Path


def pretend_names() -> None:
    names, routes = (json.loads(os.environ[variable]) for variable in ("TOY_NAMES", "TOY_ROUTE"))
    ask, connect = socket.getaddrinfo, socket.socket.connect_ex

    def getaddrinfo(host, port, *args, **kwargs):  # type: ignore[no-untyped-def]
        if host not in names:
            return ask(host, port, *args, **kwargs)
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (address, port, 0, 0))
            if ":" in address
            else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in names[host]
        ]

    def connect_ex(self, address):  # type: ignore[no-untyped-def]
        with Path(os.environ["TOY_CONNECTIONS"]).open("a") as log:
            log.write(f"{address[0]}\n")
        port = routes.get(f"{address[0]}:{address[1]}")
        return connect(self, ("127.0.0.1", port) if port else address)

    socket.getaddrinfo, socket.socket.connect_ex = getaddrinfo, connect_ex  # type: ignore[method-assign]


if __name__ == "__main__":
    # Before Twisted is imported, because it takes hold of getaddrinfo then.
    pretend_names()
    from tests.engine.toy import main

    sys.exit(main(Path(sys.argv[1])))
